// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/edit.h>

#include <QList>
#include <QObject>

#include <optional>

class QAction;
class QPoint;
class QWidget;

namespace touchstone {

class ComparisonView;
class ReviewSession;
class SpanEditor;
class TraceView;

/// What a person marks while reading, in the pane that keys act on: its current step, the words
/// that are selected there. Everything is kept at once. An Error with BadInput says what is
/// missing.
class ReadingMarker final : public QObject
{
    Q_OBJECT

public:
    ReadingMarker(ReviewSession &session, ComparisonView &comparison, QWidget *page);

    /// The digits mark the step, because it was chosen last; else they score.
    [[nodiscard]] bool hasDigits() const;
    /// From now on the digits score, until another step is chosen.
    void yieldDigits();
    /// 1 wrong, 2 neutral, 3 right, 0 not marked.
    Result<> takeDigit(int digit);

    /// As in StepMark; nothing: not marked.
    Result<> markStep(std::optional<int> value);
    /// Of a step that is it already: not any more.
    Result<> toggleFirstError();
    Result<> split();
    Result<> join();
    /// Asks for the type and note of what is selected; without a selection, of the span at the
    /// cursor or in the current step, else of the whole step.
    Result<> markSpan();
    /// To the next (1) or the last (-1) step that has no mark.
    Result<> moveToUnmarked(int by);
    /// The project has other types of errors now.
    void refreshTypes();
    /// A person goes on to another item.
    void finish();

    /// What the menu of a step or of selected words holds; null: a separator.
    void setMenu(const QList<QAction *> &actions) { m_menu = actions; }

signals:
    void digitsChanged(bool has); ///< hasDigits()
    void said(const QString &words);
    void failed(const touchstone::Error &error);
    void typesRequested();

private:
    [[nodiscard]] TraceView &view() const;
    [[nodiscard]] AnnotatorId annotator() const;
    Result<> keep(const std::vector<Edit> &edits);
    void tell(const Result<> &result);
    void tellDigits();
    void openEditor(const ErrorSpan &span, bool isNew, int begin, int end);
    void openMenu(const QPoint &place);

    ReviewSession &m_session;
    ComparisonView &m_comparison;
    SpanEditor *m_editor;
    QList<QAction *> m_menu;
    std::string m_lastType; ///< offered for the next span
    int m_begin = 0;        ///< of the span that is being edited, in the document
    bool m_hasDigits = false;
    bool m_toldDigits = false;
};

} // namespace touchstone
