// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "formulainsertion.h"
#include "markdowndocument.h"

#include <QPointer>
#include <QTextCursor>
#include <QTextTable>

#include <md4c.h>
#include <string>
#include <vector>

namespace touchstone {

/// Turns md4c's events into blocks of a QTextDocument, and notes where each run came from. Private
/// to markdowndocument.cpp.
class MarkdownWriter final
{
    Q_DISABLE_COPY_MOVE(MarkdownWriter)

public:
    MarkdownWriter(QTextCursor &cursor,
                   const ProtectedText &source,
                   std::string_view original,
                   const MarkdownTarget &target);
    ~MarkdownWriter() = default;

    void enterBlock(MD_BLOCKTYPE type, void *detail);
    void leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type, void *detail);
    void leaveSpan(MD_SPANTYPE type);
    void text(MD_TEXTTYPE type, std::string_view letters);
    void finish();
    /// The whole original as one block of plain text.
    void plain(const QFont &font);

private:
    struct List
    {
        bool ordered = false;
        bool tight = true;
        unsigned number = 1;
        int indent = 0; ///< pixels at which the list's markers begin
    };

    void beginBlock(const QTextBlockFormat &format, const QTextCharFormat &letters);
    [[nodiscard]] QTextBlockFormat blockFormat() const;
    [[nodiscard]] QTextCharFormat current() const { return m_formats.back(); }
    void beginParagraph();
    void beginHeading(unsigned level);
    void beginItem(const MD_BLOCK_LI_DETAIL &item);
    /// `language` is shown above the program: empty, or letters as insert() takes them.
    void beginCode(std::string_view language);
    [[nodiscard]] bool isOfSource(std::string_view letters) const;
    void beginRule();
    void beginRow();
    void beginTable(const MD_BLOCK_TABLE_DETAIL &table);
    void beginCell(bool head, int align);
    void leaveTable();
    /// Letters of the protected text, or of md4c's own making.
    void insert(std::string_view letters, bool code);
    void insertRun(std::string_view letters, std::size_t source, std::size_t sourceLength);
    void insertFormula(const Formula &formula, bool code);
    void insertDrawing(const Formula &drawing);
    bool beginDisplay();
    void insertSource(const Formula &formula, std::string_view tex, const QString &error);
    /// What follows a displayed formula goes on in a block of its own.
    void continueParagraph();
    void insertOwn(const QString &words);

    QTextCursor &m_cursor;
    const ProtectedText &m_source;
    std::string_view m_original;
    const MarkdownTarget &m_target;
    std::vector<QTextCharFormat> m_formats;
    std::vector<List> m_lists;
    std::vector<int> m_itemIndents; ///< where the text of open items begins
    std::string m_code;             ///< line ends that wait: a block's last one is not shown
    QString m_marker;               ///< of the item whose first block has not begun
    int m_quotes = 0;
    int m_firstBlockMargin = 0;
    QPointer<QTextTable> m_table;
    int m_row = -1;
    int m_column = -1;
    bool m_fresh = true; ///< the cursor's block is empty and may be used
    bool m_inCell = false;
    bool m_afterDisplay = false; ///< the cursor's block holds a displayed formula and nothing else
    bool m_afterFormula = false; ///< the letter before the cursor is a formula
    int m_textBegin = -1;        ///< of the cursor's block, behind its marker
    QTextCharFormat m_glue;      ///< of what keeps the last formula and its neighbours together
};

} // namespace touchstone
