// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importjob.h"

#include "rowsahead.h"

#include <base/text.h>
#include <exchange/format.h>
#include <exchange/mapping.h>
#include <exchange/peek.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>

namespace touchstone {

namespace {

constexpr std::size_t ListedRefusals = 10'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::ImportJob", text);
}

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

/// A role for a column that no row has is a slip of the pen.
Result<> checkColumns(const Mapping &mapping, const QString &path, const Peek &found)
{
    for (const Mapping::Column &column : mapping.columns) {
        const bool there = std::any_of(found.rows.begin(), found.rows.end(),
                                       [&](const Row &row) { return row.find(column.name); });
        if (there || found.rows.empty())
            continue;
        QStringList columns;
        for (const Field &field : found.rows.front().fields)
            columns << toQString(field.name);
        return Error{Error::Code::BadInput,
                     tr("%1 has no column %2; its columns are %3.")
                         .arg(QFileInfo(path).fileName(), toQString(column.name),
                              columns.join(QStringLiteral(", ")))};
    }
    return {};
}

Result<const ImportFormat *> formatNamed(const std::string &name)
{
    if (const ImportFormat *format = importFormat(name))
        return format;
    QStringList names;
    for (const ImportFormat *format : importFormats())
        names << toQString(format->name());
    return Error{Error::Code::BadInput,
                 tr("There is no format %1; there are %2.")
                     .arg(toQString(name), names.join(QStringLiteral(", ")))};
}

std::string settingFor(const std::string &shape)
{
    return "mapping:" + shape;
}

Store::ImportOptions optionsFor(const ImportPlan &plan, const ImportFormat *format)
{
    Store::ImportOptions options = plan.options;
    if (plan.usualKind && format)
        options.kind = format->usualKind();
    // Two models' files must not become samples of one source.
    if (options.source.empty() && format && format->fileNamesSource())
        options.source = toUtf8(QFileInfo(plan.path).completeBaseName());
    return options;
}

/// Whether the very same file was imported before and all that it holds is there.
Result<bool>
broughtNothing(const Store &store, const ImportReport &report, const std::string &sha256)
{
    if (report.counts.alreadyThere + report.counts.refused < report.rows)
        return false;
    TRY_ASSIGN(const std::vector<Batch> batches, store.batches());
    return std::any_of(batches.begin(), batches.end(),
                       [&](const Batch &batch) { return batch.active && batch.sha256 == sha256; });
}

} // namespace

/// A format that the registry owns, or one made for this file.
struct ImportJob::Chosen
{
    const ImportFormat *format = nullptr; ///< null: no row of the file can be read
    std::unique_ptr<ImportFormat> mapped;
    std::string mapping; ///< JSON; empty for a format of the registry
    std::string shape;
};

ImportJob::ImportJob(ImportPlan plan, OpenRows open)
    : m_plan(std::move(plan))
    , m_open(std::move(open))
{}

QString ImportJob::title() const
{
    return tr("Import %1").arg(QFileInfo(m_plan.path).fileName());
}

Result<ImportJob::Chosen> ImportJob::choose(const Store &store) const
{
    Chosen chosen;
    if (m_plan.mapping.empty() && !m_plan.format.empty()) {
        TRY_ASSIGN(chosen.format, formatNamed(m_plan.format));
        return chosen;
    }
    TRY_ASSIGN(const Peek found, peek(m_plan.path));
    chosen.shape = shapeOf(found.rows);
    chosen.mapping = m_plan.mapping;
    if (chosen.mapping.empty()) {
        chosen.format = recognise(found.rows);
        if (chosen.format || found.rows.empty())
            return chosen;
        TRY_ASSIGN(chosen.mapping, store.setting(settingFor(chosen.shape)));
        if (chosen.mapping.empty())
            return unknownShape(m_plan.path, found);
    }
    TRY_ASSIGN(const Mapping mapping, mappingFromJsonText(chosen.mapping));
    TRY(checkColumns(mapping, m_plan.path, found));
    TRY_ASSIGN(chosen.mapped, makeMappedFormat(mapping));
    chosen.format = chosen.mapped.get();
    return chosen;
}

Result<> ImportJob::check(const Store &store) const
{
    TRY(choose(store));
    TRY(RowReader::open(m_plan.path));
    return {};
}

Result<> ImportJob::run(Store &store, Progress &progress)
{
    TRY_ASSIGN(const Chosen chosen, choose(store));
    TRY(importRows(store, progress, chosen));
    if (!chosen.mapping.empty())
        TRY(store.setSetting(settingFor(chosen.shape), chosen.mapping));
    return {};
}

Result<> ImportJob::importRows(Store &store, Progress &progress, const Chosen &chosen)
{
    QElapsedTimer time;
    time.start();
    TRY_ASSIGN(const std::unique_ptr<RowReader> reader, m_open(m_plan.path));
    progress.setStage(title(), reader->size());

    Batch batch;
    batch.path = toUtf8(m_plan.path);
    batch.format = chosen.format ? chosen.format->name() : std::string_view{};
    batch.mapping = chosen.mapping;
    TRY_ASSIGN(const std::unique_ptr<ImportWriter> writer,
               store.beginImport(batch, optionsFor(m_plan, chosen.format)));
    ImportReport report;
    report.format = batch.format;
    report.batch = writer->batch();
    RowsAhead rows(*reader, chosen.format);
    while (true) {
        TRY_ASSIGN(const ReadyRow *next, rows.next());
        if (!next)
            break;
        ++report.rows;
        TRY(progress.advance(next->position));
        if (!next->refused) {
            TRY(writer->add(next->row, next->responses, next->digests));
            continue;
        }
        if (report.refused.size() < ListedRefusals)
            report.refused.push_back(*next->refused);
        TRY(writer->refuse(*next->refused));
    }
    TRY_ASSIGN(const std::string sha256, reader->sha256());
    report.counts = writer->counts();
    if (report.counts.refused > static_cast<std::int64_t>(report.refused.size())) {
        // The store refuses rows too (a key with another text); all stand with the batch.
        TRY_ASSIGN(report.refused, store.refused(report.batch));
        if (report.refused.size() > ListedRefusals)
            report.refused.resize(ListedRefusals);
    }
    TRY_ASSIGN(const bool again, broughtNothing(store, report, sha256));
    if (again)
        report.batch = {}; // the writer takes back what little it wrote
    else
        TRY(writer->finish(sha256));
    report.seconds = static_cast<double>(time.nsecsElapsed()) / 1e9;
    m_report = std::move(report);
    return {};
}

} // namespace touchstone
