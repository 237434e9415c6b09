// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "responsepane.h"

#include "judgement.h"
#include "panefoot.h"
#include "panehead.h"
#include "responseeditor.h"
#include "sourcewords.h"

#include <base/text.h>
#include <widgets/common/card.h>
#include <widgets/common/colors.h>
#include <widgets/reading/steprail.h>
#include <widgets/reading/tracestack.h>
#include <widgets/reading/traceview.h>

#include <QEvent>
#include <QHBoxLayout>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace touchstone {

ResponsePane::ResponsePane(const QString &side, const QString &sideWords, QWidget *parent)
    : QWidget(parent)
    , m_sideWords(sideWords)
    , m_card(new Card)
    , m_head(new PaneHead(sideWords))
    , m_stack(new TraceStack(QStringLiteral("trace-") + side))
    , m_rail(new StepRail(sideWords))
    , m_editor(new ResponseEditor(side))
    , m_foot(new PaneFoot)
    , m_reading(new QWidget)
    , m_body(new QStackedLayout)
{
    setObjectName(QStringLiteral("pane-") + side);
    setMinimumWidth(260);
    m_foot->setObjectName(QStringLiteral("final-answer-") + side);
    m_rail->setObjectName(QStringLiteral("steps-") + side);
    auto *reading = new QHBoxLayout(m_reading);
    reading->setContentsMargins(0, 0, 0, 0);
    reading->setSpacing(0);
    reading->addWidget(m_stack, 1);
    // On the outer edge, so that the texts stand side by side.
    reading->insertWidget(side == QLatin1String("left") ? 0 : 1, m_rail);
    m_body->addWidget(m_reading);
    m_body->addWidget(m_editor);
    auto *inner = new QVBoxLayout(m_card);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_head);
    inner->addLayout(m_body, 1);
    inner->addWidget(m_foot);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);
    connect(m_head, &PaneHead::menuRequested, this, &ResponsePane::menuRequested);
    connect(m_head, &PaneHead::detailRequested, this, &ResponsePane::detailRequested);
    connect(m_foot, &QAbstractButton::clicked, this, &ResponsePane::detailRequested);
    connect(m_editor, &ResponseEditor::keepRequested, this, &ResponsePane::keepRequested);
    connect(m_editor, &ResponseEditor::leaveRequested, this, &ResponsePane::leaveRequested);
    connect(m_stack, &TraceStack::currentChanged, this, &ResponsePane::followView);
    for (TraceView *each : m_stack->views())
        connect(each, &TraceView::stepsChanged, this, &ResponsePane::countSteps);
    followView();
    tint();
}

TraceView *ResponsePane::view() const
{
    return m_stack->current();
}

void ResponsePane::followView()
{
    m_rail->setView(view());
    countSteps();
}

void ResponsePane::countSteps()
{
    m_head->setSteps(static_cast<int>(view()->steps().size()));
}

void ResponsePane::setFormulas(FormulaService *formulas)
{
    m_stack->setFormulas(formulas);
    m_foot->setFormulas(formulas);
}

void ResponsePane::setResponse(const Item &item, ResponseId id, const QString &words)
{
    const Response *response = responseOf(item, id);
    m_shown = response == nullptr ? ResponseId{} : id;
    if (response == nullptr) {
        m_kind.reset();
        m_head->clear(words);
        m_stack->showNothing();
        view()->setAccessibleName(QStringLiteral("%1: %2").arg(m_sideWords, words));
        m_foot->clear();
    } else {
        m_kind = sourceOf(item, id)->kind;
        m_head->setResponse(item, *response);
        m_stack->show(*response, item.marks);
        tellAgain(item);
    }
    tint();
}

void ResponsePane::tellAgain(const Item &item)
{
    const Response *shown = responseOf(item, m_shown);
    if (shown == nullptr)
        return;
    const Response &response = *shown;
    m_head->setName(item, response);
    view()->setAccessibleName(
        QStringLiteral("%1: %2").arg(m_sideWords, responseName(item, response)));
    m_head->setVerdict(item, response.id);
    // What the verdict is about, or, without one, what was found at the import.
    const ResponseVerdict *verdict = item.verdictOf(response.id);
    const std::string &answer = verdict == nullptr ? response.finalAnswer : verdict->extracted;
    const std::string &rule = verdict == nullptr ? response.finalAnswerRule : verdict->rule;
    const std::optional<Standing> standing = item.standingOf(response.id);
    m_foot->setAnswer(toQString(answer), ruleWords(rule), standing);
    view()->setAnswer(
        verdict == nullptr || verdict->begin == verdict->end
            ? std::nullopt
            : std::optional(SourcePiece{verdict->part, verdict->begin, verdict->end}));
}

void ResponsePane::prepare(const Item &item, ResponseId id)
{
    if (const Response *response = responseOf(item, id))
        m_stack->prepare(*response, item.marks);
}

void ResponsePane::tint()
{
    const Colors &colors = colorsOf(this);
    m_card->setTopLine(m_kind ? sourceColor(colors, *m_kind) : colors.line);
}

void ResponsePane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

void ResponsePane::beginEdit()
{
    if (!m_shown)
        return;
    m_body->setCurrentWidget(m_editor);
    m_editor->begin(view()->response());
}

void ResponsePane::endEdit()
{
    m_body->setCurrentWidget(m_reading);
    view()->setFocus();
}

bool ResponsePane::isEditing() const
{
    return m_body->currentWidget() == m_editor;
}

} // namespace touchstone
