// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "rowpreview.h"

#include "jsonhighlighter.h"

#include <base/json.h>
#include <base/text.h>
#include <pipeline/exportplan.h>
#include <widgets/common/card.h>
#include <widgets/common/format.h>
#include <widgets/common/keybutton.h>

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace touchstone {

namespace {

/// Long texts are cut for the eye; a text of megabytes would hold up the window.
constexpr std::size_t ShownBytes = 20'000;

QPlainTextEdit *codeView(const QString &name, const QString &accessibleName)
{
    auto *view = new QPlainTextEdit;
    view->setObjectName(name);
    view->setAccessibleName(accessibleName);
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setFrameShape(QFrame::NoFrame);
    view->document()->setDocumentMargin(12);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(12);
    view->setFont(fixed);
    return view;
}

Card *cardOf(QPlainTextEdit *view)
{
    auto *card = new Card;
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->addWidget(view);
    return card;
}

} // namespace

RowPreview::RowPreview(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_back(new KeyButton(QStringLiteral("‹"), {}))
    , m_next(new KeyButton(QStringLiteral("›"), {}))
    , m_row(codeView(QStringLiteral("export.row"), tr("A row as it will be written")))
    , m_manifest(codeView(QStringLiteral("export.manifest"), tr("The manifest")))
{
    new JsonHighlighter(m_row->document(), this);
    new JsonHighlighter(m_manifest->document(), this);
    m_row->setPlaceholderText(
        tr("No prompt gives a row as things stand. The counts at the left say why."));
    m_back->setAccessibleName(tr("Previous row"));
    m_next->setAccessibleName(tr("Next row"));
    m_back->setObjectName(QStringLiteral("export.back"));
    m_next->setObjectName(QStringLiteral("export.next"));
    m_title->setObjectName(QStringLiteral("export.rowtitle"));
    connect(m_back, &QPushButton::clicked, this, [this] { showRow(m_shown - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { showRow(m_shown + 1); });
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_back);
    head->addWidget(m_next);
    auto *beside = new QLabel(tr("<b>Manifest</b>&nbsp; written beside the file"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 16);
    layout->setSpacing(10);
    layout->addLayout(head);
    layout->addWidget(cardOf(m_row), 5);
    layout->addWidget(beside);
    layout->addWidget(cardOf(m_manifest), 3);
    showRow(0);
}

void RowPreview::setPreview(const ExportPreview &preview)
{
    m_rows = preview.firstRows;
    m_manifest->setPlainText(toQString(preview.manifest));
    showRow(m_shown);
}

void RowPreview::showRow(int row)
{
    const int count = static_cast<int>(m_rows.size());
    m_shown = std::clamp(row, 0, std::max(0, count - 1));
    m_back->setEnabled(m_shown > 0);
    m_next->setEnabled(m_shown + 1 < count);
    if (m_rows.empty()) {
        m_title->setText(tr("<b>Preview</b>&nbsp; no row"));
        m_row->setPlainText({});
        return;
    }
    m_title->setText(
        tr("<b>Preview</b>&nbsp; row %1 of the first %2").arg(number(m_shown + 1), number(count)));
    const std::string &text = m_rows[static_cast<std::size_t>(m_shown)];
    const auto json = parseJson(text);
    const std::string whole = json ? dumpJson(*json, 2) : text;
    const std::string_view head = headOf(whole, ShownBytes);
    m_row->setPlainText(toQString(head)
                        + (head.size() < whole.size() ? QStringLiteral(" …") : QString{}));
}

} // namespace touchstone
