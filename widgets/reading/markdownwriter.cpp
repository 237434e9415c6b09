// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "markdownwriter.h"

#include "letters.h"

#include <base/text.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QTextDocument>

#include <array>
#include <cmath>

namespace touchstone {
namespace {

constexpr int QuoteIndent = 16;
constexpr int ListIndent = 6;
constexpr std::array HeadingScale = {1.35, 1.2, 1.1, 1.0, 1.0, 1.0};
const QChar LineBreak = QChar::LineSeparator;
const QChar MustNotBreak(0x2060);

QString attributeText(const MD_ATTRIBUTE &attribute)
{
    return QString::fromUtf8(attribute.text, static_cast<qsizetype>(attribute.size));
}

/// The first word behind a fence, which names the language.
std::string_view languageOf(const MD_BLOCK_CODE_DETAIL &code)
{
    return code.lang.text == nullptr ? std::string_view()
                                     : std::string_view(code.lang.text, code.lang.size);
}

bool leadsToTheWeb(const QString &target)
{
    return target.startsWith(QLatin1String("http://"), Qt::CaseInsensitive)
           || target.startsWith(QLatin1String("https://"), Qt::CaseInsensitive);
}

} // namespace

MarkdownWriter::MarkdownWriter(QTextCursor &cursor,
                               const ProtectedText &source,
                               std::string_view original,
                               const MarkdownTarget &target)
    : m_cursor(cursor)
    , m_source(source)
    , m_original(original)
    , m_target(target)
{
    QTextCharFormat body;
    body.setFont(target.style.body);
    body.setForeground(target.style.text);
    m_formats.push_back(body);
    m_fresh = cursor.block().length() <= 1;
}

QTextBlockFormat MarkdownWriter::blockFormat() const
{
    QTextBlockFormat format;
    const int items = m_itemIndents.empty() ? 0 : m_itemIndents.back();
    format.setLeftMargin(items + m_quotes * QuoteIndent);
    format.setBottomMargin(m_target.style.paragraphDistance);
    format.setLineHeight(m_target.style.lineDistance, QTextBlockFormat::LineDistanceHeight);
    return format;
}

void MarkdownWriter::beginBlock(const QTextBlockFormat &format, const QTextCharFormat &letters)
{
    m_afterDisplay = false;
    m_afterFormula = false;
    QTextBlockFormat own = format;
    if (!m_marker.isEmpty()) {
        own.setTextIndent(-QFontMetricsF(m_target.style.body).horizontalAdvance(m_marker));
    }
    if (m_fresh) {
        m_cursor.setBlockFormat(own);
        m_cursor.setBlockCharFormat(letters);
        m_fresh = false;
    } else {
        m_cursor.insertBlock(own, letters);
    }
    if (!m_marker.isEmpty()) {
        QTextCharFormat marker = m_formats.front();
        marker.setForeground(m_target.style.secondary);
        m_cursor.insertText(m_marker, marker);
        m_marker.clear();
    }
    m_textBegin = m_cursor.position();
}

void MarkdownWriter::enterBlock(MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        ++m_quotes;
        break;
    case MD_BLOCK_UL: {
        const auto &list = *static_cast<MD_BLOCK_UL_DETAIL *>(detail);
        m_lists.push_back({false, list.is_tight != 0, 1, 0});
        break;
    }
    case MD_BLOCK_OL: {
        const auto &list = *static_cast<MD_BLOCK_OL_DETAIL *>(detail);
        m_lists.push_back({true, list.is_tight != 0, list.start, 0});
        break;
    }
    case MD_BLOCK_LI:
        beginItem(*static_cast<MD_BLOCK_LI_DETAIL *>(detail));
        break;
    case MD_BLOCK_HR:
        beginRule();
        break;
    case MD_BLOCK_H:
        beginHeading(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level);
        break;
    case MD_BLOCK_CODE:
        beginCode(languageOf(*static_cast<MD_BLOCK_CODE_DETAIL *>(detail)));
        break;
    case MD_BLOCK_P:
        beginParagraph();
        break;
    case MD_BLOCK_TABLE:
        beginTable(*static_cast<MD_BLOCK_TABLE_DETAIL *>(detail));
        break;
    case MD_BLOCK_TR:
        beginRow();
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        beginCell(type == MD_BLOCK_TH, static_cast<MD_BLOCK_TD_DETAIL *>(detail)->align);
        break;
    default:
        break;
    }
}

