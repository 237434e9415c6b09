// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "command.h"

#include <base/text.h>
#include <exchange/format.h>
#include <exchange/mapping.h>
#include <pipeline/importjob.h>
#include <store/store.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace touchstone::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::Import", text);
}

struct Totals
{
    std::int64_t rows = 0;
    ImportWriter::Counts counts;
    Json refused = Json::array();
    QString refusedText;
    double seconds = 0;
};

void addUp(Totals &totals, const ImportReport &report, const QString &path)
{
    totals.rows += report.rows;
    totals.counts.promptsNew += report.counts.promptsNew;
    totals.counts.responsesNew += report.counts.responsesNew;
    totals.counts.alreadyThere += report.counts.alreadyThere;
    totals.counts.refused += report.counts.refused;
    totals.seconds += report.seconds;
    for (const RefusedRow &row : report.refused) {
        Json entry = {{"line", row.line}, {"reason", row.reason}, {"file", toUtf8(path)}};
        if (row.column > 0)
            entry["column"] = row.column;
        totals.refused.push_back(entry);
        totals.refusedText +=
            QStringLiteral("%1:%2%3: %4\n")
                .arg(path)
                .arg(row.line)
                .arg(row.column > 0 ? QStringLiteral(":%1").arg(row.column) : QString{})
                .arg(toQString(row.reason));
    }
    const auto listed = static_cast<std::int64_t>(report.refused.size());
    if (report.counts.refused > listed)
        totals.refusedText += tr("%1: %2 more; all are listed in the project.\n")
                                  .arg(path)
                                  .arg(report.counts.refused - listed);
}

class ImportCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("import"); }
    [[nodiscard]] QString arguments() const override { return QStringLiteral("PROJECT FILE..."); }
    [[nodiscard]] QString description() const override
    {
        return tr("Reads files into a project, which is made where there is none.");
    }

    void addOptions(QCommandLineParser &parser) const override
    {
        QString roles;
        for (const Mapping::Role role : allRoles())
            roles += QStringLiteral("\n%1: %2")
                         .arg(toQString(roleName({{}, role, {}})), toQString(roleHelp(role)));
        parser.addOptions({
            {QStringLiteral("format"), tr("Reads as this format instead of recognising one."),
             QStringLiteral("NAME")},
            {QStringLiteral("map"),
             tr("Gives a column its role; once for every column. Roles:") + roles,
             QStringLiteral("COLUMN=ROLE")},
            {QStringLiteral("source"),
             tr("Who made the responses, where the file does not say it."), QStringLiteral("NAME")},
            {QStringLiteral("kind"),
             tr("Who that is: human, teacher or student; without it, what is usual for the "
                "format."),
             QStringLiteral("KIND")},
            {QStringLiteral("join"),
             tr("Joins prompts on their key or their text; without it, on the key where there is "
                "one."),
             QStringLiteral("key|text")},
            {QStringLiteral("dry-run"), tr("Reads and counts, writes nothing.")},
        });
    }

    [[nodiscard]] QString complaint(const QCommandLineParser &parser,
                                    const QStringList &words) const override
    {
        if (words.size() < 3)
            return tr("import takes a project and at least one file.");
        const auto kind = sourceKindFromName(toUtf8(parser.value(QStringLiteral("kind"))));
        if (parser.isSet(QStringLiteral("kind")) && (!kind || *kind == SourceKind::Edited))
            return tr("--kind is human, teacher or student.");
        const QString format = parser.value(QStringLiteral("format"));
        if (!format.isEmpty() && !importFormat(toUtf8(format)))
            return tr("there is no format %1; the command formats lists them.").arg(format);
        if (!format.isEmpty() && parser.isSet(QStringLiteral("map")))
            return tr("--format and --map exclude each other.");
        const QString join = parser.value(QStringLiteral("join"));
        if (!join.isEmpty() && join != QLatin1String("key") && join != QLatin1String("text"))
            return tr("--join is key or text.");
        for (const QString &pair : parser.values(QStringLiteral("map"))) {
            const qsizetype sign = pair.lastIndexOf(QLatin1Char('='));
            if (sign < 1 || !parseRole(toUtf8(pair.left(sign)), toUtf8(pair.mid(sign + 1))))
                return tr("--map %1 is not COLUMN=ROLE with a role that there is.").arg(pair);
        }
        return {};
    }

    Result<Outcome>
    run(const QCommandLineParser &parser, const QStringList &words, Progress &progress) override
    {
        const QString project = words.at(1);
        if (parser.isSet(QStringLiteral("dry-run")))
            return rehearse(project, parser, words.mid(2), progress);
        const bool isNew = !QFileInfo::exists(project);
        if (isNew) {
            TRY(Store::create(project, Store::Options{}));
        }
        Result<Outcome> outcome = importInto(project, parser, words.mid(2), progress);
        // A project that was made for this and did not get all is half-done work.
        if (isNew && !outcome)
            QFile::remove(project);
        return outcome;
    }

