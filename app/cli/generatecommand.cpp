// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "command.h"
#include "teacheroptions.h"

#include <base/text.h>
#include <pipeline/askagain.h>
#include <pipeline/generatejob.h>
#include <pipeline/unknownrequests.h>
#include <record/query.h>
#include <store/store.h>

#include <QCoreApplication>

namespace touchstone::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::Generate", text);
}

QString option(const QCommandLineParser &parser, const char *name)
{
    return parser.value(QLatin1String(name));
}

std::string_view nameOf(GenerateJob::End end)
{
    switch (end) {
    case GenerateJob::End::Done:
        return "done";
    case GenerateJob::End::Budget:
        return "budget";
    case GenerateJob::End::Refused:
        return "refused";
    case GenerateJob::End::Cancelled:
        return "cancelled";
    case GenerateJob::End::Failed:
        break;
    }
    return "failed";
}

Outcome outcomeOf(const GenerationEstimate &estimate)
{
    Outcome outcome;
    outcome.json = {{"prompts", estimate.prompts},
                    {"requests", estimate.requests},
                    {"unknown", estimate.unknown},
                    {"prompt_tokens", estimate.promptTokens},
                    {"completion_tokens", estimate.completionTokens},
                    {"cost", nullptr},
                    {"currency", estimate.currency},
                    {"price_since", estimate.priceSince},
                    {"replies_as", toUtf8(estimate.repliesAs)}};
    outcome.text =
        tr("%1 requests for %2 prompts, about %3 tokens to the teacher and %4 back (%5)\n")
            .arg(estimate.requests)
            .arg(estimate.prompts)
            .arg(estimate.promptTokens)
            .arg(estimate.completionTokens)
            .arg(estimate.repliesAs);
    if (estimate.cost) {
        outcome.json["cost"] = static_cast<double>(*estimate.cost) / 1e9;
        outcome.text +=
            tr("about %1, at the prices of %2\n")
                .arg(moneyText(*estimate.cost, estimate.currency), toQString(estimate.priceSince));
    } else {
        outcome.text += tr("no price is known\n");
    }
    if (estimate.unknown > 0)
        outcome.text += tr("%1 requests are unknown and not asked again: generate --unknown list\n")
                            .arg(estimate.unknown);
    if (!estimate.trouble.isEmpty())
        outcome.warning = tr("Some prompts cannot be asked: %1").arg(estimate.trouble);
    return outcome;
}

Outcome outcomeOf(const GenerateJob::Report &report)
{
    Outcome outcome;
    outcome.json = toJson(report.spending);
    outcome.json["end"] = nameOf(report.end);
    outcome.json["planned"] = report.planned;
    outcome.json["retried"] = report.retried;
    outcome.json["retried_after"] = Json::object();
    for (const auto &[status, count] : report.retriedAfter)
        outcome.json["retried_after"][std::to_string(status)] = count;
    outcome.json["refused"] = report.promptsRefused;
    outcome.json["seconds"] = report.seconds;
    const Spending &spending = report.spending;
    outcome.text = tr("%1 of %2 responses came, %3 failed, %4 are unknown; %5 tokens, %6\n")
                       .arg(spending.settled)
                       .arg(report.planned)
                       .arg(spending.failed)
                       .arg(spending.unknown)
                       .arg(spending.promptTokens + spending.completionTokens)
                       .arg(moneyText(spending.cost, spending.currency));
    if (report.end == GenerateJob::End::Budget)
        outcome.text += tr("The budget is used up; the next request might have passed it.\n");
    if (!report.firstFailure.isEmpty())
        outcome.text += tr("The first failure: %1\n").arg(report.firstFailure);
    if (!report.firstRefusal.isEmpty())
        outcome.text += tr("%1 requests could not be made: %2\n")
                            .arg(report.promptsRefused)
                            .arg(report.firstRefusal);
    if (spending.unknown > 0)
        outcome.text += tr("What is unknown may have been charged, and is not asked again by "
                           "itself: generate --unknown list\n");
    if (spending.failed > 0 || spending.unknown > 0)
        outcome.status = SomeRefused;
    return outcome;
}

class GenerateCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("generate"); }
    [[nodiscard]] QString arguments() const override { return QStringLiteral("PROJECT"); }
    [[nodiscard]] QString description() const override
    {
        return tr("Asks a teacher for the responses that are missing.");
    }
    void addOptions(QCommandLineParser &parser) const override
    {
        addTeacherOptions(parser);
        parser.addOptions(
            {{QStringLiteral("parallel"), tr("So many requests at once, up to 512."),
              QStringLiteral("K")},
             {QStringLiteral("budget"),
              tr("Starts nothing that might cost more in all, in the price's currency."),
              QStringLiteral("AMOUNT")},
             {QStringLiteral("token-budget"),
              tr("Starts nothing that might take more tokens in all, there and back."),
              QStringLiteral("N")},
             {QStringLiteral("dry-run"), tr("Says what would be asked and cost; sends nothing.")},
             {QStringLiteral("retry-failed"),
              tr("Asks once more for what failed in the newest run, by the settings that it had, "
                 "and for nothing else.")},
             {QStringLiteral("unknown"),
              tr("What is to be done with requests that may have been charged and never ended: "
                 "list; forgo, which leaves their samples missing; again, which forgoes them and "
                 "asks; keep, which makes responses of what came of them, marked as truncated."),
              QStringLiteral("list|again|forgo|keep")}});
    }
    [[nodiscard]] QString complaint(const QCommandLineParser &parser,
                                    const QStringList &words) const override
    {
        if (words.size() != 2)
            return tr("generate takes one project.");
        const QString unknown = option(parser, "unknown");
        if (parser.isSet(QStringLiteral("unknown"))
            && !QStringList{QStringLiteral("list"), QStringLiteral("again"),
                            QStringLiteral("forgo"), QStringLiteral("keep")}
                    .contains(unknown))
            return tr("--unknown takes list, again, forgo or keep.");
        if (parser.isSet(QStringLiteral("budget")) && !moneyFrom(option(parser, "budget")))
            return tr("--budget takes an amount such as 2.50.");
        if (parser.isSet(QStringLiteral("retry-failed"))) {
            if (namesTeacherOptions(parser) || !unknown.isEmpty())
                return tr("--retry-failed goes by the settings of the run that it retries; beside "
                          "it go --parallel, --budget, --token-budget and --dry-run.");
            return complaintAboutNumbers(parser);
        }
        if (!unknown.isEmpty() && unknown != QLatin1String("again"))
            return {};
        return complaintAboutTeacher(parser);
    }

    Result<Outcome>
    run(const QCommandLineParser &parser, const QStringList &words, Progress &progress) override
    {
        const QString unknown = option(parser, "unknown");
        if (unknown == QLatin1String("list"))
            return list(words.at(1));
        if (unknown == QLatin1String("forgo") || unknown == QLatin1String("keep"))
            return decide(words.at(1), unknown == QLatin1String("keep"));
        if (parser.isSet(QStringLiteral("retry-failed")))
            return retry(parser, words.at(1), progress);
        GeneratePlan plan;
        TRY_ASSIGN(plan.settings, settingsOf(parser));
        takeLimits(parser, plan.settings);
        if (parser.isSet(QStringLiteral("dry-run"))) {
            TRY_ASSIGN(const std::unique_ptr<Store> store, openForReading(words.at(1)));
            return rehearse(*store, plan, progress);
        }
        TRY_ASSIGN(plan.key, keyOf(plan.settings.teacher));
        TRY_ASSIGN(const std::unique_ptr<Store> store, openForWriting(words.at(1)));
        if (unknown == QLatin1String("again")) {
            TRY_ASSIGN(const std::vector<UnknownRequest> lost, store->unknownRequests());
            TRY(forgoUnknown(*store, lost));
        }
        return generate(*store, plan, progress);
    }

