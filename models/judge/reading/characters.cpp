// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "characters.h"

#include <base/codepoints.h>

#include <algorithm>
#include <array>
#include <utility>

namespace touchstone::reading {

namespace {

struct Plain
{
    char32_t letter;
    std::string_view text;
};

constexpr std::array<Plain, 66> Table = {{
    {0x00A0, " "},
    {0x2009, " "},
    {0x202F, " "},
    {0x2007, " "},
    {0x3000, " "},
    {0x200B, ""},
    {0xFEFF, ""},
    {0x2212, "-"},
    {0x2013, "-"},
    {0x2010, "-"},
    {0x2011, "-"},
    {0xFE63, "-"},
    {0xFF0D, "-"},
    {0x00D7, "*"},
    {0x00B7, "*"},
    {0x22C5, "*"},
    {0x2219, "*"},
    {0x00F7, "/"},
    {0x2215, "/"},
    {0x2044, "/"},
    {0xFF0B, "+"},
    {0xFF0C, ","},
    {0xFF1A, ":"},
    {0xFF1B, ";"},
    {0xFF08, "("},
    {0xFF09, ")"},
    {0xFF1D, "="},
    {0xFF05, "%"},
    {0x2264, "<="},
    {0x2265, ">="},
    {0x2260, "!="},
    {0x00B1, "+-"},
    {0x2213, "\\mp "},
    {0x221E, "\\infty "},
    {0x03C0, "\\pi "},
    {0x221A, "\\sqrt "},
    {0x222A, "\\cup "},
    {0x2229, "\\cap "},
    {0x2208, "\\in "},
    {0x2205, "\\emptyset "},
    {0x211D, "\\mathbb{R}"},
    {0x00B0, "\\degree "},
    {0x2032, "'"},
    {0x2019, "'"},
    {0x00BD, " 1/2"},
    {0x00BC, " 1/4"},
    {0x00BE, " 3/4"},
    {0x2153, " 1/3"},
    {0x2154, " 2/3"},
    {0x00B2, "^{2}"},
    {0x00B3, "^{3}"},
    {0x2074, "^{4}"},
    {0x2248, "\\approx "},
    {0x03B8, "\\theta "},
    {0x03B1, "\\alpha "},
    {0x03B2, "\\beta "},
    {0x20AC, "\\euro "},
    {0x00A3, "\\pounds "},
    {0x27E8, "\\langle "},
    {0x27E9, "\\rangle "},
    {0x00A5, "\\yen "},
    {0x2220, "\\angle "},
    {0x00B9, "^{1}"},
    {0x2070, "^{0}"},
    {0x207B, "\\raisedminus "},
    {0x2026, "..."},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 32> Signs = {
    {{"times", "*"},    {"cdot", "*"},      {"ast", "*"},      {"div", "/"},    {"le", "<="},
     {"leq", "<="},     {"leqslant", "<="}, {"ge", ">="},      {"geq", ">="},   {"geqslant", ">="},
     {"lt", "<"},       {"gt", ">"},        {"ne", "!="},      {"neq", "!="},   {"pm", "+-"},
     {"mp", "-+"},      {"lbrace", "\\{"},  {"rbrace", "\\}"}, {"lbrack", "["}, {"rbrack", "]"},
     {"langle", "\\<"}, {"rangle", "\\>"},  {"lvert", "|"},    {"rvert", "|"},  {"vert", "|"},
     {"colon", ":"},    {"degree", "deg"},  {"mid", "|"},      {"cup", "cup"},  {"cap", "cap"},
     {"in", "in"},      {"bullet", "*"}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> Names = {
    {{"dfrac", "frac"},
     {"tfrac", "frac"},
     {"cfrac", "frac"},
     {"dbinom", "binom"},
     {"tbinom", "binom"},
     {"varnothing", "emptyset"},
     {"asin", "arcsin"},
     {"acos", "arccos"},
     {"atan", "arctan"},
     {"infinity", "infty"},
     {"inf", "infty"},
     {"lfloor", "lfloor"},
     {"lceil", "lceil"},
     {"varphi", "phi"}}};

std::string_view valueOf(const std::pair<std::string_view, std::string_view> *begin,
                         const std::pair<std::string_view, std::string_view> *end,
                         std::string_view name)
{
    const auto *found =
        std::find_if(begin, end, [&](const auto &one) { return one.first == name; });
    return found == end ? std::string_view{} : found->second;
}

} // namespace

std::optional<std::string> plainCharacters(std::string_view text)
{
    std::string made;
    made.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto [letter, length] = codePointAt(text, at);
        if (letter < 0x80) {
            if (letter < 0x20 && letter != '\n' && letter != '\t' && letter != '\r')
                return {};
            made += text[at];
        } else if (letter == 0xFFFD) {
            return {};
        } else if (letter >= 0xFF10 && letter <= 0xFF19) {
            made += static_cast<char>('0' + (letter - 0xFF10));
        } else {
            const auto *plain = std::find_if(
                Table.begin(), Table.end(), [&](const Plain &one) { return one.letter == letter; });
            made += plain == Table.end() ? text.substr(at, length) : plain->text;
        }
        at += length;
    }
    return made;
}

std::string_view signOfCommand(std::string_view name)
{
    return valueOf(Signs.begin(), Signs.end(), name);
}

std::string_view nameOfCommand(std::string_view name)
{
    const std::string_view other = valueOf(Names.begin(), Names.end(), name);
    return other.empty() ? name : other;
}

} // namespace touchstone::reading
