// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "batchjobs.h"

#include "generationstart.h"
#include "missingsamples.h"
#include "partfile.h"
#include "replyresponse.h"

#include <base/text.h>
#include <generate/prompttemplate.h>
#include <generate/teachers.h>
#include <store/ledgerwriter.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <limits>
#include <memory>
#include <unordered_map>

namespace touchstone {

namespace {

constexpr std::size_t InTransaction = 500;
constexpr std::size_t ListedRefusals = 10'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::BatchJob", text);
}

/// FILE, FILE-2, FILE-3…, the number before the extension.
QString numbered(const QString &path, qsizetype number)
{
    if (number == 1)
        return path;
    const QFileInfo info(path);
    const QString suffix = info.suffix().isEmpty() ? QString{} : QLatin1Char('.') + info.suffix();
    return path.chopped(suffix.size()) + QStringLiteral("-%1").arg(number) + suffix;
}

} // namespace

/// The files of one batch, split by its limits; published together.
class BatchWriteJob::Files
{
public:
    Files(QString path, const BatchLimits &limits)
        : m_path(std::move(path))
        , m_limits(limits)
    {}

    Result<> add(const std::string &line)
    {
        const auto size = static_cast<std::int64_t>(line.size()) + 1;
        if (m_files.empty() || m_requests == m_limits.requests || m_bytes + size > m_limits.bytes)
            TRY(openNext());
        ++m_requests;
        m_bytes += size;
        TRY(m_files.back()->write(line));
        return m_files.back()->write("\n");
    }
    Result<> close() { return m_files.empty() ? Result<>() : m_files.back()->close(); }
    Result<QStringList> publish()
    {
        QStringList paths;
        for (const auto &file : m_files) {
            TRY(file->publish());
            paths << numbered(m_path, paths.size() + 1);
        }
        return paths;
    }

private:
    Result<> openNext()
    {
        TRY(close());
        const auto number = static_cast<qsizetype>(m_files.size()) + 1;
        m_files.push_back(std::make_unique<PartFile>(numbered(m_path, number)));
        m_requests = 0;
        m_bytes = 0;
        return m_files.back()->open();
    }

    QString m_path;
    BatchLimits m_limits;
    std::vector<std::unique_ptr<PartFile>> m_files;
    std::int64_t m_requests = 0; ///< in the last one
    std::int64_t m_bytes = 0;
};

BatchWriteJob::BatchWriteJob(GeneratePlan plan, QString path, const BatchLimits &limits)
    : m_plan(std::move(plan))
    , m_path(std::move(path))
    , m_limits(limits)
{}

QString BatchWriteJob::title() const
{
    return tr("Write %1").arg(QFileInfo(m_path).fileName());
}

Result<> BatchWriteJob::run(Store &store, Progress &progress)
{
    m_report = {};
    Files files(m_path, m_limits);
    const Result<> done = writeAll(store, progress, files);
    if (done || m_report.generation.isNull())
        return done;
    // No file is there, so nothing is on its way.
    TRY_ASSIGN(LedgerWriter writer, store.openGeneration(m_report.generation));
    TRY(writer.forgoAll());
    return done;
}

Result<> BatchWriteJob::writeAll(Store &store, Progress &progress, Files &files)
{
    TRY_ASSIGN(const MissingSamples missing, missingSamples(store, m_plan));
    if (missing.samples == 0)
        return {};
    progress.setStage(title(), missing.samples);
    const GenerationSettings &settings = m_plan.settings;
    Store::GenerationStart start = startOf(settings);
    start.inFile = true;
    TRY_ASSIGN(LedgerWriter writer, store.beginGeneration(start));
    m_report.generation = writer.generation();

    const int most = m_plan.more ? std::numeric_limits<int>::max() : settings.samples;
    std::int64_t done = 0;
    std::vector<LedgerWriter::Asked> asked;
    std::vector<std::pair<Uid, ChatRequest>> requests;
    const auto flush = [&]() -> Result<> {
        TRY_ASSIGN(const LedgerWriter::Written written, writer.write({}, asked));
        for (std::size_t i = 0; i < asked.size(); ++i) {
            if (written.sent[i].id.isNull())
                continue;
            auto &[prompt, request] = requests[i];
            if (request.sampling.seed)
                *request.sampling.seed += written.sent[i].sample;
            const Uid name = LedgerWriter::nameOf(writer.uid(), prompt, written.sent[i].sample);
            TRY_ASSIGN(const std::string line, batchLine(settings.teacher, name.hex(), request));
            TRY(files.add(line));
            ++m_report.requests;
        }
        asked.clear();
        requests.clear();
        return progress.advance(done);
    };
    for (const MissingSamples::Prompt &one : missing.prompts) {
        TRY_ASSIGN(const Prompt prompt, store.prompt(one.prompt));
        const auto messages = messagesFor(settings, prompt);
        done += one.samples;
        if (!messages) {
            ++m_report.promptsRefused;
            if (m_report.firstRefusal.isEmpty())
                m_report.firstRefusal = messages.error().message;
            continue;
        }
        for (int sample = 0; sample < one.samples; ++sample) {
            asked.push_back({prompt.id, most, {}, one.sample});
            requests.push_back({prompt.uid, {settings.model, *messages, settings.sampling, false}});
            if (asked.size() == InTransaction)
                TRY(flush());
        }
    }
    TRY(flush());
    TRY(files.close());
    TRY_ASSIGN(m_report.files, files.publish());
    return {};
}

