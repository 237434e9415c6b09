// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "numbers.h"

#include <base/codepoints.h>

#include <QChar>

#include <array>

namespace touchstone {

namespace {

constexpr auto None = std::string_view::npos;
constexpr std::string_view Minus = "\u2212";
constexpr std::array<std::string_view, 6> ThousandsMarks = {",\\!",   "{,}",    "\\,",
                                                            "\u202f", "\u00a0", ","};

class NumberReader final
{
public:
    NumberReader(std::string_view text, ByteRange where)
        : m_text(text.substr(0, where.end))
        , m_begin(where.begin)
        , m_at(where.begin)
    {}

    std::vector<FoundNumber> run()
    {
        while (m_at < m_text.size()) {
            if (isDigitAt(m_at) || isLeadingPoint(m_at))
                read(m_at);
            else
                m_at += codePointAt(m_text, m_at).length;
        }
        return std::move(m_found);
    }

private:
    [[nodiscard]] bool isDigitAt(std::size_t at) const
    {
        if (at >= m_text.size())
            return false;
        if (static_cast<unsigned char>(m_text[at]) < 0x80)
            return isAsciiDigit(m_text[at]);
        return QChar::isDigit(codePointAt(m_text, at).value);
    }

    [[nodiscard]] bool isLeadingPoint(std::size_t at) const
    {
        return m_text[at] == '.' && isDigitAt(at + 1) && !isPartOfWord(at);
    }

    /// Appends the digits at `at` to `digits`, at most `most`; gives the byte behind them.
    std::size_t take(std::size_t at, std::string &digits, std::size_t most = None) const
    {
        for (; most > 0 && isDigitAt(at); --most) {
            const CodePoint c = codePointAt(m_text, at);
            digits += static_cast<char>('0' + QChar::digitValue(c.value));
            at += c.length;
        }
        return at;
    }

    /// Behind a Latin letter (x1, H2O), an underscore or a circumflex digits are no number, but
    /// behind a command (\cdot2) they are.
    [[nodiscard]] bool isPartOfWord(std::size_t at) const
    {
        if (at == m_begin)
            return false;
        char before = m_text[at - 1];
        if (before == '{' && at - 1 > m_begin)
            before = m_text[at - 2] == '_' || m_text[at - 2] == '^' ? '_' : before;
        if (before == '_' || before == '^')
            return true;
        return isAsciiLetter(before) && commandBefore(at).empty();
    }

    /// The name of the command that ends at `at`; empty where a plain word does.
    [[nodiscard]] std::string_view commandBefore(std::size_t at) const
    {
        constexpr std::size_t Longest = 20;
        std::size_t from = at;
        while (from > m_begin && at - from < Longest && isAsciiLetter(m_text[from - 1]))
            --from;
        const bool isCommand = from > m_begin && m_text[from - 1] == '\\';
        return isCommand ? m_text.substr(from, at - from) : std::string_view{};
    }

    void read(std::size_t begin)
    {
        std::string whole;
        if (isPartOfWord(begin)) {
            m_at = take(begin, whole);
            return;
        }
        const std::string_view command = commandBefore(begin);
        if (command == "frac" || command == "dfrac" || command == "tfrac") {
            // \frac12 is one half.
            for (int i = 0; i < 2 && isDigitAt(m_at); ++i) {
                std::string digit;
                const std::size_t from = m_at;
                m_at = take(from, digit, 1);
                m_found.push_back({{from, m_at}, digit});
            }
            return;
        }
        m_at = take(begin, whole);
        const std::size_t size = whole.size();
        if (size >= 1 && size <= 3)
            takeThousands(whole);
        std::string decimals;
        if (m_at < m_text.size() && m_text[m_at] == '.')
            m_at = isDigitAt(m_at + 1) ? take(m_at + 1, decimals) : m_at;
        // 1.2.3 numbers a chapter; it is like itself alone.
        bool isDotted = false;
        while (m_at < m_text.size() && m_text[m_at] == '.' && isDigitAt(m_at + 1)
               && !decimals.empty()) {
            isDotted = true;
            std::string more;
            m_at = take(m_at + 1, more);
        }
        std::string normal = isDotted
                                 ? std::string(m_text.substr(begin, m_at - begin))
                                 : valueOf(std::move(whole), std::move(decimals), takeExponent());
        const std::size_t from = signBefore(begin);
        if (from < begin && normal != "0")
            normal.insert(0, "-");
        takePercent(normal);
        m_found.push_back({{from, m_at}, std::move(normal)});
    }

