// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "reviewstrip.h"

#include "tagrow.h"

#include <widgets/common/chip.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>
#include <widgets/common/keybutton.h>
#include <widgets/common/thinprogress.h>
#include <widgets/score/typingfilter.h>

#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>

namespace touchstone {
namespace {

constexpr int Height = 40;
constexpr int RoomForPace = 1040;
constexpr int RoomForProgress = 900;
constexpr int LongestChip = 150;

KeyButton *makeButton(const QString &name, const QString &text, const QString &key)
{
    auto *button = new KeyButton(text, key);
    button->setObjectName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void setChip(Chip *chip, const QString &text)
{
    const QString shown = chip->fontMetrics().elidedText(text, Qt::ElideMiddle, LongestChip);
    chip->setToolTip(shown == text ? QString{} : text);
    chip->setVisible(!text.isEmpty());
    if (chip->text() == shown)
        return;
    chip->setText(shown);
    chip->updateGeometry();
}

} // namespace

ReviewStrip::ReviewStrip(QWidget *parent)
    : QWidget(parent)
    , m_position(new QLabel)
    , m_progress(new ThinProgress)
    , m_pace(new QLabel)
    , m_filter(new Chip({}, Chip::Kind::Filter))
    , m_key(new Chip({}))
    , m_readOnly(new Chip(tr("Read-only"), Chip::Kind::Unsure))
    , m_tags(new TagRow)
    , m_addTag(makeButton(QStringLiteral("add-tag"), tr("Tag"), QStringLiteral("#")))
    , m_tagField(makeField(QStringLiteral("tag-field"), tr("New tag"), 130))
    , m_flag(makeButton(QStringLiteral("flag"), tr("Flag"), QStringLiteral("F")))
    , m_findField(makeField(QStringLiteral("find-field"), tr("Find in this item"), 190))
    , m_hits(new QLabel)
    , m_find(makeButton(QStringLiteral("find"), tr("Find"), QStringLiteral("Ctrl F")))
    , m_back(makeButton(QStringLiteral("back"), tr("Back"), QStringLiteral("←")))
    , m_next(makeButton(QStringLiteral("next"), tr("Next"), QStringLiteral("→")))
{
    setObjectName(QStringLiteral("review-strip"));
    setFixedHeight(Height);
    setMinimumWidth(640);
    m_position->setObjectName(QStringLiteral("position"));
    m_position->setTextFormat(Qt::RichText);
    m_progress->setFixedWidth(130);
    m_progress->setAccessibleName(tr("Progress in the queue"));
    for (QLabel *label : {m_position, m_pace, m_hits})
        label->setForegroundRole(QPalette::PlaceholderText);
    m_hits->setObjectName(QStringLiteral("find-hits"));
    m_filter->setObjectName(QStringLiteral("filter-chip"));
    m_filter->setRemovable(true);
    m_key->setObjectName(QStringLiteral("key-chip"));
    m_flag->setCheckable(true);
    arrange();

    connect(m_filter, &QAbstractButton::clicked, this, &ReviewStrip::filterRemoved);
    connect(m_tags, &TagRow::removeRequested, this, &ReviewStrip::tagRemoved);
    connect(m_addTag, &QPushButton::clicked, this, &ReviewStrip::tagRequested);
    connect(m_flag, &QPushButton::clicked, this, &ReviewStrip::flagRequested);
    connect(m_find, &QPushButton::clicked, this, &ReviewStrip::findRequested);
    connect(m_back, &QPushButton::clicked, this, &ReviewStrip::backRequested);
    connect(m_next, &QPushButton::clicked, this, &ReviewStrip::nextRequested);
    connect(m_findField, &QLineEdit::textChanged, this, &ReviewStrip::findChanged);
    m_filter->hide();
    m_readOnly->hide();
    closeFind();
    closeTag();
}

void ReviewStrip::arrange()
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(10);
    layout->addWidget(m_position);
    layout->addWidget(m_progress);
    layout->addWidget(m_pace);
    layout->addSpacing(2);
    layout->addWidget(m_readOnly);
    layout->addWidget(m_filter);
    layout->addWidget(m_key);
    layout->addWidget(m_tags);
    layout->addWidget(m_tagField);
    layout->addWidget(m_addTag);
    layout->addStretch();
    layout->addWidget(m_flag);
    layout->addWidget(m_hits);
    layout->addWidget(m_findField);
    layout->addWidget(m_find);
    layout->addWidget(m_back);
    layout->addWidget(m_next);
}

QLineEdit *ReviewStrip::makeField(const QString &name, const QString &words, int width)
{
    auto *field = new QLineEdit;
    field->setObjectName(name);
    field->setAccessibleName(words);
    field->setPlaceholderText(words);
    field->setFixedWidth(width);
    field->installEventFilter(this);
    field->installEventFilter(new TypingFilter(field));
    return field;
}

void ReviewStrip::setPlace(int index, int count, qint64 pace, qint64 left)
{
    const QString of = tr("of %1").arg(number(count));
    m_position->setText(
        index < 0 ? tr("outside of the filter's %1").arg(number(count))
                  : QStringLiteral("<b style='color:%1'>%2</b>&nbsp; %3")
                        .arg(palette().color(QPalette::Text).name(), number(index + 1), of));
    m_progress->setShare(count == 0 ? 0 : static_cast<double>(index + 1) / count);
    m_pace->setText(pace == 0 ? QString{}
                              : tr("%1 an item · %2 left").arg(duration(pace), duration(left)));
    m_pace->setToolTip(tr("The pace of the last items decided, without times away."));
}

void ReviewStrip::setFilter(const QString &query)
{
    setChip(m_filter, query);
    m_filter->setAccessibleName(tr("Filter %1, remove").arg(query));
}

void ReviewStrip::setItem(const QString &key, const QStringList &tags, bool flagged)
{
    setChip(m_key, key);
    m_key->setAccessibleName(tr("Key %1").arg(key));
    m_flag->setChecked(flagged);
    m_flag->setSideColor(colorsOf(this).unsure);
    m_tags->setTags(tags, m_addTag->isEnabled());
}

void ReviewStrip::setReadOnly(const QString &reason)
{
    m_readOnly->setVisible(!reason.isEmpty());
    m_readOnly->setToolTip(reason);
    m_addTag->setEnabled(reason.isEmpty());
    m_addTag->setToolTip(reason);
    m_flag->setEnabled(reason.isEmpty());
    m_flag->setToolTip(reason);
}

void ReviewStrip::setItemThere(bool there)
{
    for (QWidget *part : {static_cast<QWidget *>(m_key), static_cast<QWidget *>(m_addTag),
                          static_cast<QWidget *>(m_flag), static_cast<QWidget *>(m_find),
                          static_cast<QWidget *>(m_back), static_cast<QWidget *>(m_next),
                          static_cast<QWidget *>(m_progress), static_cast<QWidget *>(m_position)})
        part->setVisible(there);
    if (!there) {
        closeFind();
        m_pace->clear();
        setItem({}, {}, false);
    }
    m_find->setVisible(there && m_findField->isHidden());
    fitRoom();
}

void ReviewStrip::openFind()
{
    m_find->hide();
    m_findField->show();
    m_hits->show();
    m_findField->setFocus();
    m_findField->selectAll();
}

void ReviewStrip::closeFind()
{
    m_findField->clear();
    m_findField->hide();
    m_hits->hide();
    m_find->show();
}

void ReviewStrip::setHits(int shown, int count, bool all)
{
    const QString words = count == 0 ? all ? tr("not found") : tr("not found yet")
                                     : tr("%1 of %2").arg(shown + 1).arg(number(count));
    const bool more = count > 0 && !all;
    m_hits->setText(m_findField->text().isEmpty() ? QString{} : more ? words + u'+' : words);
    m_hits->setToolTip(all ? QString{} : tr("A long text is searched as it comes."));
}

void ReviewStrip::openTag(const QStringList &known)
{
    auto *completer = new QCompleter(known, m_tagField);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setCompletionMode(QCompleter::InlineCompletion);
    delete m_tagField->completer();
    m_tagField->setCompleter(completer);
    m_addTag->hide();
    m_tagField->show();
    m_tagField->setFocus();
}

void ReviewStrip::closeTag()
{
    m_tagField->clear();
    m_tagField->hide();
    m_addTag->show();
}

bool ReviewStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && watched == m_tagField
        && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason)
        closeTag();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (!enter && key->key() != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    if (watched == m_findField && enter) {
        emit hitRequested(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
        return true;
    }
    if (watched == m_findField) {
        closeFind();
        emit findClosed();
    } else {
        const QString tag = m_tagField->text().simplified();
        closeTag();
        if (enter && !tag.isEmpty())
            emit tagAdded(tag);
    }
    emit fieldLeft();
    return true;
}

void ReviewStrip::fitRoom()
{
    m_pace->setVisible(width() >= RoomForPace);
    m_progress->setVisible(width() >= RoomForProgress && !m_position->isHidden());
}

void ReviewStrip::resizeEvent(QResizeEvent *event)
{
    fitRoom();
    QWidget::resizeEvent(event);
}

void ReviewStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colorsOf(this).line);
}

} // namespace touchstone
