// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <reasoning/alignment.h>
#include <record/readingmarks.h>

#include <QObject>
#include <QPointer>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace touchstone {

class AlignmentGutter;
class LinkedScroll;
class ResponsePane;
class TraceComparison;
struct Difference;
class TraceView;
struct SourcePiece;

/// What ties the panes of a comparison together: bands between steps that say the same, the other
/// side's step that goes with the current one, scrolling by them, word differences, equal numbers
/// lit on all sides. Nothing of it is awaited: it appears some moments after the texts.
class PaneLinks final : public QObject
{
    Q_OBJECT

public:
    PaneLinks(std::vector<ResponsePane *> panes,
              std::vector<AlignmentGutter *> gutters,
              LinkedScroll *scrolling,
              QObject *parent);
    ~PaneLinks() override;

    /// The panes from the first up to `shown` are seen, and what they show may be something else.
    void setShown(int shown);
    [[nodiscard]] const TraceComparison &comparison() const { return *m_comparison; }

    /// The pane that keys act on: word differences are those of it and the one at its left, of the
    /// first those of it and the second.
    void setCurrent(int pane);
    [[nodiscard]] bool areDifferencesShown() const;
    void setDifferencesShown(bool shown);
    /// To the next difference (1) or the one before (-1); shows them if they are not shown.
    void moveDifference(int by);

    /// What is kept of the item that will be shown: its pins.
    void setMarks(const ReadingMarks &marks) { m_marks = marks; }
    void setPinning(bool possible);
    /// The current steps of the pane and its neighbour are pinned together, or no longer.
    void togglePin(int pane);

    /// Lights what equals the next number or formula of the pane's current step; behind the last
    /// none.
    void lightNext(int pane);

signals:
    /// To be kept, or no longer; setMarks() then tells of it.
    void pinRequested(const touchstone::Pin &pin, bool present);
    void differencesShown(bool shown);
    void said(const QString &words);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] TraceView *view(int pane) const;
    /// -1: it is not seen.
    [[nodiscard]] int paneOf(const QObject *view) const;
    void takeFindings();
    void followStep(int pane, int step);
    void activate(int pair, int left, int right);
    void pin(int pair, int left, int right, bool present);
    /// The pins between two panes whose steps are shown, those of the left one as `one`.
    [[nodiscard]] std::vector<Pin> pinsOf(int pair) const;
    [[nodiscard]] std::vector<Pin> pinned(int pair, int left, int right) const;
    [[nodiscard]] int differencePair() const;
    [[nodiscard]] const std::vector<Difference> &differences() const;
    void markDifferences();
    void showDifference(int index);
    [[nodiscard]] std::optional<int> scrollPlace(const QObject *leader,
                                                 const QObject *follower) const;
    void lightAt(int pane, const QPointF &place);
    void light(const std::string &normal);

    std::vector<ResponsePane *> m_panes;
    std::vector<AlignmentGutter *> m_gutters;
    QPointer<LinkedScroll> m_scrolling; ///< a sibling, which may go first
    TraceComparison *m_comparison;
    std::vector<std::vector<AlignedSteps>> m_ways; ///< of each pair, in order on both sides
    ReadingMarks m_marks;
    std::string m_lit;           ///< normal form; empty: nothing is lit
    std::size_t m_lightNext = 0; ///< the byte behind which lightNext() goes on
    int m_shown = 0;
    int m_current = 0;
    int m_difference = -1;
    int m_wantedMove = 0; ///< to be done when the differences are there
    bool m_following = false;
};

} // namespace touchstone
