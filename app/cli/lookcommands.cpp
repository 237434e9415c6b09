// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "command.h"
#include "marktext.h"
#include "teacheroptions.h"

#include <base/text.h>
#include <exchange/exportformat.h>
#include <exchange/format.h>
#include <exchange/mapping.h>
#include <pipeline/selection.h>
#include <store/store.h>

#include <QCoreApplication>

namespace touchstone::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::Look", text);
}

/// Adds all but the currency.
void add(Spending &sum, const Spending &spending)
{
    sum.sent += spending.sent;
    sum.settled += spending.settled;
    sum.failed += spending.failed;
    sum.unknown += spending.unknown;
    sum.forgone += spending.forgone;
    sum.promptTokens += spending.promptTokens;
    sum.completionTokens += spending.completionTokens;
    sum.cost += spending.cost;
}

/// A command whose only word is the project.
class ProjectCommand : public Command
{
public:
    [[nodiscard]] QString arguments() const override { return QStringLiteral("PROJECT"); }
    [[nodiscard]] QString complaint(const QCommandLineParser &,
                                    const QStringList &words) const override
    {
        return words.size() == 2 ? QString{} : tr("%1 takes one project.").arg(name());
    }
};

class InfoCommand final : public ProjectCommand
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("info"); }
    [[nodiscard]] QString description() const override
    {
        return tr("Counts by source, verdict and decision.");
    }

    Result<Outcome> run(const QCommandLineParser &, const QStringList &words, Progress &) override
    {
        TRY_ASSIGN(const std::unique_ptr<Store> store, openForReading(words.at(1)));
        TRY_ASSIGN(const Accounting sum, store->accounting());
        TRY_ASSIGN(const std::vector<Source> sources, store->sources());
        TRY_ASSIGN(const auto responses, store->responseCounts());
        TRY_ASSIGN(const auto outcomes, store->outcomeCounts());
        TRY_ASSIGN(const std::vector<Batch> batches, store->batches());
        TRY_ASSIGN(const Store::VerdictCounts verdicts, store->verdictCounts());
        TRY_ASSIGN(const std::vector<SourceSpending> spent, store->spending());
        Outcome outcome;
        Json bySource = Json::object();
        for (const Source &source : sources) {
            const auto count = responses.find(source.id);
            bySource[source.name] = count == responses.end() ? 0 : count->second;
        }
        Json byVerdict = Json::object();
        for (const Source &source : sources) {
            const auto found = verdicts.find(source.id);
            if (found == verdicts.end())
                continue;
            for (const auto &[standing, count] : found->second)
                byVerdict[source.name][std::string(nameOf(standing))] = count;
        }
        Json byOutcome = Json::object();
        for (const auto &[kind, count] : outcomes)
            byOutcome[std::string(nameOf(kind))] = count;
        std::int64_t refused = 0;
        for (const Batch &batch : batches)
            refused += batch.active ? batch.refused : 0;
        outcome.json = {
            {"prompts", sum.imported}, {"responses", bySource},  {"verdicts", byVerdict},
            {"decisions", byOutcome},  {"refused", refused},     {"decided", sum.decided},
            {"skipped", sum.skipped},  {"drafted", sum.drafted}, {"open", sum.open}};
        outcome.text = tr("%1 prompts = %2 decided + %3 skipped + %4 drafted + %5 open\n")
                           .arg(sum.imported)
                           .arg(sum.decided)
                           .arg(sum.skipped)
                           .arg(sum.drafted)
                           .arg(sum.open);
        for (const auto &[name, count] : bySource.items())
            outcome.text +=
                tr("%1 responses by %2\n").arg(count.get<std::int64_t>()).arg(toQString(name));
        for (const auto &[name, counts] : byVerdict.items()) {
            for (const auto &[verdict, count] : counts.items())
                outcome.text += tr("%1 of %2: %3\n")
                                    .arg(count.get<std::int64_t>())
                                    .arg(toQString(name), toQString(verdict));
        }
        for (const auto &[name, count] : byOutcome.items())
            outcome.text +=
                QStringLiteral("%1 %2\n").arg(count.get<std::int64_t>()).arg(toQString(name));
        if (refused > 0)
            outcome.text += tr("%1 rows were refused\n").arg(refused);
        addSpending(outcome, sources, spent);
        return outcome;
    }

private:
    static void addSpending(Outcome &outcome,
                            const std::vector<Source> &sources,
                            const std::vector<SourceSpending> &all);
};

