// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "spaneditor.h"

#include <base/text.h>
#include <widgets/common/colors.h>
#include <widgets/common/keybutton.h>

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace touchstone {
namespace {

constexpr int Width = 264;
constexpr int RowHeight = 24;
constexpr int MostRows = 9;
constexpr int Below = 6; ///< the text
constexpr int Radius = 8;

} // namespace

SpanEditor::SpanEditor(QWidget *page)
    : QFrame(page)
    , m_words(new QLabel)
    , m_types(new QListWidget)
    , m_note(new QLineEdit)
    , m_remove(new KeyButton(tr("Remove"), QStringLiteral("Del")))
{
    setObjectName(QStringLiteral("span-editor"));
    setAccessibleName(tr("Marked error"));
    build();
    hide();
    // Whoever works elsewhere, or goes to another item, is done here.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now != nullptr && now != this && !isAncestorOf(now)
            && now->window() == window())
            finish();
    });
}

void SpanEditor::build()
{
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_words->setTextFormat(Qt::PlainText);
    m_types->setObjectName(QStringLiteral("span-types"));
    m_types->setAccessibleName(tr("Type of the error"));
    m_types->setFrameShape(QFrame::NoFrame);
    m_types->setUniformItemSizes(true);
    m_types->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_note->setObjectName(QStringLiteral("span-note"));
    m_note->setAccessibleName(tr("Note on the error"));
    m_note->setPlaceholderText(tr("Note"));
    m_remove->setObjectName(QStringLiteral("span-remove"));
    auto *types = new KeyButton(tr("Types…"), {});
    types->setObjectName(QStringLiteral("span-edit-types"));
    auto *keep = new KeyButton(tr("Keep"), QStringLiteral("⏎"));
    keep->setObjectName(QStringLiteral("span-keep"));
    keep->setPrimary(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(types);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    buttons->addWidget(keep);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(6);
    layout->addWidget(m_words);
    layout->addWidget(m_types);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    for (QWidget *part : std::initializer_list<QWidget *>{m_types, m_note, types, m_remove, keep})
        part->installEventFilter(this);
    connect(keep, &QPushButton::clicked, this, [this] {
        finish();
        emit left();
    });
    connect(m_remove, &QPushButton::clicked, this, &SpanEditor::remove);
    connect(types, &QPushButton::clicked, this, &SpanEditor::typesRequested);
    connect(m_types, &QListWidget::itemClicked, m_note, qOverload<>(&QWidget::setFocus));
}

void SpanEditor::open(const ErrorSpan &span,
                      bool isNew,
                      const ErrorTypes &types,
                      const QString &words,
                      const QRect &near)
{
    m_span = span;
    m_isNew = isNew;
    setTypes(types, span.type);
    m_note->setText(toQString(span.note));
    m_remove->setVisible(!isNew);
    m_words->setText(
        m_words->fontMetrics().elidedText(words.simplified(), Qt::ElideRight, Width - 24));
    place(near);
    show();
    raise();
    m_types->setFocus();
}

void SpanEditor::setTypes(const ErrorTypes &types)
{
    setTypes(types, entered().type);
}

void SpanEditor::setTypes(const ErrorTypes &types, const std::string &chosen)
{
    m_types->clear();
    std::vector<std::string> names = types.names;
    if (!chosen.empty() && std::find(names.begin(), names.end(), chosen) == names.end())
        names.push_back(chosen);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const QString name = toQString(names[i]);
        auto *row = new QListWidgetItem(i < 9 ? QStringLiteral("%1   %2").arg(i + 1).arg(name)
                                              : QStringLiteral("     ") + name);
        row->setData(Qt::UserRole, name);
        row->setSizeHint({Width / 2, RowHeight});
        m_types->addItem(row);
        if (names[i] == chosen || i == 0)
            m_types->setCurrentRow(static_cast<int>(i));
    }
    m_types->setFixedHeight(RowHeight * std::min(MostRows, m_types->count()) + 2);
}

/// Below the words, above them where there is no room below.
void SpanEditor::place(const QRect &near)
{
    setFixedWidth(Width);
    adjustSize();
    const QRect room = parentWidget()->rect();
    const QRect words(parentWidget()->mapFromGlobal(near.topLeft()), near.size());
    int top = words.bottom() + Below;
    if (top + height() > room.bottom())
        top = words.top() - Below - height();
    move(std::clamp(words.left(), 0, std::max(0, room.width() - width())),
         std::clamp(top, 0, std::max(0, room.height() - height())));
}

ErrorSpan SpanEditor::entered() const
{
    ErrorSpan span = m_span;
    if (const QListWidgetItem *row = m_types->currentItem())
        span.type = toUtf8(row->data(Qt::UserRole).toString());
    span.note = toUtf8(m_note->text().trimmed());
    return span;
}

void SpanEditor::shut(bool giveFocus)
{
    hide();
    if (giveFocus)
        emit left();
}

void SpanEditor::finish()
{
    if (!isVisible())
        return;
    shut(false);
    const ErrorSpan span = entered();
    if (m_isNew || span != m_span)
        emit kept(span);
}

void SpanEditor::remove()
{
    shut(false);
    if (!m_isNew)
        emit removed(m_span);
    emit left();
}

bool SpanEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        // Else the page would take them for its own.
        if (!(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress && watched == m_types) {
        const int row = static_cast<QKeyEvent *>(event)->key() - Qt::Key_1;
        if (row >= 0 && row < std::min(9, m_types->count())) {
            m_types->setCurrentRow(row);
            m_note->setFocus();
            return true;
        }
        if (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
            remove();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress && !qobject_cast<QAbstractButton *>(watched)) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            finish();
            emit left();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void SpanEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        shut(true);
    else
        QFrame::keyPressEvent(event);
}

void SpanEditor::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.secondary);
    painter.setBrush(colors.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius, Radius);
}

} // namespace touchstone
