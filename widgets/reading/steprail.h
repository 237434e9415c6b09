// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QPointer>
#include <QWidget>

namespace touchstone {

class TraceView;
struct Colors;

/// The steps of one response from top to bottom, as blocks as long as their texts: which turn back,
/// which one keys act on, what is marked, what the reader sees, where the hits of a search and the
/// differences are. A click jumps.
class StepRail final : public QWidget
{
    Q_OBJECT

public:
    explicit StepRail(const QString &side, QWidget *parent = nullptr);

    /// Whose steps it shows from now on.
    void setView(TraceView *view);
    /// Where a step is drawn.
    [[nodiscard]] QRectF blockOf(int step) const;

protected:
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    [[nodiscard]] QStringList marksOf(int step) const;
    bool paintMark(QPainter &painter, int step, const Colors &colors) const;
    void paintSpans(QPainter &painter, const Colors &colors) const;
    void paintDifferences(QPainter &painter, const Colors &colors) const;
    [[nodiscard]] int stepUnder(double y) const;
    [[nodiscard]] double placeOf(std::size_t byte) const;

    QString m_side;
    QPointer<TraceView> m_view;
};

} // namespace touchstone
