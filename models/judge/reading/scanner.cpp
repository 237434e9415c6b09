// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "scanner.h"

#include "characters.h"
#include "units.h"
#include "words.h"

#include <base/codepoints.h>

#include <algorithm>
#include <array>

namespace touchstone::reading {

namespace {

constexpr std::size_t LongestText = 20000;
constexpr std::size_t MostTokens = 4000;
constexpr std::size_t LongestExponent = 5;
constexpr int DeepestNesting = 60;

/// Commands that only change how things look.
constexpr std::array<std::string_view, 26> Looks = {
    "left",      "right",    "big",       "Big",       "bigl",    "bigr",  "Bigl",
    "Bigr",      "bigg",     "biggl",     "biggr",     "quad",    "qquad", "displaystyle",
    "textstyle", "limits",   "middle",    "thinspace", "hspace*", "strut", "mathstrut",
    "nolimits",  "mathopen", "mathclose", "bigm",      "rm"};

constexpr std::array<std::string_view, 10> TextCommands = {
    "text", "textbf", "textit", "textrm", "mbox", "textnormal", "texttt", "textsf", "emph", "hbox"};
constexpr std::array<std::string_view, 5> UprightCommands = {"mathrm", "operatorname", "mathit",
                                                             "mathsf", "unit"};
constexpr std::array<std::string_view, 5> StyledLetters = {"mathbf", "boldsymbol", "bm", "mathcal",
                                                           "mathbb"};

template <std::size_t Size>
bool among(const std::array<std::string_view, Size> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// ^\circ and ^{\circ} as one sign.
void raiseDegrees(Tokens &tokens)
{
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (!tokens[i].is("^"))
            continue;
        const bool braced = i + 3 < tokens.size() && tokens[i + 1].is("{")
                            && tokens[i + 2].isCommand("circ") && tokens[i + 3].is("}");
        if (!braced && !tokens[i + 1].isCommand("circ"))
            continue;
        tokens[i].text = "deg";
        const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1;
        tokens.erase(first, first + (braced ? 3 : 1));
    }
}

} // namespace

bool Token::isWord(std::string_view lower) const
{
    return kind == Kind::Word && lowered(text) == lower;
}

std::string lowered(std::string_view text)
{
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), asciiLower);
    return made;
}

std::optional<Tokens> scan(std::string_view text, Choices &choices)
{
    if (text.size() > LongestText)
        return {};
    const auto plain = plainCharacters(text);
    if (!plain)
        return {};
    Scanner scanner(*plain, choices, false);
    if (!scanner.run())
        return {};
    Tokens tokens = scanner.take();
    raiseDegrees(tokens);
    return tokens;
}

bool Scanner::accept(std::string_view what)
{
    if (!rest().starts_with(what))
        return false;
    m_at += what.size();
    return true;
}

void Scanner::skipSpace()
{
    while (m_at < m_text.size()) {
        if (isAsciiSpace(peek()) || peek() == '~')
            ++m_at;
        else if (!(accept("\\,") || accept("\\!") || accept("\\;") || accept("\\:") || accept("\\ ")
                   || accept("\\>")))
            return;
        m_space = true;
    }
}

void Scanner::push(Token::Kind kind, std::string text)
{
    Token token;
    token.kind = kind;
    token.text = std::move(text);
    token.spaceBefore = m_space;
    m_space = false;
    m_tokens.push_back(std::move(token));
}

bool Scanner::run()
{
    for (skipSpace(); m_at < m_text.size(); skipSpace()) {
        if (!step() || m_tokens.size() > MostTokens)
            return false;
    }
    return true;
}

bool Scanner::step()
{
    const char c = peek();
    if (isAsciiDigit(c) || (c == '.' && isAsciiDigit(peek(1))))
        return number();
    if (isAsciiLetter(c))
        return letters();
    if (c == '\\')
        return command();
    return special() || character();
}

bool Scanner::special()
{
    for (const auto &[written, meant] : {std::pair<std::string_view, std::string_view>{"<=", "<="},
                                         {">=", ">="},
                                         {"!=", "!="},
                                         {"+/-", "+-"},
                                         {"+-", "+-"},
                                         {"**", "^"},
                                         {"==", "="},
                                         {"{,}", ","}}) {
        if (accept(written)) {
            sign(meant);
            return true;
        }
    }
    return false;
}

bool Scanner::character()
{
    const char c = peek();
    constexpr std::string_view Known = "+-*/^_=<>!|,;:&%'()[]{}$?";
    if (Known.find(c) == std::string_view::npos) {
        // A point that is no decimal point ends a sentence; only the last one may.
        return false;
    }
    if (c == '(' || c == '[')
        ++m_brackets;
    else if (c == ')' || c == ']')
        --m_brackets;
    ++m_at;
    sign(std::string_view(&c, 1));
    return true;
}

