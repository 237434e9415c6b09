// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "keybutton.h"

#include "colors.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace touchstone {

namespace {

constexpr int Padding = 12;
constexpr int Gap = 8;

QFont capFont(QFont font)
{
    font.setPixelSize(10);
    font.setWeight(QFont::Normal);
    return font;
}

} // namespace

int keyCapWidth(const QFont &font, const QString &key)
{
    return key.isEmpty() ? 0 : std::max(16, QFontMetrics(capFont(font)).horizontalAdvance(key) + 8);
}

int paintKeyCap(QPainter &painter,
                const QString &key,
                int right,
                int centre,
                const QColor &text,
                const QColor &line)
{
    const int width = keyCapWidth(painter.font(), key);
    if (width == 0)
        return 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(capFont(painter.font()));
    const QRectF cap(right - width + 0.5, centre - 8 + 0.5, width - 1, 15);
    painter.setPen(line);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(cap, 3, 3);
    painter.setPen(text);
    painter.drawText(cap, Qt::AlignCenter, key);
    painter.restore();
    return width;
}

KeyButton::KeyButton(const QString &text, const QString &key, QWidget *parent)
    : QPushButton(text, parent)
    , m_key(key)
{
    // The name stays the words of the moment: they count ("Review 87").
    if (!key.isEmpty())
        setAccessibleDescription(tr("Key %1").arg(key));
    setCursor(Qt::PointingHandCursor);
}

void KeyButton::setPrimary(bool primary)
{
    m_primary = primary;
    QFont bold = font();
    bold.setWeight(primary ? QFont::DemiBold : QFont::Normal);
    setFont(bold);
    update();
}

QSize KeyButton::sizeHint() const
{
    const int cap = keyCapWidth(font(), m_key);
    const int width =
        fontMetrics().horizontalAdvance(text()) + 2 * Padding + (cap > 0 ? cap + Gap : 0);
    return {width, 28};
}

void KeyButton::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.features.setFlag(QStyleOptionButton::DefaultButton, m_primary);
    painter.drawControl(QStyle::CE_PushButtonBevel, option);
    const bool bright = m_primary && isEnabled();
    QColor ink = bright ? colors.onAccent : isEnabled() ? colors.text : colors.secondary;
    if (isChecked() && m_sideColor.isValid()) {
        QColor ground = m_sideColor;
        ground.setAlphaF(0.12F);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(m_sideColor);
        painter.setBrush(ground);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        ink = m_sideColor;
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
    }
    const int cap = keyCapWidth(font(), m_key);
    QRect words = rect();
    if (cap > 0) {
        paintKeyCap(painter, m_key, width() - Padding + 2, height() / 2,
                    bright ? colors.onAccent : colors.secondary,
                    bright ? colors.onAccent : colors.line);
        words.setRight(width() - Padding - cap - Gap + 8);
    }
    painter.setPen(ink);
    painter.drawText(words, Qt::AlignCenter | Qt::TextShowMnemonic, text());
}

} // namespace touchstone