/// A run whose file is being answered.
struct BatchReadJob::Run
{
    LedgerWriter writer;
    TeacherProfile teacher;
    const TokenPrice *price = nullptr;
    std::unordered_map<std::string, RequestId> requests; ///< by their custom_id
    std::vector<LedgerWriter::Ended> ended;

    Result<> write(Report &report)
    {
        std::int64_t settling = 0;
        for (const LedgerWriter::Ended &one : ended)
            settling += one.state == RequestState::Settled ? 1 : 0;
        TRY_ASSIGN(const LedgerWriter::Written written, writer.write(ended));
        report.settled += written.settled;
        report.alreadyThere += settling - written.settled;
        ended.clear();
        return {};
    }
};

BatchReadJob::BatchReadJob(QString path)
    : m_path(std::move(path))
{}

QString BatchReadJob::title() const
{
    return tr("Read %1").arg(QFileInfo(m_path).fileName());
}

Result<> BatchReadJob::run(Store &store, Progress &progress)
{
    m_report = {};
    TRY_ASSIGN(const std::vector<GenerationRun> all, store.generations());
    std::vector<Run> runs;
    runs.reserve(all.size()); // prices point into them
    for (const GenerationRun &one : all) {
        if (!one.inFile)
            continue;
        TRY_ASSIGN(const GenerationSettings settings, generationSettingsFromText(one.settings));
        TRY_ASSIGN(LedgerWriter writer, store.openGeneration(one.id));
        runs.push_back({std::move(writer), settings.teacher, nullptr, {}, {}});
        Run &run = runs.back();
        run.price = priceOf(run.teacher, one.model);
        TRY_ASSIGN(const std::vector<LedgerWriter::Named> named, run.writer.named());
        for (const LedgerWriter::Named &request : named)
            run.requests.emplace(request.name.hex(), request.id);
    }
    TRY(readAll(runs, progress));
    for (Run &run : runs)
        TRY(run.write(m_report));
    return {};
}

Result<> BatchReadJob::readAll(std::vector<Run> &runs, Progress &progress)
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::NotFound,
                     QStringLiteral("%1: %2").arg(file.fileName(), file.errorString())};
    progress.setStage(title(), file.size());
    const TeacherProfile none;
    for (std::int64_t number = 1; !file.atEnd(); ++number) {
        const QByteArray bytes = file.readLine();
        const std::string_view line =
            trimmed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        if (line.empty())
            continue;
        ++m_report.rows;
        TRY(progress.advance(file.pos()));
        // Any teacher's dialect tells whose it is; its own then reads it.
        const auto first = batchReply(runs.empty() ? none : runs.front().teacher, line);
        if (!first) {
            refuse(number, first.error().message, line);
            continue;
        }
        const auto isOf = [&](const Run &run) { return run.requests.contains(first->customId); };
        const auto run = std::find_if(runs.begin(), runs.end(), isOf);
        if (run == runs.end()) {
            refuse(number, tr("The project has no request %1.").arg(toQString(first->customId)),
                   line);
            continue;
        }
        TRY_ASSIGN(BatchReply reply, batchReply(run->teacher, line));
        LedgerWriter::Ended ended;
        ended.request = run->requests.at(reply.customId);
        ended.serverId = reply.reply.serverId;
        ended.finishReason = reply.reply.finishReason;
        if (reply.fault) {
            ended.state = RequestState::Failed;
            ended.error = toUtf8(reply.fault->message);
            ++m_report.failed;
            if (m_report.firstFailure.isEmpty())
                m_report.firstFailure = reply.fault->message;
        } else {
            ended.state = RequestState::Settled;
            ended.usage = usageOf(reply.reply, 0);
            ended.cost = costAbout(ended.usage, run->price).value_or(0);
            ended.response = responseFrom(std::move(reply.reply));
        }
        run->ended.push_back(std::move(ended));
        if (run->ended.size() == InTransaction)
            TRY(run->write(m_report));
    }
    return {};
}

void BatchReadJob::refuse(std::int64_t line, const QString &why, std::string_view text)
{
    ++m_report.refusedCount;
    if (m_report.refused.size() < ListedRefusals)
        m_report.refused.push_back({line, 0, toUtf8(why), std::string(headOf(text, 200))});
}

Result<std::int64_t> forgoBatches(Store &store)
{
    TRY_ASSIGN(const std::vector<GenerationRun> all, store.generations());
    std::int64_t given = 0;
    for (const GenerationRun &run : all) {
        if (!run.inFile || run.spending.sent == 0)
            continue;
        TRY_ASSIGN(LedgerWriter writer, store.openGeneration(run.id));
        TRY(writer.forgoAll());
        given += run.spending.sent;
    }
    return given;
}

} // namespace touchstone
