// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <string_view>

namespace touchstone {

/// What a line of reasoning says of itself by its first characters.
enum class LineKind {
    Blank, ///< white space, a rule of dashes, or only quotation marks of Markdown
    Text,
    Heading,  ///< `## …`, or the whole line bold
    Numbered, ///< `1.`, `(2)`, `b)`, `一、`, "Step 3", "Schritt 3", "第三步", "ধাপ ৩"
    Bulleted
};

struct Line
{
    LineKind kind = LineKind::Text;
    std::size_t indent = 0;  ///< columns before the text, behind Markdown's quotation marks
    std::size_t content = 0; ///< bytes of the line before its text: indent, marker or label
    bool isLabel = false;    ///< numbered by a word: "Step 3"
    bool isTitle = false;    ///< bold to its end, or with a colon at its end
};

/// Reads one line, given without its line break. Linear in its leading marks.
Line readLine(std::string_view line);

/// True where a label such as "Step 3:" stands at `at`, which may be within a line.
bool isStepLabel(std::string_view text, std::size_t at);

} // namespace touchstone
