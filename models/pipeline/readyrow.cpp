// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "readyrow.h"

#include <base/text.h>
#include <exchange/format.h>
#include <judge/extract.h>
#include <reasoning/split.h>

#include <QCoreApplication>

namespace touchstone {

namespace {

Error changedMeanwhile()
{
    return {Error::Code::BadInput,
            QCoreApplication::translate("touchstone::ImportJob",
                                        "The file was changed while it was read.")};
}

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

void finishResponses(IncomingRow &row, std::vector<Response> &responses)
{
    responses.resize(row.responses.size());
    for (std::size_t i = 0; i < responses.size(); ++i)
        finishResponse(row.responses[i], responses[i]);
}

RefusedRow refusalOf(const Row &read, const Error &why)
{
    const std::string_view first =
        read.fields.empty() ? std::string_view{} : read.fields.front().text;
    return {read.line, 0, toUtf8(why.message), std::string(headOf(first, 200))};
}

void clear(IncomingRow &row)
{
    row.key.clear();
    row.text.clear();
    row.system.clear();
    row.history.clear();
    row.reference.clear();
    row.meta.assign("{}");
    row.tags.clear();
    row.responses.clear();
}

} // namespace

void ReadyRow::make(const Row &read, const ImportFormat *format)
{
    refused.reset();
    clear(row);
    row.line = read.line;
    const Result<> understood = format ? format->read(read, row) : Result<>(changedMeanwhile());
    if (!understood) {
        refused = refusalOf(read, understood.error());
        return;
    }
    finishResponses(row, responses);
    digests.take(row, responses);
}

} // namespace touchstone
