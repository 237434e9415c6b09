// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "hostiletexts.h"

#include <string_view>

namespace touchstone::test {
namespace {

std::string times(int count, std::string_view text)
{
    std::string all;
    all.reserve(text.size() * static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        all += text;
    return all;
}

std::string nestedItems(int depth)
{
    std::string text;
    for (int i = 0; i < depth; ++i)
        text += std::string(static_cast<std::size_t>(2 * i), ' ') + "- item\n";
    return text;
}

std::string doublings(int count)
{
    std::string text = "$\\edef\\a{xx}";
    for (int i = 0; i < count; ++i)
        text += "\\edef\\a{\\a\\a}";
    return text + "\\a$";
}

} // namespace

std::vector<HostileText> hostileTexts(int less)
{
    const std::string row = times(5'000 / less, "|a");
    return {
        {"a line without a space", std::string(static_cast<std::size_t>(1'000'000 / less), 'a')},
        {"one line of words", times(110'000 / less, "word and ")},
        {"lines without an end", times(43'000 / less, "word and word and word\n")},
        {"line feeds", times(1'000'000 / less, "\n") + "x"},
        {"carriage returns", times(300'000 / less, "a\r")},
        {"10,000 quotes, one in another", times(10'000, "> ") + "x"},
        {"lists, one in another", nestedItems(2'000 / less)},
        {"asterisks", times(100'000 / less, "*") + "x"},
        {"backticks", times(100'000 / less, "`") + "x"},
        {"brackets", times(100'000 / less, "[") + "x"},
        {"links that open", times(30'000 / less, "[a](") + "x"},
        {"headings", times(100'000 / less, "# x\n\n")},
        {"a fence", "```\n" + times(90'000 / less, "int x = 1;\n") + "```\n"},
        {"a table of 5,000 columns", row + "|\n" + times(5'000 / less, "|-") + "|\n" + row + "|\n"},
        {"a table of 10,000 rows", "|a|b|\n|-|-|\n" + times(10'000 / less, "|c|d $x$|\n")},
        {"tags", times(15'000 / less, "<script>alert(1)</script><img src=http://127.0.0.1:9/x>")},
        {"overrides of direction", times(50'000 / less, "\xE2\x80\xAE abc ")},
        {"2,000 braces, one in another", "$" + times(2'000, "{") + "x" + times(2'000, "}") + "$"},
        {"macros that double", doublings(40)},
        {"a formula of 100 kB", "$$" + times(50'000 / less, "x+") + "y$$"},
        {"fractions of 100 kB", "$$" + times(9'000 / less, "\\frac{a}{b}+") + "y$$"},
        {"a line of formulas", times(20'000 / less, "$x$ ")},
        {"dollars", times(100'000 / less, "$x")},
    };
}

} // namespace touchstone::test
