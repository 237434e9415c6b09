// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/decision.h>

#include <QAbstractButton>

#include <array>

namespace touchstone {

/// One of the four preferences, drawn as a part of one control.
class OutcomeSegment final : public QAbstractButton
{
    Q_OBJECT

public:
    OutcomeSegment(const QString &key, bool first, bool last, QWidget *parent);

    /// The ground and letters while it is chosen; an invalid one: the accent.
    void setSideColor(const QColor &color);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_key;
    QColor m_color;
    bool m_first;
    bool m_last;
};

/// Left is better, tie, neither, right is better.
class OutcomeBar final : public QWidget
{
    Q_OBJECT

public:
    explicit OutcomeBar(QWidget *parent = nullptr);

    /// The sides' words and colours: "Human", "Teacher".
    void setSides(const QString &left,
                  const QColor &leftColor,
                  const QString &right,
                  const QColor &rightColor);
    /// Without a rival there is no tie and no right.
    void setComparing(bool comparing);
    void setOutcome(Outcome outcome); ///< others than the four: none is chosen

signals:
    /// None: the one that was chosen was clicked again.
    void outcomeRequested(touchstone::Outcome outcome);

private:
    std::array<OutcomeSegment *, 4> m_segments{};
};

} // namespace touchstone
