// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// The formulas of a Markdown text: set, or as their source.
#include "documenttext.h"
#include "markdownwriter.h"

#include <base/text.h>

#include <QCoreApplication>
#include <QTextDocument>

namespace touchstone {
namespace {

const QChar LineBreak = QChar::LineSeparator;

} // namespace

void MarkdownWriter::insertFormula(const Formula &formula, bool code)
{
    const std::string_view whole = m_original.substr(formula.begin, formula.end - formula.begin);
    if (code) {
        insertRun(whole, formula.begin, whole.size());
        return;
    }
    if (formula.isDrawing && !m_inCell) {
        insertDrawing(formula);
        return;
    }
    const std::string_view tex =
        m_original.substr(formula.texBegin, formula.texEnd - formula.texBegin);
    const FormulaResult found =
        m_target.formula ? m_target.formula(toQString(tex), formula.display) : FormulaResult{};
    if (!found.layout) {
        insertSource(formula, tex, found.error);
        return;
    }
    const PlacedFormula placed{found.layout, toQString(whole)};
    const bool displayed = formula.display && !m_inCell && beginDisplay();
    if (m_afterDisplay && !displayed)
        continueParagraph();
    const int before = m_cursor.position();
    if (displayed)
        insertDisplayedFormula(m_cursor, placed, current());
    else
        m_glue = insertInlineFormula(m_cursor, placed, current());
    m_afterDisplay = displayed;
    m_afterFormula = !displayed;
    m_target.map.add({before, m_cursor.position() - before, m_target.part,
                      m_target.base + formula.begin, whole.size()});
}

/// As the code block that it would be, had it a fence.
void MarkdownWriter::insertDrawing(const Formula &drawing)
{
    while (!m_cursor.atBlockStart()
           && m_cursor.document()->characterAt(m_cursor.position() - 1) == LineBreak)
        m_cursor.deletePreviousChar();
    m_fresh = m_fresh || (m_cursor.position() == m_textBegin && m_cursor.atBlockStart());
    beginCode({});
    const std::string_view program =
        trimmed(m_original.substr(drawing.begin, drawing.end - drawing.begin));
    insertRun(program, drawing.begin, program.size());
    m_formats.pop_back();
    m_afterDisplay = true;
}

/// Makes the cursor's block one for a displayed formula. False: it begins a list's item, and stands
/// beside its marker.
bool MarkdownWriter::beginDisplay()
{
    const bool bare = m_cursor.position() == m_textBegin && !m_afterDisplay;
    if (bare && !m_cursor.atBlockStart())
        return false;
    while (!m_cursor.atBlockStart()
           && m_cursor.document()->characterAt(m_cursor.position() - 1) == LineBreak)
        m_cursor.deletePreviousChar();
    QTextBlockFormat format = blockFormat();
    format.setAlignment(Qt::AlignHCenter);
    if (bare)
        m_cursor.setBlockFormat(format);
    else
        beginBlock(format, current());
    return true;
}

void MarkdownWriter::continueParagraph()
{
    beginBlock(blockFormat(), current());
}

void MarkdownWriter::insertSource(const Formula &formula,
                                  std::string_view tex,
                                  const QString &error)
{
    if (m_afterDisplay)
        continueParagraph();
    QTextCharFormat format = current();
    format.setFont(m_target.style.fixed);
    format.setProperty(FormulaSourceProperty,
                       toQString(m_original.substr(formula.begin, formula.end - formula.begin)));
    if (!error.isEmpty()) {
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(m_target.style.wrong);
        // As rich text, so that a long reason wraps.
        format.setToolTip(QStringLiteral("<p>%1</p>")
                              .arg(QCoreApplication::translate("Markdown", "Not a formula: %1")
                                       .arg(error)
                                       .toHtmlEscaped()));
    }
    m_formats.push_back(format);
    const bool ownLine = formula.display && !m_inCell;
    if (ownLine && !m_cursor.atBlockStart())
        m_cursor.insertText(QString(LineBreak), m_formats.front());
    const std::string_view inner = formula.display ? trimmed(tex) : tex;
    insertRun(inner, static_cast<std::size_t>(inner.data() - m_original.data()), inner.size());
    m_formats.pop_back();
}

} // namespace touchstone
