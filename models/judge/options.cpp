// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "options.h"

#include <base/codepoints.h>
#include <base/text.h>

#include <algorithm>
#include <array>

namespace touchstone {

namespace {

using Pieces = std::initializer_list<std::string_view>;

constexpr std::size_t MostOptions = 10;

/// How a letter is marked as an option's.
enum class Style { Bracketed, HalfBracketed, Point, Colon };

struct Mark
{
    std::size_t begin = 0;
    std::size_t end = 0;
    char letter = 'A'; ///< capital
    bool opensLine = false;
};

bool removePrefix(std::string_view &text, Pieces pieces)
{
    for (const std::string_view piece : pieces) {
        if (text.starts_with(piece)) {
            text.remove_prefix(piece.size());
            return true;
        }
    }
    return false;
}

bool removeSuffix(std::string_view &text, Pieces pieces)
{
    for (const std::string_view piece : pieces) {
        if (text.ends_with(piece)) {
            text.remove_suffix(piece.size());
            return true;
        }
    }
    return false;
}

std::string_view unspaced(std::string_view text)
{
    text = trimmed(text);
    while (removePrefix(text, {"\\ ", "\\;", "\\,", "~", " ", "\t"})) {
    }
    while (removeSuffix(text, {"\\qquad", "\\quad", "\\\\", "\\ ", "~", ",", ";", " ", "\t"})) {
    }
    return text;
}

/// Without what parts it from its neighbours, and the dollar sign that belongs to all of them.
std::string_view separated(std::string_view text)
{
    text = unspaced(text);
    if (std::count(text.begin(), text.end(), '$') % 2 == 1
        && (removeSuffix(text, {"$"}) || removePrefix(text, {"$"})))
        text = unspaced(text);
    return text;
}

/// The end of the mark around the letter at `at`; `at` itself: there is none in this style.
std::size_t markEnd(std::string_view text, std::size_t at, Style style)
{
    std::string_view rest = text.substr(at + 1);
    if (style == Style::Bracketed || style == Style::HalfBracketed) {
        if (!removePrefix(rest, {")"}))
            return at;
    } else {
        const bool bold = removePrefix(rest, {"**"});
        if (!removePrefix(rest, {style == Style::Point ? "." : ":"}))
            return at;
        // "A.b" is no option, "A. b" is.
        if (!rest.empty() && !isAsciiSpace(rest.front()) && rest.front() != '*')
            return at;
        if (bold)
            return text.size() - rest.size();
    }
    removePrefix(rest, {"**", "}", " }", "\\ }"});
    return text.size() - rest.size();
}

/// Where the mark around the letter at `at` begins.
std::size_t markBegin(std::string_view text, std::size_t at, Style style)
{
    std::string_view head = text.substr(0, at);
    if (style == Style::Bracketed)
        removeSuffix(head, {"("});
    removeSuffix(head, {"\\textbf{", "\\mathbf{", "\\text{", "\\mathrm{", "**"});
    removeSuffix(head, {"$"});
    return head.size();
}

/// Where the line begins that a mark at `begin` opens, perhaps behind a bullet; nothing: it opens
/// none.
std::optional<std::size_t> lineOpenedAt(std::string_view text, std::size_t begin)
{
    std::string_view head = text.substr(0, begin);
    const auto removeSpaces = [&] {
        while (removeSuffix(head, {" ", "\t"})) {
        }
    };
    removeSpaces();
    if (removeSuffix(head, {"-", "*"}))
        removeSpaces();
    if (head.empty() || head.ends_with('\n'))
        return head.size();
    return {};
}

std::vector<Mark> marksOf(std::string_view text, Style style, char first)
{
    std::vector<Mark> marks;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] < first || text[at] > first + 25)
            continue;
        const bool bracket = at > 0 && text[at - 1] == '(';
        if (bracket != (style == Style::Bracketed))
            continue;
        const std::size_t end = markEnd(text, at, style);
        if (end == at)
            continue;
        const std::size_t begin = markBegin(text, at, style);
        const auto line = lineOpenedAt(text, begin);
        // f(A), Vitamin A. and x:y are no marks within a line.
        const bool parted = begin == 0 || isAsciiSpace(text[begin - 1]) || text[begin - 1] == '}'
                            || text[begin] == '\\';
        const bool inLine = style == Style::Bracketed || style == Style::HalfBracketed;
        if (line || (inLine && parted))
            marks.push_back({line.value_or(begin), end, static_cast<char>(text[at] - first + 'A'),
                             line.has_value()});
    }
    return marks;
}

