// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "steplines.h"

#include <base/codepoints.h>
#include <base/text.h>

#include <QChar>

#include <algorithm>
#include <array>

namespace touchstone {

namespace {

constexpr auto None = std::string_view::npos;
constexpr std::size_t LongestTitle = 120;
constexpr std::array<std::string_view, 12> LabelWords = {"step",  "case", "part",  "schritt",
                                                         "fall",  "teil", "étape", "Étape",
                                                         "etape", "cas",  "步骤",  "ধাপ"};
constexpr std::u32string_view HanNumerals = U"一二三四五六七八九十";
constexpr std::array<std::string_view, 8> Bullets = {"-", "*", "+", "•", "–", "◦", "▪", "·"};

std::size_t skip(std::string_view text, std::size_t at, std::string_view what)
{
    return std::min(text.find_first_not_of(what, at), text.size());
}

/// The byte behind the digits (of any script) or Chinese numerals at `at`, at most three of them:
/// a year numbers nothing.
std::size_t behindNumber(std::string_view text, std::size_t at)
{
    constexpr int MostDigits = 3;
    for (int digits = 0; digits < MostDigits && at < text.size(); ++digits) {
        const CodePoint c = codePointAt(text, at);
        if (HanNumerals.find(c.value) == None && !QChar::isDigit(c.value))
            break;
        at += c.length;
    }
    return at;
}

std::size_t behindWord(std::string_view text, std::size_t at, std::string_view word)
{
    for (const char c : word) {
        if (at >= text.size() || asciiLower(text[at++]) != c)
            return 0;
    }
    return at;
}

/// A label's end: a mark of punctuation, a bold mark, or nothing more in the line.
bool endsLabel(std::string_view text, std::size_t at)
{
    at = skip(text, at, " ");
    if (at >= text.size() || std::string_view(":.)*-\r\n").find(text[at]) != None)
        return true;
    const std::string_view rest = text.substr(at, 3);
    return rest == "：" || rest == "、" || rest == "，" || rest == "—" || rest == "–"
           || rest == "）" || rest == "।";
}

/// The byte behind "Step 3", "第三步" and their like at `at`, or 0.
std::size_t behindLabel(std::string_view text, std::size_t at)
{
    at = skip(text, at, "*_#");
    if (text.substr(at, 3) == "第") {
        const std::size_t number = behindNumber(text, at + 3);
        return number > at + 3 && text.substr(number, 3) == "步" ? number + 3 : 0;
    }
    for (const std::string_view word : LabelWords) {
        const std::size_t behind = behindWord(text, at, word);
        if (behind == 0)
            continue;
        const std::size_t from = skip(text, behind, " #");
        const std::size_t number = behindNumber(text, from);
        if (number > from && endsLabel(text, number))
            return number;
    }
    return 0;
}

/// The byte behind `1.`, `(2)`, `b)`, `2、` and their like at `at`, or 0.
std::size_t behindNumeral(std::string_view line, std::size_t at)
{
    at = skip(line, at, "*_");
    const bool wideBracket = line.substr(at, 3) == "（";
    const bool bracket = wideBracket || line.substr(at, 1) == "(";
    at += wideBracket ? 3 : bracket ? 1 : 0;
    std::size_t behind = behindNumber(line, at);
    const bool isLetter = behind == at && at < line.size() && isAsciiLetter(line[at]);
    if (isLetter)
        ++behind;
    if (behind == at || behind >= line.size())
        return 0;
    const std::string_view wide = line.substr(behind, 3);
    if (wide == "、" || wide == "）" || wide == "．")
        return isLetter && wide != "）" ? 0 : behind + 3;
    // A single letter with a full stop may be an initial or the end of a sentence.
    const char mark = line[behind];
    const bool marks = mark == ')' || (mark == '.' && !bracket && !isLetter);
    if (!marks)
        return 0;
    const std::size_t after = skip(line, behind + 1, "*_");
    return after >= line.size() || isAsciiSpace(line[after]) ? after : 0;
}

std::size_t behindBullet(std::string_view line, std::size_t at)
{
    for (const std::string_view bullet : Bullets) {
        if (line.substr(at, bullet.size()) != bullet)
            continue;
        const std::size_t behind = at + bullet.size();
        return behind < line.size() && isAsciiSpace(line[behind]) ? behind : 0;
    }
    return 0;
}

/// `---`, `***`, `===` and their spaced forms.
bool isRule(std::string_view text)
{
    const char mark = text.front();
    return text.size() >= 3 && std::string_view("-*_=").find(mark) != None
           && std::all_of(text.begin(), text.end(),
                          [mark](char c) { return c == mark || isAsciiSpace(c); });
}

bool isBold(std::string_view text)
{
    if (text.ends_with(':'))
        text.remove_suffix(1);
    constexpr std::size_t Marks = 4;
    if (text.size() <= Marks || text.size() > LongestTitle || !text.starts_with("**")
        || !text.ends_with("**"))
        return false;
    const std::string_view inner = text.substr(2, text.size() - Marks);
    // A bold number is a result, not a title.
    const auto isLetterByte = [](char c) {
        return isAsciiLetter(c) || static_cast<unsigned char>(c) >= 0x80;
    };
    return inner.find("**") == None && std::count_if(inner.begin(), inner.end(), isLetterByte) > 1;
}

} // namespace

Line readLine(std::string_view line)
{
    Line read;
    std::size_t at = skip(line, 0, " \t>\r");
    read.content = at;
    const std::size_t quote = line.substr(0, at).rfind('>');
    read.indent = quote == None ? at : at - quote - 1;
    const std::string_view text = trimmed(line.substr(at));
    if (text.empty() || isRule(text)) {
        read.kind = LineKind::Blank;
        return read;
    }
    read.isTitle = isBold(text)
                   || (text.size() <= LongestTitle
                       && (text.ends_with(':') || text.ends_with(":**") || text.ends_with("：")));
    const std::size_t sharps = skip(line, at, "#");
    if (const std::size_t label = behindLabel(line, sharps > at ? skip(line, sharps, " ") : at)) {
        read.kind = LineKind::Numbered;
        read.isLabel = true;
        at = label;
    } else if (sharps > at && sharps - at <= 6 && sharps < line.size()
               && isAsciiSpace(line[sharps])) {
        read.kind = LineKind::Heading;
        at = sharps;
    } else if (const std::size_t numeral = behindNumeral(line, at)) {
        read.kind = LineKind::Numbered;
        at = numeral;
    } else if (const std::size_t bullet = behindBullet(line, at)) {
        read.kind = LineKind::Bulleted;
        at = bullet;
    } else if (isBold(text)) {
        read.kind = LineKind::Heading;
    }
    if (read.kind != LineKind::Text)
        read.content = skip(line, at, " \t*_:.)");
    // "1. **Title**": the rest of the line is what must be bold.
    read.isTitle = read.isTitle || isBold(trimmed(line.substr(skip(line, at, " \t"))));
    return read;
}

bool isStepLabel(std::string_view text, std::size_t at)
{
    return behindLabel(text, at) != 0;
}

} // namespace touchstone
