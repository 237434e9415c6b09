// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "reviewsession.h"

#include <base/clock.h>
#include <base/json.h>
#include <base/text.h>
#include <judge/extract.h>
#include <record/sortnames.h>
#include <store/store.h>

#include <algorithm>

namespace touchstone {
namespace {

constexpr std::size_t MostAhead = 12;
constexpr std::string_view PlaceSetting = "review.place";

Error nothingToReview()
{
    return {Error::Code::NotFound, ReviewSession::tr("There is no item to review.")};
}

} // namespace

ReviewSession::ReviewSession(QObject *parent)
    : QObject(parent)
    , m_queue(new ReviewQueue(this))
{
    connect(m_queue, &ReviewQueue::completed, this, [this] {
        if (m_item && m_index < 0)
            m_index = m_queue->indexOf(m_item->prompt.id);
        emit queueChanged();
    });
}

ReviewSession::~ReviewSession() = default;

void ReviewSession::setStore(Store *store)
{
    if (m_store)
        m_store->disconnect(this);
    m_store = store;
    m_queue->setStore(store);
    m_item.reset();
    m_judgement = {};
    m_preference = {};
    m_ahead.clear();
    m_index = -1;
    m_started = false;
    m_rubric = Rubric::standard();
    if (!m_store)
        return;
    m_rubric = m_store->rubric().value_or(Rubric::standard());
    connect(m_store, &Store::changed, this, &ReviewSession::onChanged);
}

Result<> ReviewSession::start(const Query &query, PromptId first)
{
    if (!m_store)
        return {};
    TRY(keep());
    TRY(m_queue->load(query));
    m_started = true;
    int index = first ? m_queue->indexOf(first) : std::max(0, m_queue->nextOpen(-1));
    const PromptId id = first ? first : m_queue->at(index);
    if (!id) {
        m_item.reset();
        m_index = -1;
        emit itemShown();
        emit queueChanged();
        return {};
    }
    TRY(show(id, index));
    emit queueChanged();
    return {};
}

Result<> ReviewSession::resume()
{
    if (!m_store)
        return {};
    TRY_ASSIGN(const std::string place, m_store->setting(PlaceSetting));
    Query query;
    PromptId first;
    if (const auto json = parseJson(place); json && json->is_object()) {
        if (auto parsed = parseQuery(json->value("query", std::string{})))
            query = *parsed;
        query.sort = sortFromName(json->value("sort", std::string{})).value_or(Query::Sort::Import);
        query.descending = json->value("descending", false);
        first = PromptId{json->value("prompt", std::int64_t{0})};
    }
    // What was looked at may have been taken back in the meantime.
    if (first && !m_store->item(first))
        first = {};
    return start(query, first);
}

void ReviewSession::rememberPlace()
{
    if (!m_store || m_store->isReadOnly() || !m_item)
        return;
    Json place = Json::object();
    const Query &query = m_queue->query();
    place["query"] = toText(query);
    place["sort"] = nameOf(query.sort);
    place["descending"] = query.descending;
    place["prompt"] = m_item->prompt.id.value;
    if (const auto kept = m_store->setSetting(PlaceSetting, dumpJson(place)); !kept)
        emit said(kept.error().message);
}

bool ReviewSession::isDirty() const
{
    return m_item && m_store
           && !stepFor(*m_item, m_judgement, m_rubric, m_store->annotator(), 0).edits.empty();
}

Judgement ReviewSession::beginningOf(const Item &item) const
{
    return judgementOf(item, m_rubric, m_preference);
}

void ReviewSession::setJudgement(const Judgement &judgement)
{
    m_judgement = judgement;
}

void ReviewSession::setSide(bool left, ResponseId response)
{
    if (!m_item || responseOf(*m_item, response) == nullptr)
        return;
    ResponseId &side = left ? m_judgement.left : m_judgement.right;
    ResponseId &other = left ? m_judgement.right : m_judgement.left;
    if (side == response)
        return;
    if (other == response)
        other = side; // they change places
    side = response;
    // A preference was between the two that were shown.
    if (m_judgement.outcome == Outcome::Left || m_judgement.outcome == Outcome::Right
        || m_judgement.outcome == Outcome::Tie || m_judgement.outcome == Outcome::Neither)
        m_judgement.outcome = Outcome::None;
    m_preference.swapped = false;
    m_preference.left = sourceOf(*m_item, m_judgement.left)->id;
    if (const Source *right = sourceOf(*m_item, m_judgement.right))
        m_preference.right = right->id;
    emit itemChanged();
}

void ReviewSession::swap()
{
    if (!m_item)
        return;
    swapSides(m_judgement);
    m_preference.swapped = !m_preference.swapped;
    emit itemChanged();
}

Result<> ReviewSession::perform(const Step &step)
{
    m_concerned.clear();
    return m_store->perform(step, this);
}

Result<> ReviewSession::keep()
{
    if (!m_item || !m_store)
        return {};
    const Step step =
        stepFor(*m_item, m_judgement, m_rubric, m_store->annotator(), m_clock.elapsed());
    if (step.edits.empty())
        return {};
    const bool newlyDecided = m_judgement.outcome != Outcome::None
                              && (!m_item->decision || m_item->decision->outcome == Outcome::None);
    TRY(perform(step));
    if (newlyDecided)
        m_clock.finish();
    m_clock.begin();
    return reload(false);
}

Result<> ReviewSession::submit()
{
    if (!m_item)
        return nothingToReview();
    if (m_judgement.outcome == Outcome::None)
        return Error{
            Error::Code::BadInput,
            tr("Nothing is chosen yet: A or B for the better side, E tie, N neither, S skip.")};
    TRY(keep());
    int next = m_queue->nextOpen(m_index);
    if (next < 0)
        next = m_index + 1; // all are decided: somebody goes over them again
    if (next >= m_queue->count()) {
        emit said(tr("This was the last item of the queue."));
        emit itemChanged();
        return {};
    }
    return show(m_queue->at(next), next);
}

Result<> ReviewSession::go(int index)
{
    if (!m_item)
        return nothingToReview();
    if (index < 0 || index >= m_queue->count()) {
        emit said(index < 0 ? tr("This is the first item of the queue.")
                            : tr("This is the last item of the queue."));
        return {};
    }
    TRY(keep());
    return show(m_queue->at(index), index);
}

Result<> ReviewSession::goTo(PromptId id)
{
    TRY(keep());
    return show(id, m_queue->indexOf(id));
}

Result<> ReviewSession::show(PromptId id, int index)
{
    if (auto ahead = m_ahead.extract(id)) {
        m_item = std::move(ahead.mapped());
    } else {
        TRY_ASSIGN(Item read, m_store->item(id));
        m_item = std::move(read);
    }
    m_index = index;
    m_judgement = beginningOf(*m_item);
    m_clock.begin();
    emit itemShown();
    return {};
}

Result<> ReviewSession::reload(bool keepEntered)
{
    if (!m_item)
        return {};
    const bool dirty = keepEntered && isDirty();
    TRY_ASSIGN(Item read, m_store->item(m_item->prompt.id));
    m_item = std::move(read);
    const Judgement before = m_judgement;
    if (!dirty) {
        m_judgement = beginningOf(*m_item);
        // An undecided item keeps the sides that are looked at.
        const bool bothThere = responseOf(*m_item, before.left) != nullptr
                               && (!before.right || responseOf(*m_item, before.right) != nullptr);
        if (!m_item->decision && bothThere) {
            m_judgement.left = before.left;
            m_judgement.right = before.right;
        }
    }
    return {};
}

Result<> ReviewSession::undo()
{
    if (!m_store)
        return {};
    // What was entered becomes a step as well, so that it can be brought back.
    if (isDirty()) {
        TRY(perform(
            stepFor(*m_item, m_judgement, m_rubric, m_store->annotator(), m_clock.elapsed())));
        emit said(tr("What was entered here is taken back."));
    }
    return moveInTime(true);
}

Result<> ReviewSession::redo()
{
    if (!m_store)
        return {};
    TRY(keep());
    return moveInTime(false);
}

Result<> ReviewSession::moveInTime(bool undo)
{
    const auto step = undo ? m_store->undoable() : m_store->redoable();
    if (step && concernsAnImport(*step)) {
        emit importToFlip(!undo);
        return {};
    }
    if (!step) {
        emit said(undo ? tr("There is nothing to undo.") : tr("There is nothing to redo."));
        return {};
    }
    m_concerned.clear();
    TRY(undo ? m_store->undo(this) : m_store->redo(this));
    m_ahead.clear();
    if (m_concerned.size() != 1) {
        TRY(reload(false));
        emit itemChanged();
        return {};
    }
    const PromptId id = m_concerned.front();
    if (m_item && m_item->prompt.id == id) {
        TRY(reload(false));
        emit itemChanged();
        return {};
    }
    return show(id, m_queue->indexOf(id));
}

Result<> ReviewSession::setFlagged(bool flagged)
{
    if (!m_item)
        return nothingToReview();
    TRY(perform({{SetFlag{m_item->prompt.id, flagged}}}));
    m_item->flagged = flagged;
    emit itemChanged();
    return {};
}

Result<> ReviewSession::setTag(const QString &tag, bool present)
{
    const std::string name = toUtf8(tag.simplified());
    if (!m_item)
        return nothingToReview();
    if (name.empty()
        || (std::find(m_item->tags.begin(), m_item->tags.end(), name) != m_item->tags.end())
               == present)
        return {};
    TRY(perform({{SetTag{m_item->prompt.id, name, present}}}));
    TRY(reload(true));
    emit itemChanged();
    return {};
}

Result<> ReviewSession::setRubric(const Rubric &rubric)
{
    if (!m_store || rubric == m_rubric)
        return {};
    TRY(keep());
    TRY(perform({{SetRubric{rubric}}})); // and onChanged() takes it over
    if (m_item) {
        TRY(reload(false));
        emit itemChanged();
    }
    return {};
}

Result<> ReviewSession::setErrorTypes(const ErrorTypes &types)
{
    if (!m_store || types == m_store->errorTypes().value_or(types))
        return {};
    TRY(keep());
    return perform({{SetErrorTypes{types}}});
}

Result<> ReviewSession::mark(const std::vector<Edit> &edits)
{
    if (!m_item)
        return nothingToReview();
    // In the order in which it was done, for that is how it is undone.
    TRY(keep());
    TRY(perform({edits}));
    TRY(reload(false));
    emit itemChanged();
    return {};
}

Result<>
ReviewSession::addEdited(ResponseId origin, const QString &reasoning, const QString &answer)
{
    const Response *from = m_item ? responseOf(*m_item, origin) : nullptr;
    if (from == nullptr)
        return nothingToReview();
    TRY_ASSIGN(
        const SourceId source,
        m_store->ensureSource(toUtf8(tr("edit by %1").arg(toQString(m_store->annotatorName()))),
                              SourceKind::Edited));
    Response made;
    made.uid = Uid::make(systemClock()());
    made.prompt = m_item->prompt.id;
    made.source = source;
    made.reasoning = toUtf8(reasoning);
    made.answer = toUtf8(answer);
    made.flags = answer.trimmed().isEmpty() ? EmptyAnswer : NoFlag;
    const FinalAnswer found = extractFinalAnswer(made.answer);
    made.finalAnswer = found.text;
    made.finalAnswerRule = found.rule;
    made.reasoningWords = countWords(made.reasoning);
    made.answerWords = countWords(made.answer);
    made.derivedFrom = origin;
    Json meta = Json::object();
    meta["origin"] = {{"response", from->uid.hex()}, {"source", sourceOf(*m_item, origin)->name}};
    made.meta = dumpJson(meta);
    TRY(perform({{AddResponse{made}}}));
    // What was entered so far stays, and the new response stands where the old one stood.
    TRY_ASSIGN(Item read, m_store->item(m_item->prompt.id));
    m_item = std::move(read);
    const auto there = std::find_if(m_item->responses.begin(), m_item->responses.end(),
                                    [&made](const Response &each) { return each.uid == made.uid; });
    if (there != m_item->responses.end())
        (m_judgement.left == origin ? m_judgement.left : m_judgement.right) = there->id;
    emit itemChanged();
    return {};
}

const Item *ReviewSession::prefetch(PromptId id)
{
    if (!m_store || !id)
        return nullptr;
    if (const auto known = m_ahead.find(id); known != m_ahead.end())
        return &known->second;
    auto read = m_store->item(id);
    if (!read)
        return nullptr;
    if (m_ahead.size() >= MostAhead)
        m_ahead.clear();
    return &m_ahead.emplace(id, std::move(*read)).first->second;
}

void ReviewSession::onChanged(const Changes &changes)
{
    if (changes.prompts.empty())
        m_ahead.clear();
    for (const PromptId id : changes.prompts)
        m_ahead.erase(id);
    if ((changes.kinds & Changes::Rubric) != 0) {
        const Rubric rubric = m_store->rubric().value_or(m_rubric);
        if (rubric != m_rubric) {
            m_rubric = rubric;
            emit rubricChanged();
        }
    }
    if (changes.origin == this) {
        m_concerned = changes.prompts;
        emit queueChanged();
        return;
    }
    const bool ours =
        m_item
        && (changes.prompts.empty()
            || std::find(changes.prompts.begin(), changes.prompts.end(), m_item->prompt.id)
                   != changes.prompts.end());
    if (ours && reload(true))
        emit itemChanged();
    else if (m_started && !m_item
             && (changes.kinds & (Changes::Prompts | Changes::Responses)) != 0) {
        if (const auto begun = start(m_queue->query(), {}); !begun)
            emit said(begun.error().message);
    }
    emit queueChanged();
}

} // namespace touchstone
