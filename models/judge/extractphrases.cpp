// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// The rules that go by words and places: "the answer is", the last line, a letter, a number.
#include "extractrules.h"

#include <base/codepoints.h>
#include <base/text.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace touchstone::extraction {

namespace {

/// What makes a formula or bold words on the last line something else than the answer.
constexpr std::array<std::string_view, 62> Doubts = {
    "not",           "n't",      "cannot",   "no",         "less",     "more",      "fewer",
    "least",         "most",     "than",     "about",      "nearly",   "almost",    "roughly",
    "approximately", "between",  "or",       "if",         "maybe",    "perhaps",   "wrong",
    "incorrect",     "unless",   "except",   "without",    "nor",      "neither",   "but",
    "never",         "false",    "untrue",   "impossible", "unlikely", "eliminate", "eliminated",
    "exclude",       "excluded", "rule",     "ruled",      "reject",   "rejected",  "discard",
    "discarded",     "avoid",    "avoided",  "instead",    "rather",   "guess",     "guessed",
    "tempting",      "mistake",  "mistaken", "opposite",   "nicht",    "kein",      "keine",
    "oder",          "falsch",   "pas",      "ou",         "faux",     "peut"};

/// What in front of "answer is" makes it another one's answer.
constexpr std::array<std::string_view, 12> Disclaimers = {
    "not",   "n't",      "never",    "no",       "wrong",   "incorrect",
    "false", "tempting", "mistaken", "opposite", "falsche", "mauvaise"};

std::string folded(std::string_view text)
{
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), asciiLower);
    return made;
}

/// Phrases to look for together: one pass over a text, since most texts hold none of them.
template <std::size_t Size>
class PhraseSet final
{
public:
    constexpr explicit PhraseSet(const std::array<std::string_view, Size> &phrases)
        : m_phrases(phrases)
    {
        for (const std::string_view phrase : phrases)
            m_ends[static_cast<unsigned char>(phrase.back())] = true;
    }

    /// Where the last of them ends; npos: none is there.
    [[nodiscard]] std::size_t behindLast(std::string_view text) const
    {
        for (std::size_t end = text.size(); end > 0; --end) {
            if (m_ends[static_cast<unsigned char>(text[end - 1])]
                && endsWithOne(text.substr(0, end)))
                return end;
        }
        return std::string_view::npos;
    }

private:
    [[nodiscard]] bool endsWithOne(std::string_view text) const
    {
        return std::any_of(m_phrases.begin(), m_phrases.end(), [text](std::string_view phrase) {
            return phrase.back() == text.back() && text.ends_with(phrase);
        });
    }

    std::array<std::string_view, Size> m_phrases;
    std::array<bool, 256> m_ends{}; ///< the bytes that they end with
};

constexpr PhraseSet FinalPhrases(std::array<std::string_view, 6>{
    "final answer is", "final answer:", "final answer**:", "final answer:**",
    "endgültige antwort ist", "réponse finale est"});
constexpr PhraseSet Phrases(std::array<std::string_view, 22>{
    "answer is",       "answer:",          "answer**:", "answer:**",
    "answer would be", "antwort ist",      "antwort:",  "antwort lautet",
    "antwort:**",      "réponse est",      "réponse :", "réponse:",
    "réponse :**",     "答案是",           "答案为",    "答案：",
    "答案:",           "答案是：",         "উত্তর:",     "উত্তর হল",
    "উত্তর হলো",        "correct option is"});

/// True where one of the words in `small`, which are small, is on the list, or ends in n't.
template <std::size_t Size>
bool hasWord(std::string_view small, const std::array<std::string_view, Size> &words)
{
    std::size_t begin = 0;
    while (begin < small.size()) {
        std::size_t end = begin;
        while (end < small.size() && (isAsciiLetter(small[end]) || small[end] == '\''))
            ++end;
        const std::string_view word = small.substr(begin, end - begin);
        if (word.ends_with("n't") || std::find(words.begin(), words.end(), word) != words.end())
            return true;
        begin = end + 1;
    }
    return false;
}

/// True where the words of the line around `part` take it back, compare it, or give a second one.
bool isDoubtful(std::string_view line, std::string_view part)
{
    const auto at = static_cast<std::size_t>(part.data() - line.data());
    const std::string around =
        folded(std::string(line.substr(0, at)) + " " + std::string(line.substr(at + part.size())));
    return hasWord(around, Doubts) || std::any_of(around.begin(), around.end(), isAsciiDigit);
}

/// True of "the wrong answer is", "this is not the answer:", of whose phrase `at` is the end.
bool isDisclaimed(std::string_view small, std::size_t at)
{
    // The phrase itself ends in a colon.
    const std::string_view before = small.substr(0, at - 1);
    const std::size_t begin = before.find_last_of(".,;:!?\n");
    return hasWord(begin == std::string_view::npos ? before : before.substr(begin + 1),
                   Disclaimers);
}

