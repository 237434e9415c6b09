// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "sentences.h"

#include <base/codepoints.h>
#include <base/text.h>

#include <QChar>

#include <algorithm>
#include <array>
#include <string>

namespace touchstone {

namespace {

constexpr auto None = std::string_view::npos;
constexpr std::string_view AsciiStops = ".!?";
constexpr std::string_view AsciiClosers = "\"')]*_";
// Behind these no space need follow.
constexpr std::array<std::string_view, 8> WideStops = {"。", "！", "？", "…", "।", "॥", "．", "؟"};
constexpr std::array<std::string_view, 6> WideClosers = {"”", "’", "»", "」", "）", "』"};
constexpr std::array<std::string_view, 26> Abbreviations = {
    "al",  "approx", "bzw", "ca", "cf", "d.h",  "dr",   "e.g",  "eq", "eqs", "evtl", "fig", "ggf",
    "i.e", "mr",     "mrs", "ms", "nr", "p.ex", "prof", "resp", "st", "usw", "vgl",  "vs",  "z.b"};

/// Length of the one of `marks` that stands at `at`, or 0.
template <std::size_t Count>
std::size_t lengthOfMark(std::string_view text,
                         std::size_t at,
                         const std::array<std::string_view, Count> &marks)
{
    if (at >= text.size() || static_cast<unsigned char>(text[at]) < 0x80)
        return 0;
    for (const std::string_view mark : marks) {
        if (text.substr(at, mark.size()) == mark)
            return mark.size();
    }
    return 0;
}

/// True of the bytes that a stop may begin with; nearly all others are passed by with one look.
constexpr std::array<bool, 256> stopBytes()
{
    std::array<bool, 256> table{};
    for (const char c : AsciiStops)
        table[static_cast<unsigned char>(c)] = true;
    for (const std::string_view mark : WideStops)
        table[static_cast<unsigned char>(mark.front())] = true;
    return table;
}

/// A full stop at `stop` that belongs to the word before it.
bool isAbbreviation(std::string_view text, std::size_t begin, std::size_t stop)
{
    constexpr std::size_t Longest = 6;
    std::size_t from = stop;
    while (from > begin && stop - from <= Longest
           && (isAsciiLetter(text[from - 1]) || text[from - 1] == '.'))
        --from;
    if (stop - from > Longest || from == stop)
        return false;
    // An initial stands alone: "J. Bernoulli", but not the variable of "is x. Then".
    const bool standsFree = from == begin || isAsciiSpace(text[from - 1]);
    if (standsFree && stop - from == 1 && text[from] >= 'A' && text[from] <= 'Z')
        return from == begin || text[from - 1] != '\n';
    std::string word(text.substr(from, stop - from));
    std::transform(word.begin(), word.end(), word.begin(), asciiLower);
    return std::find(Abbreviations.begin(), Abbreviations.end(), word) != Abbreviations.end();
}

/// Digits alone between the beginning of a line and the full stop number an item.
bool isListNumber(std::string_view text, std::size_t begin, std::size_t stop)
{
    constexpr std::size_t Longest = 4;
    std::size_t from = stop;
    while (from > begin && stop - from <= Longest && isAsciiDigit(text[from - 1]))
        --from;
    if (from == stop || stop - from > Longest)
        return false;
    while (from > begin && (text[from - 1] == ' ' || text[from - 1] == '*') && stop - from < 16)
        --from;
    return from == begin || text[from - 1] == '\n';
}

std::size_t skipClosers(std::string_view text, std::size_t at, std::size_t end)
{
    while (at < end) {
        const std::size_t wide = lengthOfMark(text, at, WideClosers);
        if (wide == 0 && AsciiClosers.find(text[at]) == None)
            break;
        at += wide == 0 ? 1 : wide;
    }
    return std::min(at, end);
}

std::size_t skipSpaces(std::string_view text, std::size_t at, std::size_t end)
{
    while (at < end && isAsciiSpace(text[at]))
        ++at;
    return at;
}

class SentenceScan final
{
public:
    SentenceScan(std::string_view text,
                 std::size_t begin,
                 std::size_t end,
                 std::span<const Formula> formulas)
        : m_text(text)
        , m_begin(begin)
        , m_end(std::min(end, text.size()))
        , m_formulas(formulas)
        , m_formula(std::lower_bound(
              formulas.begin(), formulas.end(), begin, [](const Formula &formula, std::size_t at) {
                  return formula.end <= at;
              }))
    {}

