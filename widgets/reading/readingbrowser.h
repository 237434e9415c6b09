// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "searchhits.h"

#include <QTextBrowser>

namespace touchstone {

/// Shows a document with formulas: they are copied as TeX, and what is selected stays as clear as
/// the rest, and words are found in it. Nothing is loaded from anywhere. Keys but copying are left
/// to whoever holds the view.
class ReadingBrowser : public QTextBrowser
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadingBrowser)

public:
    explicit ReadingBrowser(QWidget *parent = nullptr);
    ~ReadingBrowser() override = default;

    QVariant loadResource(int type, const QUrl &name) override;

    /// Marks every place of `words` (case does not matter), also in documents to come. Gives their
    /// number. Empty: no marks.
    virtual int setSearch(const QString &words);
    /// To be called when another document is there. Its source is searched as well.
    void collectHits(SearchedSource source);
    /// More of the document is there.
    void collectHits();
    [[nodiscard]] int hitCount() const { return m_hits.count(); }
    /// Brings the hit into sight and marks it more strongly; -1: none.
    void showHit(int index);
    /// Scrolls no further than it must.
    void bringIntoSight(int position);

signals:
    void hitsChanged();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    /// What lies below the text, in the viewport's coordinates.
    virtual void paintBelow(QPainter &painter);

    [[nodiscard]] const SearchHits &hits() const { return m_hits; }
    /// Brings the line of a position to `below` pixels under the upper edge.
    void scrollTo(int position, int below);

private:
    void clearHighlight();

    SearchHits m_hits;
    SearchedSource m_searched;
    QString m_search;
};

} // namespace touchstone
