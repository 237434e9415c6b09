// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "readingmarker.h"

#include "comparisonview.h"
#include "responsepane.h"
#include "reviewsession.h"
#include "spaneditor.h"

#include <base/clock.h>
#include <base/text.h>
#include <reasoning/steplabels.h>
#include <store/store.h>
#include <widgets/reading/stepsign.h>
#include <widgets/reading/tracestack.h>
#include <widgets/reading/traceview.h>

#include <QAction>
#include <QApplication>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace touchstone {
namespace {

Error missing(const QString &words)
{
    return {Error::Code::BadInput, words};
}

Error noStep()
{
    return missing(ReadingMarker::tr("Go to a step first: J and K, or a click on it."));
}

MarkedText textOf(const TraceView &view)
{
    return {view.response().id, view.steppedPart()};
}

/// Null: none is current, or none can be marked in what is shown.
const ShownStep *stepOf(const TraceView &view)
{
    return view.isRaw() || view.currentStep() < 0
               ? nullptr
               : &view.steps()[static_cast<std::size_t>(view.currentStep())];
}

} // namespace

ReadingMarker::ReadingMarker(ReviewSession &session, ComparisonView &comparison, QWidget *page)
    : QObject(page)
    , m_session(session)
    , m_comparison(comparison)
    , m_editor(new SpanEditor(page))
{
    for (int i = 0; i < ComparisonView::Panes; ++i) {
        for (TraceView *each : comparison.pane(i)->stack()->views()) {
            connect(each, &TraceView::currentStepChanged, this, [this](int step) {
                m_hasDigits = step >= 0;
                tellDigits();
            });
            connect(each, &TraceView::menuRequested, this, [this, i](const QPoint &place) {
                m_comparison.setCurrent(i);
                openMenu(place);
            });
        }
    }
    connect(qApp, &QApplication::focusChanged, this, &ReadingMarker::tellDigits);
    connect(m_editor, &SpanEditor::kept, this, [this](const ErrorSpan &span) {
        m_lastType = span.type;
        tell(keep({SetErrorSpan{span.uid, annotator(), span}}));
        // M again opens it, and no selection hides it.
        if (view().response().id == span.place.response)
            view().moveCursor(m_begin);
        emit said(tr("Error marked: %1.").arg(toQString(span.type)));
    });
    connect(m_editor, &SpanEditor::removed, this, [this](const ErrorSpan &span) {
        tell(keep({SetErrorSpan{span.uid, annotator(), std::nullopt}}));
        emit said(tr("The mark is removed."));
    });
    connect(m_editor, &SpanEditor::left, this, [this] { view().setFocus(); });
    connect(m_editor, &SpanEditor::typesRequested, this, &ReadingMarker::typesRequested);
}

TraceView &ReadingMarker::view() const
{
    return *m_comparison.pane(m_comparison.current())->view();
}

AnnotatorId ReadingMarker::annotator() const
{
    return m_session.store() ? m_session.store()->annotator() : AnnotatorId{};
}

Result<> ReadingMarker::keep(const std::vector<Edit> &edits)
{
    return edits.empty() ? Result<>{} : m_session.mark(edits);
}

void ReadingMarker::tell(const Result<> &result)
{
    if (!result)
        emit failed(result.error());
}

bool ReadingMarker::hasDigits() const
{
    return m_hasDigits && view().hasFocus() && stepOf(view()) != nullptr;
}

void ReadingMarker::yieldDigits()
{
    m_hasDigits = false;
    tellDigits();
}

void ReadingMarker::tellDigits()
{
    const bool has = hasDigits();
    if (std::exchange(m_toldDigits, has) != has)
        emit digitsChanged(has);
}

Result<> ReadingMarker::takeDigit(int digit)
{
    if (digit > 3)
        return missing(tr("On a step: 1 wrong, 2 neutral, 3 right, 0 no mark. ↑ or ↓ goes to the "
                          "scores."));
    return markStep(digit == 0 ? std::nullopt : std::optional(digit - 2));
}

Result<> ReadingMarker::markStep(std::optional<int> value)
{
    const TraceView &reading = view();
    const ShownStep *step = stepOf(reading);
    if (step == nullptr)
        return noStep();
    const int number = reading.currentStep() + 1;
    TRY(keep(editsToMark(step->step, value, reading.marks().all(), textOf(reading), annotator())));
    emit said(value ? tr("Step %1 is marked %2.").arg(number).arg(wordsFor({value, false}))
                    : tr("Step %1 is not marked.").arg(number));
    return {};
}

Result<> ReadingMarker::toggleFirstError()
{
    const TraceView &reading = view();
    const ShownStep *step = stepOf(reading);
    if (step == nullptr)
        return noStep();
    const MarkedText text = textOf(reading);
    const int number = reading.currentStep() + 1;
    if (reading.marks().label(reading.currentStep()).isFirstError) {
        TRY(keep({SetFirstError{text.response, text.part, annotator(), std::nullopt}}));
        emit said(tr("Step %1 is not the first error.").arg(number));
        return {};
    }
    TRY(keep(editsToSetFirstError(step->step, reading.marks().all(), text, annotator())));
    emit said(tr("Step %1 is the first error.").arg(number));
    return {};
}