private:
    /// What a person says of this run alone.
    static void takeLimits(const QCommandLineParser &parser, GenerationSettings &settings)
    {
        if (parser.isSet(QStringLiteral("parallel")))
            settings.streams = option(parser, "parallel").toInt();
        if (parser.isSet(QStringLiteral("budget")))
            settings.budget = moneyFrom(option(parser, "budget"));
        if (parser.isSet(QStringLiteral("token-budget")))
            settings.tokenBudget = option(parser, "token-budget").toLongLong();
    }

    static Result<Outcome>
    rehearse(const Store &store, const GeneratePlan &plan, Progress &progress)
    {
        TRY_ASSIGN(const GenerationEstimate made, estimate(store, plan, progress));
        return outcomeOf(made);
    }

    static Result<Outcome>
    retry(const QCommandLineParser &parser, const QString &project, Progress &progress)
    {
        const bool isDry = parser.isSet(QStringLiteral("dry-run"));
        TRY_ASSIGN(std::unique_ptr<Store> store,
                   isDry ? openForReading(project) : openForWriting(project));
        TRY_ASSIGN(GeneratePlan plan, retryPlan(*store));
        takeLimits(parser, plan.settings);
        if (isDry)
            return rehearse(*store, plan, progress);
        TRY_ASSIGN(plan.key, keyOf(plan.settings.teacher));
        return generate(*store, plan, progress);
    }

    static Result<Outcome> generate(Store &store, const GeneratePlan &plan, Progress &progress)
    {
        GenerateJob job(plan);
        const Result<> done = job.run(store, progress);
        if (done)
            return outcomeOf(job.report());
        // What came before the end is there, and people want to know what it was.
        Error error = done.error();
        const Spending &spending = job.report().spending;
        if (spending.settled > 0 || spending.unknown > 0)
            error.message += QLatin1Char(' ')
                             + tr("%1 responses came before that and are kept; %2 requests are "
                                  "unknown.")
                                   .arg(spending.settled)
                                   .arg(spending.unknown);
        return error;
    }

    static Result<Outcome> list(const QString &project)
    {
        TRY_ASSIGN(const std::unique_ptr<Store> store, openForReading(project));
        TRY_ASSIGN(const std::vector<UnknownRequest> all, store->unknownRequests());
        TRY_ASSIGN(const std::vector<Source> sources, store->sources());
        std::map<SourceId, std::string> names;
        for (const Source &source : sources)
            names[source.id] = source.name;
        Outcome outcome;
        outcome.json = {{"unknown", Json::array()}};
        for (const UnknownRequest &one : all) {
            const std::size_t bytes = one.reasoning.size() + one.answer.size();
            outcome.json["unknown"].push_back({{"key", one.key},
                                               {"sample", one.entry.sample},
                                               {"source", names[one.source]},
                                               {"id", one.entry.serverId},
                                               {"why", one.entry.error},
                                               {"bytes", bytes}});
            outcome.text += tr("%1, sample %2 of %3: %4 (%5 bytes came)\n")
                                .arg(toQString(one.key))
                                .arg(one.entry.sample + 1)
                                .arg(toQString(names[one.source]), toQString(one.entry.error))
                                .arg(bytes);
        }
        outcome.text += tr("%1 requests are unknown\n").arg(all.size());
        return outcome;
    }

    static Result<Outcome> decide(const QString &project, bool keep)
    {
        TRY_ASSIGN(const std::unique_ptr<Store> store, openForWriting(project));
        TRY_ASSIGN(const std::vector<UnknownRequest> all, store->unknownRequests());
        Outcome outcome;
        std::int64_t kept = 0;
        if (keep) {
            TRY_ASSIGN(kept, keepUnknown(*store, all));
        } else {
            TRY(forgoUnknown(*store, all));
        }
        const auto count = static_cast<std::int64_t>(all.size());
        outcome.json = {{"kept", kept}, {"forgone", keep ? 0 : count}};
        outcome.text = keep
                           ? tr("%1 of %2 had a text, and are responses now\n").arg(kept).arg(count)
                           : tr("%1 requests were given up\n").arg(count);
        return outcome;
    }
};

} // namespace

std::unique_ptr<Command> makeGenerate()
{
    return std::make_unique<GenerateCommand>();
}

} // namespace touchstone::cli
