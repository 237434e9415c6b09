// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formulascanner.h"

#include "fences.h"

#include <base/codepoints.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_map>

namespace touchstone {
namespace {

constexpr auto None = std::string_view::npos;
// A formula longer than this is more likely a lost delimiter than a formula.
constexpr std::size_t LongestFormula = 20'000;
constexpr std::size_t LongestBox = 500;
constexpr std::size_t LongestDrawing = 50'000;
constexpr std::string_view DrawingBegin = "[asy]";
constexpr std::string_view DrawingEnd = "[/asy]";
constexpr std::array<std::string_view, 19> Environments = {
    "align",   "alignat",     "aligned",  "array",   "bmatrix",  "Bmatrix", "cases",
    "CD",      "eqnarray",    "equation", "gather",  "gathered", "matrix",  "multline",
    "pmatrix", "smallmatrix", "split",    "vmatrix", "Vmatrix",
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// What stands between two runs of backticks closes a quotation mark that TeX opens with two, as in
/// ``so'', and is no code: there is a '' in this paragraph of it.
bool isTexQuote(std::string_view between, std::size_t run)
{
    const std::size_t mark = between.find("''");
    return run == 2 && mark != None && mark > 0 && between.substr(0, mark).find("\n\n") == None;
}

/// Finds the formulas of one text from its beginning to its end. All look-ahead is either
/// remembered (it only moves on) or bounded, which keeps the whole linear.
class Scanner final
{
public:
    explicit Scanner(std::string_view source)
        : m_source(source)
    {
        collectBackticks();
        matchEnvironments();
    }

    std::vector<Formula> run()
    {
        std::size_t at = 0;
        bool lineStart = true;
        while (at < m_source.size()) {
            if (lineStart) {
                lineStart = false;
                if (const std::size_t after = afterFence(m_source, at); after != at) {
                    at = after;
                    lineStart = true;
                    continue;
                }
            }
            const std::size_t next = m_source.find_first_of("\n`$\\[", at);
            if (next == None)
                break;
            at = step(next);
            lineStart = m_source[next] == '\n';
        }
        return std::move(m_found);
    }

private:
    std::size_t step(std::size_t at)
    {
        switch (m_source[at]) {
        case '`':
            return afterCodeSpan(at);
        case '$':
            return afterDollar(at);
        case '\\':
            return afterBackslash(at);
        case '[':
            return afterBracket(at);
        default:
            return at + 1;
        }
    }

    [[nodiscard]] bool startsWith(std::size_t at, std::string_view what) const
    {
        return m_source.substr(at, what.size()) == what;
    }

    std::size_t
    keep(std::size_t begin, std::size_t texBegin, std::size_t texEnd, std::size_t end, bool display)
    {
        m_found.push_back({begin, end, texBegin, texEnd, 0, display, false});
        return end;
    }

    /// The first blank line at or after `at`: inline things do not reach over it.
    std::size_t paragraphEnd(std::size_t at)
    {
        if (m_paragraphFrom <= at && at <= m_paragraphEnd && m_paragraphEnd != None)
            return m_paragraphEnd;
        std::size_t end = at;
        while ((end = m_source.find('\n', end)) != None) {
            const std::size_t next = m_source.find_first_not_of(" \t\r", end + 1);
            if (next == None || m_source[next] == '\n')
                break;
            end = next;
        }
        m_paragraphFrom = at;
        m_paragraphEnd = std::min(end, m_source.size());
        return m_paragraphEnd;
    }

    /// The next place of `what` at or after `at`, remembered while it lies ahead.
    std::size_t nextOf(std::string_view what, std::size_t at)
    {
        auto &known = m_next[what];
        const bool stillAhead = known.asked && known.from <= at && known.found >= at;
        if (!stillAhead)
            known = {true, at, m_source.find(what, at)};
        return known.found;
    }

    std::size_t afterDollar(std::size_t at)
    {
        if (startsWith(at, "$$")) {
            const std::size_t close = nextOf("$$", at + 2);
            if (close == None || close == at + 2 || close - at > LongestFormula)
                return at + 2;
            return keep(at, at + 2, close, close + 2, true);
        }
        const std::size_t begin = at + 1;
        if (begin >= m_source.size() || isSpace(m_source[begin]))
            return begin;
        std::size_t close = begin;
        const std::size_t end = paragraphEnd(at);
        while (close < end && m_source[close] != '$')
            close += m_source[close] == '\\' ? 2 : 1;
        if (close >= end || close == begin || isSpace(m_source[close - 1]))
            return begin;
        const bool digitFollows =
            close + 1 < m_source.size() && m_source[close + 1] >= '0' && m_source[close + 1] <= '9';
        if (digitFollows)
            return begin;
        return keep(at, begin, close, close + 1, false);
    }

    std::size_t afterBracket(std::size_t at)
    {
        if (!startsWith(at, DrawingBegin))
            return at + 1;
        const std::size_t begin = at + DrawingBegin.size();
        const std::size_t end = nextOf(DrawingEnd, begin);
        if (end == None || end - at > LongestDrawing)
            return begin;
        keep(at, begin, end, end + DrawingEnd.size(), true);
        m_found.back().isDrawing = true;
        return m_found.back().end;
    }

    std::size_t afterBackslash(std::size_t at)
    {
        if (startsWith(at, "\\("))
            return afterPair(at, "\\(", "\\)", false);
        if (startsWith(at, "\\["))
            return afterPair(at, "\\[", "\\]", true);
        if (startsWith(at, "\\begin{")) {
            const auto environment = m_environments.find(at);
            if (environment != m_environments.end())
                return keep(at, at, environment->second, environment->second, true);
            return at + 7;
        }
        if (startsWith(at, "\\boxed{"))
            return afterBox(at);
        // An escaped `$`, backtick or backslash opens nothing; a letter begins a command.
        return std::min(at + 2, m_source.size());
    }

    std::size_t
    afterPair(std::size_t at, std::string_view open, std::string_view close, bool display)
    {
        const std::size_t end = nextOf(close, at + 2);
        const bool reaches =
            end != None && end - at <= LongestFormula && (display || end <= paragraphEnd(at));
        // An opener before the closer is the closer's own; this one is alone.
        if (!reaches || nextOf(open, at + 2) < end)
            return at + 2;
        return keep(at, at + 2, end, end + 2, display);
    }

    std::size_t afterBox(std::size_t at)
    {
        const std::size_t limit = std::min(m_source.size(), at + LongestBox);
        int depth = 0;
        for (std::size_t i = at + 6; i < limit; ++i) {
            if (m_source[i] == '\\')
                ++i;
            else if (m_source[i] == '{')
                ++depth;
            else if (m_source[i] == '}' && --depth == 0)
                return keep(at, at, i + 1, i + 1, false);
        }
        return at + 7;
    }

    void collectBackticks()
    {
        for (std::size_t at = m_source.find('`'); at != None; at = m_source.find('`', at)) {
            const std::size_t end = std::min(m_source.find_first_not_of('`', at), m_source.size());
            m_backticks[end - at].push_back(at);
            at = end;
        }
    }

    std::size_t afterCodeSpan(std::size_t at)
    {
        const std::size_t end = std::min(m_source.find_first_not_of('`', at), m_source.size());
        const auto runs = m_backticks.find(end - at);
        if (runs == m_backticks.end())
            return end;
        const auto close = std::lower_bound(runs->second.begin(), runs->second.end(), end);
        if (close == runs->second.end() || *close > paragraphEnd(at))
            return end;
        if (isTexQuote(m_source.substr(end, *close - end), end - at))
            return end;
        return *close + (end - at);
    }

    /// Pairs every \begin{x} with its own \end{x} beforehand: doing so when one is met would be
    /// quadratic in a text of beginnings alone.
    void matchEnvironments()
    {
        std::map<std::string_view, std::vector<std::size_t>> open;
        for (std::size_t at = m_source.find('\\'); at != None; at = m_source.find('\\', at)) {
            const bool begins = startsWith(at, "\\begin{");
            if (!begins && !startsWith(at, "\\end{")) {
                at += 2;
                if (at >= m_source.size())
                    break;
                continue;
            }
            const std::size_t nameBegin = at + (begins ? 7 : 5);
            const std::string_view name = environmentAt(nameBegin);
            at = nameBegin;
            if (name.empty())
                continue;
            auto &begun = open[name];
            if (begins) {
                begun.push_back(at - 7);
            } else if (!begun.empty()) {
                const std::size_t end = nameBegin + name.size() + 1;
                if (end - begun.back() <= LongestFormula)
                    m_environments[begun.back()] = end;
                begun.pop_back();
            }
        }
    }

    [[nodiscard]] std::string_view environmentAt(std::size_t at) const
    {
        const std::string_view head = m_source.substr(at, 16);
        const std::size_t brace = head.find('}');
        if (brace == None || brace == 0)
            return {};
        const std::string_view name = head.substr(0, brace);
        const std::string_view plain = name.back() == '*' ? name.substr(0, name.size() - 1) : name;
        const bool known =
            std::find(Environments.begin(), Environments.end(), plain) != Environments.end();
        return known ? name : std::string_view{};
    }

    struct Place
    {
        bool asked = false;
        std::size_t from = 0;
        std::size_t found = None;
    };

    std::string_view m_source;
    std::vector<Formula> m_found;
    std::unordered_map<std::size_t, std::vector<std::size_t>> m_backticks; // by length of the run
    std::unordered_map<std::size_t, std::size_t> m_environments;           // begin to end
    std::unordered_map<std::string_view, Place> m_next;
    std::size_t m_paragraphFrom = 0;
    std::size_t m_paragraphEnd = None;
};

/// U+F0000 and up, a private letter for each, so that Markdown takes it for one of a word.
void appendStandIn(std::string &out, std::size_t number)
{
    const unsigned code = 0xF0000U + static_cast<unsigned>(number % 0xFFFDU);
    out += static_cast<char>(0xF0U | (code >> 18U));
    out += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
}

/// A letter that no other letter stands beside, and no mark of Markdown before: a variable.
bool isVariable(std::string_view text, std::size_t at)
{
    if (at >= text.size() || !isAsciiLetter(text[at]))
        return false;
    const char before = at == 0 ? ' ' : text[at - 1];
    const char behind = at + 1 == text.size() ? ' ' : text[at + 1];
    return !isAsciiLetter(before) && before != '*' && before != '_' && !isAsciiLetter(behind);
}

/// 3*60, (1+2)*x, 30%*180, k*8k: Markdown would take two of them for the marks of slanted letters.
bool multiplies(std::string_view text, std::size_t asterisk)
{
    if (asterisk == 0 || asterisk + 1 >= text.size())
        return false;
    const char before = text[asterisk - 1];
    const char behind = text[asterisk + 1];
    const bool isFactor = isAsciiDigit(behind) || behind == '(' || behind == '.' || behind == '$';
    if (isAsciiDigit(before) || before == ')' || before == '%')
        return isFactor || isAsciiLetter(behind);
    const bool variableBehind =
        isAsciiLetter(behind)
        && (asterisk + 2 == text.size() || !isAsciiLetter(text[asterisk + 2]));
    return isVariable(text, asterisk - 1) && (isFactor || variableBehind);
}

/// No address may have a sign in it that is none of ASCII's visible ones.
bool isInAddress(std::string_view text, std::size_t asterisk)
{
    constexpr std::size_t LongestAddress = 300;
    const std::string_view head = text.substr(asterisk - std::min(asterisk, LongestAddress),
                                              std::min(asterisk, LongestAddress));
    const std::size_t space = head.find_last_of(" \t\n");
    return head.substr(space == None ? 0 : space + 1).find("://") != None;
}

void replaceTimes(std::string &text)
{
    if (text.find(ProtectedText::TimesStandIn) != std::string::npos)
        return;
    for (std::size_t at = text.find('*'); at != std::string::npos; at = text.find('*', at + 1)) {
        if (multiplies(text, at) && !isInAddress(text, at))
            text[at] = ProtectedText::TimesStandIn;
    }
}

/// ``Are we there yet?'' as TeX writes it, up to the next ``: Markdown would take that for code.
void replaceQuotes(std::string &text)
{
    if (text.find(ProtectedText::QuoteStandIn) != std::string::npos)
        return;
    constexpr std::size_t Run = 2;
    for (std::size_t at = text.find('`'); at != None; at = text.find('`', at)) {
        const std::size_t end = std::min(text.find_first_not_of('`', at), text.size());
        const std::size_t close = end - at == Run ? text.find("``", end) : None;
        if (close != None && isTexQuote(std::string_view(text).substr(end, close - end), Run))
            text.replace(at, Run, Run, ProtectedText::QuoteStandIn);
        at = end;
    }
}

} // namespace

const Formula *ProtectedText::formulaAt(std::size_t place) const
{
    const auto found =
        std::lower_bound(m_formulas.begin(), m_formulas.end(), place,
                         [](const Formula &formula, std::size_t at) { return formula.place < at; });
    return found != m_formulas.end() && found->place == place ? &*found : nullptr;
}

std::size_t ProtectedText::sourceOffset(std::size_t place) const
{
    const auto after =
        std::upper_bound(m_formulas.begin(), m_formulas.end(), place,
                         [](std::size_t at, const Formula &formula) { return at < formula.place; });
    if (after == m_formulas.begin())
        return place;
    const Formula &before = *std::prev(after);
    const std::size_t beyond = place - before.place;
    return beyond < StandInSize ? before.begin : before.end + beyond - StandInSize;
}

std::vector<Formula> scanFormulas(std::string_view source)
{
    std::vector<Formula> found = scanFormulasAndDrawings(source);
    std::erase_if(found, [](const Formula &each) { return each.isDrawing; });
    return found;
}

std::vector<Formula> scanFormulasAndDrawings(std::string_view source)
{
    return Scanner(source).run();
}

ProtectedText protectFormulas(std::string_view source)
{
    ProtectedText result;
    result.m_formulas = scanFormulasAndDrawings(source);
    result.m_text.reserve(source.size());
    std::size_t copied = 0;
    for (std::size_t i = 0; i < result.m_formulas.size(); ++i) {
        Formula &formula = result.m_formulas[i];
        result.m_text += source.substr(copied, formula.begin - copied);
        formula.place = result.m_text.size();
        appendStandIn(result.m_text, i);
        copied = formula.end;
    }
    result.m_text += source.substr(copied);
    replaceTimes(result.m_text);
    replaceQuotes(result.m_text);
    return result;
}

} // namespace touchstone
