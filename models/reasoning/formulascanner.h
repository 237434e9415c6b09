// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// One formula in a text: where it stands, and the TeX between its delimiters. Environments and a
/// bare \boxed{…} are their own delimiters.
struct Formula
{
    std::size_t begin = 0; ///< bytes of the source, delimiters included
    std::size_t end = 0;
    std::size_t texBegin = 0; ///< bytes of the source, without the delimiters
    std::size_t texEnd = 0;
    std::size_t place = 0; ///< byte of the protected text where the stand-in is
    bool display = false;
    /// [asy]…[/asy]: the program of a drawing in the language Asymptote, which is no formula. Its
    /// "TeX" is that program.
    bool isDrawing = false;

    bool operator==(const Formula &) const = default;
};

/// A text in which every formula and drawing is one stand-in letter, so that Markdown does not see
/// its bars, underscores, asterisks and backslashes; and in which an asterisk that multiplies, as
/// in 3*60, and the backticks of ``so'' are stand-ins too.
class ProtectedText final
{
public:
    /// Bytes of the stand-in in the protected text.
    static constexpr std::size_t StandInSize = 4;
    /// Of one byte, as the asterisk is. A text that has it has no other stand for it.
    static constexpr char TimesStandIn = '\x06';
    /// The same of each backtick of TeX's quotation mark.
    static constexpr char QuoteStandIn = '\x05';

    [[nodiscard]] const std::string &text() const { return m_text; }
    [[nodiscard]] const std::vector<Formula> &formulas() const { return m_formulas; }
    /// The formula whose stand-in begins at this byte of text(), or null.
    [[nodiscard]] const Formula *formulaAt(std::size_t place) const;
    /// The byte of the source that this byte of text() comes from.
    [[nodiscard]] std::size_t sourceOffset(std::size_t place) const;

private:
    friend ProtectedText protectFormulas(std::string_view source);

    std::string m_text;
    std::vector<Formula> m_formulas;
};

/// The formulas of a text, in order and apart: \( \), \[ \], $ $, $$ $$, known environments and
/// bare \boxed{…}; not in code blocks or code spans; delimiters without a partner are text. Linear
/// in the length of the text, whatever it is.
std::vector<Formula> scanFormulas(std::string_view source);
/// The same with the drawings between them, which are displayed as formulas may be.
std::vector<Formula> scanFormulasAndDrawings(std::string_view source);

/// The text with each of its formulas and drawings replaced.
ProtectedText protectFormulas(std::string_view source);

} // namespace touchstone
