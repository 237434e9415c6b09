// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importjob.h"

#include <base/text.h>
#include <exchange/format.h>
#include <exchange/mapping.h>
#include <exchange/peek.h>
#include <exchange/rowreader.h>
#include <judge/extract.h>
#include <reasoning/split.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>

namespace touchstone {

namespace {

constexpr std::size_t ListedRefusals = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::ImportJob", text);
}

/// A format that the registry owns, or one made for this file.
struct ChosenFormat
{
    const ImportFormat *format = nullptr;
    std::unique_ptr<ImportFormat> mapped;
};

Error unknownShape(const QString &path, const Peek &found)
{
    QStringList columns;
    for (const Field &field : found.rows.front().fields)
        columns << toQString(field.name);
    return {Error::Code::BadInput,
            tr("%1 has no shape that is known. Its columns are %2; say what they are, as in --map "
               "COLUMN=prompt.")
                .arg(QFileInfo(path).fileName(), columns.join(QStringLiteral(", ")))};
}

Result<ChosenFormat> chooseFormat(const ImportPlan &plan)
{
    ChosenFormat chosen;
    if (!plan.mapping.empty()) {
        TRY_ASSIGN(const Mapping mapping, mappingFromJsonText(plan.mapping));
        TRY_ASSIGN(chosen.mapped, makeMappedFormat(mapping));
        chosen.format = chosen.mapped.get();
        return chosen;
    }
    if (!plan.format.empty()) {
        chosen.format = importFormat(plan.format);
        if (chosen.format)
            return chosen;
        QStringList names;
        for (const ImportFormat *format : importFormats())
            names << toQString(format->name());
        return Error{Error::Code::BadInput,
                     tr("There is no format %1; there are %2.")
                         .arg(toQString(plan.format), names.join(QStringLiteral(", ")))};
    }
    TRY_ASSIGN(const Peek found, peek(plan.path));
    if (found.rows.empty())
        return chosen; // every row of it is refused, and told so
    chosen.format = recognise(found.rows);
    if (!chosen.format)
        return unknownShape(plan.path, found);
    return chosen;
}

void finishResponse(IncomingResponse &incoming, Response &response)
{
    response.meta = std::move(incoming.meta);
    if (!incoming.reasoning.empty() || !incoming.answer.empty()) {
        response.reasoning = std::move(incoming.reasoning);
        response.answer = std::move(incoming.answer);
        response.raw.clear();
        response.splitter = response.reasoning.empty() ? "" : "field";
        response.flags = response.answer.empty() ? EmptyAnswer : NoFlag;
        if (incoming.finishReason == "length")
            response.flags |= Truncated;
    } else {
        SplitText split = splitReasoning(incoming.raw, incoming.finishReason);
        response.reasoning = std::move(split.reasoning);
        response.answer = std::move(split.answer);
        response.splitter = std::move(split.splitter);
        response.flags = split.flags;
        // The raw text is kept where it is more than the answer.
        response.raw.clear();
        if (response.raw.empty() && !response.splitter.empty())
            response.raw = std::move(incoming.raw);
    }
    FinalAnswer found = extractFinalAnswer(response.answer);
    // Where the model filled a field named "answer", that field is the final answer.
    if (response.splitter == "json" && !response.answer.empty())
        found = {response.answer, "json", 0, response.answer.size(), false};
    if (found.text.empty() && response.answer.empty()) {
        found = extractFinalAnswer(response.reasoning);
        if (!found.text.empty())
            response.flags |= AnswerInReasoning;
    }
    response.finalAnswer = std::move(found.text);
    response.finalAnswerRule = std::move(found.rule);
    response.reasoningWords = countWords(response.reasoning);
    response.answerWords = countWords(response.answer);
}

/// Where rows go: into the project, or only into the counts of a dry run.
class Target
{
public:
    explicit Target(std::unique_ptr<ImportWriter> writer)
        : m_writer(std::move(writer))
    {}

