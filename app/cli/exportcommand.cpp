// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "command.h"

#include <base/text.h>
#include <pipeline/exportjob.h>
#include <store/store.h>

#include <QCoreApplication>

#include <optional>

namespace touchstone::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::Export", text);
}

/// train=0.9,test=0.1
std::optional<std::vector<std::pair<std::string, double>>> parseSplit(const QString &text)
{
    std::vector<std::pair<std::string, double>> split;
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        bool isNumber = false;
        const double share = part.section(QLatin1Char('='), 1).toDouble(&isNumber);
        if (!isNumber || !(share > 0) || share > 1e9)
            return {};
        split.emplace_back(toUtf8(part.section(QLatin1Char('='), 0, 0)), share);
    }
    return split;
}

class ExportCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("export"); }
    [[nodiscard]] QString arguments() const override { return QStringLiteral("PROJECT OUT"); }
    [[nodiscard]] QString description() const override
    {
        return tr("Writes a file for training, and its manifest.");
    }

    void addOptions(QCommandLineParser &parser) const override
    {
        parser.addOptions({
            {QStringLiteral("format"), tr("The format's name; the command formats lists them."),
             QStringLiteral("NAME")},
            {QStringLiteral("take"),
             tr("Which response a prompt gives: chosen (default), rule (all that the command "
                "choose chose), human, teacher, or a source's name."),
             QStringLiteral("WHICH"), QStringLiteral("chosen")},
            {QStringLiteral("filter"), tr("Only these prompts, as in \"state:decided tag:rates\"."),
             QStringLiteral("TEXT")},
            {QStringLiteral("ties"),
             tr("What a tie becomes: drop (default) or both, which is a pair each way, or two rows "
                "labelled true."),
             QStringLiteral("drop|both"), QStringLiteral("drop")},
            {QStringLiteral("pairs"),
             tr("Pairs of undecided prompts: decisions (none, default), prefer-human or "
                "prefer-teacher."),
             QStringLiteral("RULE"), QStringLiteral("decisions")},
            {QStringLiteral("reasoning"), tr("think (default), field or none."),
             QStringLiteral("PLACE"), QStringLiteral("think")},
            {QStringLiteral("split"), tr("Parts, as in train=0.9,test=0.1; OUT is a folder then."),
             QStringLiteral("PARTS")},
            {QStringLiteral("seed"), tr("Of the split."), QStringLiteral("S"), QStringLiteral("0")},
            {QStringLiteral("study"), tr("The study's three targets into the folder OUT.")},
        });
    }

    [[nodiscard]] QString complaint(const QCommandLineParser &parser,
                                    const QStringList &words) const override
    {
        const auto isOneOf = [&parser](const char *option, const QStringList &values) {
            return values.contains(parser.value(QLatin1String(option)));
        };
        if (words.size() != 3)
            return tr("export takes a project and where to write.");
        if (!parser.isSet(QStringLiteral("format")))
            return tr("--format is missing; the command formats lists them.");
        if (!exportFormat(toUtf8(parser.value(QStringLiteral("format")))))
            return tr("there is no format %1; the command formats lists them.")
                .arg(parser.value(QStringLiteral("format")));
        if (!isOneOf("ties", {QStringLiteral("drop"), QStringLiteral("both")}))
            return tr("--ties is drop or both.");
        if (!isOneOf("pairs", {QStringLiteral("decisions"), QStringLiteral("prefer-human"),
                               QStringLiteral("prefer-teacher")}))
            return tr("--pairs is decisions, prefer-human or prefer-teacher.");
        if (!isOneOf("reasoning",
                     {QStringLiteral("think"), QStringLiteral("field"), QStringLiteral("none")}))
            return tr("--reasoning is think, field or none.");
        if (!parseSplit(parser.value(QStringLiteral("split"))))
            return tr("--split is NAME=SHARE,NAME=SHARE with shares above 0.");
        if (parser.isSet(QStringLiteral("study")) && parser.isSet(QStringLiteral("split")))
            return tr("--study and --split exclude each other.");
        bool isNumber = false;
        parser.value(QStringLiteral("seed")).toULongLong(&isNumber);
        if (!isNumber)
            return tr("--seed takes a whole number.");
        if (const auto query = parseQuery(toUtf8(parser.value(QStringLiteral("filter")))); !query)
            return query.error().message;
        return {};
    }

    Result<Outcome>
    run(const QCommandLineParser &parser, const QStringList &words, Progress &progress) override
    {
        TRY_ASSIGN(const std::unique_ptr<Store> store, openForReading(words.at(1)));
        const ExportPlan plan = planFor(parser, words.at(2));
        if (plan.take == ExportPlan::Take::Source)
            TRY(checkSource(*store, plan.source));
        if (parser.isSet(QStringLiteral("study"))) {
            StudyExportJob job(plan);
            TRY(job.run(*store, progress));
            return outcomeOf(job.report());
        }
        ExportJob job(plan);
        TRY(job.run(*store, progress));
        return outcomeOf(job.report());
    }