/// What teachers cost, by source and in total; a source may have been paid in several currencies.
void InfoCommand::addSpending(Outcome &outcome,
                              const std::vector<Source> &sources,
                              const std::vector<SourceSpending> &all)
{
    outcome.json["spending"] = {{"sources", Json::object()}, {"total", Json::array()}};
    std::map<std::string, Spending> totals;
    for (const Source &source : sources) {
        for (const SourceSpending &one : all) {
            if (one.source != source.id)
                continue;
            const Spending &spending = one.spending;
            outcome.json["spending"]["sources"][source.name].push_back(toJson(spending));
            outcome.text +=
                tr("%1 cost %2: %3 requests settled, %4 failed, %5 unknown\n")
                    .arg(toQString(source.name), moneyText(spending.cost, spending.currency))
                    .arg(spending.settled)
                    .arg(spending.failed)
                    .arg(spending.unknown);
            add(totals[spending.currency], spending);
        }
    }
    for (auto &[currency, total] : totals) {
        total.currency = currency;
        outcome.json["spending"]["total"].push_back(toJson(total));
        outcome.text += tr("%1 in total\n").arg(moneyText(total.cost, currency));
    }
}

class ShowCommand final : public ProjectCommand
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("show"); }
    [[nodiscard]] QString description() const override { return tr("One comparison, whole."); }
    void addOptions(QCommandLineParser &parser) const override
    {
        parser.addOptions(
            {{QStringLiteral("item"),
              tr("The prompt of this number, in the order of import, from 1."),
              QStringLiteral("N")},
             {QStringLiteral("key"), tr("The prompt of this key."), QStringLiteral("KEY")}});
    }
    [[nodiscard]] QString complaint(const QCommandLineParser &parser,
                                    const QStringList &words) const override
    {
        const bool byNumber = parser.isSet(QStringLiteral("item"));
        if (byNumber == parser.isSet(QStringLiteral("key")))
            return tr("show takes either --item N or --key KEY.");
        bool isNumber = true;
        if (byNumber
            && (parser.value(QStringLiteral("item")).toLongLong(&isNumber) < 1 || !isNumber))
            return tr("--item takes a number from 1.");
        return ProjectCommand::complaint(parser, words);
    }

    Result<Outcome>
    run(const QCommandLineParser &parser, const QStringList &words, Progress &) override
    {
        TRY_ASSIGN(const std::unique_ptr<Store> store, openForReading(words.at(1)));
        PromptId id;
        if (parser.isSet(QStringLiteral("key"))) {
            TRY_ASSIGN(id, store->promptByKey(toUtf8(parser.value(QStringLiteral("key")))));
        } else {
            const qint64 number = parser.value(QStringLiteral("item")).toLongLong();
            TRY_ASSIGN(const std::vector<PromptId> ids, store->promptIds(Query{}, number));
            if (static_cast<qint64>(ids.size()) < number) {
                return Error{
                    Error::Code::NotFound,
                    tr("There is no item %1; the project has %2.").arg(number).arg(ids.size())};
            }
            id = ids.back();
        }
        TRY_ASSIGN(const Item item, store->item(id));
        std::string whole;
        appendEverything(whole, item);
        Outcome outcome;
        TRY_ASSIGN(outcome.json, parseJson(whole));
        outcome.text = textOf(item);
        return outcome;
    }

private:
    static QString textOfVerdict(const Item &item, ResponseId response);
    static QString textOf(const Item &item)
    {
        QString text = tr("%1\n\n%2\n\nReference: %3\n")
                           .arg(toQString(item.prompt.key), toQString(item.prompt.text),
                                toQString(item.prompt.reference));
        for (std::size_t i = 0; i < item.responses.size(); ++i) {
            const Response &response = item.responses[i];
            text +=
                QStringLiteral("\n── %1 · %2 · %3\n")
                    .arg(toQString(item.sources[i].name), toQString(nameOf(item.sources[i].kind)))
                    .arg(response.sample + 1);
            if (!response.reasoning.empty())
                text += tr("[reasoning]\n%1\n[answer]\n").arg(toQString(response.reasoning));
            text += toQString(response.answer) + QLatin1Char('\n');
            if (!response.finalAnswer.empty())
                text +=
                    tr("Final answer: %1 (%2)\n")
                        .arg(toQString(response.finalAnswer), toQString(response.finalAnswerRule));
            text += textOfVerdict(item, response.id);
            text += textOfMarks(item, response);
        }
        if (item.decision)
            text += tr("\nDecision: %1\n").arg(toQString(nameOf(item.decision->outcome)));
        return text;
    }
};