std::string Scanner::digits()
{
    const std::size_t begin = m_at;
    while (isAsciiDigit(peek()))
        ++m_at;
    return std::string(m_text.substr(begin, m_at - begin));
}

/// How many bytes from here on are groups of a number: separator and three digits each, or, with
/// commas, two and in the end three, as in India. 0: they are not.
std::size_t Scanner::groupLength(std::string_view separator, bool isComma) const
{
    std::size_t at = m_at;
    std::size_t shorter = 0;
    std::size_t last = 0;
    const auto digitsAt = [&](std::size_t from) {
        std::size_t count = 0;
        while (from + count < m_text.size() && isAsciiDigit(m_text[from + count]))
            ++count;
        return count;
    };
    while (m_text.substr(at).starts_with(separator)) {
        const std::size_t count = digitsAt(at + separator.size());
        if (count == 0)
            break;
        if (count != 3 && !(isComma && count == 2))
            return 0;
        shorter += last == 2 ? 1 : 0;
        if (last == 3 && count == 2)
            return 0;
        if (last == 3 && shorter > 0)
            return 0;
        last = count;
        at += separator.size() + count;
    }
    return last == 3 ? at - m_at : 0;
}

/// Digits with whatever parts thousands: 1,250 1{,}250 1\,250 1 250 1'250 1.250.000
std::string Scanner::groupedDigits()
{
    const bool zero = peek() == '0';
    std::string made = digits();
    if (made.size() > 3 || made.empty() || zero)
        return made;
    for (const std::string_view separator :
         {",", "{,}", "{, }", " {,}", " {, }", ",\\!", "\\,", "\\ ", "~", " ", "'", "."}) {
        const std::size_t length = groupLength(separator, separator == ",");
        if (length == 0)
            continue;
        const std::string_view groups = m_text.substr(m_at, length);
        const bool several = std::count(groups.begin(), groups.end(), '.') > 1;
        if (separator == "." && !several && !m_choices.second(PointGroups))
            continue;
        const bool indian = separator == "," && length % 4 != 0;
        if (separator == ","
            && m_choices.second(m_brackets > 0 || indian ? CommaSeparates : GroupsSeparate))
            continue;
        for (const char c : groups) {
            if (isAsciiDigit(c))
                made += c;
        }
        m_at += length;
        break;
    }
    return made;
}

/// What stands behind the point, and digits that repeat: 0.1\overline{6}.
bool Scanner::fraction(Token &token)
{
    const bool point = peek() == '.';
    if (!point) {
        const bool comma = peek() == ',' && isAsciiDigit(peek(1));
        if (!comma || !m_choices.second(CommaDecimal))
            return true;
    }
    // "5." ends a sentence or a number; "5..." goes on nobody knows how.
    if (point && peek(1) == '.')
        return false;
    ++m_at;
    const std::string behind = digits();
    token.text += behind;
    token.decimals = static_cast<int>(behind.size());
    if (peek() == '.' && (peek(1) == '.' || isAsciiDigit(peek(1))))
        return false;
    for (const std::string_view bar : {"\\overline{", "\\bar{", "\\overline "}) {
        const std::size_t back = m_at;
        if (!accept(bar))
            continue;
        token.repeating = digits();
        if (token.repeating.empty() || token.repeating.size() > 40)
            return false;
        if (bar.ends_with('{') && !accept("}")) {
            m_at = back;
            return false;
        }
        break;
    }
    return true;
}

void Scanner::exponent(Token &token)
{
    if ((peek() != 'e' && peek() != 'E') || !token.repeating.empty())
        return;
    std::size_t at = 1;
    const bool minus = peek(at) == '-';
    if (minus || peek(at) == '+')
        ++at;
    std::size_t end = at;
    while (isAsciiDigit(peek(end)))
        ++end;
    if (end == at || end - at > LongestExponent || isAsciiLetter(peek(end)))
        return;
    token.exponent = std::stoi(std::string(m_text.substr(m_at + at, end - at)));
    token.exponent = minus ? -token.exponent : token.exponent;
    m_at += end;
}

bool Scanner::number()
{
    push(Token::Kind::Number, {});
    Token &token = m_tokens.back();
    token.text = groupedDigits();
    if (!fraction(token))
        return false;
    if (token.text.empty())
        return false;
    exponent(token);
    return true;
}

