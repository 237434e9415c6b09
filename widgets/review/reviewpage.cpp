// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "reviewpage.h"

#include "answerdetail.h"
#include "panefoot.h"
#include "panehead.h"
#include "panelinks.h"
#include "promptcard.h"
#include "readingmarker.h"
#include "responsepane.h"
#include "reviewcommands.h"
#include "reviewsession.h"
#include "reviewstrip.h"
#include "sourcewords.h"

#include <base/text.h>
#include <store/store.h>
#include <widgets/common/colors.h>
#include <widgets/common/emptystate.h>
#include <widgets/reading/linkedscroll.h>
#include <widgets/reading/tracestack.h>
#include <widgets/reading/traceview.h>
#include <widgets/score/scorebar.h>
#include <widgets/score/scorerow.h>

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace touchstone {
namespace {

constexpr int Margin = 16;
constexpr int Gap = 12;
constexpr double PromptShare = 0.3;
constexpr int WidthForThird = 1'800;
constexpr int WidthForScores = 1'010;
constexpr int HeightForScores = 600;
// After the item is painted, and before a key that is held down comes again.
constexpr int IdleDelay = 5;

} // namespace

ReviewPage::ReviewPage(Ask &ask, QWidget *parent)
    : Page(parent)
    , m_ask(ask)
    , m_session(new ReviewSession(this))
    , m_commands(new ReviewCommands(this))
    , m_strip(new ReviewStrip)
    , m_prompt(new PromptCard)
    , m_comparison(new ComparisonView)
    , m_marker(new ReadingMarker(*m_session, *m_comparison, this))
    , m_score(new ScoreBar)
    , m_detail(new AnswerDetail(this))
    , m_content(new QWidget)
    , m_empty(new EmptyState)
    , m_stack(new QStackedLayout)
    , m_idle(new QTimer(this))
{
    setObjectName(QStringLiteral("review-page"));
    build();
    addCommands();
    connectParts();
    orderTabs();
    showEmpty();
}

ReviewPage::~ReviewPage() = default;

void ReviewPage::build()
{
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(Margin, Gap, Margin, Gap);
    content->setSpacing(Gap);
    content->addWidget(m_prompt);
    content->addWidget(m_comparison, 1);
    content->addWidget(m_score);
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_strip);
    rows->addLayout(m_stack, 1);
    m_idle->setSingleShot(true);
}

void ReviewPage::connectParts()
{
    connect(m_session, &ReviewSession::itemShown, this, &ReviewPage::showItem);
    connect(m_session, &ReviewSession::itemChanged, this, &ReviewPage::refresh);
    connect(m_session, &ReviewSession::queueChanged, this, &ReviewPage::fillPlace);
    connect(m_session, &ReviewSession::said, this, &Page::said);
    connect(m_session, &ReviewSession::importToFlip, this, &ReviewPage::importToFlip);
    connect(m_session, &ReviewSession::rubricChanged, this, [this] {
        m_score->setRubric(m_session->rubric());
        orderTabs();
    });
    connect(m_score, &ScoreBar::edited, this, &ReviewPage::takeEntered);
    connect(m_score, &ScoreBar::submitRequested, this, &ReviewPage::submit);
    connect(m_score, &ScoreBar::skipRequested, this, &ReviewPage::skip);
    connect(m_score, &ScoreBar::rejected, this, &ReviewPage::submit);
    connect(m_score, &ScoreBar::editRequested, this, &ReviewPage::edit);
    connect(m_score, &ScoreBar::noteLeft, this, &ReviewPage::focusReading);
    connect(m_strip, &ReviewStrip::filterRemoved, this, &ReviewPage::removeFilter);
    connect(m_strip, &ReviewStrip::tagAdded, this,
            [this](const QString &tag) { run(m_session->setTag(tag, true)); });
    connect(m_strip, &ReviewStrip::tagRemoved, this,
            [this](const QString &tag) { run(m_session->setTag(tag, false)); });
    connect(m_strip, &ReviewStrip::findChanged, this, &ReviewPage::find);
    connect(m_strip, &ReviewStrip::hitRequested, this, &ReviewPage::moveHit);
    connect(m_strip, &ReviewStrip::fieldLeft, this, &ReviewPage::focusReading);
    connect(m_prompt, &PromptCard::hitsChanged, this, &ReviewPage::recountHits);
    connect(m_comparison, &ComparisonView::hitsChanged, this, &ReviewPage::recountHits);
    connect(m_comparison, &ComparisonView::readingChanged, this,
            [this] { m_prompt->setZoom(m_comparison->zoom()); });
    connect(m_detail, &AnswerDetail::overruleRequested, this, &ReviewPage::overrule);
    connect(m_detail, &AnswerDetail::referenceDoubted, this,
            [this] { setOutcome(Outcome::ReferenceWrong); });
    for (int i = 0; i < ComparisonView::Panes; ++i) {
        const ResponsePane *pane = m_comparison->pane(i);
        connect(pane, &ResponsePane::menuRequested, this, [this, i] { openResponseMenu(i); });
        connect(pane, &ResponsePane::detailRequested, this, &ReviewPage::openDetail);
        connect(pane, &ResponsePane::keepRequested, this, &ReviewPage::keepEdit);
        connect(pane, &ResponsePane::leaveRequested, this, &ReviewPage::leaveEdit);
    }
    connect(m_empty, &EmptyState::actRequested, this, [this] {
        if (m_session->queue().query().isAll())
            emit importRequested();
        else
            removeFilter();
    });
    connect(m_marker, &ReadingMarker::digitsChanged, m_score,
            [score = m_score](bool marks) { score->setDigitsHere(!marks); });
    connect(m_marker, &ReadingMarker::said, this, &Page::said);
    connect(m_marker, &ReadingMarker::failed, this, [this](const Error &error) { run(error); });
    connect(m_marker, &ReadingMarker::typesRequested, this, &ReviewPage::openErrorTypes);
    connect(m_idle, &QTimer::timeout, this, &ReviewPage::prepareAhead);
}