/// True of words behind an option that only say more about it: in brackets, or its reason; without
/// a doubt, a second letter or anything else in bold. "**C** নয়" is "not C".
bool isGloss(std::string_view rest)
{
    rest = trimmed(rest);
    while (!rest.empty() && (rest.ends_with('.') || rest.ends_with(',') || rest.ends_with(';')))
        rest.remove_suffix(1);
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const bool alone = (i == 0 || !isAsciiLetter(rest[i - 1]))
                           && (i + 1 == rest.size() || !isAsciiLetter(rest[i + 1]));
        if (alone && rest[i] >= 'A' && rest[i] <= 'Z')
            return false;
    }
    const bool inBrackets = rest.starts_with('(') && rest.ends_with(')');
    const bool isReason = rest.starts_with("because ") || rest.starts_with("since ")
                          || rest.starts_with("as ") || rest.starts_with("which ");
    return (rest.empty() || inBrackets || isReason) && rest.find("**") == std::string_view::npos
           && rest.find("নয়") == std::string_view::npos && rest.find("না") == std::string_view::npos
           && !isDoubtful(rest, rest.substr(0, 0));
}

/// From behind "answer is" to where its sentence ends; a point between digits does not end it.
std::string_view sentenceFrom(std::string_view text, std::size_t begin)
{
    begin = std::min(text.find_first_not_of(" :*_\t\n", begin), text.size());
    std::size_t end = begin;
    bool inFormula = false;
    while (end < text.size() && (text[end] != '\n' || inFormula)) {
        inFormula = inFormula != (text[end] == '$');
        const bool last = end + 1 >= text.size();
        if (text[end] == '.' && (last || isAsciiSpace(text[end + 1]) || text[end + 1] == '*'))
            break;
        if (text.substr(end).starts_with("。") || text.substr(end).starts_with("।"))
            break;
        ++end;
    }
    std::string_view part = text.substr(begin, end - begin);
    // "72.." goes on nobody knows how.
    if (part.ends_with('.'))
        return text.substr(begin, std::min(end + 1, text.size()) - begin);
    while (part.ends_with('*') || part.ends_with(' '))
        part.remove_suffix(1);
    return part;
}

/// The option in bold that a sentence begins with: of "**B: blue** (as the sky is)" the B: blue.
/// In bold may also be less than what is said: "**5** dozen".
std::string_view optionInBold(std::string_view text, std::string_view sentence)
{
    const auto begin = static_cast<std::size_t>(sentence.data() - text.data());
    const std::size_t close = text.find("**", begin);
    const std::size_t line = text.find('\n', begin);
    if (close == std::string_view::npos || close > line || !text.substr(0, begin).ends_with("**"))
        return sentence;
    const std::string_view part = trimmed(text.substr(begin, close - begin));
    const auto named = namedOption(part);
    const auto letter = namedOption(sentence);
    if (!named || (letter && letter->rest.empty()))
        return sentence;
    const std::size_t behind = close + 2 - begin;
    return behind >= sentence.size() || isGloss(sentence.substr(behind)) ? part : sentence;
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
        if (part.size() <= open.size() + close.size() || !part.starts_with(open)
            || !part.ends_with(close))
            continue;
        const std::string_view inner =
            trimmed(part.substr(open.size(), part.size() - open.size() - close.size()));
        if (inner.find(open) == std::string_view::npos)
            return inner;
    }
    return part;
}

std::size_t countOf(std::string_view line, std::string_view mark)
{
    std::size_t count = 0;
    for (std::size_t at = line.find(mark); at != std::string_view::npos;
         at = line.find(mark, at + mark.size()))
        ++count;
    return count;
}

std::string_view lastLineOf(std::string_view text)
{
    const std::string_view whole = trimmed(text);
    const std::size_t newline = whole.rfind('\n');
    return newline == std::string_view::npos ? whole : whole.substr(newline + 1);
}

/// A displayed formula over several lines that ends the text.
Found displayed(std::string_view text)
{
    const std::string_view whole = trimmed(text);
    for (const auto &[open, close] :
         {std::pair<std::string_view, std::string_view>{"\\[", "\\]"}, {"$$", "$$"}}) {
        if (whole.size() < open.size() + close.size() || !whole.ends_with(close))
            continue;
        const std::size_t end = whole.size() - close.size();
        const std::size_t begin = whole.rfind(open, end - 1);
        if (begin == std::string_view::npos || begin + open.size() > end)
            continue;
        const std::size_t newline = whole.rfind('\n', begin);
        const std::size_t first = newline == std::string_view::npos ? 0 : newline + 1;
        const std::string_view part = whole.substr(begin + open.size(), end - begin - open.size());
        const std::string_view line = whole.substr(first);
        if (!trimmed(part).empty() && !isDoubtful(line, part))
            return answerOf(text, part, "formula");
    }
    return {};
}

/// The answer that the words up to `at` announce; npos: there are none. `small`: the text folded.
Found saidBehind(std::string_view text, std::string_view small, std::size_t at)
{
    if (at == std::string_view::npos || isDisclaimed(small, at))
        return {};
    const std::string_view part = withoutMathMarks(optionInBold(text, sentenceFrom(text, at)));
    if (part.empty())
        return {};
    return answerOf(text, part, "answer is");
}

} // namespace

