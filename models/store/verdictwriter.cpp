// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "verdictwriter.h"

#include "marks.h"
#include "storeprivate.h"
#include "verdictreader.h"

#include <base/text.h>

#include <algorithm>

namespace touchstone {

namespace {

constexpr std::size_t PromptsInSlice = 500;
/// A decision waits for one transaction at most.
constexpr std::size_t RowsInTransaction = 500;
constexpr std::size_t RowsAlone = 20000;
/// Of a text that a check shows: what is longer says no more.
constexpr std::size_t LongestText = 4000;

} // namespace

struct VerdictWriter::Private
{
    Store *owner = nullptr;
    StorePrivate *store = nullptr;
    Store::CheckScope scope;
    std::int64_t checker = 0;
    std::vector<PromptId> prompts;
    std::size_t at = 0;
    std::map<SourceId, Source> sources;
    sql::Statement readPrompt;
    sql::Statement readTasks;
    Store::VerdictCounts standing;
    std::map<ResponseId, PromptId> pending;      ///< read and not kept yet
    std::map<PromptId, std::int64_t> references; ///< of those, as they were read

    Result<> readOne(PromptId prompt, std::vector<CheckTask> &tasks);
    Result<> keepOne(const ResponseVerdict &verdict);
    Result<> keepSome(const ResponseVerdict *first, const ResponseVerdict *last);
    void tell(const ResponseVerdict *first, const ResponseVerdict *last);
};

VerdictWriter::VerdictWriter(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}

VerdictWriter::VerdictWriter(VerdictWriter &&) noexcept = default;
VerdictWriter::~VerdictWriter() = default;

std::int64_t VerdictWriter::prompts() const
{
    return static_cast<std::int64_t>(d->prompts.size());
}

std::int64_t VerdictWriter::promptsRead() const
{
    return static_cast<std::int64_t>(d->at);
}

const Store::VerdictCounts &VerdictWriter::standing() const
{
    return d->standing;
}

Result<bool> VerdictWriter::read(std::vector<CheckTask> &tasks)
{
    tasks.clear();
    const std::size_t end = std::min(d->at + PromptsInSlice, d->prompts.size());
    if (d->at == end)
        return false;
    for (; d->at < end; ++d->at)
        TRY(d->readOne(d->prompts[d->at], tasks));
    return true;
}

Result<> VerdictWriter::Private::readOne(PromptId prompt, std::vector<CheckTask> &tasks)
{
    readPrompt.args(prompt.value);
    TRY_ASSIGN(const bool there, readPrompt.step());
    if (!there) {
        readPrompt.reset();
        return {};
    }
    const std::string_view reference = readPrompt.text(2);
    const std::int64_t hash = VerdictReader::hashOf(reference);
    readTasks.args(prompt.value, scope.source.value, checker, hash, !scope.again);
    while (true) {
        TRY_ASSIGN(const bool row, readTasks.step());
        if (!row)
            break;
        const SourceId source{readTasks.integer(3)};
        if (readTasks.integer(7) != 0) {
            ++standing[source][standingOf(static_cast<Verdict>(readTasks.integer(8)))];
            continue;
        }
        CheckTask &task = tasks.emplace_back();
        task.response.value = readTasks.integer(0);
        task.key = readPrompt.string(0);
        task.prompt = readPrompt.string(1);
        task.reference = reference;
        task.flags = static_cast<ResponseFlags>(readTasks.integer(1));
        task.sample = static_cast<int>(readTasks.integer(2));
        task.source = sources[source];
        task.reasoning = readTasks.string(4);
        task.answer = readTasks.string(5);
        task.raw = readTasks.string(6);
        pending[task.response] = prompt;
        references[prompt] = hash;
    }
    readTasks.reset();
    readPrompt.reset();
    return {};
}

Result<> VerdictWriter::keep(const std::vector<ResponseVerdict> &verdicts)
{
    const bool known = std::all_of(verdicts.begin(), verdicts.end(), [this](const auto &verdict) {
        return d->pending.contains(verdict.response);
    });
    if (!known)
        return Error{Error::Code::BadInput,
                     Store::tr("A verdict names a response that was not read to be checked.")};
    const std::size_t most = d->scope.exclusive ? RowsAlone : RowsInTransaction;
    for (std::size_t at = 0; at < verdicts.size(); at += most) {
        const std::size_t end = std::min(at + most, verdicts.size());
        TRY(d->keepSome(verdicts.data() + at, verdicts.data() + end));
    }
    return {};
}

Result<> VerdictWriter::Private::keepSome(const ResponseVerdict *first, const ResponseVerdict *last)
{
    TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(*store->database));
    for (const ResponseVerdict *verdict = first; verdict != last; ++verdict)
        TRY(keepOne(*verdict));
    static const std::string Refresh = marks::refreshVerdictsSql();
    TRY_ASSIGN(sql::Statement * refresh, store->run(Refresh));
    PromptId done; // responses to one prompt stand together
    for (const ResponseVerdict *verdict = first; verdict != last; ++verdict) {
        const PromptId prompt = pending[verdict->response];
        if (prompt != done)
            TRY(refresh->args(prompt.value).run());
        done = prompt;
    }
    TRY(transaction.commit());
    store->checkpoint.start();
    tell(first, last);
    return {};
}

