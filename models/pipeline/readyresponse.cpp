// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "readyresponse.h"

#include <base/text.h>
#include <judge/extract.h>
#include <reasoning/split.h>

namespace touchstone {

void finishResponse(IncomingResponse &incoming, Response &response)
{
    response.meta = std::move(incoming.meta);
    const bool apart = !incoming.reasoning.empty() || !incoming.answer.empty();
    SplitText split = apart
                          ? splitFields(incoming.reasoning, incoming.answer, incoming.finishReason)
                          : splitReasoning(incoming.raw, incoming.finishReason);
    response.reasoning = std::move(split.reasoning);
    response.answer = std::move(split.answer);
    response.splitter = std::move(split.splitter);
    response.flags = split.flags;
    // The raw text is kept where it is more than the answer.
    response.raw.clear();
    if (!apart && response.answer != incoming.raw)
        response.raw = std::move(incoming.raw);
    else if (apart
             && incoming.reasoning.size() + incoming.answer.size()
                    != response.reasoning.size() + response.answer.size())
        response.raw = incoming.reasoning + "\n\n" + incoming.answer;
    FinalAnswer found = extractFinalAnswer(response.answer);
    // Where the model filled a field named "answer", that field is the final answer.
    if (response.splitter == "json" && !response.answer.empty())
        found = {response.answer, "json", 0, response.answer.size(), false};
    if (found.text.empty() && response.answer.empty()) {
        found = extractFinalAnswer(response.reasoning);
        if (!found.text.empty())
            response.flags |= AnswerInReasoning;
    }
    response.finalAnswer = std::move(found.text);
    response.finalAnswerRule = std::move(found.rule);
    response.reasoningWords = countWords(response.reasoning);
    response.answerWords = countWords(response.answer);
}

} // namespace touchstone