Found finalAnswerIs(std::string_view text)
{
    // Most references are shorter than the shortest of the phrases.
    if (text.size() <= std::string_view("final answer:").size())
        return {};
    const std::string small = folded(text);
    return saidBehind(text, small, FinalPhrases.behindLast(small));
}

Found answerIs(std::string_view text)
{
    const std::string small = folded(text);
    const std::size_t at = FinalPhrases.behindLast(small);
    return saidBehind(text, small, at == std::string_view::npos ? Phrases.behindLast(small) : at);
}

Found lastLine(std::string_view text)
{
    if (Found found = displayed(text))
        return found;
    const std::string_view line = lastLineOf(text);
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
        const std::string_view part = line.substr(begin + open.size(), end - begin - open.size());
        const std::size_t marks = open == close ? 2 : 1;
        if (countOf(line, open) != marks || isDoubtful(line, part))
            continue;
        const std::string_view inner = withoutMathMarks(part);
        if (!trimmed(inner).empty())
            return answerOf(text, inner, rule);
    }
    return {};
}

Found optionLetter(std::string_view text)
{
    std::string_view part = trimmed(text);
    if (part.size() > 4)
        return {};
    while (part.starts_with('(') || part.starts_with('*'))
        part.remove_prefix(1);
    while (part.ends_with(')') || part.ends_with('.') || part.ends_with('*'))
        part.remove_suffix(1);
    if (part.size() != 1 || !isAsciiLetter(part.front()))
        return {};
    return answerOf(text, part, "option letter");
}

Found listedOption(std::string_view text, const AnswerOptions &options)
{
    const std::string_view line = lastLineOf(text);
    const auto named = namedOption(line);
    if (!named)
        return {};
    // The last line of a list that is only told again is no answer.
    const auto at = static_cast<std::size_t>(line.data() - text.data());
    if (at > 0 && namedOption(lastLineOf(text.substr(0, at))))
        return {};
    const auto index = static_cast<std::size_t>(named->letter - 'A');
    if (index >= options.size()
        || (!named->rest.empty() && plainOption(named->rest) != plainOption(options[index].text)))
        return {};
    return answerOf(text, line, "option letter");
}

FinalAnswer withOptionText(std::string_view text, FinalAnswer found, const AnswerOptions &options)
{
    if (found.text.empty() || found.rule != "answer is" || found.end >= text.size())
        return found;
    const auto named = namedOption(found.text);
    if (!named || !named->rest.empty())
        return found;
    const std::size_t line = std::min(text.find('\n', found.end), text.size());
    std::string_view whole = trimmed(text.substr(found.begin, line - found.begin));
    while (whole.ends_with('*'))
        whole.remove_suffix(1);
    const auto longer = namedOption(whole);
    const bool isListed =
        longer && std::any_of(options.begin(), options.end(), [&](const auto &one) {
            return plainOption(one.text) == plainOption(longer->rest);
        });
    return isListed ? answerOf(text, whole, "answer is") : found;
}

namespace {

/// Words of two letters or more that are no commands of TeX.
bool hasProse(std::string_view formula)
{
    for (std::size_t i = 0; i + 1 < formula.size(); ++i) {
        if (formula[i] == '\\') {
            while (i + 1 < formula.size() && isAsciiLetter(formula[i + 1]))
                ++i;
        } else if (isAsciiLetter(formula[i]) && isAsciiLetter(formula[i + 1])) {
            return true;
        }
    }
    return false;
}

/// The formula between dollars on one line that [begin, end) stands in; empty: in none.
std::string_view formulaAround(std::string_view text, std::size_t begin, std::size_t end)
{
    const std::size_t open = text.find_last_of("$\n", begin);
    const std::size_t close = text.find_first_of("$\n", end);
    if (open == std::string_view::npos || close == std::string_view::npos || text[open] != '$'
        || text[close] != '$')
        return {};
    const std::string_view formula = text.substr(open + 1, close - open - 1);
    return hasProse(formula) ? std::string_view{} : formula;
}

} // namespace

Found lastNumber(std::string_view text)
{
    std::size_t end = text.size();
    while (end > 0 && !isAsciiDigit(text[end - 1]))
        --end;
    if (end == 0)
        return {};
    std::size_t begin = end;
    while (begin > 0
           && (isAsciiDigit(text[begin - 1])
               || ((text[begin - 1] == '.' || text[begin - 1] == ',') && begin >= 2
                   && isAsciiDigit(text[begin - 2]))))
        --begin;
    if (begin > 0 && text[begin - 1] == '-'
        && (begin == 1 || (!isAsciiLetter(text[begin - 2]) && !isAsciiDigit(text[begin - 2]))))
        --begin;
    if (begin >= 2 && text[begin - 1] == '/' && isAsciiDigit(text[begin - 2])) {
        --begin;
        while (begin > 0 && isAsciiDigit(text[begin - 1]))
            --begin;
    }
    const std::string_view formula = formulaAround(text, begin, end);
    FinalAnswer answer =
        answerOf(text, formula.empty() ? text.substr(begin, end - begin) : formula, "last number");
    answer.lowConfidence = true;
    return answer;
}

} // namespace touchstone::extraction
