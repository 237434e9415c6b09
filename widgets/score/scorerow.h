// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/rubric.h>

#include <QWidget>

#include <optional>

namespace touchstone {

/// One criterion of one side: its name, and a box for each value. The current row, which the number
/// keys set, is outlined.
class ScoreRow final : public QWidget
{
    Q_OBJECT

public:
    /// `side`: for screen readers, "left" or "right".
    ScoreRow(const Criterion &criterion, const QString &side, QWidget *parent = nullptr);

    [[nodiscard]] const Criterion &criterion() const { return m_criterion; }
    [[nodiscard]] std::optional<int> value() const { return m_value; }
    /// Values outside the criterion's range are not taken. Does not signal.
    bool setValue(std::optional<int> value);
    void setCurrent(bool current);
    [[nodiscard]] bool isCurrent() const { return m_current; }
    /// The digits score the current row; else it is not outlined.
    void setDigitsHere(bool here);
    [[nodiscard]] bool isOutlined() const { return m_current && m_digitsHere; }
    /// So that the boxes of one side stand below each other.
    void setNameWidth(int width);
    [[nodiscard]] int naturalNameWidth() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void valueRequested(std::optional<int> value);
    void focused();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] int boxes() const { return m_criterion.highest - m_criterion.lowest + 1; }
    [[nodiscard]] QRect boxAt(int index) const;
    [[nodiscard]] int boxUnder(const QPoint &position) const;
    void tellReaders();

    Criterion m_criterion;
    QString m_side;
    std::optional<int> m_value;
    int m_nameWidth = 0;
    int m_hovered = -1;
    bool m_current = false;
    bool m_digitsHere = true;
};

} // namespace touchstone