void ReviewPage::orderTabs()
{
    // From the text straight to the scores and the decision, as a person works; the rest after.
    QWidget *before = nullptr;
    const auto chain = [&before](QWidget *next) {
        if (before != nullptr)
            setTabOrder(before, next);
        before = next;
    };
    for (int i = 0; i < ComparisonView::Panes; ++i) {
        for (QWidget *view : m_comparison->pane(i)->stack()->views())
            chain(view);
    }
    const QList<QWidget *> parts = m_score->findChildren<QWidget *>();
    const auto focusable = [](const QWidget *part) { return part->focusPolicy() & Qt::TabFocus; };
    // The score bar has put its own in order; the first follows the panes.
    const auto rows = m_score->findChildren<ScoreRow *>();
    QWidget *first = rows.isEmpty() ? nullptr : rows.front();
    if (first == nullptr) {
        const auto found = std::find_if(parts.begin(), parts.end(), focusable);
        first = found == parts.end() ? nullptr : *found;
    }
    if (first != nullptr)
        chain(first);
}

void ReviewPage::setFormulas(FormulaService *formulas)
{
    m_prompt->setFormulas(formulas);
    m_comparison->setFormulas(formulas);
}

void ReviewPage::setProject(Store *store, JobRunner *)
{
    m_idle->stop();
    m_ahead.clear();
    if (m_comparison->editing() >= 0)
        m_comparison->pane(m_comparison->editing())->endEdit();
    m_marker->finish();
    m_session->rememberPlace();
    m_store = store;
    m_session->setStore(store);
    m_score->setRubric(m_session->rubric());
    orderTabs();
    m_strip->setReadOnly(store != nullptr && store->isReadOnly() ? store->readOnlyReason()
                                                                 : QString{});
    m_promptShown.reset();
    showEmpty();
    if (store != nullptr && isVisible())
        activate();
}

void ReviewPage::activate()
{
    m_session->clock().comeBack();
    if (m_store && !m_session->hasStarted())
        run(m_session->resume());
    focusReading();
}

bool ReviewPage::leave()
{
    m_marker->finish();
    if (m_comparison->editing() >= 0)
        leaveEdit();
    if (m_comparison->editing() >= 0 || !run(m_session->keep()))
        return false;
    m_session->rememberPlace();
    return true;
}

void ReviewPage::start(const Query &query, PromptId first)
{
    run(m_session->start(query, first));
}