Result<> VerdictWriter::Private::keepOne(const ResponseVerdict &verdict)
{
    TRY_ASSIGN(sql::Statement * write,
               store->run("INSERT OR REPLACE INTO verdict VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
                          "?9, ?10, ?11, ?12, ?13, ?14)"));
    const auto head = [](const std::string &text) { return headOf(text, LongestText); };
    write->args(verdict.response.value, checker, static_cast<int>(verdict.verdict),
                static_cast<int>(verdict.proof), references[pending[verdict.response]],
                static_cast<int>(verdict.part), static_cast<std::int64_t>(verdict.begin),
                static_cast<std::int64_t>(verdict.end));
    if (verdict.score)
        write->bind(9, *verdict.score);
    else
        write->bindNull(9);
    write->bind(10, std::string_view(verdict.rule))
        .bind(11, head(verdict.extracted))
        .bind(12, head(verdict.goldReading))
        .bind(13, head(verdict.answerReading))
        .bind(14, head(verdict.reason));
    return write->run();
}

void VerdictWriter::Private::tell(const ResponseVerdict *first, const ResponseVerdict *last)
{
    Changes changes;
    changes.kinds = Changes::Verdicts;
    for (const ResponseVerdict *verdict = first; verdict != last; ++verdict) {
        const auto found = pending.find(verdict->response);
        if (changes.prompts.empty() || changes.prompts.back() != found->second)
            changes.prompts.push_back(found->second);
        pending.erase(found);
    }
    if (pending.empty())
        references.clear();
    emit owner->changed(changes);
}

Result<VerdictWriter> Store::beginVerdicts(const CheckScope &scope)
{
    TRY(d->writable());
    auto made = std::make_unique<VerdictWriter::Private>();
    made->owner = this;
    made->store = d.get();
    made->scope = scope;
    TRY_ASSIGN(sql::Statement * insert,
               d->run("INSERT INTO checker(label, version, rules) VALUES(?1, ?2, ?3) ON CONFLICT "
                      "DO NOTHING"));
    TRY(insert->args(scope.label, scope.version, scope.rules).run());
    TRY_ASSIGN(sql::Statement * find,
               d->run("SELECT id FROM checker WHERE label=?1 AND version=?2 AND rules=?3"));
    find->args(scope.label, scope.version, scope.rules);
    TRY(find->step());
    made->checker = find->integer(0);
    find->reset();
    TRY_ASSIGN(const std::vector<Source> all, sources());
    for (const Source &source : all)
        made->sources[source.id] = source;
    TRY_ASSIGN(made->prompts, promptIds(scope.query));
    TRY_ASSIGN(const std::string hidden, d->hideRunningResponses("r"));
    TRY_ASSIGN(made->readPrompt,
               d->database->prepare("SELECT p.key, t.text, t.reference FROM prompt p JOIN "
                                    "prompt_text t ON t.prompt_id=p.id WHERE p.id=?1"));
    TRY_ASSIGN(
        made->readTasks,
        d->database->prepare(
            "SELECT r.id, r.flags, r.sample, r.source_id, x.reasoning, x.answer, x.raw, ?5 AND "
            "v.checker_id IS ?3 AND v.reference_hash IS ?4, v.verdict FROM response r LEFT JOIN "
            "verdict v ON v.response_id=r.id JOIN response_text x ON x.response_id=r.id WHERE "
            "r.prompt_id=?1 AND r.active=1 AND (?2=0 OR r.source_id=?2)"
            + hidden + " ORDER BY r.source_id, r.sample"));
    return VerdictWriter(std::move(made));
}

} // namespace touchstone
