// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "panehead.h"

#include "sourcewords.h"
#include "verdictwords.h"

#include <widgets/common/chip.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>
#include <widgets/common/standingcolor.h>

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace touchstone {
namespace {

constexpr int LineHeight = 37;
constexpr int DetailsHeight = 26;
constexpr int WidthForOneLine = 470;
constexpr int DotAndGap = 19;

QFont boldOf(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

struct FlagWords
{
    ResponseFlag flag;
    const char *word;
    const char *help;
};

constexpr FlagWords Flags[] = {
    {EmptyReasoning, QT_TRANSLATE_NOOP("touchstone::PaneHead", "∅ reasoning"),
     QT_TRANSLATE_NOOP("touchstone::PaneHead", "The thinking was there and empty.")},
    {UnterminatedThink, QT_TRANSLATE_NOOP("touchstone::PaneHead", "? unterminated"),
     QT_TRANSLATE_NOOP("touchstone::PaneHead", "The thinking began and never ended.")},
    {Truncated, QT_TRANSLATE_NOOP("touchstone::PaneHead", "✂ truncated"),
     QT_TRANSLATE_NOOP("touchstone::PaneHead", "The model was cut off at its limit.")},
    {EmptyAnswer, QT_TRANSLATE_NOOP("touchstone::PaneHead", "∅ answer"),
     QT_TRANSLATE_NOOP("touchstone::PaneHead", "There is nothing but reasoning.")},
};

} // namespace

PaneTitle::PaneTitle(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PaneTitle::setWords(SourceKind kind, const QString &name, const QString &detail)
{
    if (m_dot && m_kind == kind && m_name == name && m_detail == detail)
        return;
    m_kind = kind;
    m_name = name;
    m_detail = detail;
    m_dot = true;
    const QString all = detail.isEmpty() ? name : name + QStringLiteral(" · ") + detail;
    setAccessibleName(all);
    setToolTip(all);
    updateGeometry();
    update();
}

void PaneTitle::clear(const QString &words)
{
    setWords(m_kind, {}, words);
    m_dot = false;
}

QSize PaneTitle::sizeHint() const
{
    const int name = QFontMetrics(boldOf(font())).horizontalAdvance(m_name);
    return {DotAndGap + name + 10 + fontMetrics().horizontalAdvance(m_detail), LineHeight};
}

void PaneTitle::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int left = 0;
    if (m_dot) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(sourceColor(colors, m_kind));
        painter.drawRoundedRect(QRectF(0, height() / 2.0 - 4.5, 9, 9), 2, 2);
        left = DotAndGap;
    }
    const auto write = [this, &painter, &left](const QString &text) {
        const QString shown =
            painter.fontMetrics().elidedText(text, Qt::ElideRight, width() - left);
        painter.drawText(QRect(left, 0, width() - left, height()), Qt::AlignVCenter, shown);
        left += painter.fontMetrics().horizontalAdvance(shown) + 10;
    };
    painter.setFont(boldOf(font()));
    painter.setPen(colors.text);
    write(m_name);
    painter.setFont(font());
    painter.setPen(colors.secondary);
    write(m_detail);
}

PaneHead::PaneHead(const QString &side, QWidget *parent)
    : QWidget(parent)
    , m_title(new PaneTitle)
    , m_details(new QWidget)
    , m_verdict(new Chip({}))
    , m_chips(new QHBoxLayout)
    , m_length(new QLabel)
    , m_menu(new QToolButton)
    , m_layout(new QGridLayout(this))
{
    m_length->setForegroundRole(QPalette::PlaceholderText);
    m_menu->setText(QStringLiteral("⋯"));
    m_menu->setAutoRaise(true);
    m_menu->setFocusPolicy(Qt::TabFocus);
    m_menu->setObjectName(QStringLiteral("pane-menu-") + side);
    m_menu->setAccessibleName(tr("Responses and more, %1").arg(side));
    m_menu->setToolTip(tr("Choose the response, copy, edit (O)"));
    m_chips->setContentsMargins(0, 0, 0, 0);
    m_chips->setSpacing(6);
    auto *details = new QHBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(8);
    details->addWidget(m_verdict);
    details->addLayout(m_chips);
    details->addWidget(m_length);
    details->addStretch();
    m_layout->setContentsMargins(11, 0, 6, 1);
    m_layout->setHorizontalSpacing(8);
    m_layout->setVerticalSpacing(0);
    m_layout->setColumnStretch(0, 1);
    arrange(false);
    m_verdict->setObjectName(QStringLiteral("verdict-") + side);
    m_verdict->setCursor(Qt::PointingHandCursor);
    m_verdict->hide();
    connect(m_verdict, &QAbstractButton::clicked, this, &PaneHead::detailRequested);
    connect(m_menu, &QToolButton::clicked, this, &PaneHead::menuRequested);
}

void PaneHead::arrange(bool twoLines)
{
    m_twoLines = twoLines;
    m_layout->addWidget(m_title, 0, 0);
    m_layout->addWidget(m_menu, 0, 2);
    if (twoLines)
        m_layout->addWidget(m_details, 1, 0, 1, 3, Qt::AlignLeft | Qt::AlignTop);
    else
        m_layout->addWidget(m_details, 0, 1);
    setFixedHeight(twoLines ? LineHeight + DetailsHeight : LineHeight + 1);
}

void PaneHead::resizeEvent(QResizeEvent *event)
{
    const bool twoLines = width() < WidthForOneLine;
    if (twoLines != m_twoLines)
        arrange(twoLines);
    QWidget::resizeEvent(event);
}

void PaneHead::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

void PaneHead::addChips(const Response &response)
{
    while (QLayoutItem *item = m_chips->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const FlagWords &each : Flags) {
        if ((response.flags & each.flag) == 0)
            continue;
        auto *chip = new Chip(tr(each.word), Chip::Kind::Unsure);
        chip->setToolTip(tr(each.help));
        m_chips->addWidget(chip);
    }
}

void PaneHead::setVerdict(const Item &item, ResponseId response)
{
    const QString words = chipWords(item, response);
    m_verdict->setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    m_verdict->setText(words);
    m_verdict->setKind(chipKind(*item.standingOf(response)));
    m_verdict->setAccessibleName(tr("Verdict: %1").arg(words));
    const ResponseVerdict *verdict = item.verdictOf(response);
    m_verdict->setToolTip(verdict == nullptr
                              ? QString{}
                              : verdictTrace(*verdict).join(QLatin1Char('\n')) + tr("\nWhy: V"));
}

void PaneHead::setName(const Item &item, const Response &response)
{
    const auto place = static_cast<std::size_t>(&response - item.responses.data());
    const SourceKind kind = item.sources[place].kind;
    m_title->setWords(kind, kindWords(kind), responseDetail(item, response));
}

void PaneHead::setResponse(const Item &item, const Response &response)
{
    setName(item, response);
    addChips(response);
    m_words = response.reasoningWords + response.answerWords;
    showLength();
    m_length->setToolTip(tr("%1 in the reasoning, %2 in the answer")
                             .arg(number(response.reasoningWords), number(response.answerWords)));
    m_menu->setEnabled(true);
}

void PaneHead::setSteps(int steps)
{
    m_steps = steps;
    if (m_menu->isEnabled())
        showLength();
}

void PaneHead::showLength()
{
    const QString words = wordCount(m_words);
    m_length->setText(m_steps == 0 ? words : stepCount(m_steps) + QStringLiteral(" · ") + words);
}

void PaneHead::clear(const QString &words)
{
    m_verdict->hide();
    addChips({});
    m_title->clear(words);
    m_length->clear();
    m_menu->setEnabled(false);
}

void PaneHead::setCurrent(bool current)
{
    m_current = current;
    update();
}

QPoint PaneHead::menuPlace() const
{
    return m_menu->mapToGlobal(QPoint(0, m_menu->height()));
}

QWidget *PaneHead::menuButton() const
{
    return m_menu;
}

void PaneHead::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.line);
    if (m_current)
        painter.fillRect(QRect(0, height() - 2, width(), 2), colors.accent);
}

} // namespace touchstone
