// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "command.h"

#include <base/text.h>
#include <pipeline/choosejob.h>
#include <store/store.h>

#include <QCoreApplication>

namespace touchstone::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::Choose", text);
}

/// Nothing where one of them is none, or none is there.
std::optional<std::vector<SourceKind>> kindsIn(const QString &text)
{
    std::vector<SourceKind> kinds;
    for (const QString &word : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const auto kind = sourceKindFromName(toUtf8(word.trimmed()));
        if (!kind)
            return {};
        kinds.push_back(*kind);
    }
    return kinds.empty() ? std::nullopt : std::optional(kinds);
}

class ChooseCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("choose"); }
    [[nodiscard]] QString arguments() const override { return QStringLiteral("PROJECT"); }
    [[nodiscard]] QString description() const override
    {
        return tr("Chooses the best of the correct responses to each prompt, for export.");
    }
    void addOptions(QCommandLineParser &parser) const override
    {
        parser.addOptions(
            {{QStringLiteral("best"), tr("How many of a prompt at most."), QStringLiteral("N"),
              QStringLiteral("1")},
             {QStringLiteral("by"), tr("shortest (default), longest, median, highest or random."),
              QStringLiteral("RULE"), QStringLiteral("shortest")},
             {QStringLiteral("seed"), tr("Of random."), QStringLiteral("S"), QStringLiteral("0")},
             {QStringLiteral("kinds"), tr("Whose responses: teacher, student, human, edit."),
              QStringLiteral("KIND,..."), QStringLiteral("teacher,student")},
             {QStringLiteral("filter"), tr("Only these prompts, as in \"state:open tag:rates\"."),
              QStringLiteral("TEXT")},
             {QStringLiteral("dry-run"), tr("Says what would be chosen, changes nothing.")}});
    }
    [[nodiscard]] QString complaint(const QCommandLineParser &parser,
                                    const QStringList &words) const override
    {
        if (words.size() != 2)
            return tr("choose takes one project.");
        bool isNumber = false;
        if (parser.value(QStringLiteral("best")).toInt(&isNumber) < 1 || !isNumber)
            return tr("--best takes a number from 1.");
        if (!bestByNamed(toUtf8(parser.value(QStringLiteral("by")))))
            return tr("--by is shortest, longest, median, highest or random.");
        parser.value(QStringLiteral("seed")).toULongLong(&isNumber);
        if (!isNumber)
            return tr("--seed takes a whole number.");
        if (!kindsIn(parser.value(QStringLiteral("kinds"))))
            return tr("--kinds takes some of teacher, student, human, edit, with commas.");
        if (const auto query = parseQuery(toUtf8(parser.value(QStringLiteral("filter")))); !query)
            return query.error().message;
        return {};
    }

    Result<Outcome>
    run(const QCommandLineParser &parser, const QStringList &words, Progress &progress) override
    {
        const bool rehearsal = parser.isSet(QStringLiteral("dry-run"));
        ChoosePlan plan;
        plan.rule.n = parser.value(QStringLiteral("best")).toInt();
        plan.rule.by = *bestByNamed(toUtf8(parser.value(QStringLiteral("by"))));
        plan.rule.seed = parser.value(QStringLiteral("seed")).toULongLong();
        plan.rule.kinds = *kindsIn(parser.value(QStringLiteral("kinds")));
        plan.query = *parseQuery(toUtf8(parser.value(QStringLiteral("filter"))));
        plan.exclusive = true;
        TRY_ASSIGN(const std::unique_ptr<Store> store,
                   rehearsal ? openForReading(words.at(1)) : openForWriting(words.at(1)));
        ChooseJob job(rehearsal ? ChooseJob::Way::Preview : ChooseJob::Way::Choose, plan);
        TRY(job.run(*store, progress));
        return outcomeOf(job.report(), plan);
    }

private:
    static Outcome outcomeOf(const ChooseJob::Report &report, const ChoosePlan &plan)
    {
        Outcome outcome;
        outcome.json = {{"rule", parseJson(textOf(plan)).value_or(Json())},
                        {"prompts", report.prompts},
                        {"kept", report.kept},
                        {"outcomes", Json::object()},
                        {"dropped", Json::object()}};
        outcome.text = tr("%1 responses kept of %2 prompts\n").arg(report.kept).arg(report.prompts);
        const auto add = [&outcome](const char *group, std::string_view name, std::int64_t count) {
            outcome.json[group][std::string(name)] = count;
            outcome.text += QStringLiteral("  %1  %2\n").arg(count).arg(toQString(name));
        };
        for (const auto &[what, count] : report.outcomes)
            add("outcomes", nameOf(what), count);
        outcome.text += tr("Not kept:\n");
        for (const auto &[why, count] : report.dropped)
            add("dropped", nameOf(why), count);
        return outcome;
    }
};

} // namespace

std::unique_ptr<Command> makeChoose()
{
    return std::make_unique<ChooseCommand>();
}

} // namespace touchstone::cli