void MarkdownWriter::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        --m_quotes;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m_lists.pop_back();
        if (m_lists.empty() && !m_inCell && m_cursor.block().isValid()) {
            QTextBlockFormat last = m_cursor.blockFormat();
            last.setBottomMargin(m_target.style.paragraphDistance);
            m_cursor.setBlockFormat(last);
        }
        break;
    case MD_BLOCK_LI:
        if (!m_marker.isEmpty())
            beginParagraph(); // an empty item still shows its marker
        m_itemIndents.pop_back();
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        m_code.clear();
        m_formats.pop_back();
        break;
    case MD_BLOCK_TABLE:
        leaveTable();
        break;
    default:
        break;
    }
}

void MarkdownWriter::beginParagraph()
{
    QTextBlockFormat format = blockFormat();
    if (!m_lists.empty() && m_lists.back().tight)
        format.setBottomMargin(m_target.style.paragraphDistance / 4);
    beginBlock(format, current());
}

void MarkdownWriter::beginHeading(unsigned level)
{
    QTextCharFormat letters = current();
    if (m_target.style.flat) {
        m_formats.push_back(letters);
        beginParagraph();
        return;
    }
    QFont font = m_target.style.body;
    font.setPixelSize(static_cast<int>(
        std::lround(font.pixelSize() * HeadingScale.at(std::min<std::size_t>(level, 6) - 1))));
    font.setWeight(QFont::DemiBold);
    letters.setFont(font);
    QTextBlockFormat format = blockFormat();
    format.setHeadingLevel(static_cast<int>(level));
    if (!m_fresh)
        format.setTopMargin(m_target.style.paragraphDistance / 2.0);
    m_formats.push_back(letters);
    beginBlock(format, letters);
}

void MarkdownWriter::beginItem(const MD_BLOCK_LI_DETAIL &item)
{
    if (!m_marker.isEmpty())
        beginParagraph();
    if (m_lists.empty())
        return;
    List &list = m_lists.back();
    QString marker =
        list.ordered ? QStringLiteral("%1. ").arg(list.number++) : QStringLiteral("•  ");
    if (item.is_task != 0)
        marker = item.task_mark == ' ' ? QStringLiteral("☐ ") : QStringLiteral("☑ ");
    const int begin = (m_itemIndents.empty() ? 0 : m_itemIndents.back()) + ListIndent;
    const double width = QFontMetricsF(m_target.style.body).horizontalAdvance(marker);
    m_itemIndents.push_back(begin + static_cast<int>(std::ceil(width)));
    m_marker = marker;
}

void MarkdownWriter::beginCode(std::string_view language)
{
    QTextCharFormat letters = current();
    letters.setFont(m_target.style.fixed);
    QTextBlockFormat format = blockFormat();
    format.setBackground(m_target.style.codeGround);
    format.setNonBreakableLines(false);
    m_formats.push_back(letters);
    beginBlock(format, letters);
    if (language.empty())
        return;
    QTextCharFormat label = letters;
    label.setFont(m_target.style.small);
    label.setForeground(m_target.style.secondary);
    m_formats.push_back(label);
    insert(language, false);
    m_formats.pop_back();
    m_code += '\n';
}

void MarkdownWriter::beginRule()
{
    if (m_target.style.flat)
        return;
    QTextBlockFormat format = blockFormat();
    format.setProperty(QTextFormat::BlockTrailingHorizontalRulerWidth,
                       QTextLength(QTextLength::PercentageLength, 100));
    QTextCharFormat letters = current();
    QFont font = m_target.style.body;
    font.setPixelSize(4);
    letters.setFont(font);
    beginBlock(format, letters);
}

