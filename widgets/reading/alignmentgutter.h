// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <reasoning/alignment.h>

#include <QPainterPath>
#include <QPointer>
#include <QSplitterHandle>

#include <optional>
#include <vector>

namespace touchstone {

class SeenSteps;
class TraceView;

/// The room between two panes: bands from the steps of one to the steps of the other that say the
/// same, a dot where a person pinned them. A click on a band goes to its steps; dragging from one
/// edge to the other pins the steps there; the menu of a band pins and unpins. Elsewhere it is the
/// splitter's handle.
class AlignmentGutter final : public QSplitterHandle
{
    Q_OBJECT

public:
    explicit AlignmentGutter(QSplitter *splitter);

    /// Null: there is none.
    void setViews(TraceView *left, TraceView *right);
    void setAligned(std::vector<AlignedSteps> aligned);
    /// False: bands are looked at only.
    void setPinning(bool possible) { m_pinning = possible; }

    /// Where a band is drawn, a place in what setAligned() was given; empty: nowhere.
    [[nodiscard]] QPainterPath bandOf(std::size_t index) const;

signals:
    void bandActivated(int leftStep, int rightStep);
    void pinRequested(int leftStep, int rightStep);
    void unpinRequested(int leftStep, int rightStep);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    /// A pin on its way from one side's step to the other's.
    struct Drag
    {
        bool fromLeft = true;
        int step = 0;
        QPointF begin;
        QPointF end;
    };

    struct Band
    {
        std::size_t index = 0; ///< place in m_aligned
        QPainterPath shape;
    };

    void follow(TraceView *view);
    [[nodiscard]] std::vector<Band> bands() const; ///< those that are seen
    [[nodiscard]] QPainterPath
    shapeOf(const AlignedSteps &steps, const SeenSteps &seenLeft, const SeenSteps &seenRight) const;
    [[nodiscard]] bool isThere(const AlignedSteps &steps) const;
    [[nodiscard]] bool isCurrent(const AlignedSteps &steps) const;
    /// -1: none.
    [[nodiscard]] int bandAt(const QPointF &place) const;
    /// The side at whose edge the place is: -1 left, 1 right, 0 neither.
    [[nodiscard]] int edgeAt(const QPointF &place) const;
    /// Where the text of a view begins, in our pixels.
    [[nodiscard]] double topOf(const TraceView &view) const;
    [[nodiscard]] int stepAt(const TraceView &view, double y) const;
    void setHovered(int band);
    void finishDrag();
    void describe();

    QPointer<TraceView> m_left;
    QPointer<TraceView> m_right;
    std::vector<AlignedSteps> m_aligned;
    std::optional<Drag> m_drag;
    int m_hovered = -1;
    int m_pressed = -1;
    bool m_pinning = false;
};

} // namespace touchstone