/// The order stays, and so does the item.
void ReviewPage::removeFilter()
{
    Query all = m_session->queue().query();
    all.terms.clear();
    start(all, m_session->item() ? m_session->item()->prompt.id : PromptId{});
}

bool ReviewPage::run(const Result<> &result)
{
    if (result)
        return true;
    // What a person can put right at once stands in the status line; the rest must be seen.
    if (result.error().code == Error::Code::BadInput)
        emit said(result.error().message);
    else
        emit failed(result.error().message, result.error().detail);
    return false;
}

void ReviewPage::showItem()
{
    m_strip->closeFind();
    m_marker->finish();
    m_score->moveCurrent(-m_score->currentRow());
    refresh();
    const QWidget *focus = QApplication::focusWidget();
    if (isVisible() && (focus == nullptr || isAncestorOf(focus)))
        focusReading();
    const int index = m_session->index();
    const ReviewQueue &queue = m_session->queue();
    m_ahead.clear();
    for (const PromptId id : {queue.at(index + 1), queue.at(index - 1)}) {
        if (id)
            m_ahead.push_back(id);
    }
    m_idle->start(IdleDelay);
}

void ReviewPage::refresh()
{
    const Item *item = m_session->item();
    if (item == nullptr) {
        showEmpty();
        return;
    }
    m_stack->setCurrentWidget(m_content);
    m_strip->setItemThere(true);
    QStringList tags;
    for (const std::string &tag : item->tags)
        tags << toQString(tag);
    m_strip->setItem(toQString(item->prompt.key), tags, item->flagged);
    if (m_promptShown != item->prompt) {
        m_promptShown = item->prompt;
        m_prompt->setItem(*item);
    }
    updateRoom();
    m_comparison->show(*item, sidesOf(*item, m_session->judgement()));
    fillScoreBar();
    fillPlace();
    updateNeeds();
}

void ReviewPage::showEmpty()
{
    const bool filtered = !m_session->queue().query().isAll();
    m_promptShown.reset();
    m_prompt->clear();
    m_comparison->clear({});
    m_strip->setItemThere(false);
    m_strip->setFilter(toQString(toText(m_session->queue().query())));
    if (filtered)
        m_empty->setWords(
            tr("No prompt fits"),
            tr("The filter is “%1”.").arg(toQString(toText(m_session->queue().query()))),
            tr("Review all prompts"));
    else
        m_empty->setWords(tr("Nothing to review yet"),
                          tr("Prompts stand here with their responses side by side, to be judged."),
                          tr("Import…"));
    m_stack->setCurrentWidget(m_empty);
    updateNeeds();
}

ComparisonView::Sides ReviewPage::sidesOf(const Item &item, const Judgement &judgement) const
{
    ComparisonView::Sides sides = {judgement.left, judgement.right, {}};
    for (std::size_t i = 0; i < item.responses.size(); ++i) {
        const ResponseId id = item.responses[i].id;
        if (id == judgement.left || id == judgement.right)
            continue;
        if (sides[2].isNull() || item.sources[i].id == m_thirdSource)
            sides[2] = id;
        if (item.sources[i].id == m_thirdSource)
            break;
    }
    return sides;
}

void ReviewPage::fillScoreBar()
{
    const Item &item = *m_session->item();
    const Judgement &judgement = m_session->judgement();
    const Colors &colors = colorsOf(this);
    const Source *left = sourceOf(item, judgement.left);
    const Source *right = sourceOf(item, judgement.right);
    const bool alike = left != nullptr && right != nullptr && left->kind == right->kind;
    const auto side = [&colors, alike](const Source *source, const QString &place) {
        return source == nullptr ? ScoreBar::Side{{}, colors.secondary}
                                 : ScoreBar::Side{alike ? place : shortKind(source->kind),
                                                  sourceColor(colors, source->kind)};
    };
    m_score->setSides(side(left, tr("Left")), side(right, tr("Right")));
    std::vector<ScoreBar::ExportChoice> choices;
    for (const Response &response : item.responses)
        choices.push_back({responseName(item, response), response.id});
    m_score->setExportChoices(choices);
    const auto scores = [&judgement](ResponseId id) {
        const auto found = judgement.scores.find(id);
        return found == judgement.scores.end() ? Judgement::Scores{} : found->second;
    };
    m_score->setValues({judgement.outcome, judgement.chosen, toQString(judgement.note),
                        scores(judgement.left), scores(judgement.right)});
}