/// The options that `run` marks, of whose style `all` are the marks of the whole text.
AnswerOptions
optionsOf(std::string_view text, const std::vector<Mark> &run, const std::vector<Mark> &all)
{
    AnswerOptions options;
    for (std::size_t i = 0; i < run.size(); ++i) {
        const std::size_t line = std::min(text.find('\n', run[i].end), text.size());
        const std::size_t end = i + 1 < run.size() ? run[i + 1].begin : line;
        const std::string_view whole = text.substr(run[i].end, end - run[i].end);
        const std::string_view part = separated(whole);
        if (part.empty() || part.find('\n') != std::string_view::npos)
            return {};
        options.push_back({run[i].letter, std::string(part)});
    }
    // Where a letter behind them is marked as well, one was left out or they stand in columns.
    const auto isBeyond = [&](const Mark &mark) {
        return mark.begin > run.front().begin && mark.letter >= static_cast<char>('A' + run.size());
    };
    const bool whole = std::none_of(all.begin(), all.end(), isBeyond);
    return whole && options.size() <= MostOptions ? options : AnswerOptions{};
}

/// The runs A, B, C… of `marks` that are lists of options.
std::vector<AnswerOptions>
listsIn(std::string_view text, const std::vector<Mark> &marks, const std::vector<Mark> &all)
{
    std::vector<AnswerOptions> lists;
    std::vector<Mark> run;
    const auto close = [&] {
        if (run.size() >= 2) {
            AnswerOptions options = optionsOf(text, run, all);
            if (!options.empty())
                lists.push_back(std::move(options));
        }
        run.clear();
    };
    for (const Mark &mark : marks) {
        if (mark.letter != static_cast<char>('A' + run.size()))
            close();
        if (mark.letter == static_cast<char>('A' + run.size()))
            run.push_back(mark);
    }
    close();
    return lists;
}

/// A text as Python prints it, whose only escapes are those of backslashes; nothing: others are
/// there.
std::optional<std::string> unescaped(std::string_view text)
{
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && !text.substr(++i).starts_with('\\'))
            return {};
        made += text[i];
    }
    return made;
}

/// {'A': '…', 'B': "…"}, as Python prints a dictionary.
AnswerOptions dictionaryIn(std::string_view text)
{
    AnswerOptions options;
    std::size_t at = text.find("{'A': ");
    if (at == std::string_view::npos || text.find("{'A': ", at + 1) != std::string_view::npos)
        return {};
    std::string_view rest = text.substr(at + 1);
    while (options.size() < MostOptions) {
        const char letter = static_cast<char>('A' + options.size());
        if (!removePrefix(rest, {std::string("'") + letter + "': "}) || rest.empty())
            return {};
        const char quote = rest.front();
        const std::size_t end = rest.find(quote, 1);
        if ((quote != '\'' && quote != '"') || end == std::string_view::npos)
            return {};
        const auto part = unescaped(trimmed(rest.substr(1, end - 1)));
        if (!part || part->empty() || part->find('\n') != std::string::npos)
            return {};
        options.push_back({letter, *part});
        rest.remove_prefix(end + 1);
        if (rest.starts_with('}'))
            return options.size() >= 2 ? options : AnswerOptions{};
        if (!removePrefix(rest, {", "}))
            return {};
    }
    return {};
}

std::string_view withoutWords(std::string_view text)
{
    for (const std::string_view word :
         {"the option", "option", "the choice", "choice", "answer", "বিকল্প", "অপশন"}) {
        if (text.size() > word.size() + 1 && isAsciiSpace(text[word.size()])
            && std::equal(word.begin(), word.end(), text.begin(),
                          [](char one, char other) { return one == asciiLower(other); }))
            return trimmed(text.substr(word.size()));
    }
    return text;
}

