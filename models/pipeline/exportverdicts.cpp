// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "exportverdicts.h"

#include <base/codepoints.h>
#include <base/json.h>

#include <algorithm>
#include <string_view>

namespace touchstone {

namespace {

std::string_view textOf(const Response &response, TextPart part)
{
    switch (part) {
    case TextPart::Reasoning:
        return response.reasoning;
    case TextPart::Raw:
        return response.raw;
    case TextPart::Answer:
        break;
    }
    return response.answer;
}

std::string_view nameOf(TextPart part)
{
    switch (part) {
    case TextPart::Reasoning:
        return "reasoning";
    case TextPart::Raw:
        return "raw";
    case TextPart::Answer:
        break;
    }
    return "answer";
}

std::ptrdiff_t charactersBefore(std::string_view text, std::size_t byte)
{
    const std::string_view before = text.substr(0, byte);
    return std::count_if(before.begin(), before.end(),
                         [](char c) { return !isContinuationByte(c); });
}

Json jsonOf(const ResponseVerdict &verdict, const Response &response)
{
    Json json = {{"standing", nameOf(standingOf(verdict.verdict))},
                 {"verdict", nameOf(verdict.verdict)},
                 {"proof", nameOf(verdict.proof)},
                 {"profile", verdict.profile},
                 {"version", verdict.version},
                 {"extracted", verdict.extracted},
                 {"rule", verdict.rule},
                 {"reason", verdict.reason}};
    if (verdict.end > verdict.begin) {
        const std::string_view text = textOf(response, verdict.part);
        json["in"] = nameOf(verdict.part);
        json["start"] = charactersBefore(text, verdict.begin);
        json["end"] = charactersBefore(text, verdict.end);
    }
    if (verdict.score)
        json["score"] = *verdict.score;
    if (verdict.referenceChanged)
        json["reference_changed"] = true;
    return json;
}

} // namespace

void appendVerdict(std::string &out, const Item &item, const Response &response)
{
    if (const ResponseVerdict *verdict = item.verdictOf(response.id))
        out += ",\"verdict\":" + dumpJson(jsonOf(*verdict, response));
    if (const Overrule *overrule = item.overruleOf(response.id)) {
        out += ",\"overruled\":"
               + dumpJson({{"standing", nameOf(overrule->standing)}, {"note", overrule->note}});
    }
}

} // namespace touchstone
