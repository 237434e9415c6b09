// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "markreader.h"
#include "storeprivate.h"
#include "uidbytes.h"
#include "verdictreader.h"

#include <base/json.h>
#include <base/text.h>

#include <algorithm>

namespace touchstone {

namespace {

constexpr std::size_t SliceOfPrompts = 1000;

constexpr const char *PromptColumns =
    "SELECT p.id, p.uid, p.key, t.text, t.system, t.history, t.reference, t.meta FROM "
    "prompt p JOIN prompt_text t ON t.prompt_id=p.id ";
constexpr const char *ResponseColumns =
    "SELECT r.prompt_id, r.id, r.uid, r.source_id, r.sample, r.flags, r.reasoning_words, "
    "r.answer_words, r.derived_from, "
    "x.reasoning, x.answer, x.raw, x.splitter, x.final_answer, x.final_rule, x.meta FROM response "
    "r JOIN response_text x "
    "ON x.response_id=r.id ";

Error promptIsGone()
{
    return {Error::Code::NotFound, Store::tr("The prompt is not in the project any more.")};
}

std::vector<Message> historyFrom(std::string_view text)
{
    std::vector<Message> history;
    if (text.empty())
        return history;
    const auto json = parseJson(text);
    if (!json || !json->is_array())
        return history;
    for (const Json &message : *json) {
        if (message.is_object())
            history.push_back(
                {message.value("role", std::string{}), message.value("content", std::string{})});
    }
    return history;
}

void readPrompt(const sql::Statement &query, Prompt &prompt)
{
    prompt.id.value = query.integer(0);
    prompt.uid = uidFrom(query.text(1));
    prompt.key = query.text(2);
    prompt.text = query.text(3);
    prompt.system = query.text(4);
    prompt.history = historyFrom(query.text(5));
    prompt.reference = query.text(6);
    prompt.meta = query.text(7);
}

void readResponse(const sql::Statement &query, Response &response)
{
    response.prompt.value = query.integer(0);
    response.id.value = query.integer(1);
    response.uid = uidFrom(query.text(2));
    response.source.value = query.integer(3);
    response.sample = static_cast<int>(query.integer(4));
    response.flags = static_cast<ResponseFlags>(query.integer(5));
    response.reasoningWords = static_cast<int>(query.integer(6));
    response.answerWords = static_cast<int>(query.integer(7));
    response.derivedFrom.value = query.integer(8);
    response.reasoning = query.text(9);
    response.answer = query.text(10);
    response.raw = query.text(11);
    response.splitter = query.text(12);
    response.finalAnswer = query.text(13);
    response.finalAnswerRule = query.text(14);
    response.meta = query.text(15);
}

} // namespace

/// Reads items one by one, or ascending ranges of them by merging two scans.
class ItemReader
{
public:
    static Result<ItemReader> make(StorePrivate &store, const std::vector<Source> &sources)
    {
        ItemReader reader(store);
        for (const Source &source : sources)
            reader.m_sources[source.id] = source;
        TRY_ASSIGN(const std::string hidden, store.hideRunningResponses("r"));
        const std::string order = hidden + " AND r.active=1 ORDER BY r.prompt_id";
        TRY_ASSIGN(reader.m_prompts,
                   store.database->prepare(std::string(PromptColumns)
                                           + "WHERE p.id BETWEEN ?1 AND ?2 ORDER BY p.id"));
        TRY_ASSIGN(reader.m_responses,
                   store.database->prepare(std::string(ResponseColumns)
                                           + "WHERE r.prompt_id BETWEEN ?1 AND ?2" + order));
        TRY_ASSIGN(reader.m_anyDecisions,
                   store.database->number("SELECT EXISTS(SELECT 1 FROM decision)"));
        TRY_ASSIGN(reader.m_anyScores,
                   store.database->number("SELECT EXISTS(SELECT 1 FROM score)"));
        TRY_ASSIGN(reader.m_anyTags,
                   store.database->number(
                       "SELECT EXISTS(SELECT 1 FROM tag) OR EXISTS(SELECT 1 FROM flag)"));
        TRY_ASSIGN(reader.m_marks, MarkReader::make(store));
        TRY_ASSIGN(reader.m_verdicts, VerdictReader::make(store));
        return reader;
    }

    Result<> one(PromptId id, Item &item)
    {
        TRY(open(id, id));
        TRY_ASSIGN(const bool there, next(item));
        if (!there)
            return promptIsGone();
        m_prompts.reset();
        m_responses.reset();
        return {};
    }

    Result<> open(PromptId first, PromptId last)
    {
        m_prompts.args(first.value, last.value);
        m_responses.args(first.value, last.value);
        return advanceResponses();
    }

    /// The next item of the range that open() began; false at its end.
    Result<bool> next(Item &item)
    {
        TRY_ASSIGN(const bool there, m_prompts.step());
        if (!there)
            return false;
        readPrompt(m_prompts, item.prompt);
        std::size_t count = 0;
        while (m_hasResponse && m_responses.integer(0) <= item.prompt.id.value) {
            if (m_responses.integer(0) == item.prompt.id.value) {
                if (item.responses.size() <= count)
                    item.responses.emplace_back();
                readResponse(m_responses, item.responses[count++]);
            }
            TRY(advanceResponses());
        }
        item.responses.resize(count);
        order(item);
        TRY(readPeople(item));
        return true;
    }

private:
    explicit ItemReader(StorePrivate &store)
        : m_store(&store)
    {}

    Result<> advanceResponses()
    {
        TRY_ASSIGN(m_hasResponse, m_responses.step());
        return {};
    }

