// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "comparisonview.h"

#include <base/result.h>
#include <record/query.h>
#include <widgets/page.h>

#include <QPointer>
#include <QVariantMap>

class QStackedLayout;
class QTimer;

namespace touchstone {

class AnswerDetail;
class Ask;
class FormulaService;
class EmptyState;
class PromptCard;
class ReadingMarker;
class ReviewCommands;
class ReviewSession;
class ReviewStrip;
class ScoreBar;
struct Judgement;

/// The page the program is for: a prompt, its responses side by side, and what a person says of
/// them, gone through as a queue by the keyboard.
class ReviewPage final : public Page
{
    Q_OBJECT

public:
    explicit ReviewPage(Ask &ask, QWidget *parent = nullptr);
    ~ReviewPage() override;

    /// Where formulas come from; it lives longer than the page.
    void setFormulas(FormulaService *formulas);
    void setProject(Store *store, JobRunner *jobs) override;
    void activate() override;
    bool leave() override;

    /// Begins a queue. Null `first`: at the first prompt that is open.
    void start(const Query &query, PromptId first);
    /// The prompt that is looked at; null: none.
    [[nodiscard]] PromptId current() const;
    void undo();
    void redo();
    [[nodiscard]] const ReviewCommands &commands() const { return *m_commands; }
    /// How the person likes to read: size, folding, linked scrolling, third pane and the like.
    [[nodiscard]] QVariantMap viewState() const;
    void setViewState(const QVariantMap &state);

signals:
    void importRequested();
    /// One more response to a prompt is wanted of the teacher.
    void teacherRequested(touchstone::PromptId prompt, const QString &key);
    /// Undo or redo of what concerns an import: not while a person waits.
    void importToFlip(bool redo);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void connectParts();
    void askTeacher();
    void addCommands();
    void addDecisions();
    void addReading();
    void addMarking();
    void addComparing();
    void addWays();
    void orderTabs();

    void showItem();
    void refresh();
    void showEmpty();
    void fillScoreBar();
    void fillPlace();
    void updateNeeds();
    void updateRoom();
    void prepareAhead();
    [[nodiscard]] ComparisonView::Sides sidesOf(const Item &item, const Judgement &judgement) const;

    bool run(const Result<> &result);
    void removeFilter();
    void takeEntered();
    void submit();
    void skip();
    void setOutcome(Outcome outcome);
    void toggleFlag();
    void openTag();
    void openResponseMenu(int pane);
    void chooseResponse(int pane, ResponseId response);
    void edit();
    void keepEdit();
    void leaveEdit();
    void copyText(int pane);
    void openDetail();
    void fillDetail();
    void overrule(ResponseId response, const std::optional<Overrule> &overrule);
    void openRubric();
    void openErrorTypes();
    void takeDigit(int digit);
    void moveRow(int by);
    void setFolded(bool folded);
    void setThirdWanted(bool wanted);
    void find(const QString &words);
    void moveHit(int direction);
    void showHit();
    void recountHits();
    [[nodiscard]] int hitCount() const;
    void focusReading();

    Ask &m_ask;
    QPointer<Store> m_store;
    ReviewSession *m_session;
    ReviewCommands *m_commands;
    ReviewStrip *m_strip;
    PromptCard *m_prompt;
    ComparisonView *m_comparison;
    ReadingMarker *m_marker;
    ScoreBar *m_score;
    AnswerDetail *m_detail;
    QWidget *m_content;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    QTimer *m_idle;
    std::vector<PromptId> m_ahead; ///< whose documents are to be made
    std::optional<Prompt> m_promptShown;
    SourceId m_thirdSource;
    std::optional<bool> m_thirdWanted; ///< nothing: where there is room
    std::vector<int> m_hits;           ///< of the prompt, then of the panes from left to right
    int m_hit = -1;
};

} // namespace touchstone
