// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "command.h"

#include <base/text.h>
#include <pipeline/responsechecker.h>
#include <pipeline/verifyjob.h>
#include <store/store.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <thread>

namespace touchstone::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::Verify", text);
}

/// What stands behind --profile and --set; nothing where neither is there.
std::optional<CheckRules> rulesOf(const QCommandLineParser &parser)
{
    const QStringList switches = parser.values(QStringLiteral("set"));
    if (!parser.isSet(QStringLiteral("profile")) && switches.isEmpty())
        return {};
    CheckRules rules;
    if (parser.isSet(QStringLiteral("profile")))
        rules.profile = toUtf8(parser.value(QStringLiteral("profile")));
    for (const QString &word : switches) {
        const QString value = word.section(QLatin1Char('='), 1);
        rules.switches[toUtf8(word.section(QLatin1Char('='), 0, 0))] = value == QLatin1String("on");
    }
    return rules;
}

std::string memberName(Standing standing)
{
    std::string name(nameOf(standing));
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
}

Json toJson(const Standings &standings)
{
    Json json = {{"total", standings.total}};
    for (const Standing standing : AllStandings)
        json[memberName(standing)] = standings.of(standing);
    const std::optional<double> accuracy = standings.accuracy();
    json["accuracy"] = accuracy ? Json(*accuracy) : Json(nullptr);
    return json;
}

QString textOf(const std::string &source, const Standings &standings)
{
    QString text = tr("%1: %2 responses").arg(toQString(source)).arg(standings.total);
    for (const Standing standing : AllStandings) {
        if (standings.of(standing) > 0)
            text += QStringLiteral(", %1 %2")
                        .arg(standings.of(standing))
                        .arg(toQString(nameOf(standing)));
    }
    if (const std::optional<double> accuracy = standings.accuracy())
        text +=
            tr("; %1 % of those that can be judged are correct").arg(100 * *accuracy, 0, 'f', 1);
    return text + QLatin1Char('\n');
}

class VerifyCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("verify"); }
    [[nodiscard]] QString arguments() const override { return QStringLiteral("PROJECT"); }
    [[nodiscard]] QString description() const override
    {
        return tr("Checks responses against their references and keeps the verdicts.");
    }
    void addOptions(QCommandLineParser &parser) const override
    {
        QStringList profiles;
        for (const Profile &profile : allProfiles())
            profiles << toQString(profile.name());
        parser.addOptions(
            {{QStringLiteral("source"), tr("Only the responses of this source."),
              QStringLiteral("NAME")},
             {QStringLiteral("filter"), tr("Only these prompts, as in \"state:open tag:rates\"."),
              QStringLiteral("TEXT")},
             {QStringLiteral("profile"),
              tr("By which rules: one of %1. They become the project's; without it, those of the "
                 "project.")
                  .arg(profiles.join(QStringLiteral(", "))),
              QStringLiteral("NAME")},
             {QStringLiteral("set"),
              tr("Turns a switch of the touchstone profile on or off; equal --help lists them."),
              QStringLiteral("SWITCH=on|off")},
             {QStringLiteral("again"), tr("Also what has its verdict.")}});
    }
    [[nodiscard]] QString complaint(const QCommandLineParser &parser,
                                    const QStringList &words) const override
    {
        if (words.size() != 2)
            return tr("verify takes one project.");
        for (const QString &word : parser.values(QStringLiteral("set"))) {
            if (!word.endsWith(QLatin1String("=on")) && !word.endsWith(QLatin1String("=off")))
                return tr("--set takes SWITCH=on or SWITCH=off.");
        }
        if (const auto rules = rulesOf(parser)) {
            if (const auto profile = profileOf(*rules); !profile)
                return profile.error().message;
        }
        if (const auto query = parseQuery(toUtf8(parser.value(QStringLiteral("filter")))); !query)
            return query.error().message;
        return {};
    }

    Result<Outcome>
    run(const QCommandLineParser &parser, const QStringList &words, Progress &progress) override
    {
        QElapsedTimer timer;
        timer.start();
        TRY_ASSIGN(const std::unique_ptr<Store> store, openForWriting(words.at(1)));
        VerifyPlan plan;
        TRY_ASSIGN(plan.rules, settledRules(*store, rulesOf(parser)));
        plan.query = *parseQuery(toUtf8(parser.value(QStringLiteral("filter"))));
        plan.source = toUtf8(parser.value(QStringLiteral("source")));
        plan.again = parser.isSet(QStringLiteral("again"));
        plan.exclusive = true;
        plan.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
        VerifyJob job(plan);
        TRY(job.run(*store, progress));

        const VerifyJob::Report &report = job.report();
        Outcome outcome;
        outcome.json = {{"sources", Json::object()},
                        {"checked", report.checked},
                        {"profile", labelOf(plan.rules)},
                        {"version", versionOf(plan.rules)},
                        {"seconds", static_cast<double>(timer.elapsed()) / 1000}};
        outcome.text = tr("%1 responses checked by %2\n")
                           .arg(report.checked)
                           .arg(toQString(labelOf(plan.rules)));
        for (const auto &[source, standings] : report.sources) {
            outcome.json["sources"][source] = toJson(standings);
            outcome.text += textOf(source, standings);
        }
        return outcome;
    }

private:
    /// The project's own rules, or those that were asked for, which become the project's.
    static Result<CheckRules> settledRules(Store &store, const std::optional<CheckRules> &asked)
    {
        TRY_ASSIGN(CheckRules rules, store.checkRules());
        if (!asked)
            return rules;
        CheckRules wanted = *asked;
        wanted.expression = rules.expression;
        wanted.script = rules.script;
        wanted.command = rules.command;
        if (wanted != rules)
            TRY(store.perform({{SetCheckRules{wanted}}}));
        return wanted;
    }
};

} // namespace

std::unique_ptr<Command> makeVerify()
{
    return std::make_unique<VerifyCommand>();
}

} // namespace touchstone::cli