    Result<> add(IncomingRow &row)
    {
        m_responses.resize(row.responses.size());
        for (std::size_t i = 0; i < row.responses.size(); ++i)
            finishResponse(row.responses[i], m_responses[i]);
        if (m_writer)
            return m_writer->add(row, m_responses);
        ++m_counts.promptsNew;
        m_counts.responsesNew += static_cast<std::int64_t>(row.responses.size());
        return {};
    }

    Result<> refuse(const RefusedRow &row)
    {
        ++m_counts.refused;
        return m_writer ? m_writer->refuse(row) : Result<>{};
    }

    Result<ImportWriter::Counts> finish(const std::string &sha256)
    {
        return m_writer ? m_writer->finish(sha256) : Result<ImportWriter::Counts>(m_counts);
    }
    [[nodiscard]] BatchId batch() const { return m_writer ? m_writer->batch() : BatchId{}; }

private:
    std::unique_ptr<ImportWriter> m_writer;
    ImportWriter::Counts m_counts;
    std::vector<Response> m_responses;
};

void clear(IncomingRow &row)
{
    row.key.clear();
    row.text.clear();
    row.system.clear();
    row.history.clear();
    row.reference.clear();
    row.meta.assign("{}");
    row.tags.clear();
    row.responses.clear();
}

} // namespace

ImportJob::ImportJob(ImportPlan plan)
    : m_plan(std::move(plan))
{}

QString ImportJob::title() const
{
    return tr("Import %1").arg(QFileInfo(m_plan.path).fileName());
}

Result<> ImportJob::run(Store &store, Progress &progress)
{
    QElapsedTimer time;
    time.start();
    TRY_ASSIGN(const ChosenFormat chosen, chooseFormat(m_plan));
    TRY_ASSIGN(const std::unique_ptr<RowReader> reader, RowReader::open(m_plan.path));
    progress.setStage(title(), reader->size());

    Batch batch;
    batch.path = toUtf8(m_plan.path);
    batch.format = chosen.format ? chosen.format->name() : std::string_view{};
    batch.mapping = m_plan.mapping;
    std::unique_ptr<ImportWriter> writer;
    if (!m_plan.dryRun) {
        TRY_ASSIGN(writer, store.beginImport(batch, m_plan.options));
    }
    Target target(std::move(writer));
    ImportReport report;
    report.format = batch.format;
    IncomingRow row;
    while (true) {
        TRY_ASSIGN(RowReader::Next next, reader->next());
        if (std::holds_alternative<RowReader::End>(next))
            break;
        ++report.rows;
        TRY(progress.advance(reader->position()));
        auto *refused = std::get_if<RefusedRow>(&next);
        RefusedRow unsuitable;
        if (!refused) {
            const Row &read = *std::get<const Row *>(next);
            clear(row);
            row.line = read.line;
            const Result<> understood = chosen.format->read(read, row);
            if (understood) {
                TRY(target.add(row));
                continue;
            }
            const std::string head =
                read.fields.empty() ? std::string{} : std::string(read.fields.front().text);
            unsuitable = {read.line, 0, toUtf8(understood.error().message),
                          std::string(headOf(head, 200))};
            refused = &unsuitable;
        }
        if (report.refused.size() < ListedRefusals)
            report.refused.push_back(*refused);
        TRY(target.refuse(*refused));
    }
    TRY_ASSIGN(const std::string sha256, reader->sha256());
    report.batch = target.batch();
    TRY_ASSIGN(report.counts, target.finish(sha256));
    if (report.counts.refused > static_cast<std::int64_t>(report.refused.size())
        && !m_plan.dryRun) {
        // The store refuses rows too (a key with another text); all stand with the batch.
        TRY_ASSIGN(report.refused, store.refused(report.batch));
        if (report.refused.size() > ListedRefusals)
            report.refused.resize(ListedRefusals);
    }
    report.seconds = static_cast<double>(time.nsecsElapsed()) / 1e9;
    m_report = std::move(report);
    return {};
}

} // namespace touchstone
