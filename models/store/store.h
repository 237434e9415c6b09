// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/clock.h>
#include <base/progress.h>
#include <base/result.h>
#include <record/batch.h>
#include <record/changes.h>
#include <record/choice.h>
#include <record/edit.h>
#include <record/generation.h>
#include <record/incoming.h>
#include <record/item.h>
#include <record/query.h>
#include <record/rubric.h>

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace touchstone {

class ChoiceWriter;
class ImportWriter;
class LedgerWriter;
class StorePrivate;
class VerdictWriter;

/// A project: one file, and the only way to it. A Store belongs to the thread that opened it;
/// another thread opens its own on the same file (Mode::Sibling). Every edit is on the disk (fsync)
/// when perform() returns; there is no save. All texts are UTF-8.
class Store final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Store)

public:
    enum class Mode {
        ReadWrite, ///< takes the project's lock; where another window holds it, opens read-only
        ReadOnly,
        Sibling, ///< for a job's thread of a process that holds the lock already: read and write
    };

    struct Options
    {
        Mode mode = Mode::ReadWrite;
        std::string annotator = "me"; ///< made where the project does not know the name
        Clock clock = systemClock();
        QString backupFolder; ///< where automatic backups go; empty: none are made
    };

    /// A new project. Fails where the file exists.
    static Result<std::unique_ptr<Store>> create(const QString &path, const Options &options);
    /// Refuses what is not a project, what a newer version wrote, and a schema that is not ours;
    /// carries an older one forward after a backup beside it.
    static Result<std::unique_ptr<Store>> open(const QString &path, const Options &options);
    ~Store() override;

    // ── where we are
    [[nodiscard]] QString path() const;
    [[nodiscard]] bool isReadOnly() const;
    /// Why it is read-only, for people: "open in another window (host, process)". Empty when it is
    /// not.
    [[nodiscard]] QString readOnlyReason() const;
    [[nodiscard]] AnnotatorId annotator() const;
    [[nodiscard]] std::string annotatorName() const;

    // ── questions
    [[nodiscard]] Result<Accounting> accounting() const;
    [[nodiscard]] Result<std::vector<Source>> sources() const;
    /// Responses per source.
    [[nodiscard]] Result<std::map<SourceId, std::int64_t>> responseCounts() const;
    /// Prompts per outcome of this annotator (without None).
    [[nodiscard]] Result<std::map<Outcome, std::int64_t>> outcomeCounts() const;
    [[nodiscard]] Result<std::map<std::string, std::int64_t>> tagCounts() const;
    /// The prompts of a query in its order. limit 0: all. The first page of any query is quick; all
    /// of them may take a second in a project of a million, so ask on another thread.
    [[nodiscard]] Result<std::vector<PromptId>> promptIds(const Query &query,
                                                          std::int64_t limit = 0) const;
    [[nodiscard]] Result<std::vector<PromptSummary>> summaries(std::span<const PromptId> ids) const;
    [[nodiscard]] Result<Item> item(PromptId id) const;
    /// The prompt alone.
    [[nodiscard]] Result<Prompt> prompt(PromptId id) const;
    /// Many alone: each once, by number. Fails with NotFound where one of them is gone.
    [[nodiscard]] Result<std::vector<Prompt>> prompts(std::span<const PromptId> ids) const;
    [[nodiscard]] Result<PromptId> promptByKey(std::string_view key) const;
    /// Every prompt of the query, whole, in its order; read in short slices, so that people's edits
    /// are not held up. The item passed is reused between calls. Stops at the first error `each`
    /// returns.
    [[nodiscard]] Result<> forEachItem(const Query &query,
                                       const std::function<Result<>(const Item &)> &each) const;
    /// What a rule that chooses may look at, of every prompt of the query in its order. The facts
    /// passed are reused between calls. Stops at the first error `each` returns.
    [[nodiscard]] Result<>
    forEachFacts(const Query &query,
                 const std::function<Result<>(const PromptFacts &)> &each) const;
    /// What rules chose, the oldest first.
    [[nodiscard]] Result<std::vector<Choice>> choices() const;
    /// The source of this name; made where there is none.
    Result<SourceId> ensureSource(std::string_view name, SourceKind kind);
    [[nodiscard]] Result<Rubric> rubric() const;
    [[nodiscard]] Result<ErrorTypes> errorTypes() const;
    /// By what the project's responses are checked.
    [[nodiscard]] Result<CheckRules> checkRules() const;
    using VerdictCounts = std::map<SourceId, std::map<Standing, std::int64_t>>;
    /// Responses per source by what the machine says of them; those not checked are not counted.
    [[nodiscard]] Result<VerdictCounts> verdictCounts() const;
    [[nodiscard]] Result<std::vector<Batch>> batches() const;
    [[nodiscard]] Result<std::vector<RefusedRow>> refused(BatchId batch) const;

    /// What of a prompt came with one import.
    struct Provenance
    {
        BatchId batch;
        std::string path; ///< of the file, as it was given
        std::int64_t startedUs = 0;
        bool prompt = false;              ///< the prompt itself, with what stood in its row
        bool reference = false;           ///< for a prompt that had none
        std::vector<std::string> sources; ///< whose responses; sorted

        bool operator==(const Provenance &) const = default;
    };
    /// Where a prompt and its responses came from, oldest import first. Imports that were taken
    /// back and edits of people are left out.
    [[nodiscard]] Result<std::vector<Provenance>> provenance(PromptId prompt) const;
    // ── the ledger of requests to teachers
    /// Runs of generating, the oldest first.
    [[nodiscard]] Result<std::vector<GenerationRun>> generations() const;
    /// What was spent, by source and currency.
    [[nodiscard]] Result<std::vector<SourceSpending>> spending() const;
    /// Requests whose fate is unknown, the oldest first.
    [[nodiscard]] Result<std::vector<UnknownRequest>> unknownRequests() const;
    /// Requests of a run that failed for good, in the order in which they left first. Left out are
    /// those whose sample came since, was asked for anew or is unknown, and those of prompts that
    /// nobody sees; none while the run is at work, when what failed may leave again.
    [[nodiscard]] Result<std::vector<LedgerEntry>> failedRequests(GenerationId run) const;
    /// How many samples each prompt has of a source, those on their way or unknown too. Prompts
    /// that have none are left out.
    [[nodiscard]] Result<std::unordered_map<PromptId, int>>
    sampleCounts(std::string_view source) const;
    /// Gives unknown requests up: their samples count as missing again, and what came of them stays
    /// in the ledger. Others are left as they are.
    Result<> forgoRequests(std::span<const RequestId> requests);

    /// A setting kept in the project (remembered mappings, the queue's place). Empty: never set.
    [[nodiscard]] Result<std::string> setting(std::string_view name) const;
    Result<> setSetting(std::string_view name, std::string_view value);

    // ── what people do: journalled, undoable across restarts
    Result<> perform(const Step &step, const void *origin = nullptr);
    /// The newest step of this annotator that can be undone or redone; the edits it holds say what
    /// it was. Nothing: there is none.
    [[nodiscard]] std::optional<Step> undoable() const;
    [[nodiscard]] std::optional<Step> redoable() const;
    Result<> undo(const void *origin = nullptr);
    Result<> redo(const void *origin = nullptr);

    struct HistoryEntry
    {
        std::int64_t atUs = 0;
        std::string annotator;
        std::string kind; ///< "edit", "undo", "redo"
        std::vector<Edit> edits;
    };
    /// What people did to one prompt, newest first.
    [[nodiscard]] Result<std::vector<HistoryEntry>> history(PromptId prompt) const;
    /// When the last decision was kept; 0: never.
    [[nodiscard]] std::int64_t lastKeptUs() const;

    // ── what machines make
    struct ImportOptions
    {
        enum class Join { Auto, Key, Text };
        Join join = Join::Auto; ///< Auto: on the key where a row has one, else on the text
        std::string source;     ///< for responses that name none
        SourceKind kind = SourceKind::Human;
        bool exclusive = false; ///< nobody else has the project open: larger transactions
    };
    Result<std::unique_ptr<ImportWriter>> beginImport(const Batch &batch,
                                                      const ImportOptions &options);
    struct CheckScope
    {
        Query query;            ///< which prompts
        SourceId source;        ///< whose responses; null: everybody's
        std::string label;      ///< by which rules, for people: "touchstone", "script"
        int version = 0;        ///< of the program's own rules
        std::string rules;      ///< all of them, as JSON: other rules check anew
        bool again = false;     ///< also what has its verdict
        bool exclusive = false; ///< nobody else has the project open: larger transactions
    };
    Result<VerdictWriter> beginVerdicts(const CheckScope &scope);
    /// `rule`: a JSON object. `exclusive`: nobody else has the project open.
    Result<ChoiceWriter> beginChoice(const std::string &rule, bool exclusive);
    struct GenerationStart
    {
        std::string source;   ///< whose responses they become; made where there is none
        std::string teacher;  ///< the profile's name
        std::string model;    ///< as it is asked for
        std::string settings; ///< JSON of GenerationSettings
        std::string currency; ///< of what it costs; empty: no price is known
        bool inFile = false;  ///< asked by a batch file, so on its way while no program runs
    };
    /// Fails with BadInput where the source is a person's.
    Result<LedgerWriter> beginGeneration(const GenerationStart &start);
    /// Goes on with a run: what came of its batch file, or of an unknown request.
    Result<LedgerWriter> openGeneration(GenerationId generation);
    /// Brings the full-text index up to date, in short transactions. Until then search scans.
    Result<> buildSearchIndex(Progress &progress);
    [[nodiscard]] Result<bool> searchIndexIsCurrent() const;

    // ── the file
    /// A compact copy at `path`, whole or not at all, beside whatever goes on; replaces what is
    /// there.
    Result<> saveCopy(const QString &path) const;
    /// SQLite's integrity check, foreign keys, and the sum imported = decided + skipped + drafted +
    /// open. What is wrong, a line each; empty: all is well.
    Result<std::vector<std::string>> check(Progress &progress) const;
    /// Tells the views of what another Store on the same file did.
    void notify(const Changes &changes);

signals:
    void changed(const touchstone::Changes &changes);

private:
    explicit Store(std::unique_ptr<StorePrivate> d);
    void followOthers();

    std::unique_ptr<StorePrivate> d;
    friend class ImportWriter;
};

} // namespace touchstone