    std::vector<std::size_t> run()
    {
        for (std::size_t at = m_begin; at < m_end;) {
            if (m_formula != m_formulas.end() && at >= m_formula->begin) {
                at = std::max(at, m_formula->end);
                ++m_formula;
            } else {
                at = step(at);
            }
        }
        return std::move(m_found);
    }

private:
    std::size_t step(std::size_t at)
    {
        static constexpr std::array<bool, 256> Stops = stopBytes();
        const std::size_t limit =
            m_formula == m_formulas.end() ? m_end : std::min(m_end, m_formula->begin);
        while (at < limit && !Stops[static_cast<unsigned char>(m_text[at])])
            ++at;
        if (at >= limit)
            return limit;
        const std::size_t wide = lengthOfMark(m_text, at, WideStops);
        if (wide == 0 && AsciiStops.find(m_text[at]) == None)
            return at + 1;
        const std::size_t stop = at;
        std::size_t behind = at + (wide == 0 ? 1 : wide);
        bool anyWide = wide != 0;
        while (behind < m_end) {
            const std::size_t more = lengthOfMark(m_text, behind, WideStops);
            if (more == 0 && AsciiStops.find(m_text[behind]) == None)
                break;
            anyWide = anyWide || more != 0;
            behind += more == 0 ? 1 : more;
        }
        const bool oneFullStop = m_text[stop] == '.' && behind == stop + 1;
        const std::size_t closed = skipClosers(m_text, behind, m_end);
        // A bracket or mark right behind "**Wait**." may as well open: only before a space it
        // closes.
        const bool spaceFollows = closed < m_end && isAsciiSpace(m_text[closed]);
        const std::size_t next = skipSpaces(m_text, closed, m_end);
        if (next >= m_end || (!spaceFollows && !anyWide))
            return behind;
        if (oneFullStop
            && (isAbbreviation(m_text, m_begin, stop) || isListNumber(m_text, m_begin, stop)))
            return behind;
        if (!QChar::isLower(codePointAt(m_text, next).value) && !isContinuationByte(m_text[next]))
            m_found.push_back(next);
        return next;
    }

    std::string_view m_text;
    std::size_t m_begin;
    std::size_t m_end;
    std::span<const Formula> m_formulas;
    std::span<const Formula>::iterator m_formula;
    std::vector<std::size_t> m_found;
};

} // namespace

std::vector<std::size_t> sentenceBegins(std::string_view text,
                                        std::size_t begin,
                                        std::size_t end,
                                        std::span<const Formula> formulas)
{
    return SentenceScan(text, begin, end, formulas).run();
}

bool endsSentence(std::string_view text)
{
    text = trimmed(text);
    while (!text.empty()) {
        if (AsciiClosers.find(text.back()) != None) {
            text.remove_suffix(1);
            continue;
        }
        const auto closer =
            std::find_if(WideClosers.begin(), WideClosers.end(),
                         [&](std::string_view mark) { return text.ends_with(mark); });
        if (closer == WideClosers.end())
            break;
        text.remove_suffix(closer->size());
    }
    return !text.empty()
           && (AsciiStops.find(text.back()) != None
               || std::any_of(WideStops.begin(), WideStops.end(),
                              [&](std::string_view mark) { return text.ends_with(mark); }));
}

} // namespace touchstone
