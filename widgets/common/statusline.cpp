// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "statusline.h"

#include "colors.h"
#include "format.h"

#include <record/decision.h>

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace touchstone {

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_accounting(new QLabel(this))
    , m_message(new QLabel(this))
    , m_kept(new QLabel(this))
    , m_annotator(new QLabel(this))
{
    setFixedHeight(26);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(16);
    layout->addWidget(m_accounting);
    layout->addStretch(1);
    layout->addWidget(m_message, 4);
    m_message->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // A long sentence is cut here and whole in its tool tip; it never widens the window.
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(m_kept);
    layout->addWidget(m_annotator);
    QFont small = font();
    small.setPixelSize(11);
    for (QLabel *label : {m_accounting, m_message, m_kept, m_annotator})
        label->setFont(small);
    for (QLabel *label : {m_message, m_kept, m_annotator})
        label->setForegroundRole(QPalette::PlaceholderText);
    m_accounting->setObjectName(QStringLiteral("status.accounting"));
    m_accounting->setTextInteractionFlags(Qt::LinksAccessibleByMouse
                                          | Qt::LinksAccessibleByKeyboard);
    connect(m_accounting, &QLabel::linkActivated, this, &StatusLine::queryRequested);
}

void StatusLine::clear()
{
    m_accounting->clear();
    m_kept->clear();
}

void StatusLine::setAccounting(const Accounting &sum)
{
    const Colors &colors = colorsOf(this);
    const auto part = [&](qint64 count, const QString &word, const QString &query) {
        return QStringLiteral("<a href=\"%1\" style=\"color:%2;text-decoration:none\"><b "
                              "style=\"color:%3\">%4</b> %5</a>")
            .arg(query, colors.secondary.name(), colors.text.name(), number(count), word);
    };
    // The zero-width space in front: QLabel never lets go of Shift+Tab where a text begins with a
    // link, because it looks for the one before the cursor only from behind it.
    m_accounting->setText(
        QChar(0x200B) + part(sum.imported, tr("prompts"), QStringLiteral(" "))
        + QStringLiteral(" = ") + part(sum.decided, tr("decided"), QStringLiteral("state:decided"))
        + QStringLiteral(" + ") + part(sum.skipped, tr("skipped"), QStringLiteral("state:skipped"))
        + QStringLiteral(" + ") + part(sum.drafted, tr("drafted"), QStringLiteral("state:drafted"))
        + QStringLiteral(" + ") + part(sum.open, tr("open"), QStringLiteral("state:open")));
    m_accounting->setAccessibleName(
        tr("%1 prompts = %2 decided + %3 skipped + %4 drafted + %5 open")
            .arg(number(sum.imported), number(sum.decided), number(sum.skipped),
                 number(sum.drafted), number(sum.open)));
}

void StatusLine::setKept(qint64 atUs, bool readOnly)
{
    if (readOnly)
        m_kept->setText(tr("for reading only"));
    else if (atUs == 0)
        m_kept->setText(tr("every decision is kept at once"));
    else
        m_kept->setText(tr("every decision kept · last %1")
                            .arg(QDateTime::fromMSecsSinceEpoch(atUs / 1000)
                                     .toString(QStringLiteral("HH:mm:ss"))));
}

void StatusLine::setAnnotator(const QString &name)
{
    m_annotator->setText(tr("Annotator %1")
                             .arg(QStringLiteral("<b style='color:%1'>%2</b>")
                                      .arg(colorsOf(this).text.name(), name.toHtmlEscaped())));
}

void StatusLine::say(const QString &message)
{
    m_said = message;
    showMessage();
}

void StatusLine::showWork(const QString &words)
{
    m_work = words;
    showMessage();
}

void StatusLine::showMessage()
{
    const QString &words = m_work.isEmpty() ? m_said : m_work;
    m_message->setText(words);
    m_message->setToolTip(words);
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(colorsOf(this).line);
    painter.drawLine(0, 0, width(), 0);
}

} // namespace touchstone
