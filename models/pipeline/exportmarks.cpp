// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "exportmarks.h"

#include <base/codepoints.h>
#include <base/json.h>
#include <reasoning/steplabels.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace touchstone {

namespace {

/// Tells bytes of one text as characters; quick where it is asked in ascending order.
class Characters final
{
public:
    explicit Characters(std::string_view text)
        : m_text(text)
    {}

    /// Of a byte within a character, that character's.
    std::size_t before(std::size_t byte)
    {
        if (byte < m_byte)
            m_byte = m_characters = 0;
        const std::size_t end = std::min(byte, m_text.size());
        for (; m_byte < end; ++m_byte)
            m_characters += isContinuationByte(m_text[m_byte]) ? 0 : 1;
        const bool within = end < m_text.size() && isContinuationByte(m_text[end]);
        return m_characters - (within ? 1 : 0);
    }

private:
    std::string_view m_text;
    std::size_t m_byte = 0;
    std::size_t m_characters = 0;
};

constexpr std::array<TextPart, 2> Parts = {TextPart::Reasoning, TextPart::Answer};

std::string_view nameOf(TextPart part)
{
    return part == TextPart::Answer ? "answer" : "reasoning";
}

const std::string &textOf(const Response &response, TextPart part)
{
    return part == TextPart::Answer ? response.answer : response.reasoning;
}

bool isMarked(const ReadingMarks &marks, const MarkedText &text)
{
    const auto here = [&text](const TextPlace &place) {
        return place.response == text.response && place.part == text.part;
    };
    const auto any = [&here](const auto &all) {
        return std::any_of(all.begin(), all.end(),
                           [&here](const auto &each) { return here(each.place); });
    };
    return any(marks.cuts) || any(marks.steps) || any(marks.spans)
           || std::any_of(marks.firstErrors.begin(), marks.firstErrors.end(), here);
}

/// {"part":"reasoning","start":0,"end":12
void beginRange(
    std::string &out, TextPart part, Characters &characters, std::size_t begin, std::size_t end)
{
    out += out.back() == '[' ? "{\"part\":\"" : ",{\"part\":\"";
    out += nameOf(part);
    out += "\",\"start\":" + std::to_string(characters.before(begin));
    out += ",\"end\":" + std::to_string(characters.before(end));
}

void appendSteps(std::string &out, const Item &item, const Response &response, TextPart part)
{
    const MarkedText text{response.id, part};
    if (!isMarked(item.marks, text))
        return;
    const std::string &own = textOf(response, part);
    const std::vector<ReasoningStep> steps = cutIntoSteps(own, cutsOf(item.marks, text));
    const std::vector<StepLabel> labels = labelsOf(steps, item.marks, text);
    Characters characters(own);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        beginRange(out, part, characters, steps[i].begin, steps[i].end);
        out += ",\"label\":" + (labels[i].mark ? std::to_string(*labels[i].mark) : "null");
        if (labels[i].isFirstError)
            out += ",\"first_error\":true";
        out += '}';
    }
}

void appendSpans(std::string &out, const Item &item, const Response &response, TextPart part)
{
    Characters characters(textOf(response, part));
    for (const ErrorSpan &span : item.marks.spans) {
        if (span.place.response != response.id || span.place.part != part)
            continue;
        beginRange(out, part, characters, span.place.byte, span.end);
        out += ",\"type\":";
        appendJsonString(out, span.type);
        out += ",\"note\":";
        appendJsonString(out, span.note);
        out += '}';
    }
}

} // namespace

void appendMarks(std::string &out, const Item &item, const Response &response)
{
    const bool any = std::any_of(Parts.begin(), Parts.end(), [&](TextPart part) {
        return isMarked(item.marks, {response.id, part});
    });
    if (!any)
        return;
    out += ",\"marks\":{\"steps\":[";
    for (const TextPart part : Parts)
        appendSteps(out, item, response, part);
    out += "],\"spans\":[";
    for (const TextPart part : Parts)
        appendSpans(out, item, response, part);
    out += "]}";
}

void appendPins(std::string &out, const Item &item)
{
    if (item.marks.pins.empty())
        return;
    const auto end = [&](const TextPlace &place) {
        for (std::size_t i = 0; i < item.responses.size(); ++i) {
            if (item.responses[i].id != place.response)
                continue;
            Characters characters(textOf(item.responses[i], place.part));
            out += "{\"response\":" + std::to_string(i) + ",\"part\":\"";
            out += nameOf(place.part);
            out += "\",\"offset\":" + std::to_string(characters.before(place.byte)) + '}';
            return;
        }
        out += "null"; // a response that does not show
    };
    out += ",\"pins\":[";
    for (const Pin &pin : item.marks.pins) {
        out += out.back() == '[' ? "[" : ",[";
        end(pin.one);
        out += ',';
        end(pin.other);
        out += ']';
    }
    out += ']';
}

} // namespace touchstone
