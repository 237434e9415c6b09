// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "streamcard.h"

#include <base/text.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace touchstone {

namespace {

constexpr int Margin = 13;
constexpr int HeadHeight = 32;
constexpr int LineHeight = 18;

/// The last lines of `text` that fit into `room`, laid out at its top.
void paintLastLines(QPainter &painter, const QString &text, const QRect &room)
{
    QTextLayout layout(text, painter.font());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    int lines = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(room.width());
        line.setPosition(QPointF(0, LineHeight * lines++));
    }
    layout.endLayout();
    const int shown = std::max(1, room.height() / LineHeight);
    const int first = std::max(0, lines - shown);
    for (int i = first; i < lines; ++i)
        layout.lineAt(i).draw(&painter, QPointF(room.left(), room.top() - LineHeight * first));
}

} // namespace

QString phaseOf(const LiveGeneration::Stream &stream)
{
    return stream.answering     ? StreamCard::tr("answering")
           : stream.tokens == 0 ? StreamCard::tr("waiting")
                                : StreamCard::tr("thinking");
}

QString streamWords(const LiveGeneration::Stream &stream)
{
    return QStringLiteral("%1 · %2 · %3")
        .arg(phaseOf(stream), StreamCard::tr("%1 tokens").arg(number(stream.tokens)),
             duration(stream.age.count()));
}

StreamCard::StreamCard(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void StreamCard::setStream(const LiveGeneration::Stream &stream)
{
    if (m_stream == stream)
        return;
    m_stream = stream;
    setAccessibleName(tr("%1, sample %2, %3")
                          .arg(toQString(stream.key))
                          .arg(stream.sample + 1)
                          .arg(streamWords(stream)));
    update();
}

void StreamCard::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.line);
    painter.setBrush(colors.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);

    QFont small = font();
    small.setPixelSize(12);
    painter.setFont(small);
    const QRect head(Margin, 0, width() - 2 * Margin, HeadHeight);
    const QString state = streamWords(m_stream);
    painter.setPen(colors.secondary);
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, state);
    const int left = head.width() - painter.fontMetrics().horizontalAdvance(state) - 12;
    const QString sample = tr("sample %1").arg(m_stream.sample + 1);
    const int sampleWidth = painter.fontMetrics().horizontalAdvance(sample);
    QFont bold = small;
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    const QString key = painter.fontMetrics().elidedText(toQString(m_stream.key), Qt::ElideMiddle,
                                                         std::max(40, left));
    const int keyWidth = painter.fontMetrics().horizontalAdvance(key);
    painter.setPen(colors.text);
    painter.drawText(head, Qt::AlignVCenter, key);
    painter.setFont(small);
    painter.setPen(colors.secondary);
    if (keyWidth + 8 + sampleWidth <= left)
        painter.drawText(head.adjusted(keyWidth + 8, 0, 0, 0), Qt::AlignVCenter, sample);

    QFont words = font();
    words.setPixelSize(13);
    painter.setFont(words);
    painter.setPen(colors.text);
    const QString text = toQString(m_stream.tail).simplified();
    paintLastLines(painter, text, rect().adjusted(Margin, HeadHeight - 2, -Margin, -10));
}

} // namespace touchstone
