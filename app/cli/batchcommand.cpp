// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "command.h"
#include "teacheroptions.h"

#include <base/text.h>
#include <pipeline/batchjobs.h>
#include <store/store.h>

#include <QCoreApplication>

namespace touchstone::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::Batch", text);
}

class BatchCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("batch"); }
    [[nodiscard]] QString arguments() const override
    {
        return QStringLiteral("write|read|forgo PROJECT [FILE]");
    }
    [[nodiscard]] QString description() const override
    {
        return tr("Writes what is missing as a batch's files, and reads their results.");
    }
    void addOptions(QCommandLineParser &parser) const override { addTeacherOptions(parser); }
    [[nodiscard]] QString complaint(const QCommandLineParser &parser,
                                    const QStringList &words) const override
    {
        const QString what = words.value(1);
        if (what == QLatin1String("write"))
            return words.size() == 4 ? complaintAboutTeacher(parser)
                                     : tr("batch write takes a project and a file.");
        if (what == QLatin1String("read"))
            return words.size() == 4 ? QString{} : tr("batch read takes a project and a file.");
        if (what == QLatin1String("forgo"))
            return words.size() == 3 ? QString{} : tr("batch forgo takes one project.");
        return tr("batch takes write, read or forgo.");
    }

    Result<Outcome>
    run(const QCommandLineParser &parser, const QStringList &words, Progress &progress) override
    {
        const QString what = words.at(1);
        if (what == QLatin1String("write")) {
            GeneratePlan plan;
            TRY_ASSIGN(plan.settings, settingsOf(parser));
            TRY_ASSIGN(const std::unique_ptr<Store> store, openForWriting(words.at(2)));
            return write(*store, plan, words.at(3), progress);
        }
        TRY_ASSIGN(const std::unique_ptr<Store> store, openForWriting(words.at(2)));
        if (what == QLatin1String("read"))
            return read(*store, words.at(3), progress);
        TRY_ASSIGN(const std::int64_t given, forgoBatches(*store));
        Outcome outcome;
        outcome.json = {{"forgone", given}};
        outcome.text = tr("%1 requests of batch files were given up\n").arg(given);
        return outcome;
    }

private:
    static Result<Outcome>
    write(Store &store, const GeneratePlan &plan, const QString &path, Progress &progress)
    {
        BatchWriteJob job(plan, path);
        TRY(job.run(store, progress));
        const BatchWriteJob::Report &report = job.report();
        Outcome outcome;
        outcome.json = {{"requests", report.requests},
                        {"files", Json::array()},
                        {"refused", report.promptsRefused}};
        outcome.text =
            tr("%1 requests in %2 files\n").arg(report.requests).arg(report.files.size());
        for (const QString &file : report.files) {
            outcome.json["files"].push_back(toUtf8(file));
            outcome.text += QStringLiteral("  %1\n").arg(file);
        }
        if (report.promptsRefused > 0) {
            outcome.status = SomeRefused;
            outcome.text += tr("%1 prompts could not be asked: %2\n")
                                .arg(report.promptsRefused)
                                .arg(report.firstRefusal);
        }
        return outcome;
    }

    static Result<Outcome> read(Store &store, const QString &path, Progress &progress)
    {
        BatchReadJob job(path);
        TRY(job.run(store, progress));
        const BatchReadJob::Report &report = job.report();
        Outcome outcome;
        outcome.json = {{"rows", report.rows},
                        {"responses_new", report.settled},
                        {"already_there", report.alreadyThere},
                        {"failed", report.failed},
                        {"refused", Json::array()},
                        {"refused_count", report.refusedCount}};
        outcome.text = tr("%1 rows: %2 responses are new, %3 were there already, %4 requests "
                          "failed, %5 rows were refused.\n")
                           .arg(report.rows)
                           .arg(report.settled)
                           .arg(report.alreadyThere)
                           .arg(report.failed)
                           .arg(report.refusedCount);
        if (!report.firstFailure.isEmpty())
            outcome.text += tr("The first failure: %1\n").arg(report.firstFailure);
        for (const RefusedRow &row : report.refused) {
            outcome.json["refused"].push_back({{"line", row.line}, {"reason", row.reason}});
            outcome.text += tr("  line %1: %2\n").arg(row.line).arg(toQString(row.reason));
        }
        if (report.failed > 0 || report.refusedCount > 0)
            outcome.status = SomeRefused;
        return outcome;
    }
};

} // namespace

std::unique_ptr<Command> makeBatch()
{
    return std::make_unique<BatchCommand>();
}

} // namespace touchstone::cli