void MarkdownWriter::beginTable(const MD_BLOCK_TABLE_DETAIL &table)
{
    m_row = -1;
    if (m_target.style.flat)
        return;
    if (!m_marker.isEmpty())
        beginParagraph();
    QTextTableFormat format;
    format.setBorderCollapse(true);
    format.setBorder(1);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(m_target.style.line);
    format.setCellPadding(4);
    format.setCellSpacing(0);
    format.setLeftMargin(blockFormat().leftMargin());
    format.setBottomMargin(m_target.style.paragraphDistance);
    const auto rows = static_cast<int>(table.head_row_count + table.body_row_count);
    m_table = m_cursor.insertTable(std::max(rows, 1),
                                   static_cast<int>(std::max(table.col_count, 1U)), format);
}

void MarkdownWriter::beginRow()
{
    ++m_row;
    m_column = -1;
    if (m_target.style.flat)
        beginParagraph();
}

void MarkdownWriter::beginCell(bool head, int align)
{
    QTextCharFormat letters = current();
    if (head && !m_target.style.flat)
        letters.setFontWeight(QFont::DemiBold);
    m_formats.push_back(letters);
    ++m_column;
    if (m_target.style.flat && m_column > 0)
        insertOwn(QStringLiteral(" · "));
    if (!m_table || m_row >= m_table->rows() || m_column >= m_table->columns())
        return;
    m_inCell = true;
    m_afterFormula = false;
    m_cursor = m_table->cellAt(m_row, m_column).firstCursorPosition();
    QTextBlockFormat format;
    format.setLineHeight(m_target.style.lineDistance, QTextBlockFormat::LineDistanceHeight);
    if (align == MD_ALIGN_RIGHT)
        format.setAlignment(Qt::AlignRight);
    else if (align == MD_ALIGN_CENTER)
        format.setAlignment(Qt::AlignHCenter);
    m_cursor.setBlockFormat(format);
    m_cursor.setBlockCharFormat(letters);
}

void MarkdownWriter::leaveTable()
{
    m_inCell = false;
    if (!m_table)
        return;
    m_cursor = m_table->lastCursorPosition();
    m_cursor.movePosition(QTextCursor::NextBlock);
    m_table = nullptr;
    m_fresh = true; // Qt puts an empty block behind every table
}

void MarkdownWriter::enterSpan(MD_SPANTYPE type, void *detail)
{
    QTextCharFormat format = current();
    switch (type) {
    case MD_SPAN_EM:
        format.setFontItalic(!m_target.style.flat);
        break;
    case MD_SPAN_STRONG:
        if (!m_target.style.flat)
            format.setFontWeight(QFont::DemiBold);
        break;
    case MD_SPAN_DEL:
        format.setFontStrikeOut(true);
        break;
    case MD_SPAN_CODE:
        format.setFont(m_target.style.fixed);
        format.setBackground(m_target.style.codeGround);
        break;
    case MD_SPAN_A: {
        const QString target = attributeText(static_cast<MD_SPAN_A_DETAIL *>(detail)->href);
        if (leadsToTheWeb(target)) {
            format.setAnchor(true);
            format.setAnchorHref(target);
            format.setForeground(m_target.style.link);
            format.setFontUnderline(true);
            format.setToolTip(target.toHtmlEscaped());
        }
        break;
    }
    case MD_SPAN_IMG:
        insertOwn(QCoreApplication::translate("Markdown", "[image: "));
        break;
    default:
        break;
    }
    m_formats.push_back(format);
}

void MarkdownWriter::leaveSpan(MD_SPANTYPE type)
{
    m_formats.pop_back();
    if (type == MD_SPAN_IMG)
        insertOwn(QStringLiteral("]"));
}