bool Scanner::letters()
{
    for (const auto &[written, meant] :
         {std::pair<std::string_view, std::string_view>{"a.m.", "am"},
          {"p.m.", "pm"},
          {"a.m", "am"},
          {"p.m", "pm"}}) {
        if (accept(written)) {
            push(Token::Kind::Word, std::string(meant));
            return true;
        }
    }
    const std::size_t begin = m_at;
    while (isAsciiLetter(peek()) || (m_words && peek() == '\'' && isAsciiLetter(peek(1)))
           || (static_cast<unsigned char>(peek()) >= 0x80U))
        ++m_at;
    const std::string run(m_text.substr(begin, m_at - begin));
    const std::string lower = lowered(run);
    const bool first = m_tokens.empty();
    const bool behindNumber = !first && m_tokens.back().kind == Token::Kind::Number;
    const bool isAscii = std::all_of(run.begin(), run.end(), isAsciiLetter);
    // 5th and 3x2 are no products.
    if (behindNumber && !m_space
        && (lower == "st" || lower == "nd" || lower == "rd" || lower == "th"))
        return false;
    if (m_words) {
        push(Token::Kind::Word, run);
        return true;
    }
    if (run.size() == 1) {
        push(Token::Kind::Letter, run);
        return true;
    }
    if (isFunctionName(lower)) {
        push(Token::Kind::Command, lower);
        return true;
    }
    const bool afterValue =
        behindNumber || (!first && (m_tokens.back().is(")") || m_tokens.back().is("}")));
    const bool isUnit = afterValue && unitNamed(run);
    // "28 pct" is no product of three symbols.
    const bool unknownUnit = behindNumber && m_space;
    if (!isAscii || run.size() > 3 || unknownUnit || isUnit || isShortWord(lower)
        || (m_at == m_text.size() && first)) {
        push(Token::Kind::Word, run);
        return true;
    }
    for (const char c : run)
        push(Token::Kind::Letter, std::string(1, c));
    return true;
}

/// The content of the braces that begin here; they must match.
std::optional<std::string_view> Scanner::group()
{
    skipSpace();
    if (peek() != '{')
        return {};
    int depth = 0;
    for (std::size_t i = m_at; i < m_text.size(); ++i) {
        if (m_text[i] == '\\')
            ++i;
        else if (m_text[i] == '{')
            ++depth;
        else if (m_text[i] == '}' && --depth == 0) {
            const std::string_view inner = m_text.substr(m_at + 1, i - m_at - 1);
            m_at = i + 1;
            return inner;
        }
    }
    return {};
}

bool Scanner::subscan(std::string_view inner, bool words)
{
    if (m_depth >= DeepestNesting)
        return false;
    Scanner scanner(inner, m_choices, words);
    scanner.m_brackets = m_brackets;
    scanner.m_depth = m_depth + 1;
    scanner.m_environments = m_environments;
    if (!scanner.run())
        return false;
    Tokens tokens = scanner.take();
    if (!tokens.empty())
        tokens.front().spaceBefore = tokens.front().spaceBefore || m_space;
    m_space = false;
    m_tokens.insert(m_tokens.end(), std::make_move_iterator(tokens.begin()),
                    std::make_move_iterator(tokens.end()));
    return true;
}

bool Scanner::styled()
{
    skipSpace();
    if (peek() != '{') {
        push(Token::Kind::Letter, std::string(1, peek()));
        return isAsciiLetter(m_text[std::min(m_at++, m_text.size() - 1)]);
    }
    const auto inner = group();
    return inner && subscan(*inner, false);
}

bool Scanner::command()
{
    // Two backslashes part the rows of a matrix; elsewhere they are one that was escaped.
    if (rest().starts_with("\\\\")) {
        ++m_at;
        if (m_environments > 0 || !isAsciiLetter(peek(1))) {
            ++m_at;
            sign("\\\\");
            return true;
        }
    }
    for (const auto &[written, meant] :
         {std::pair<std::string_view, std::string_view>{"\\{", "\\{"},
          {"\\}", "\\}"},
          {"\\%", "%"},
          {"\\$", "$"},
          {"\\|", "|"},
          {"\\&", "&"}}) {
        if (!accept(written))
            continue;
        m_brackets += meant == "\\{" ? 1 : (meant == "\\}" ? -1 : 0);
        sign(meant);
        return true;
    }
    std::size_t end = m_at + 1;
    while (end < m_text.size() && isAsciiLetter(m_text[end]))
        ++end;
    const std::string_view name = m_text.substr(m_at + 1, end - m_at - 1);
    if (name.empty())
        return false;
    m_at = end;
    if (among(Looks, name)) {
        m_space = true;
        return true;
    }
    if (among(TextCommands, name) || among(UprightCommands, name)) {
        const auto inner = group();
        return inner && subscan(*inner, true);
    }
    if (name == "mathbb" && (accept("{R}") || accept(" R") || accept("R"))) {
        push(Token::Kind::Command, "reals");
        return true;
    }
    if (among(StyledLetters, name))
        return styled();
    if (name == "boxed" || name == "fbox") {
        const auto inner = group();
        return inner && subscan(*inner, false);
    }
    if (const std::string_view meant = signOfCommand(name); !meant.empty()) {
        sign(meant);
        return true;
    }
    m_environments += name == "begin" ? 1 : (name == "end" ? -1 : 0);
    push(Token::Kind::Command, std::string(nameOfCommand(name)));
    return true;
}

} // namespace touchstone::reading
