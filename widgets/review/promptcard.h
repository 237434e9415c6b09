// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <widgets/reading/tracedocument.h>

#include <QWidget>

class QLabel;

namespace touchstone {

class FormulaService;
class ReferenceLabel;
class ReadingBrowser;
struct Item;

/// The problem, and its reference at the right. As high as its text, at most a share of the page;
/// then it scrolls. Folds to its first line.
class PromptCard final : public QWidget
{
    Q_OBJECT

public:
    explicit PromptCard(QWidget *parent = nullptr);
    ~PromptCard() override;

    /// Where formulas come from; it lives longer than the card.
    void setFormulas(FormulaService *formulas);
    void setItem(const Item &item);
    void clear();
    void setFolded(bool folded);
    [[nodiscard]] bool isFolded() const { return m_folded; }
    /// Pixels it may take at most.
    void setMostHeight(int height);
    void setZoom(double zoom);

    /// Marks the words; the number of places.
    int setSearch(const QString &words);
    [[nodiscard]] int hitCount() const;
    /// Brings the hit into sight, and unfolds the prompt for it; -1: none.
    void showHit(int index);

signals:
    void hitsChanged(); ///< hitCount() may be another

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void render();
    void fit();
    void fitReference();

    ReadingBrowser *m_text;
    QWidget *m_side;
    ReferenceLabel *m_reference;
    QLabel *m_rule;
    FormulaService *m_formulas = nullptr;
    TraceDocument m_document;
    std::string m_source;
    double m_zoom = 1;
    int m_most = 240;
    bool m_folded = false;
};

} // namespace touchstone
