// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "normaltex.h"

#include <base/codepoints.h>

#include <algorithm>
#include <array>

namespace touchstone {

namespace {

constexpr auto None = std::string_view::npos;
constexpr std::array<std::string_view, 7> Silent = {"left", "right", "displaystyle", "textstyle",
                                                    "quad", "qquad", "limits"};

/// The byte behind the command whose backslash is at `at`.
std::size_t behindCommand(std::string_view tex, std::size_t at)
{
    std::size_t behind = at + 1;
    while (behind < tex.size() && isAsciiLetter(tex[behind]))
        ++behind;
    return behind > at + 1 ? behind : std::min(at + 2, tex.size());
}

} // namespace

std::string normalTex(std::string_view tex)
{
    std::string normal;
    normal.reserve(tex.size());
    for (std::size_t at = 0; at < tex.size();) {
        const char c = tex[at];
        if (c == '\\') {
            const std::size_t behind = behindCommand(tex, at);
            const std::string_view name = tex.substr(at + 1, behind - at - 1);
            const bool isSpace =
                name.size() == 1 && std::string_view(",;:! ").find(name[0]) != None;
            if (name == "dfrac" || name == "tfrac")
                normal += "\\frac";
            else if (!isSpace && std::find(Silent.begin(), Silent.end(), name) == Silent.end())
                normal.append("\\").append(name);
            at = behind;
        } else if (tex.substr(at, 3) == "{,}") {
            normal += ',';
            at += 3;
        } else {
            if (!isAsciiSpace(c) && c != '~')
                normal += c;
            ++at;
        }
    }
    // A command that is a mark, `\.`, is none of the sentence's.
    while (!normal.empty() && std::string_view(".,;:").find(normal.back()) != None
           && !std::string_view(normal).substr(0, normal.size() - 1).ends_with('\\'))
        normal.pop_back();
    return normal;
}

} // namespace touchstone