private:
    static ExportPlan planFor(const QCommandLineParser &parser, const QString &out)
    {
        const auto value = [&parser](const char *option) {
            return parser.value(QLatin1String(option));
        };
        ExportPlan plan;
        plan.format = toUtf8(value("format"));
        plan.query = *parseQuery(toUtf8(value("filter")));
        const QString take = value("take");
        plan.take = take == QLatin1String("chosen")    ? ExportPlan::Take::Chosen
                    : take == QLatin1String("rule")    ? ExportPlan::Take::Rule
                    : take == QLatin1String("human")   ? ExportPlan::Take::Human
                    : take == QLatin1String("teacher") ? ExportPlan::Take::Teacher
                                                       : ExportPlan::Take::Source;
        plan.source = plan.take == ExportPlan::Take::Source ? toUtf8(take) : std::string{};
        plan.ties = value("ties") == QLatin1String("both") ? ExportPlan::Ties::Both
                                                           : ExportPlan::Ties::Drop;
        const QString pairs = value("pairs");
        plan.pairs = pairs == QLatin1String("prefer-human") ? ExportPlan::PairRule::PreferHuman
                     : pairs == QLatin1String("prefer-teacher")
                         ? ExportPlan::PairRule::PreferTeacher
                         : ExportPlan::PairRule::DecisionsOnly;
        const QString place = value("reasoning");
        plan.reasoning = place == QLatin1String("field")  ? ReasoningPlace::Field
                         : place == QLatin1String("none") ? ReasoningPlace::None
                                                          : ReasoningPlace::Think;
        plan.split = *parseSplit(value("split"));
        plan.seed = value("seed").toULongLong();
        plan.out = out;
        return plan;
    }

    static Result<> checkSource(const Store &store, const std::string &name)
    {
        TRY_ASSIGN(const std::vector<Source> sources, store.sources());
        QStringList names;
        for (const Source &source : sources) {
            if (source.name == name)
                return {};
            names << toQString(source.name);
        }
        return Error{Error::Code::NotFound,
                     tr("There is no source %1; there are %2.")
                         .arg(toQString(name), names.join(QStringLiteral(", ")))};
    }

    static Outcome outcomeOf(const ExportReport &report)
    {
        Outcome outcome;
        outcome.json = {{"files", Json::array()},
                        {"left_out", Json::object()},
                        {"manifest", toUtf8(report.manifest)}};
        for (const ExportedFile &file : report.files) {
            outcome.json["files"].push_back({{"path", toUtf8(file.path)},
                                             {"rows", file.rows},
                                             {"bytes", file.bytes},
                                             {"sha256", file.sha256}});
            outcome.text +=
                tr("%1: %2 rows, %3 bytes\n").arg(file.path).arg(file.rows).arg(file.bytes);
        }
        for (const auto &[reason, count] : report.leftOut) {
            outcome.json["left_out"][reason] = count;
            outcome.text += tr("left out: %1 %2\n").arg(count).arg(toQString(reason));
        }
        return outcome;
    }
};

} // namespace

std::unique_ptr<Command> makeExport()
{
    return std::make_unique<ExportCommand>();
}

} // namespace touchstone::cli