Result<> ReadingMarker::split()
{
    const TraceView &reading = view();
    const std::optional<std::size_t> byte = reading.splitPlace();
    if (!byte && stepOf(reading) == nullptr)
        return noStep();
    if (!byte)
        return missing(tr("Click where the new step is to begin, or select its first words."));
    const MarkedText text = textOf(reading);
    const auto &steps = reading.steps();
    const auto behind = std::find_if(steps.begin(), steps.end(), [byte](const ShownStep &each) {
        return each.step.begin > *byte;
    });
    const auto number = static_cast<int>(behind - steps.begin());
    TRY(keep({SetStepCut{{text.response, text.part, *byte}, annotator(), true}}));
    emit said(tr("Step %1 is split.").arg(number));
    return {};
}

Result<> ReadingMarker::join()
{
    const TraceView &reading = view();
    const ShownStep *step = stepOf(reading);
    if (step == nullptr)
        return noStep();
    const int number = reading.currentStep() + 1;
    if (number == 1)
        return missing(tr("The first step has none before it to be joined with."));
    const MarkedText text = textOf(reading);
    TRY(keep({SetStepCut{{text.response, text.part, step->step.begin}, annotator(), false}}));
    emit said(tr("Step %1 goes on with the one before it.").arg(number));
    return {};
}

Result<> ReadingMarker::markSpan()
{
    TraceView &reading = view();
    const TraceMarks &marks = reading.marks();
    if (reading.isRaw())
        return missing(tr("Errors are marked in the rendered text: R shows it."));
    const QTextCursor cursor = reading.textCursor();
    const auto known = [&](std::size_t index) {
        const auto [begin, end] = marks.placeOf(index);
        openEditor(marks.spans()[index], false, begin, end);
        return Result<>{};
    };
    const ShownStep *step = stepOf(reading);
    ErrorSpan span;
    span.type = m_lastType;
    if (const auto chosen = reading.chosenPiece()) {
        span.place = {reading.response().id, chosen->part, chosen->begin};
        span.end = chosen->end;
        span.uid = Uid::make(systemClock()());
        openEditor(span, true, cursor.selectionStart(), cursor.selectionEnd());
        return {};
    }
    if (const int at = marks.spanAt(cursor.position()); at >= 0)
        return known(static_cast<std::size_t>(at));
    if (step == nullptr)
        return missing(tr("Select the words that are wrong, or go to a step: J and K."));
    if (const auto own = marks.spansIn(step->step); !own.empty())
        return known(own.front());
    const auto piece = reading.pieceOf(step->step);
    span.place = {reading.response().id, piece.part, piece.begin};
    span.end = piece.end;
    span.uid = Uid::make(systemClock()());
    openEditor(span, true, step->begin, step->begin);
    return {};
}

void ReadingMarker::openEditor(const ErrorSpan &span, bool isNew, int begin, int end)
{
    if (!m_session.store())
        return;
    m_begin = begin;
    const Response &response = view().response();
    const std::string &text =
        span.place.part == TextPart::Answer ? response.answer : response.reasoning;
    const std::string_view words = std::string_view(text).substr(
        std::min(span.place.byte, text.size()), span.end - std::min(span.place.byte, span.end));
    m_editor->open(span, isNew, m_session.store()->errorTypes().value_or(ErrorTypes::standard()),
                   toQString(headOf(words, 200)), view().placeOfSpan(begin, end));
}

void ReadingMarker::refreshTypes()
{
    if (m_editor->isVisible() && m_session.store())
        m_editor->setTypes(m_session.store()->errorTypes().value_or(ErrorTypes::standard()));
}

Result<> ReadingMarker::moveToUnmarked(int by)
{
    TraceView &reading = view();
    const int count = static_cast<int>(reading.steps().size());
    const int from = reading.currentStep() < 0 ? (by > 0 ? -1 : count) : reading.currentStep();
    for (int step = from + by; step >= 0 && step < count; step += by) {
        if (reading.marks().label(step).mark)
            continue;
        reading.setCurrentStep(step);
        reading.moveCursor(reading.steps()[static_cast<std::size_t>(step)].begin);
        return {};
    }
    return missing(by > 0 ? tr("No step without a mark follows.")
                          : tr("No step without a mark goes before."));
}

void ReadingMarker::finish()
{
    m_editor->finish();
    yieldDigits();
}

void ReadingMarker::openMenu(const QPoint &place)
{
    // Not the view's own: its palette shows no choice.
    auto *menu = new QMenu(qobject_cast<QWidget *>(parent()));
    menu->setObjectName(QStringLiteral("marks-menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("Copy"), &view(), &QTextEdit::copy);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(view().textCursor().hasSelection());
    menu->addSeparator();
    for (QAction *action : m_menu) {
        if (action == nullptr)
            menu->addSeparator();
        else
            menu->addAction(action);
    }
    menu->popup(place);
}

} // namespace touchstone