/// Without what stands around all of it: **…**, $…$, \(…\), \text{…}, quotation marks.
std::string_view unwrapped(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> Around = {
        {{"**", "**"},
         {"$", "$"},
         {"\\(", "\\)"},
         {"`", "`"},
         {"'", "'"},
         {"\"", "\""},
         {"\\text{", "}"},
         {"\\textbf{", "}"},
         {"\\mathrm{", "}"}}};
    text = trimmed(text);
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto &[open, close] : Around) {
            if (text.size() <= open.size() + close.size() || !text.starts_with(open)
                || !text.ends_with(close))
                continue;
            const std::string_view inner =
                text.substr(open.size(), text.size() - open.size() - close.size());
            // $1$ and $2$ are not within one pair of dollars.
            if (inner.find(open) != std::string_view::npos
                || inner.find(close) != std::string_view::npos)
                continue;
            text = trimmed(inner);
            changed = true;
        }
    }
    return text;
}

char capitalOf(char letter)
{
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

} // namespace

AnswerOptions lettered(const std::vector<std::string> &texts)
{
    AnswerOptions options;
    for (const std::string &text : texts)
        options.push_back({static_cast<char>('A' + options.size()), text});
    return options;
}

AnswerOptions findOptions(std::string_view prompt)
{
    std::vector<AnswerOptions> lists;
    if (AnswerOptions dictionary = dictionaryIn(prompt); !dictionary.empty())
        lists.push_back(std::move(dictionary));
    for (const Style style : {Style::Bracketed, Style::HalfBracketed, Style::Point, Style::Colon}) {
        for (const char first : {'A', 'a'}) {
            const std::vector<Mark> all = marksOf(prompt, style, first);
            std::vector<Mark> atLines;
            std::copy_if(all.begin(), all.end(), std::back_inserter(atLines),
                         [](const Mark &mark) { return mark.opensLine; });
            std::vector<AnswerOptions> found = listsIn(prompt, atLines, all);
            if (found.empty())
                found = listsIn(prompt, all, all);
            lists.insert(lists.end(), found.begin(), found.end());
        }
    }
    const bool agree = std::all_of(lists.begin(), lists.end(),
                                   [&](const AnswerOptions &one) { return one == lists.front(); });
    return agree && !lists.empty() ? lists.front() : AnswerOptions{};
}

std::optional<NamedOption> namedOption(std::string_view text)
{
    text = unwrapped(text);
    const std::string_view behindWords = withoutWords(text);
    bool marked = behindWords.size() != text.size();
    text = unwrapped(behindWords);
    // **B**. 42 and \text{(B) }42: the marks stand around the letter alone.
    const bool bold = removePrefix(text, {"\\textbf{", "\\text{", "\\mathrm{", "**"});
    const bool open = removePrefix(text, {"(", "["});
    if (text.empty() || !isAsciiLetter(text.front()))
        return {};
    const char letter = text.front();
    text.remove_prefix(1);
    if (open && !removePrefix(text, {")", "]"}))
        return {};
    // The mark may have been opened before the text: C** (42).
    removePrefix(text, {"}", " }", "**"});
    bool parted = open;
    // B (42)
    if (!open && text.size() > 3 && text.starts_with(" (") && text.ends_with(')')) {
        const std::string_view inner = text.substr(2, text.size() - 3);
        if (inner.find_first_of("()") == std::string_view::npos)
            return NamedOption{capitalOf(letter), std::string(trimmed(inner))};
    }
    if (!open && removePrefix(text, {")", ".", ":"})) {
        parted = true;
        if (bold)
            removePrefix(text, {"}", " }", "**"});
    }
    // "A.b" and "B:c" are something else, "A bag" begins with an article.
    const bool spaced = text.empty() || isAsciiSpace(text.front()) || open;
    std::string_view rest = separated(text);
    if (open)
        removePrefix(rest, {".", ":"});
    rest = trimmed(rest);
    if (rest == ".")
        rest = {};
    if ((!parted && !rest.empty()) || !spaced)
        return {};
    marked = marked || parted;
    const bool capital = letter >= 'A' && letter <= 'Z';
    if (!capital && !marked)
        return {};
    return NamedOption{capitalOf(letter), std::string(rest)};
}

std::string plainOption(std::string_view text)
{
    text = unwrapped(separated(text));
    while (text.size() > 1 && text.ends_with('.') && !text.ends_with(".."))
        text = unwrapped(text.substr(0, text.size() - 1));
    return normalizedText(text);
}

} // namespace touchstone
