// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "criteriapanel.h"

#include "scorerow.h"

#include <base/text.h>

#include <QGridLayout>

#include <algorithm>

namespace touchstone {
namespace {

constexpr int RowsInAColumn = 4;

} // namespace

CriteriaPanel::CriteriaPanel(const QString &side, QWidget *parent)
    : QWidget(parent)
    , m_side(side)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(20);
    m_layout->setVerticalSpacing(0);
}

void CriteriaPanel::setRubric(const Rubric &rubric)
{
    for (ScoreRow *row : m_rows)
        delete row;
    m_rows.clear();
    int width = 0;
    for (const Criterion &criterion : rubric.criteria) {
        const int index = count();
        auto *row = new ScoreRow(criterion, m_side, this);
        row->setObjectName(QStringLiteral("score-%1-%2").arg(m_side, toQString(criterion.name)));
        connect(row, &ScoreRow::valueRequested, this,
                [this, index](std::optional<int> value) { emit valueRequested(index, value); });
        connect(row, &ScoreRow::focused, this, [this, index] { emit rowFocused(index); });
        width = std::max(width, row->naturalNameWidth());
        m_rows.push_back(row);
    }
    for (ScoreRow *row : m_rows)
        row->setNameWidth(std::min(width, 160));
    setDigitsHere(m_digitsHere);
    m_current = -1;
    arrange();
}

void CriteriaPanel::arrange()
{
    for (int i = 0; i < count(); ++i) {
        m_layout->removeWidget(row(i));
        m_layout->addWidget(row(i), i % RowsInAColumn, i / RowsInAColumn,
                            Qt::AlignLeft | Qt::AlignVCenter);
        row(i)->setVisible(!m_compact || i == std::max(m_current, 0));
    }
}

void CriteriaPanel::setCompact(bool compact)
{
    m_compact = compact;
    arrange();
}

void CriteriaPanel::setDigitsHere(bool here)
{
    m_digitsHere = here;
    for (ScoreRow *row : m_rows)
        row->setDigitsHere(here);
}

void CriteriaPanel::setCurrent(int index)
{
    m_current = index;
    for (int i = 0; i < count(); ++i)
        row(i)->setCurrent(i == index);
    if (m_compact)
        arrange();
}

} // namespace touchstone
