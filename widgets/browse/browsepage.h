// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <widgets/page.h>

#include <QPointer>

class QLabel;
class QLineEdit;
class QSplitter;
class QTableView;
class QTextBrowser;
class QTimer;
class QVBoxLayout;

namespace touchstone {

class KeyButton;
class PromptModel;

/// Every prompt in a table: facets at the left add to the query, a preview with history at the
/// right.
class BrowsePage final : public Page
{
    Q_OBJECT

public:
    explicit BrowsePage(QWidget *parent = nullptr);

    void setProject(Store *store, JobRunner *jobs) override;
    void activate() override;
    [[nodiscard]] QString queryText() const;

public slots:
    void setQueryText(const QString &text);

signals:
    /// `first`: the number of the prompt to begin with.
    void reviewRequested(const QString &queryText, qint64 first);
    void exportRequested(const QString &queryText);
    void importRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildBar();
    void applyQuery();
    void refreshFacets();
    void showPreview();
    void review();
    void toggleTerm(const QString &term);
    void addFacets(const QString &title);
    void addFacet(const QString &words, qint64 count, const QString &term, const QColor &dot);
    void updateCounts(qint64 count, double milliseconds, bool complete);

    QPointer<Store> m_store;
    PromptModel *m_model;
    QLineEdit *m_query;
    QLabel *m_count;
    KeyButton *m_import;
    KeyButton *m_export;
    KeyButton *m_review;
    QSplitter *m_splitter;
    QWidget *m_facets;
    QVBoxLayout *m_facetLayout;
    QTableView *m_table;
    QTextBrowser *m_preview;
    QLabel *m_empty;
    QTimer *m_typing;
};

} // namespace touchstone