QString ShowCommand::textOfVerdict(const Item &item, ResponseId response)
{
    QString text;
    if (const ResponseVerdict *verdict = item.verdictOf(response)) {
        text +=
            tr("Verdict: %1 (%2; by %3)\n")
                .arg(toQString(nameOf(standingOf(verdict->verdict))), toQString(verdict->reason),
                     toQString(verdict->profile)
                         + (verdict->version > 0 ? tr(", version %1").arg(verdict->version)
                                                 : QString{}));
        if (verdict->referenceChanged)
            text += tr("The reference was another one then.\n");
    }
    if (const Overrule *overrule = item.overruleOf(response)) {
        text += tr("Overruled: %1\n").arg(toQString(nameOf(overrule->standing)));
        if (!overrule->note.empty())
            text += QStringLiteral("  ") + toQString(overrule->note) + QLatin1Char('\n');
    }
    return text;
}

class CheckCommand final : public ProjectCommand
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("check"); }
    [[nodiscard]] QString description() const override
    {
        return tr("Looks through the file and its accounting.");
    }

    Result<Outcome>
    run(const QCommandLineParser &, const QStringList &words, Progress &progress) override
    {
        TRY_ASSIGN(const std::unique_ptr<Store> store, openForReading(words.at(1)));
        TRY_ASSIGN(const std::vector<std::string> wrong, store->check(progress));
        Outcome outcome;
        outcome.status = wrong.empty() ? Done : Failed;
        outcome.json = {{"ok", wrong.empty()}, {"wrong", wrong}};
        outcome.text = wrong.empty() ? tr("All is well.\n") : QString{};
        for (const std::string &line : wrong)
            outcome.text += toQString(line) + QLatin1Char('\n');
        return outcome;
    }
};

class FormatsCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("formats"); }
    [[nodiscard]] QString arguments() const override { return {}; }
    [[nodiscard]] QString description() const override
    {
        return tr("What can be read and written.");
    }
    [[nodiscard]] QString complaint(const QCommandLineParser &,
                                    const QStringList &words) const override
    {
        return words.size() == 1 ? QString{} : tr("formats takes nothing.");
    }

    Result<Outcome> run(const QCommandLineParser &, const QStringList &, Progress &) override
    {
        Outcome outcome;
        outcome.json = {{"containers", {"jsonl", "json", "csv", "tsv", "gz"}},
                        {"read", Json::array()},
                        {"roles", Json::array()},
                        {"write", Json::array()}};
        outcome.text = tr("Read: JSONL, JSON, CSV and TSV, also gzipped, as\n");
        for (const ImportFormat *format : importFormats()) {
            outcome.json["read"].push_back({{"name", format->name()}, {"title", format->title()}});
            outcome.text += QStringLiteral("  %1  %2\n")
                                .arg(toQString(format->name()), -18)
                                .arg(toQString(format->title()));
        }
        outcome.text += tr("Everything else by --map COLUMN=ROLE:\n");
        for (const Mapping::Role role : allRoles()) {
            const std::string name = roleName({{}, role, {}});
            outcome.json["roles"].push_back({{"name", name}, {"help", roleHelp(role)}});
            outcome.text += QStringLiteral("  %1  %2\n")
                                .arg(toQString(name), -18)
                                .arg(toQString(roleHelp(role)));
        }
        outcome.text += tr("\nWritten:\n");
        for (const ExportFormat *format : exportFormats()) {
            outcome.json["write"].push_back({{"name", format->name()},
                                             {"title", format->title()},
                                             {"read_by", format->readBy()}});
            outcome.text += QStringLiteral("  %1  %2 (%3)\n")
                                .arg(toQString(format->name()), -18)
                                .arg(toQString(format->title()), toQString(format->readBy()));
        }
        return outcome;
    }
};

} // namespace

std::unique_ptr<Command> makeInfo()
{
    return std::make_unique<InfoCommand>();
}

std::unique_ptr<Command> makeShow()
{
    return std::make_unique<ShowCommand>();
}

std::unique_ptr<Command> makeCheck()
{
    return std::make_unique<CheckCommand>();
}

std::unique_ptr<Command> makeFormats()
{
    return std::make_unique<FormatsCommand>();
}

} // namespace touchstone::cli
