// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/item.h>

#include <QWidget>

#include <optional>

class QStackedLayout;

namespace touchstone {

class Card;
class PaneFoot;
class PaneHead;
class ResponseEditor;
class StepRail;
class FormulaService;
class TraceStack;
class TraceView;

/// One response, to be read: a line in its source's colour, a head, the text, the final answer. The
/// text gives way to an editor while it is changed.
class ResponsePane final : public QWidget
{
    Q_OBJECT

public:
    /// `side`: for screen readers and object names, "left", "right" or "third".
    explicit ResponsePane(const QString &side, const QString &sideWords, QWidget *parent = nullptr);

    /// Where formulas come from; it lives longer than the pane.
    void setFormulas(FormulaService *formulas);
    /// Null `id`: there is none; `words` then say why.
    void setResponse(const Item &item, ResponseId id, const QString &words);
    /// Something else is said of the response that is shown.
    void tellAgain(const Item &item);
    /// It will be wanted soon.
    void prepare(const Item &item, ResponseId id);
    [[nodiscard]] ResponseId response() const { return m_shown; }
    [[nodiscard]] TraceStack *stack() const { return m_stack; }
    /// The one that is seen; another one after every change of the response.
    [[nodiscard]] TraceView *view() const;
    [[nodiscard]] PaneHead *head() const { return m_head; }
    [[nodiscard]] PaneFoot *foot() const { return m_foot; }

    void beginEdit();
    void endEdit();
    [[nodiscard]] bool isEditing() const;
    [[nodiscard]] const ResponseEditor &editor() const { return *m_editor; }

signals:
    void menuRequested();
    void detailRequested();
    void keepRequested();
    void leaveRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();
    void followView();
    void countSteps();

    QString m_sideWords;
    Card *m_card;
    PaneHead *m_head;
    TraceStack *m_stack;
    StepRail *m_rail;
    ResponseEditor *m_editor;
    PaneFoot *m_foot;
    QWidget *m_reading; ///< the rail and the text
    QStackedLayout *m_body;
    ResponseId m_shown;
    std::optional<SourceKind> m_kind;
};

} // namespace touchstone
