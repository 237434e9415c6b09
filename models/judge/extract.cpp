// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "extract.h"

#include <base/text.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace touchstone {

namespace {

FinalAnswer made(std::string_view all, std::string_view part, const char *rule)
{
    part = trimmed(part);
    FinalAnswer answer;
    answer.text = part;
    answer.rule = rule;
    answer.begin = static_cast<std::size_t>(part.data() - all.data());
    answer.end = answer.begin + part.size();
    return answer;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

struct Mark
{
    std::size_t at = std::string_view::npos;
    std::size_t length = 0;
};

/// The one of `marks` that begins last. They begin with the same byte, which most texts are
/// without, and whether it is there is known sooner than where the last mark is not.
Mark lastMark(std::string_view text, std::initializer_list<std::string_view> marks)
{
    const char first = marks.begin()->front();
    if (text.find(first) == std::string_view::npos)
        return {};
    std::size_t at = text.rfind(first);
    while (at != std::string_view::npos) {
        for (const std::string_view mark : marks) {
            if (text.substr(at).starts_with(mark))
                return {at, mark.size()};
        }
        at = at == 0 ? std::string_view::npos : text.rfind(first, at - 1);
    }
    return {};
}

/// The last \boxed{…} or \fbox{…}: brace-matched, escapes passed; unclosed to the end of its line;
/// \boxed 7 to the next dollar sign.
std::optional<FinalAnswer> boxed(std::string_view text)
{
    const auto [at, length] = lastMark(text, {"\\boxed", "\\fbox", "\\framebox"});
    if (at == std::string_view::npos)
        return {};
    const std::size_t begin = std::min(text.find_first_not_of(' ', at + length), text.size());
    if (begin == text.size() || text[begin] != '{') {
        const std::size_t end = text.find_first_of("$\n", begin);
        return made(text, text.substr(begin, end == std::string_view::npos ? end : end - begin),
                    "boxed");
    }
    int depth = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '{') {
            ++depth;
        } else if (text[i] == '}' && --depth == 0) {
            return made(text, text.substr(begin + 1, i - begin - 1), "boxed");
        }
    }
    const std::size_t line = text.find('\n', begin);
    FinalAnswer unclosed =
        made(text, text.substr(begin + 1, line == std::string_view::npos ? line : line - begin - 1),
             "boxed, unclosed");
    unclosed.lowConfidence = true;
    return unclosed;
}

std::optional<FinalAnswer> answerTag(std::string_view text)
{
    const auto [open, length] = lastMark(text, {"<answer>"});
    if (open == std::string_view::npos)
        return {};
    const std::size_t begin = open + length;
    const std::size_t close = text.find("</answer>", begin);
    return made(text, text.substr(begin, close == std::string_view::npos ? close : close - begin),
                "answer tag");
}

std::optional<FinalAnswer> hashes(std::string_view text)
{
    const auto [mark, length] = lastMark(text, {"####"});
    if (mark == std::string_view::npos)
        return {};
    const std::size_t begin = mark + length;
    const std::size_t line = text.find('\n', begin);
    const FinalAnswer answer = made(
        text, text.substr(begin, line == std::string_view::npos ? line : line - begin), "####");
    return answer.text.empty() ? std::nullopt : std::optional(answer);
}

std::size_t lastOf(const std::string &folded,
                   std::initializer_list<std::string_view> phrases,
                   std::size_t &length)
{
    std::size_t best = std::string::npos;
    for (const std::string_view phrase : phrases) {
        const std::size_t found = folded.rfind(phrase);
        if (found != std::string::npos
            && (best == std::string::npos || found + phrase.size() > best + length)) {
            best = found;
            length = phrase.size();
        }
    }
    return best;
}

/// From behind "answer is" to where its sentence ends; a point between digits does not end it.
std::string_view sentenceFrom(std::string_view text, std::size_t begin)
{
    begin = std::min(text.find_first_not_of(" :*_\t", begin), text.size());
    std::size_t end = begin;
    while (end < text.size() && text[end] != '\n') {
        const bool stops =
            text[end] == '.' && (end + 1 >= text.size() || !isDigit(text[end + 1]))
            && (end + 1 >= text.size() || std::isspace(static_cast<unsigned char>(text[end + 1]))
                || text[end + 1] == '*');
        if (stops || text.substr(end).starts_with("。"))
            break;
        ++end;
    }
    std::string_view part = text.substr(begin, end - begin);
    while (part.ends_with('*') || part.ends_with('.') || part.ends_with(' '))
        part.remove_suffix(1);
    return part;
}

