// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "mathstring.h"

#include <base/codepoints.h>

#include <algorithm>
#include <vector>

namespace touchstone::references {

namespace {

/// More digits than these Python's int() refuses.
constexpr std::size_t MostDigits = 4300;

void replaceAll(std::string &text, std::string_view from, std::string_view to)
{
    if (text.find(from) == std::string::npos)
        return;
    std::string made;
    std::size_t at = 0;
    for (std::size_t hit = text.find(from); hit != std::string::npos; hit = text.find(from, at)) {
        made.append(text, at, hit - at).append(to);
        at = hit + from.size();
    }
    text = made.append(text, at);
}

std::vector<std::string_view> splitAt(std::string_view text, std::string_view mark)
{
    std::vector<std::string_view> parts;
    std::size_t at = 0;
    for (std::size_t hit = text.find(mark); hit != std::string_view::npos;
         hit = text.find(mark, at)) {
        parts.push_back(text.substr(at, hit - at));
        at = hit + mark.size();
    }
    parts.push_back(text.substr(at));
    return parts;
}

/// The first character, which may be several bytes.
std::string_view firstLetter(std::string_view text)
{
    return text.substr(0, std::max<std::size_t>(sequenceLength(text, 0), 1));
}

std::size_t lettersIn(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !isContinuationByte(c); }));
}

/// \sqrt3 as \sqrt{3}; gives up on a root of nothing.
bool braceRoots(std::string &text)
{
    const auto parts = splitAt(text, "\\sqrt");
    std::string made(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (parts[i].empty())
            return false;
        made += "\\sqrt";
        if (parts[i].front() == '{') {
            made += parts[i];
            continue;
        }
        const std::string_view first = firstLetter(parts[i]);
        made.append("{").append(first).append("}").append(parts[i].substr(first.size()));
    }
    text = std::move(made);
    return true;
}

/// \frac12 as \frac{1}{2}; left as it is where a fraction has one letter only, and gives up on a
/// fraction of nothing.
bool braceFractions(std::string &text)
{
    const auto parts = splitAt(text, "\\frac");
    std::string made(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const std::string_view part = parts[i];
        if (part.empty())
            return false;
        made += "\\frac";
        if (part.front() == '{') {
            made += part;
            continue;
        }
        const std::string_view above = firstLetter(part);
        std::string_view rest = part.substr(above.size());
        if (rest.empty())
            return true;
        made.append("{").append(above).append("}");
        if (rest.front() != '{') {
            const std::string_view below = firstLetter(rest);
            rest = rest.substr(below.size());
            made.append("{").append(below).append("}");
        }
        made += rest;
    }
    text = std::move(made);
    return true;
}

/// An integer as Python would print it again.
bool isPlainInteger(std::string_view text)
{
    if (text == "0")
        return true;
    if (text.starts_with('-'))
        text.remove_prefix(1);
    return !text.empty() && text.size() <= MostDigits && text.front() != '0'
           && std::all_of(text.begin(), text.end(), isAsciiDigit);
}

void fractionOfSlash(std::string &text)
{
    const auto parts = splitAt(text, "/");
    if (parts.size() == 2 && isPlainInteger(parts[0]) && isPlainInteger(parts[1]))
        text = "\\frac{" + std::string(parts[0]) + "}{" + std::string(parts[1]) + "}";
}

/// The content of the last box; a rule without text: there is one and it is not closed.
FinalAnswer lastBox(std::string_view text)
{
    std::size_t box = text.rfind("\\boxed");
    std::string_view mark = "\\boxed";
    if (box == std::string_view::npos) {
        mark = "\\fbox";
        box = text.rfind(mark);
    }
    if (box == std::string_view::npos)
        return {};
    FinalAnswer open{{}, "boxed, unclosed", box, text.size(), false};
    const std::size_t begin = box + mark.size();
    if (begin == text.size() || text[begin] != '{')
        return open;
    int depth = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
        depth += text[i] == '{' ? 1 : 0;
        if (text[i] == '}' && --depth == 0)
            return {std::string(text.substr(begin + 1, i - begin - 1)), "boxed", begin + 1, i,
                    false};
    }
    return open;
}

} // namespace

std::optional<std::string> mathNormalized(std::string_view text)
{
    std::string made(text);
    for (const auto &[from, to] : {std::pair<std::string_view, std::string_view>{"\n", ""},
                                   {"\\!", ""},
                                   {"\\\\", "\\"},
                                   {"tfrac", "frac"},
                                   {"dfrac", "frac"},
                                   {"\\left", ""},
                                   {"\\right", ""},
                                   {"^{\\circ}", ""},
                                   {"^\\circ", ""},
                                   {"\\$", ""}})
        replaceAll(made, from, to);
    const auto units = splitAt(made, "\\text{ ");
    if (units.size() > 2)
        return {};
    made = std::string(units.front());
    replaceAll(made, "\\%", "");
    replaceAll(made, " .", " 0.");
    replaceAll(made, "{.", "{0.");
    if (made.empty())
        return made;
    if (made.front() == '.')
        made.insert(0, "0");
    const auto sides = splitAt(made, "=");
    if (sides.size() == 2 && lettersIn(sides[0]) <= 2)
        made = std::string(sides[1]);
    if (!braceRoots(made))
        return {};
    replaceAll(made, " ", "");
    if (!braceFractions(made))
        return {};
    if (made == "0.5")
        return "\\frac{1}{2}";
    fractionOfSlash(made);
    return made;
}

bool mathEquivalent(std::string_view one, std::string_view other)
{
    const auto first = mathNormalized(one);
    const auto second = mathNormalized(other);
    return first && second ? *first == *second : one == other;
}

AnswerCheck mathString(std::string_view gold, std::string_view response)
{
    AnswerCheck check;
    const FinalAnswer goldBox = lastBox(gold);
    const std::string_view reference = goldBox.text.empty() ? gold : std::string_view(goldBox.text);
    check.extracted = lastBox(response);
    if (check.extracted.rule.empty())
        check.extracted = {std::string(response), "whole text", 0, response.size(), false};
    check.goldReading = mathNormalized(reference).value_or(std::string(reference));
    if (check.extracted.rule == "boxed, unclosed") {
        check.extracted = {};
        check.verdict = Verdict::NoAnswer;
        check.reason = "the box is not closed";
        return check;
    }
    check.answerReading = mathNormalized(check.extracted.text).value_or(check.extracted.text);
    const bool equal = mathEquivalent(reference, check.extracted.text);
    check.verdict = equal ? Verdict::Equal : Verdict::Different;
    check.proof = equal ? Proof::Structural : Proof::None;
    check.reason = equal ? "the same string" : "different strings";
    return check;
}

} // namespace touchstone::references
