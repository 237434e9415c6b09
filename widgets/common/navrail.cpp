// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "navrail.h"

#include "colors.h"
#include "icons.h"

#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

namespace touchstone {

namespace {

class RailButton final : public QAbstractButton
{
public:
    RailButton(const QString &icon, const QString &word, QWidget *parent)
        : QAbstractButton(parent)
        , m_icon(icon)
    {
        setText(word);
        setAccessibleName(word);
        setObjectName(QStringLiteral("rail.") + icon);
        setFocusPolicy(Qt::TabFocus);
        setCheckable(true);
        setFixedSize(62, 54);
        QFont small = font();
        small.setPixelSize(11);
        setFont(small);
    }

    void setCount(int count)
    {
        m_count = count;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = colorsOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked() || hasFocus() || underMouse()) {
            painter.setPen(hasFocus() ? QPen(colors.accent, 1.4) : Qt::NoPen);
            painter.setBrush(isChecked()    ? colors.accentGround
                             : underMouse() ? colors.base
                                            : QColor(Qt::transparent));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
        }
        QColor ink = isChecked() ? colors.accent : colors.secondary;
        ink.setAlphaF(isEnabled() ? 1.0F : 0.45F);
        painter.drawPixmap((width() - 20) / 2, 9, tintedIcon(m_icon, 20, ink, devicePixelRatioF()));
        QFont words = font();
        words.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
        painter.setFont(words);
        painter.setPen(ink);
        painter.drawText(QRect(0, 32, width(), 18), Qt::AlignCenter, text());
        if (m_count > 0) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors.accent);
            painter.drawRoundedRect(QRectF(width() / 2 + 5, 4, 16, 14), 7, 7);
            painter.setPen(colors.onAccent);
            painter.drawText(QRect(width() / 2 + 5, 4, 16, 14), Qt::AlignCenter,
                             QString::number(m_count));
        }
    }

private:
    QString m_icon;
    int m_count = 0;
};

} // namespace

NavRail::NavRail(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setFixedWidth(72);
    m_layout->setContentsMargins(5, 8, 5, 8);
    m_layout->setSpacing(4);
    m_layout->addStretch();
}

int NavRail::addPage(const QString &icon, const QString &word, const QString &key)
{
    auto *button = new RailButton(icon, word, this);
    button->setToolTip(QStringLiteral("%1 (%2)").arg(word, key));
    const int index = static_cast<int>(m_pages.size());
    m_layout->insertWidget(index, button, 0, Qt::AlignHCenter);
    m_pages.push_back(button);
    connect(button, &QAbstractButton::clicked, this, [this, index] { emit pageRequested(index); });
    return index;
}

QAbstractButton *NavRail::addFoot(const QString &icon, const QString &word)
{
    m_foot = new RailButton(icon, word, this);
    m_foot->setCheckable(false);
    m_layout->addWidget(m_foot, 0, Qt::AlignHCenter);
    return m_foot;
}

void NavRail::setCurrent(int index)
{
    for (int i = 0; i < m_pages.size(); ++i)
        m_pages[i]->setChecked(i == index);
}

void NavRail::setPageEnabled(int index, bool enabled)
{
    m_pages[index]->setEnabled(enabled);
}

void NavRail::setFootCount(int count)
{
    static_cast<RailButton *>(m_foot)->setCount(count);
    m_foot->setAccessibleDescription(count > 0 ? tr("%1 at work").arg(count) : QString{});
}

void NavRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(colorsOf(this).line);
    painter.drawLine(width() - 1, 0, width() - 1, height());
}

} // namespace touchstone
