// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tagrow.h"

#include <widgets/common/chip.h>

#include <QMenu>

namespace touchstone {

namespace {

constexpr int Gap = 6;
constexpr int LongestTag = 150;

QString shownTag(const QString &tag)
{
    return QStringLiteral("# ") + tag;
}

} // namespace

TagRow::TagRow(QWidget *parent)
    : QWidget(parent)
    , m_rest(new Chip({}, Chip::Kind::Plain, this))
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_rest->setObjectName(QStringLiteral("more-tags"));
    m_rest->setFocusPolicy(Qt::TabFocus);
    m_rest->setCursor(Qt::PointingHandCursor);
    m_rest->hide();
    connect(m_rest, &QAbstractButton::clicked, this, &TagRow::openRest);
    hide();
}

void TagRow::setTags(const QStringList &tags, bool removable)
{
    if (m_tags == tags && m_removable == removable)
        return;
    m_tags = tags;
    m_removable = removable;
    for (Chip *chip : m_chips) {
        // One of them may be the sender of the signal that brought us here.
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    for (const QString &tag : tags) {
        const QString whole = shownTag(tag);
        auto *chip = new Chip({}, Chip::Kind::Plain, this);
        chip->setText(chip->fontMetrics().elidedText(whole, Qt::ElideRight, LongestTag));
        chip->setToolTip(chip->text() == whole ? QString{} : whole);
        chip->setObjectName(QStringLiteral("tag-") + tag);
        chip->setRemovable(removable);
        chip->setAccessibleName(removable ? tr("%1, remove").arg(whole) : whole);
        if (removable)
            connect(chip, &QAbstractButton::clicked, this,
                    [this, tag] { emit removeRequested(tag); });
        m_chips.push_back(chip);
    }
    // The place in the tab order is behind the chips.
    if (!m_chips.empty())
        setTabOrder(m_chips.back(), m_rest);
    setVisible(!tags.isEmpty());
    updateGeometry();
    arrange();
}

/// Of that many chips and, where some are left over, of what stands for those.
int TagRow::widthOf(std::size_t chips) const
{
    int width = chips < m_chips.size() ? m_rest->sizeHint().width() + Gap : 0;
    for (std::size_t i = 0; i < chips; ++i)
        width += m_chips[i]->sizeHint().width() + Gap;
    return std::max(0, width - Gap);
}

QSize TagRow::sizeHint() const
{
    return {widthOf(m_chips.size()), m_rest->sizeHint().height()};
}

QSize TagRow::minimumSizeHint() const
{
    return {widthOf(0), m_rest->sizeHint().height()};
}

void TagRow::arrange()
{
    m_rest->setText(QStringLiteral("+%1").arg(m_chips.size()));
    m_shown = m_chips.size();
    while (m_shown > 0 && widthOf(m_shown) > width())
        --m_shown;
    const std::size_t rest = m_chips.size() - m_shown;
    m_rest->setText(QStringLiteral("+%1").arg(rest));
    m_rest->setAccessibleName(tr("%1 more tags").arg(rest));
    m_rest->setToolTip(m_tags.mid(static_cast<qsizetype>(m_shown)).join(QStringLiteral(", ")));
    int left = 0;
    const auto place = [this, &left](Chip *chip, bool shown) {
        chip->setVisible(shown);
        const QSize size = chip->sizeHint();
        chip->setGeometry(left, (height() - size.height()) / 2, size.width(), size.height());
        left += shown ? size.width() + Gap : 0;
    };
    for (std::size_t i = 0; i < m_chips.size(); ++i)
        place(m_chips[i], i < m_shown);
    place(m_rest, rest > 0);
}

void TagRow::openRest()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString &tag : m_tags.mid(static_cast<qsizetype>(m_shown))) {
        QAction *action = menu->addAction((m_removable ? tr("Remove %1") : QStringLiteral("%1"))
                                              .arg(menu->fontMetrics().elidedText(
                                                  shownTag(tag), Qt::ElideRight, 2 * LongestTag)));
        action->setEnabled(m_removable);
        connect(action, &QAction::triggered, this, [this, tag] { emit removeRequested(tag); });
    }
    menu->popup(m_rest->mapToGlobal(QPoint(0, m_rest->height())));
}

void TagRow::resizeEvent(QResizeEvent *event)
{
    arrange();
    QWidget::resizeEvent(event);
}

} // namespace touchstone
