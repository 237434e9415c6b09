// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/item.h>

#include <QWidget>

#include <array>

class QSplitter;

namespace touchstone {

class FormulaService;
class LinkedScroll;
class PaneLinks;
class ResponsePane;
class TraceView;

/// Two responses side by side, and a third where there is room or wish; all read alike: raw or
/// rendered, folded, of one size, scrolling together.
class ComparisonView final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int Panes = 3;
    using Sides = std::array<ResponseId, Panes>; ///< null: none at this place

    explicit ComparisonView(QWidget *parent = nullptr);

    /// Where formulas come from; it lives longer than the page.
    void setFormulas(FormulaService *formulas);
    /// Another item, or the same with other sides: what stays in sight keeps its place.
    void show(const Item &item, const Sides &sides);
    void clear(const QString &words);
    /// Lays out the texts of an item that will be wanted soon.
    void prepare(const Item &item, const Sides &sides);

    [[nodiscard]] ResponsePane *pane(int index) const
    {
        return m_panes.at(static_cast<std::size_t>(index));
    }
    /// The pane that keys act on.
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int index);
    void focusNext();
    [[nodiscard]] bool isThirdShown() const { return m_third; }
    void setThirdShown(bool shown);
    /// Only the current pane is seen, over the whole width, whichever that is.
    [[nodiscard]] bool isAlone() const { return m_alone; }
    void setAlone(bool alone);
    /// -1: no pane is being edited.
    [[nodiscard]] int editing() const;

    [[nodiscard]] bool isRaw() const;
    void setRaw(bool raw);
    [[nodiscard]] bool isFlat() const;
    void setFlat(bool flat);
    [[nodiscard]] bool isFolded() const;
    void setFolded(bool folded);
    [[nodiscard]] double zoom() const;
    void setZoom(double zoom);
    [[nodiscard]] LinkedScroll &scrolling() const { return *m_scrolling; }
    [[nodiscard]] PaneLinks &links() const { return *m_links; }
    void turnPage(int direction);
    /// To the next step (1) or the one before (-1) of the current pane.
    void moveStep(int by);
    /// Folds or opens the current step.
    void toggleStep();

    /// Marks the words everywhere; the number of places.
    void setSearch(const QString &words);
    /// How often they are in each of the panes that are shown.
    [[nodiscard]] std::vector<int> hitCounts() const;
    /// All shown texts are there to their ends.
    [[nodiscard]] bool isWhole() const;
    void showHit(int index);

signals:
    void currentChanged(int index);
    void aloneChanged(bool alone);
    void readingChanged(); ///< raw, flat, folded, zoom
    void hitsChanged();    ///< hitCounts() may be others

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] TraceView *view(int index) const;
    [[nodiscard]] int shownPanes() const;
    void link();
    void showPanes();

    QSplitter *m_splitter;
    std::array<ResponsePane *, Panes> m_panes{};
    LinkedScroll *m_scrolling;
    PaneLinks *m_links = nullptr;
    PromptId m_prompt;
    QString m_search;
    int m_current = 0;
    bool m_third = false;
    bool m_alone = false;
};

} // namespace touchstone
