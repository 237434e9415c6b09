// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "readingstyle.h"
#include "sourcemap.h"

#include <reasoning/formulascanner.h>
#include <widgets/formulas/formulacache.h>

#include <functional>
#include <string_view>

class QTextCursor;

namespace touchstone {

/// What is known of a formula, by its TeX without delimiters. Neither a layout nor a reason:
/// nothing yet, and its source is shown.
using FormulaLookup = std::function<FormulaResult(const QString &tex, bool display)>;

/// What Markdown is made into.
struct MarkdownTarget
{
    const ReadingStyle &style;
    SourceMap &map;
    TextPart part = TextPart::Answer;
    FormulaLookup formula; ///< empty: formulas show as their TeX source
    std::size_t base = 0;  ///< which byte of the part the text begins with
};

/// Appends `markdown` (UTF-8, from anywhere) to the cursor's document. One that has a layout must
/// be in an edit block, or it is laid out again and again. HTML stays text, images become their
/// words, links only lead to http and https. The cursor is left in the last block.
void appendMarkdown(QTextCursor &cursor, std::string_view markdown, const MarkdownTarget &target);

/// The same for text that is shown as it is.
void appendPlain(QTextCursor &cursor,
                 std::string_view text,
                 const MarkdownTarget &target,
                 const QFont &font);

} // namespace touchstone