    void order(Item &item)
    {
        const auto rank = [this](const Response &response) {
            return std::make_tuple(m_sources[response.source].kind, response.source,
                                   response.sample);
        };
        if (item.responses.size() > 1) {
            std::sort(item.responses.begin(), item.responses.end(),
                      [&](const Response &a, const Response &b) { return rank(a) < rank(b); });
        }
        item.sources.resize(item.responses.size());
        for (std::size_t i = 0; i < item.responses.size(); ++i) {
            if (item.sources[i].id != item.responses[i].source)
                item.sources[i] = m_sources[item.responses[i].source];
        }
    }

    Result<> readPeople(Item &item)
    {
        item.decision.reset();
        item.scores.clear();
        item.tags.clear();
        item.flagged = false;
        if (m_anyDecisions != 0) {
            TRY_ASSIGN(item.decision, readDecision(*m_store, item.prompt.id, m_store->annotator));
        }
        if (m_anyScores != 0)
            TRY(readScores(item));
        if (m_anyTags != 0)
            TRY(readTags(item));
        TRY(m_verdicts->read(item));
        return m_marks->read(item.prompt.id, item.marks);
    }

    Result<> readScores(Item &item)
    {
        TRY_ASSIGN(
            sql::Statement * query,
            m_store->run(
                "SELECT criterion, value FROM score WHERE annotator_id=?1 AND response_id=?2"));
        for (const Response &response : item.responses) {
            query->args(m_store->annotator.value, response.id.value);
            while (true) {
                TRY_ASSIGN(const bool row, query->step());
                if (!row)
                    break;
                item.scores.push_back({response.id, m_store->annotator, query->string(0),
                                       static_cast<int>(query->integer(1))});
            }
        }
        query->reset();
        return {};
    }

    Result<> readTags(Item &item)
    {
        TRY_ASSIGN(sql::Statement * tags,
                   m_store->run("SELECT name FROM tag WHERE prompt_id=?1 ORDER BY name"));
        tags->args(item.prompt.id.value);
        while (true) {
            TRY_ASSIGN(const bool row, tags->step());
            if (!row)
                break;
            item.tags.push_back(tags->string(0));
        }
        tags->reset();
        TRY_ASSIGN(sql::Statement * flag, m_store->run("SELECT 1 FROM flag WHERE prompt_id=?1"));
        flag->args(item.prompt.id.value);
        TRY_ASSIGN(item.flagged, flag->step());
        flag->reset();
        return {};
    }

    StorePrivate *m_store;
    sql::Statement m_prompts;
    sql::Statement m_responses;
    std::map<SourceId, Source> m_sources;
    bool m_hasResponse = false;
    std::int64_t m_anyDecisions = 0;
    std::int64_t m_anyScores = 0;
    std::int64_t m_anyTags = 0;
    std::optional<MarkReader> m_marks;
    std::optional<VerdictReader> m_verdicts;
};

Result<Prompt> Store::prompt(PromptId id) const
{
    TRY_ASSIGN(sql::Statement * query, d->run(std::string(PromptColumns) + "WHERE p.id=?1"));
    query->args(id.value);
    TRY_ASSIGN(const bool there, query->step());
    if (!there)
        return promptIsGone();
    Prompt prompt;
    readPrompt(*query, prompt);
    query->reset();
    return prompt;
}

Result<std::vector<Prompt>> Store::prompts(std::span<const PromptId> ids) const
{
    std::vector<PromptId> wanted(ids.begin(), ids.end());
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    Json numbers = Json::array();
    for (const PromptId id : wanted)
        numbers.push_back(id.value);
    const std::string list = dumpJson(numbers);
    TRY_ASSIGN(sql::Statement * query,
               d->run(std::string(PromptColumns)
                      + "WHERE p.id IN (SELECT value FROM json_each(?1)) ORDER BY p.id"));
    query->args(list);
    std::vector<Prompt> prompts;
    prompts.reserve(wanted.size());
    while (true) {
        TRY_ASSIGN(const bool there, query->step());
        if (!there)
            break;
        readPrompt(*query, prompts.emplace_back());
    }
    query->reset();
    if (prompts.size() != wanted.size())
        return promptIsGone();
    return prompts;
}

Result<Item> Store::item(PromptId id) const
{
    TRY_ASSIGN(const std::vector<Source> all, sources());
    TRY_ASSIGN(ItemReader reader, ItemReader::make(*d, all));
    Item item;
    TRY(reader.one(id, item));
    return item;
}

Result<> Store::forEachItem(const Query &query,
                            const std::function<Result<>(const Item &)> &each) const
{
    TRY_ASSIGN(const std::vector<PromptId> ids, promptIds(query));
    TRY_ASSIGN(const std::vector<Source> all, sources());
    TRY_ASSIGN(ItemReader reader, ItemReader::make(*d, all));
    Item item;
    for (std::size_t at = 0; at < ids.size(); at += SliceOfPrompts) {
        const std::size_t end = std::min(ids.size(), at + SliceOfPrompts);
        const bool dense =
            std::is_sorted(ids.begin() + static_cast<std::ptrdiff_t>(at),
                           ids.begin() + static_cast<std::ptrdiff_t>(end))
            && ids[end - 1].value - ids[at].value < static_cast<std::int64_t>(4 * (end - at));
        if (dense)
            TRY(reader.open(ids[at], ids[end - 1]));
        for (std::size_t i = at; i < end; ++i) {
            if (!dense) {
                TRY(reader.one(ids[i], item));
            } else {
                do {
                    TRY_ASSIGN(const bool there, reader.next(item));
                    if (!there)
                        return Error{Error::Code::Conflict,
                                     tr("The project was changed while it was read; try again.")};
                } while (item.prompt.id < ids[i]);
            }
            TRY(each(item));
        }
    }
    return {};
}

} // namespace touchstone