private:
    /// Only a real import among the same prompts can say what is new and what is refused, so a copy
    /// gets it and is thrown away.
    static Result<Outcome> rehearse(const QString &project,
                                    const QCommandLineParser &parser,
                                    const QStringList &files,
                                    Progress &progress)
    {
        const QTemporaryDir folder;
        if (!folder.isValid())
            return Error{Error::Code::Io,
                         tr("No temporary folder could be made: %1.").arg(folder.errorString())};
        const QString copy = folder.filePath(QStringLiteral("rehearsal.touchstone"));
        if (QFileInfo::exists(project)) {
            TRY_ASSIGN(const std::unique_ptr<Store> store, openForReading(project));
            TRY(store->saveCopy(copy));
        } else {
            TRY(Store::create(copy, Store::Options{}));
        }
        return importInto(copy, parser, files, progress);
    }

    static Result<Outcome> importInto(const QString &project,
                                      const QCommandLineParser &parser,
                                      const QStringList &files,
                                      Progress &progress)
    {
        TRY_ASSIGN(const std::unique_ptr<Store> store, openForWriting(project));
        // What is wrong with any of the files is said before the first one is taken.
        for (const QString &file : files)
            TRY(ImportJob(planFor(parser, file)).check(*store));
        Totals totals;
        for (const QString &file : files) {
            ImportJob job(planFor(parser, file));
            TRY(job.run(*store, progress));
            addUp(totals, job.report(), file);
        }
        const ImportWriter::Counts &counts = totals.counts;
        Outcome outcome;
        outcome.status = counts.refused > 0 ? SomeRefused : Done;
        outcome.json = {{"rows", totals.rows},
                        {"prompts_new", counts.promptsNew},
                        {"responses_new", counts.responsesNew},
                        {"already_there", counts.alreadyThere},
                        {"refused", totals.refused},
                        {"refused_count", counts.refused},
                        {"seconds", totals.seconds}};
        outcome.text = tr("%1 rows: %2 prompts and %3 responses are new, %4 rows were there "
                          "already, %5 were refused.\n")
                           .arg(totals.rows)
                           .arg(counts.promptsNew)
                           .arg(counts.responsesNew)
                           .arg(counts.alreadyThere)
                           .arg(counts.refused)
                       + totals.refusedText;
        return outcome;
    }

    static ImportPlan planFor(const QCommandLineParser &parser, const QString &file)
    {
        ImportPlan plan;
        plan.path = file;
        plan.format = toUtf8(parser.value(QStringLiteral("format")));
        plan.options.source = toUtf8(parser.value(QStringLiteral("source")));
        const auto kind = sourceKindFromName(toUtf8(parser.value(QStringLiteral("kind"))));
        plan.usualKind = !kind;
        plan.options.kind = kind.value_or(SourceKind::Human);
        plan.options.exclusive = true; // the command line holds the project's lock
        const QString join = parser.value(QStringLiteral("join"));
        if (!join.isEmpty()) {
            plan.options.join = join == QLatin1String("key") ? Store::ImportOptions::Join::Key
                                                             : Store::ImportOptions::Join::Text;
        }
        Mapping mapping;
        for (const QString &pair : parser.values(QStringLiteral("map"))) {
            const qsizetype sign = pair.lastIndexOf(QLatin1Char('='));
            mapping.columns.push_back(
                *parseRole(toUtf8(pair.left(sign)), toUtf8(pair.mid(sign + 1))));
        }
        if (!mapping.columns.empty())
            plan.mapping = toJsonText(mapping);
        return plan;
    }
};

} // namespace

std::unique_ptr<Command> makeImport()
{
    return std::make_unique<ImportCommand>();
}

} // namespace touchstone::cli
