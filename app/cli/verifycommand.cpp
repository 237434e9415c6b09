// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "command.h"

#include <base/text.h>
#include <pipeline/responsechecker.h>
#include <pipeline/verifyjob.h>
#include <store/store.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <algorithm>
#include <thread>

namespace touchstone::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::Verify", text);
}

bool isAsked(const QCommandLineParser &parser, const char *option)
{
    return parser.isSet(QLatin1String(option));
}

/// The first complaint about --profile, --set, --expression, --validator and --command; empty:
/// none.
QString complaintAboutRules(const QCommandLineParser &parser)
{
    const bool profile =
        isAsked(parser, "profile") || isAsked(parser, "set") || isAsked(parser, "expression");
    if (int(profile) + int(isAsked(parser, "validator")) + int(isAsked(parser, "command")) > 1)
        return tr("a profile, --validator and --command exclude each other.");
    if (isAsked(parser, "command")
        && QProcess::splitCommand(parser.value(QStringLiteral("command"))).isEmpty())
        return tr("--command takes a program and its arguments.");
    for (const QString &word : parser.values(QStringLiteral("set"))) {
        if (!word.endsWith(QLatin1String("=on")) && !word.endsWith(QLatin1String("=off")))
            return tr("--set takes SWITCH=on or SWITCH=off.");
    }
    return {};
}

/// What was asked for, on top of the project's own rules; nothing where nothing was.
Result<std::optional<CheckRules>> rulesOf(const QCommandLineParser &parser, CheckRules rules)
{
    if (isAsked(parser, "validator")) {
        QFile file(parser.value(QStringLiteral("validator")));
        if (!file.open(QIODevice::ReadOnly))
            return Error{Error::Code::NotFound,
                         QStringLiteral("%1: %2").arg(file.fileName(), file.errorString())};
        rules.by = CheckRules::By::Script;
        rules.script = file.readAll().toStdString();
        return std::optional(rules);
    }
    if (isAsked(parser, "command")) {
        rules.by = CheckRules::By::Command;
        rules.command.clear();
        for (const QString &word : QProcess::splitCommand(parser.value(QStringLiteral("command"))))
            rules.command.push_back(toUtf8(word));
        return std::optional(rules);
    }
    const QStringList switches = parser.values(QStringLiteral("set"));
    if (!isAsked(parser, "profile") && switches.isEmpty() && !isAsked(parser, "expression"))
        return std::optional<CheckRules>{};
    rules.by = CheckRules::By::Profile;
    if (isAsked(parser, "profile"))
        rules.profile = toUtf8(parser.value(QStringLiteral("profile")));
    if (isAsked(parser, "expression"))
        rules.expression = toUtf8(parser.value(QStringLiteral("expression")));
    rules.switches.clear();
    for (const QString &word : switches) {
        const QString value = word.section(QLatin1Char('='), 1);
        rules.switches[toUtf8(word.section(QLatin1Char('='), 0, 0))] = value == QLatin1String("on");
    }
    return std::optional(rules);
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
             {QStringLiteral("expression"),
              tr("Looks first for the last match of a regular expression; empty: for none."),
              QStringLiteral("RE")},
             {QStringLiteral("validator"),
              tr("By a script of your own: a file of JavaScript with a function validate(item). It "
                 "is kept in the project."),
              QStringLiteral("FILE.js")},
             {QStringLiteral("command"),
              tr("By a program of your own, which reads and writes a line of JSON for each "
                 "response. No shell reads the words."),
              QStringLiteral("CMD")},
             {QStringLiteral("trust"), tr("Runs the script or program that the project brings.")},
             {QStringLiteral("again"), tr("Also what has its verdict.")}});
    }
    [[nodiscard]] QString complaint(const QCommandLineParser &parser,
                                    const QStringList &words) const override
    {
        if (words.size() != 2)
            return tr("verify takes one project.");
        if (const QString off = complaintAboutRules(parser); !off.isEmpty())
            return off;
        if (const auto rules = rulesOf(parser, {}); rules && *rules) {
            if (const auto profile = profileOf(**rules); !profile)
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
        TRY_ASSIGN(plan.rules, settledRules(*store, parser));
        plan.query = *parseQuery(toUtf8(parser.value(QStringLiteral("filter"))));
        plan.source = toUtf8(parser.value(QStringLiteral("source")));
        plan.again = parser.isSet(QStringLiteral("again"));
        plan.exclusive = true;
        plan.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
        VerifyJob job(plan);
        TRY(job.run(*store, progress));
        // They become the project's where they could check at all.
        TRY_ASSIGN(const CheckRules before, store->checkRules());
        if (plan.rules != before)
            TRY(store->perform({{SetCheckRules{plan.rules}}}));

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
        outcome.json["failed"] = report.failed;
        if (report.failed > 0)
            outcome.warning = tr("%1 responses got no verdict of it. The first: %2")
                                  .arg(report.failed)
                                  .arg(report.failure);
        if (!report.trouble.isEmpty())
            outcome.warning = tr("What is hard was not compared. %1").arg(report.trouble);
        for (const auto &[source, standings] : report.sources) {
            outcome.json["sources"][source] = toJson(standings);
            outcome.text += textOf(source, standings);
        }
        return outcome;
    }

private:
    /// The project's own rules, or those that were asked for.
    static Result<CheckRules> settledRules(Store &store, const QCommandLineParser &parser)
    {
        TRY_ASSIGN(const CheckRules rules, store.checkRules());
        TRY_ASSIGN(const std::optional<CheckRules> asked, rulesOf(parser, rules));
        if (!asked && rules.by != CheckRules::By::Profile && !isAsked(parser, "trust"))
            return Error{
                Error::Code::BadInput,
                tr("The project is checked by a %1 that came with it. Say --trust where "
                   "you know it, or a --profile to check by that.")
                    .arg(rules.by == CheckRules::By::Script ? tr("script") : tr("program"))};
        return asked.value_or(rules);
    }
};

} // namespace

std::unique_ptr<Command> makeVerify()
{
    return std::make_unique<VerifyCommand>();
}

} // namespace touchstone::cli
