// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// The rules that go by marks: boxes, <answer>, ####, JSON.
#include "extractrules.h"

#include <base/codepoints.h>
#include <base/text.h>

#include <algorithm>

namespace touchstone::extraction {

namespace {

constexpr std::size_t FarthestNeighbour = 70;

struct Mark
{
    std::size_t at = std::string_view::npos;
    std::size_t length = 0;
};

/// The one of `marks` that begins last, before `before`. They begin with the same byte, which most
/// texts are without, and whether it is there is known sooner than where the last mark is not.
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

struct Box
{
    std::size_t mark = 0;  ///< where \boxed begins
    std::size_t begin = 0; ///< the content
    std::size_t end = 0;
    std::size_t behind = 0; ///< past the closing brace
    bool closed = true;
};

/// The last box of `text`; \boxed 7 goes to the next dollar sign or line feed.
std::optional<Box> lastBox(std::string_view text)
{
    const auto [at, length] = lastMark(text, {"\\boxed", "\\fbox", "\\framebox"});
    if (at == std::string_view::npos)
        return {};
    const std::size_t begin = std::min(text.find_first_not_of(' ', at + length), text.size());
    if (begin == text.size() || text[begin] != '{') {
        const std::size_t end = std::min(text.find_first_of("$\n", begin), text.size());
        return Box{at, begin, end, end, true};
    }
    int depth = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '{') {
            ++depth;
        } else if (text[i] == '}' && --depth == 0) {
            return Box{at, begin + 1, i, i + 1, true};
        }
    }
    return Box{at, begin + 1, text.size(), text.size(), false};
}

/// True of what may stand between two boxes that are one answer: "$, and $".
bool joins(std::string_view between)
{
    if (between.size() > FarthestNeighbour)
        return false;
    std::size_t at = 0;
    while (at < between.size()) {
        const std::string_view rest = between.substr(at);
        if (rest.starts_with("and"))
            at += 3;
        else if (rest.starts_with("or"))
            at += 2;
        else if (rest.front() == ',' || rest.front() == ';' || rest.front() == '$'
                 || isAsciiSpace(rest.front()))
            ++at;
        else
            return false;
    }
    return between.find_first_not_of(" $\n") != std::string_view::npos;
}

/// A JSON string's text. Models that write TeX into JSON forget to double its backslashes: one
/// that letters follow is taken as a command's.
std::string unescaped(std::string_view text)
{
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        const bool isCommand =
            i + 2 < text.size() && isAsciiLetter(next) && isAsciiLetter(text[i + 2]);
        if (text[i] != '\\' || isCommand) {
            made += text[i];
        } else if (next == '\\' || next == '"' || next == '/') {
            made += next;
            ++i;
        } else if (next == 'n' || next == 't') {
            made += ' ';
            ++i;
        } else {
            made += text[i];
        }
    }
    return made;
}

} // namespace

Found boxed(std::string_view text)
{
    const auto last = lastBox(text);
    if (!last)
        return {};
    if (!last->closed)
        return unclosed(text, last->begin, "boxed, unclosed");
    FinalAnswer answer = answerOf(text, text.substr(last->begin, last->end - last->begin), "boxed");
    if (answer.text.empty())
        return unclosed(text, last->begin, "boxed, empty");
    std::size_t first = last->mark;
    while (const auto before = lastBox(text.substr(0, first))) {
        if (!before->closed || !joins(text.substr(before->behind, first - before->behind)))
            break;
        answer.text.insert(
            0,
            std::string(trimmed(text.substr(before->begin, before->end - before->begin))) + ", ");
        answer.begin = before->begin;
        first = before->mark;
    }
    return answer;
}

Found answerTag(std::string_view text)
{
    const auto [open, length] = lastMark(text, {"<answer>"});
    if (open == std::string_view::npos)
        return {};
    const std::size_t begin = open + length;
    const std::size_t close = text.find("</answer>", begin);
    if (close == std::string_view::npos)
        return unclosed(text, begin, "answer tag, unclosed");
    const FinalAnswer answer = answerOf(text, text.substr(begin, close - begin), "answer tag");
    return answer.text.empty() ? std::nullopt : std::optional(answer);
}

Found hashes(std::string_view text)
{
    const auto [mark, length] = lastMark(text, {"####"});
    if (mark == std::string_view::npos)
        return {};
    const std::size_t begin = mark + length;
    const std::size_t line = std::min(text.find('\n', begin), text.size());
    const FinalAnswer answer = answerOf(text, text.substr(begin, line - begin), "####");
    return answer.text.empty() ? std::nullopt : std::optional(answer);
}

Found jsonField(std::string_view text)
{
    std::string_view body = trimmed(text);
    if (!body.starts_with('{') && !body.starts_with("```"))
        return {};
    const auto [name, length] = lastMark(text, {"\"answer\"", "\"final_answer\""});
    if (name == std::string_view::npos)
        return {};
    std::size_t at = text.find_first_not_of(" \t\n", name + length);
    if (at == std::string_view::npos || text[at] != ':')
        return {};
    at = text.find_first_not_of(" \t\n", at + 1);
    if (at == std::string_view::npos)
        return unclosed(text, name, "json, unclosed");
    if (text[at] != '"') {
        const std::size_t end = text.find_first_of(",}\n", at);
        return end == std::string_view::npos ? unclosed(text, at, "json, unclosed")
                                             : answerOf(text, text.substr(at, end - at), "json");
    }
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            FinalAnswer answer = answerOf(text, text.substr(at + 1, i - at - 1), "json");
            answer.text = unescaped(answer.text);
            return answer;
        }
    }
    return unclosed(text, at, "json, unclosed");
}

} // namespace touchstone::extraction
