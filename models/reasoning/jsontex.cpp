// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "jsontex.h"

#include <base/codepoints.h>

#include <algorithm>
#include <array>
#include <vector>

namespace touchstone {

namespace {

// Each sorted. KaTeX's commands that begin with n, r or t.
constexpr auto CertainNames = std::to_array<std::string_view>({
    "nLeftarrow",
    "nRightarrow",
    "nVdash",
    "nabla",
    "natural",
    "ncong",
    "nearrow",
    "negmedspace",
    "negthickspace",
    "negthinspace",
    "neq",
    "newcommand",
    "newline",
    "nexists",
    "ngeq",
    "ngtr",
    "nleftarrow",
    "nleftrightarrow",
    "nleq",
    "nless",
    "nmid",
    "nolimits",
    "nonumber",
    "normalsize",
    "notag",
    "notin",
    "nparallel",
    "nprec",
    "nrightarrow",
    "nsim",
    "nsubseteq",
    "nsucc",
    "nsupseteq",
    "ntriangleleft",
    "ntriangleright",
    "nvdash",
    "nwarrow",
    "rVert",
    "raise",
    "rangle",
    "rbrace",
    "rbrack",
    "rceil",
    "renewcommand",
    "rfloor",
    "rgroup",
    "rhd",
    "rho",
    "right",
    "rightarrow",
    "rightarrowtail",
    "rightharpoondown",
    "rightharpoonup",
    "rightleftarrows",
    "rightleftharpoons",
    "rightrightarrows",
    "rightsquigarrow",
    "risingdotseq",
    "rmoustache",
    "rtimes",
    "rvert",
    "tanh",
    "tau",
    "tbinom",
    "text",
    "textbf",
    "textcolor",
    "textit",
    "textmd",
    "textnormal",
    "textrm",
    "textsf",
    "textstyle",
    "texttt",
    "textup",
    "tfrac",
    "therefore",
    "theta",
    "thetasym",
    "thickapprox",
    "thicksim",
    "thickspace",
    "thinspace",
    "tilde",
    "times",
    "triangle",
    "triangledown",
    "triangleleft",
    "trianglelefteq",
    "triangleq",
    "triangleright",
    "trianglerighteq",
    "twoheadrightarrow",
});
constexpr auto DoubtfulNames = std::to_array<std::string_view>(
    {"neg", "not", "rm", "rule", "tag", "tan", "tiny", "to", "top", "tt"});
static_assert(std::is_sorted(CertainNames.begin(), CertainNames.end()));
static_assert(std::is_sorted(DoubtfulNames.begin(), DoubtfulNames.end()));

constexpr std::string_view PunctuationOfTex = "()[]{}|,;:!";

bool isOneOf(const auto &names, std::string_view name)
{
    return std::binary_search(names.begin(), names.end(), name);
}

bool isHexDigit(char c)
{
    return isAsciiDigit(c) || (asciiLower(c) >= 'a' && asciiLower(c) <= 'f');
}

enum class Kind {
    Escape,      ///< JSON's
    Pair,        ///< a backslash that is escaped
    Tex,         ///< TeX that was not escaped
    Doubtful,    ///< TeX where others are
    Unescapable, ///< no escape of JSON, and no sign of TeX: \$
};

struct Backslash
{
    std::size_t at = 0;
    Kind kind = Kind::Escape;
};

Kind kindOf(std::string_view json, std::size_t at)
{
    const char next = json[at + 1];
    const std::string_view rest = json.substr(at + 1);
    const auto end = std::find_if_not(rest.begin(), rest.end(), isAsciiLetter);
    const std::string_view name(rest.begin(), end);
    switch (next) {
    case '\\':
        return Kind::Pair;
    case '"':
    case '/':
        return Kind::Escape;
    case 'b':
    case 'f':
        return name.size() > 1 ? Kind::Tex : Kind::Escape;
    case 'n':
    case 'r':
    case 't':
        return isOneOf(CertainNames, name)    ? Kind::Tex
               : isOneOf(DoubtfulNames, name) ? Kind::Doubtful
                                              : Kind::Escape;
    case 'u': {
        const std::string_view digits = json.substr(at + 2, 4);
        return digits.size() == 4 && std::all_of(digits.begin(), digits.end(), isHexDigit)
                   ? Kind::Escape
                   : Kind::Tex;
    }
    default:
        return isAsciiLetter(next) || PunctuationOfTex.find(next) != std::string_view::npos
                   ? Kind::Tex
                   : Kind::Unescapable;
    }
}

std::vector<Backslash> backslashesOf(std::string_view json)
{
    std::vector<Backslash> all;
    for (std::size_t at = json.find('\\'); at != std::string_view::npos && at + 1 < json.size();
         at = json.find('\\', at + 2))
        all.push_back({at, kindOf(json, at)});
    return all;
}

/// A pair that ends a row of TeX: white space follows, and it is not the half of an escaped one.
bool endsRow(std::string_view json, const std::vector<Backslash> &all, std::size_t index)
{
    const std::size_t behind = all[index].at + 2;
    if (index > 0 && all[index - 1].kind == Kind::Pair && all[index - 1].at + 2 == all[index].at)
        return false;
    if (behind >= json.size())
        return false;
    const bool isEscapedSpace = index + 1 < all.size() && all[index + 1].at == behind
                                && all[index + 1].kind == Kind::Escape
                                && (json[behind + 1] == 'n' || json[behind + 1] == 'r');
    return isAsciiSpace(json[behind]) || isEscapedSpace;
}

} // namespace

std::string withTexEscaped(std::string_view json)
{
    const std::vector<Backslash> all = backslashesOf(json);
    const bool single = std::any_of(all.begin(), all.end(),
                                    [](const Backslash &each) { return each.kind == Kind::Tex; });
    std::string text;
    text.reserve(json.size() + all.size());
    std::size_t done = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Backslash &each = all[i];
        const bool isTex = each.kind == Kind::Tex || (single && each.kind == Kind::Doubtful);
        const bool isRowEnd = single && each.kind == Kind::Pair && endsRow(json, all, i);
        text.append(json.substr(done, each.at - done)).append(isTex ? 1 : isRowEnd ? 2 : 0, '\\');
        done = each.at;
    }
    return text.append(json.substr(done));
}

} // namespace touchstone
