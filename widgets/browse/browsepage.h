// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/query.h>
#include <widgets/page.h>

#include <QPointer>

class QLabel;
class QSplitter;
class QStackedWidget;
class QTableView;
class QTextBrowser;
class QTimer;

namespace touchstone {

class EmptyState;
class FacetCounter;
class FacetPanel;
class KeyButton;
class PromptModel;
class QueryField;
struct Facet;

/// Every prompt in a table: facets at the left add to the query, a preview with history at the
/// right.
class BrowsePage final : public Page
{
    Q_OBJECT

public:
    explicit BrowsePage(QWidget *parent = nullptr);
    ~BrowsePage() override;

    void setProject(Store *store, JobRunner *jobs) override;
    void activate() override;
    [[nodiscard]] QString queryText() const;
    /// What the table shows; all prompts where nothing is asked.
    [[nodiscard]] const Query &query() const;
    /// The prompt that is chosen in it; null: none.
    [[nodiscard]] PromptId current() const { return PromptId{m_current}; }
    /// How many prompts it shows.
    [[nodiscard]] qint64 found() const;

public slots:
    void setQueryText(const QString &text);

signals:
    /// What the table shows, in its order, from the prompt `first` on.
    void reviewRequested(const touchstone::Query &query, touchstone::PromptId first);
    void exportRequested(const touchstone::Query &query);
    /// To check the answers, or choose the best: of what is found, or of all.
    void verifyRequested();
    void chooseRequested();
    void importRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildBar();
    void buildTable();
    void buildPreview();
    void connectParts();
    void applyQuery();
    void takeFacets(const std::vector<Facet> &facets, qint64 prompts);
    void updateCounts(qint64 count, double milliseconds, bool complete);
    void updateEmpty();
    void keepCurrent();
    void showPreview();
    void review();

    QPointer<Store> m_store;
    PromptModel *m_model;
    FacetCounter *m_counter;
    QueryField *m_query;
    QLabel *m_count;
    QLabel *m_problem;
    KeyButton *m_import;
    KeyButton *m_verify;
    KeyButton *m_choose;
    KeyButton *m_export;
    KeyButton *m_review;
    QSplitter *m_splitter;
    FacetPanel *m_facets;
    QStackedWidget *m_middle;
    QTableView *m_table;
    EmptyState *m_empty;
    QTextBrowser *m_preview;
    QTimer *m_typing;
    QTimer *m_waiting;
    Query m_shown;        ///< the terms that the table shows or is about to
    qint64 m_prompts = 0; ///< of the whole project
    qint64 m_current = 0; ///< the prompt that was chosen last, kept when rows are read anew
    double m_milliseconds = 0;
};

} // namespace touchstone