void MarkdownWriter::text(MD_TEXTTYPE type, std::string_view letters)
{
    switch (type) {
    case MD_TEXT_NULLCHAR:
        insertOwn(QString(QChar::ReplacementCharacter));
        break;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
        if (m_afterDisplay)
            break;
        // People and models write a line for a step: a single line end is meant as one.
        insertOwn(QString(LineBreak));
        break;
    case MD_TEXT_ENTITY:
        insertOwn(decodedEntity(letters));
        break;
    case MD_TEXT_CODE:
        insert(letters, true);
        break;
    default:
        insert(letters, false);
        break;
    }
}

void MarkdownWriter::insertOwn(const QString &words)
{
    if (m_fresh)
        beginParagraph();
    else if (!m_marker.isEmpty())
        beginBlock(blockFormat(), current());
    else if (m_afterDisplay)
        continueParagraph();
    m_afterFormula = false;
    m_cursor.insertText(words, current());
}

void MarkdownWriter::insert(std::string_view letters, bool code)
{
    // Text of a tight list's item comes without a paragraph around it.
    if (!m_marker.isEmpty() || (m_fresh && !m_inCell))
        beginParagraph();
    if (code && letters == "\n" && m_formats.back().background().style() == Qt::NoBrush) {
        m_code += '\n'; // a code block's line end, shown when another line follows
        return;
    }
    if (!m_code.empty()) {
        m_cursor.insertText(QString(static_cast<qsizetype>(m_code.size()), LineBreak), current());
        m_code.clear();
    }
    const std::string_view whole = m_source.text();
    if (!isOfSource(letters)) {
        m_cursor.insertText(shownLetters(letters), current());
        return;
    }
    std::size_t place = static_cast<std::size_t>(letters.data() - whole.data());
    const std::size_t end = place + letters.size();
    std::size_t from = place;
    while ((place = whole.find('\xF3', place)) < end) {
        const Formula *formula = m_source.formulaAt(place);
        if (formula == nullptr) {
            ++place;
            continue;
        }
        insertRun(whole.substr(from, place - from), m_source.sourceOffset(from), place - from);
        insertFormula(*formula, code);
        place += ProtectedText::StandInSize;
        from = place;
    }
    insertRun(whole.substr(from, end - from), m_source.sourceOffset(from), end - from);
}

/// md4c gives places of the text, or letters that it put together itself.
bool MarkdownWriter::isOfSource(std::string_view letters) const
{
    const std::string_view whole = m_source.text();
    return letters.data() >= whole.data() && letters.data() < whole.data() + whole.size();
}

void MarkdownWriter::insertRun(std::string_view letters,
                               std::size_t source,
                               std::size_t sourceLength)
{
    if (m_afterDisplay) {
        const std::size_t spaces = letters.find_first_not_of(' ');
        letters.remove_prefix(std::min(spaces, letters.size()));
        source += sourceLength - letters.size();
        sourceLength = letters.size();
        if (!letters.empty())
            continueParagraph();
    }
    if (letters.empty())
        return;
    // As it is written, without what stands for a sign of it.
    if (letters.size() == sourceLength)
        letters = m_original.substr(source, sourceLength);
    const QString shown = shownLetters(letters);
    if (m_afterFormula && clingsToFormula(shown.front()))
        m_cursor.insertText(QString(MustNotBreak), m_glue);
    m_afterFormula = false;
    // Letters that md4c made, from an entity such as &amp;, have no places of their own.
    if (letters.size() == sourceLength)
        m_target.map.addLetters(m_cursor.position(), m_target.part, m_target.base + source,
                                letters);
    else
        m_target.map.add({m_cursor.position(), static_cast<int>(shown.size()), m_target.part,
                          m_target.base + source, sourceLength});
    m_cursor.insertText(shown, current());
}

void MarkdownWriter::plain(const QFont &font)
{
    QTextCharFormat letters = current();
    letters.setFont(font);
    m_formats.push_back(letters);
    beginBlock(blockFormat(), letters);
    insertRun(m_original, 0, m_original.size());
    m_formats.pop_back();
}

void MarkdownWriter::finish()
{
    if (!m_marker.isEmpty())
        beginParagraph();
}

} // namespace touchstone
