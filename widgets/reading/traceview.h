// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "markplaces.h"
#include "readingbrowser.h"
#include "tracedocument.h"
#include "tracegrowth.h"
#include "tracehighlights.h"
#include "tracemarks.h"

#include <optional>
#include <vector>

namespace touchstone {

/// Shows one response to be read: reasoning in numbered steps that fold, the answer below, raw on
/// demand, in a column no wider than is read with ease.
class TraceView final : public ReadingBrowser
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TraceView)

public:
    explicit TraceView(QWidget *parent = nullptr);
    ~TraceView() override;

    /// Where formulas come from; it lives longer than the view. Without it they show as TeX.
    void setFormulas(FormulaService *formulas);
    /// Somebody looks at it now: formulas are waited for, for a moment. `marks`: those of the
    /// response are shown.
    void setResponse(const Response &response, const ReadingMarks &marks = {});
    /// Somebody will look at it: it is put here when its formulas are set, or at putPrepared().
    void prepare(const Response &response, const ReadingMarks &marks = {});
    /// Somebody looks now at what was prepared.
    void putPrepared();
    /// Some formulas show as TeX and wait to be set, or the text waits for them.
    [[nodiscard]] bool waitsForFormulas() const { return m_current.pending != 0; }
    void clearResponse();
    [[nodiscard]] const Response &response() const { return m_response; }

    [[nodiscard]] bool isFolded() const { return m_folded; }
    void setFolded(bool folded);
    [[nodiscard]] bool isRaw() const { return m_raw; }
    void setRaw(bool raw);
    /// Rendered without what only catches the eye: ReadingStyle::flat.
    void setFlat(bool flat);
    [[nodiscard]] bool isFlat() const { return m_style.flat; }
    /// 1: as designed.
    void setZoom(double zoom);
    [[nodiscard]] double zoom() const { return m_zoom; }

    /// Unfolds the reasoning where it has one.
    int setSearch(const QString &words) override;
    /// What two texts have in common, or not, marked below the text.
    [[nodiscard]] const TraceHighlights &highlights() const { return m_highlights; }
    void setDifferences(std::vector<SourcePiece> differences);
    /// A place in highlights().differences(): brings it into sight and marks it more strongly.
    void showDifference(int index);
    void setLit(std::vector<SourcePiece> lit);
    /// What was taken for the final answer; nothing: nothing was.
    void setAnswer(const std::optional<SourcePiece> &answer);

    [[nodiscard]] const std::vector<ShownStep> &steps() const { return m_current.steps; }
    /// The step that keys act on; -1: none yet.
    [[nodiscard]] int currentStep() const
    {
        // Raw text has no steps; the one of before counts again when it is rendered.
        return m_step < static_cast<int>(steps().size()) ? m_step : -1;
    }
    /// Brings it into sight. Out of range: none.
    void setCurrentStep(int step);
    /// Folds an open step, opens a folded one.
    void toggleStep(int step);
    /// The first and the last step of which something is seen; -1, -1: there is none.
    [[nodiscard]] std::pair<int, int> seenSteps() const;
    /// Where in the text that is cut into steps the hits are, in bytes.
    [[nodiscard]] std::vector<std::size_t> hitsInSteps() const;

    /// Cuts its steps anew where they are cut otherwise.
    void setMarks(const ReadingMarks &marks);
    [[nodiscard]] const TraceMarks &marks() const { return m_marks; }
    /// The text that is cut into steps.
    [[nodiscard]] TextPart steppedPart() const;
    /// In bytes, shown or not yet.
    [[nodiscard]] std::size_t steppedSize() const;
    /// What is selected, without white space at its ends. Nothing: no words of the response.
    [[nodiscard]] std::optional<SourcePiece> chosenPiece() const;
    /// A step without white space at its ends.
    [[nodiscard]] SourcePiece pieceOf(const ReasoningStep &step) const;
    /// The byte at which a step would be split: at the word where the selection begins, or ends;
    /// without one, where the current step was clicked. Nothing: none of these is within a step.
    [[nodiscard]] std::optional<std::size_t> splitPlace() const;
    /// Puts the cursor there, from which keys select. Does not scroll.
    void moveCursor(int position);
    /// The line of the last of some positions (global), from the first of them if it is further
    /// left.
    [[nodiscard]] QRect placeOfSpan(int begin, int end) const;
    /// In the text that is cut into steps.
    [[nodiscard]] std::vector<SourcePiece> differencesInSteps() const;

    /// False while only the beginning of a very long text is there.
    [[nodiscard]] bool isWhole() const { return m_current.isWhole(); }
    [[nodiscard]] const SourceMap &sourceMap() const { return m_current.map; }

signals:
    void foldRequested(bool folded);
    void zoomRequested(double zoom);
    void linkActivated(const QUrl &url);
    void stepsChanged(); ///< other ones, or other places
    void currentStepChanged(int step);
    void marksChanged();
    /// A menu of what can be done here; the current step and the selection are those meant.
    void menuRequested(const QPoint &place);
    void highlightsChanged();

protected:
    bool viewportEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void paintBelow(QPainter &painter) override;

private:
    [[nodiscard]] TraceOptions options(bool awaited) const;
    [[nodiscard]] ReadingStyle styleNow() const;
    void put(bool awaited);
    void putNothing(quint64 pending);
    void rebuild(bool keepPlace);
    void attach(TraceDocument document);
    [[nodiscard]] SearchedSource searchedSource() const;
    void grow();
    void takeGrown();
    void goToWanted();
    [[nodiscard]] std::size_t bytesUpTo(const SourceMap::Place &place) const;
    void fitColumn();
    void takeFormulas(quint64 batch);
    void follow(const QUrl &link);
    void forgetSteps();
    void takeMarks(const ReadingMarks &marks);
    void recut();
    void paintSteps(QPainter &painter);
    [[nodiscard]] int stepOf(int position) const;
    [[nodiscard]] QRectF placeOf(const ShownStep &step) const;

    Response m_response;
    FormulaService *m_formulas = nullptr;
    TraceDocument m_current;
    TraceMarks m_marks;
    ReadingStyle m_style;
    TraceHighlights m_highlights;
    int m_step = -1;
    std::vector<std::size_t> m_apart; ///< steps that are not folded as the others are
    double m_zoom = 1;
    bool m_folded = false;
    bool m_raw = false;
    bool m_isPut = true; ///< false: of what is prepared the formulas come first
    TraceGrowth m_growth;
    /// Where the reader was in a text that is written anew and has not come to it yet.
    std::optional<SourceMap::Place> m_wantedPlace;
};

} // namespace touchstone
