// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/rubric.h>

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;

namespace touchstone {

class ScoreRow;

/// The criteria of one side, one below the other; more than four stand in two columns.
class CriteriaPanel final : public QWidget
{
    Q_OBJECT

public:
    CriteriaPanel(const QString &side, QWidget *parent = nullptr);

    void setRubric(const Rubric &rubric);
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] ScoreRow *row(int index) const
    {
        return m_rows.at(static_cast<std::size_t>(index));
    }
    /// Only the current row (or the first) is shown, where there is no room for all.
    void setCompact(bool compact);
    void setCurrent(int index); ///< -1: none of this side
    /// As in ScoreRow.
    void setDigitsHere(bool here);

signals:
    void valueRequested(int index, std::optional<int> value);
    void rowFocused(int index);

private:
    void arrange();

    QString m_side;
    QGridLayout *m_layout;
    std::vector<ScoreRow *> m_rows;
    int m_current = -1;
    bool m_compact = false;
    bool m_digitsHere = true;
};

} // namespace touchstone