    /// Groups of three digits, or of two before the last three (1,00,000), with one mark.
    void takeThousands(std::string &whole)
    {
        for (const std::string_view mark : ThousandsMarks) {
            if (m_text.substr(m_at, mark.size()) != mark)
                continue;
            std::string digits = whole;
            std::size_t at = m_at;
            while (m_text.substr(at, mark.size()) == mark) {
                const std::size_t before = digits.size();
                at = take(at + mark.size(), digits, 4);
                const std::size_t group = digits.size() - before;
                if (group == 3) {
                    whole = digits;
                    m_at = at;
                } else if (group != 2) {
                    return;
                }
            }
            return;
        }
    }

    int takeExponent()
    {
        if (m_at >= m_text.size() || asciiLower(m_text[m_at]) != 'e')
            return 0;
        std::size_t at = m_at + 1;
        const bool isNegative = at < m_text.size() && m_text[at] == '-';
        if (isNegative || (at < m_text.size() && m_text[at] == '+'))
            ++at;
        std::string digits;
        at = take(at, digits, 3);
        const bool goesOn = at < m_text.size() && (isAsciiLetter(m_text[at]) || isDigitAt(at));
        if (digits.empty() || digits.size() > 2 || goesOn)
            return 0;
        m_at = at;
        return isNegative ? -std::stoi(digits) : std::stoi(digits);
    }

    void takePercent(std::string &normal)
    {
        for (const std::string_view sign : {"%", "\\%", " %", "\\,\\%", "\uff05"}) {
            if (m_text.substr(m_at, sign.size()) == sign) {
                m_at += sign.size();
                normal += '%';
                return;
            }
        }
    }

    /// Where the minus of the number at `at` begins; `at` where there is none, or where it takes
    /// away from what is before it.
    [[nodiscard]] std::size_t signBefore(std::size_t at) const
    {
        constexpr std::size_t MostSpaces = 8;
        const std::string_view before = m_text.substr(m_begin, at - m_begin);
        const std::size_t length = before.ends_with('-') ? 1 : before.ends_with(Minus) ? 3 : 0;
        if (length == 0)
            return at;
        std::size_t from = at - length;
        for (std::size_t i = 0; i < MostSpaces && from > m_begin && m_text[from - 1] == ' '; ++i)
            --from;
        if (from == m_begin)
            return at - length;
        const char last = m_text[from - 1];
        // "x -5" takes away, "by -5" does not.
        const bool isWord =
            static_cast<unsigned char>(last) >= 0x80
            || (isAsciiLetter(last) && from - 1 > m_begin && isAsciiLetter(m_text[from - 2]));
        const bool isOperand = isWord ? from == at - length
                                      : isAsciiLetter(last) || isAsciiDigit(last)
                                            || std::string_view(")]}|!%-$").find(last) != None;
        return isOperand ? at : at - length;
    }

    static std::string valueOf(std::string whole, std::string decimals, int exponent)
    {
        for (; exponent > 0; --exponent) {
            whole += decimals.empty() ? '0' : decimals.front();
            decimals.erase(0, decimals.empty() ? 0 : 1);
        }
        for (; exponent < 0; ++exponent) {
            decimals.insert(decimals.begin(), whole.empty() ? '0' : whole.back());
            if (!whole.empty())
                whole.pop_back();
        }
        whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
        decimals.erase(decimals.find_last_not_of('0') + 1);
        if (whole.empty())
            whole = "0";
        return decimals.empty() ? whole : whole + '.' + decimals;
    }

    std::string_view m_text;
    std::size_t m_begin;
    std::size_t m_at;
    std::vector<FoundNumber> m_found;
};

} // namespace

std::vector<FoundNumber> numbersIn(std::string_view text, ByteRange where)
{
    return NumberReader(text, where).run();
}

} // namespace touchstone