/// Without the delimiters of a formula around it.
std::string_view withoutMathMarks(std::string_view part)
{
    part = trimmed(part);
    for (const auto &[open, close] : {std::pair<std::string_view, std::string_view>{"$$", "$$"},
                                      {"$", "$"},
                                      {"\\(", "\\)"},
                                      {"\\[", "\\]"},
                                      {"**", "**"}}) {
        if (part.size() > open.size() + close.size() && part.starts_with(open)
            && part.ends_with(close))
            return trimmed(part.substr(open.size(), part.size() - open.size() - close.size()));
    }
    return part;
}

std::optional<FinalAnswer> answerIs(std::string_view text)
{
    std::string folded(text);
    std::transform(folded.begin(), folded.end(), folded.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::size_t length = 0;
    std::size_t at = lastOf(
        folded, {"final answer is", "final answer:", "final answer**:", "final answer:**"}, length);
    if (at == std::string::npos) {
        length = 0;
        at = lastOf(folded,
                    {"answer is", "answer:", "answer**:", "答案是", "答案为", "答案：",
                     "答案:", "উত্তর:", "উত্তর হল", "উত্তর হলো"},
                    length);
    }
    if (at == std::string::npos)
        return {};
    const std::string_view part = withoutMathMarks(sentenceFrom(text, at + length));
    if (part.empty())
        return {};
    return made(text, part, "answer is");
}

/// Bold or a formula on the last line.
std::optional<FinalAnswer> lastLine(std::string_view text)
{
    text =
        std::string_view(text.data(), static_cast<std::size_t>(trimmed(text).data() - text.data())
                                          + trimmed(text).size());
    const std::size_t newline = text.rfind('\n');
    const std::string_view line =
        newline == std::string_view::npos ? text : text.substr(newline + 1);
    for (const auto &[open, close, rule] :
         {std::tuple<std::string_view, std::string_view, const char *>{"**", "**", "bold"},
          {"\\(", "\\)", "formula"},
          {"\\[", "\\]", "formula"},
          {"$", "$", "formula"}}) {
        const std::size_t end = line.rfind(close);
        if (end == std::string_view::npos || end == 0)
            continue;
        const std::size_t begin = line.rfind(open, end - 1);
        if (begin == std::string_view::npos || begin + open.size() >= end)
            continue;
        return made(text, line.substr(begin + open.size(), end - begin - open.size()), rule);
    }
    return {};
}

std::optional<FinalAnswer> lastNumber(std::string_view text)
{
    std::size_t end = text.size();
    while (end > 0 && !isDigit(text[end - 1]))
        --end;
    if (end == 0)
        return {};
    std::size_t begin = end;
    while (begin > 0
           && (isDigit(text[begin - 1])
               || ((text[begin - 1] == '.' || text[begin - 1] == ',') && begin >= 2
                   && isDigit(text[begin - 2]))))
        --begin;
    if (begin > 0 && text[begin - 1] == '-' && (begin == 1 || !isLetter(text[begin - 2]))
        && (begin == 1 || !isDigit(text[begin - 2])))
        --begin;
    FinalAnswer answer = made(text, text.substr(begin, end - begin), "last number");
    answer.lowConfidence = true;
    return answer;
}

/// An option's letter that is all there is: "B", "(B)", "B."
std::optional<FinalAnswer> optionLetter(std::string_view text)
{
    std::string_view part = trimmed(text);
    if (part.size() > 4)
        return {};
    while (part.starts_with('(') || part.starts_with('*'))
        part.remove_prefix(1);
    while (part.ends_with(')') || part.ends_with('.') || part.ends_with('*'))
        part.remove_suffix(1);
    if (part.size() != 1 || !isLetter(part.front()))
        return {};
    return made(text, part, "option letter");
}

} // namespace

FinalAnswer extractFinalAnswer(std::string_view text)
{
    constexpr std::array Rules = {boxed,    answerTag,    hashes,    answerIs,
                                  lastLine, optionLetter, lastNumber};
    for (const auto rule : Rules) {
        if (auto answer = rule(text); answer && !answer->text.empty())
            return *answer;
    }
    return {};
}

} // namespace touchstone