void ReviewPage::fillPlace()
{
    if (m_session->item() == nullptr)
        return;
    const int index = m_session->index();
    const int count = m_session->queue().count();
    const qint64 pace = m_session->clock().pace();
    m_strip->setPlace(index, count, pace, pace * std::max(0, count - index));
    m_strip->setFilter(toQString(toText(m_session->queue().query())));
}

void ReviewPage::takeEntered()
{
    const ScoreBar::Values &values = m_score->values();
    Judgement judgement = m_session->judgement();
    judgement.outcome = values.outcome;
    judgement.chosen = values.chosen;
    judgement.note = toUtf8(values.note);
    if (judgement.left)
        judgement.scores[judgement.left] = values.left;
    if (judgement.right)
        judgement.scores[judgement.right] = values.right;
    m_session->setJudgement(judgement);
}

void ReviewPage::updateNeeds()
{
    const Item *item = m_session->item();
    const bool writing = item != nullptr && m_store && !m_store->isReadOnly();
    const bool editing = m_comparison->editing() >= 0;
    ReviewCommands::Needs there = m_store ? ReviewCommands::AProject : ReviewCommands::Nothing;
    if (m_store && !m_store->isReadOnly())
        there |= ReviewCommands::Writing;
    if (item != nullptr)
        there |= ReviewCommands::AnItem;
    if (!editing)
        there |= ReviewCommands::NoEditor;
    if (item != nullptr && item->responses.size() > 1)
        there |= ReviewCommands::TwoSides;
    if (item != nullptr && item->responses.size() > 2)
        there |= ReviewCommands::Several;
    m_commands->setThere(there);
    m_score->setEnabled(writing && !editing);
    m_comparison->links().setPinning(writing && !editing);
    m_score->setToolTip(m_store && m_store->isReadOnly() ? m_store->readOnlyReason() : QString{});
}

void ReviewPage::updateRoom()
{
    m_prompt->setMostHeight(static_cast<int>(height() * PromptShare));
    m_score->setCompact(width() < WidthForScores || height() < HeightForScores);
    const bool third = m_session->item() != nullptr && m_session->item()->responses.size() > 2;
    m_comparison->setThirdShown(third && m_thirdWanted.value_or(width() >= WidthForThird));
}

void ReviewPage::prepareAhead()
{
    if (m_ahead.empty())
        return;
    const PromptId id = m_ahead.front();
    m_ahead.erase(m_ahead.begin());
    if (const Item *item = m_session->prefetch(id))
        m_comparison->prepare(*item, sidesOf(*item, m_session->beginningOf(*item)));
    // One at a time, so that a key does not wait for the rest.
    if (!m_ahead.empty())
        m_idle->start(0);
}

void ReviewPage::focusReading()
{
    if (m_session->item() == nullptr)
        m_empty->setFocus();
    else if (m_comparison->editing() < 0)
        m_comparison->pane(m_comparison->current())->view()->setFocus();
}

void ReviewPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!event->spontaneous()) {
        qApp->installEventFilter(this);
        m_commands->setActive(true);
    }
}

void ReviewPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    if (!event->spontaneous()) {
        qApp->removeEventFilter(this);
        m_commands->setActive(false);
    }
}

void ReviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    updateRoom();
}

bool ReviewPage::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::MouseButtonPress || type == QEvent::Wheel)
        m_session->clock().touch();
    if (type != QEvent::ShortcutOverride)
        return Page::eventFilter(watched, event);
    // A control that Tab went to, here or elsewhere in the window, is worked by its own keys.
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool pressed = key == Qt::Key_Space && qobject_cast<QAbstractButton *>(watched);
    const bool followed =
        (key == Qt::Key_Return || key == Qt::Key_Enter) && qobject_cast<QLabel *>(watched);
    const bool chosen = (key == Qt::Key_Space || key == Qt::Key_Up || key == Qt::Key_Down)
                        && qobject_cast<QComboBox *>(watched);
    if (!pressed && !followed && !chosen)
        return Page::eventFilter(watched, event);
    event->accept();
    return true;
}

} // namespace touchstone
