// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "exportjob.h"

#include "manifest.h"
#include "partfile.h"
#include "selection.h"

#include <base/text.h>
#include <store/store.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <memory>

namespace touchstone {

namespace {

constexpr std::size_t BufferSize = 1 << 20;
constexpr std::size_t PreviewRows = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::ExportJob", text);
}

Result<const ExportFormat *> formatOf(const ExportPlan &plan)
{
    if (const ExportFormat *format = exportFormat(plan.format))
        return format;
    QStringList names;
    for (const ExportFormat *format : exportFormats())
        names << toQString(format->name());
    return Error{Error::Code::BadInput,
                 tr("There is no format %1; there are %2.")
                     .arg(toQString(plan.format), names.join(QStringLiteral(", ")))};
}

/// The file of one part: the plan's own, or one a part within its folder.
std::vector<QString> pathsOf(const ExportPlan &plan, const ExportFormat &format)
{
    if (plan.split.empty())
        return {plan.out};
    std::vector<QString> paths;
    for (const auto &[name, share] : plan.split)
        paths.push_back(QDir(plan.out).filePath(toQString(name) + QLatin1Char('.')
                                                + toQString(format.extension())));
    return paths;
}

QString manifestPath(const ExportPlan &plan)
{
    return plan.split.empty() ? plan.out + QStringLiteral(".manifest.json")
                              : QDir(plan.out).filePath(QStringLiteral("manifest.json"));
}

/// One output file on its way: a buffer in front of a PartFile.
struct Output
{
    Output(const QString &path, const ExportFormat &exportFormat)
        : file(path)
        , format(exportFormat)
    {
        buffer.reserve(2 * BufferSize);
        buffer.append(format.head());
    }

    Result<> add(const ExportRow &row, ReasoningPlace reasoning)
    {
        if (!empty)
            buffer.append(format.between());
        empty = false;
        format.append(buffer, row, reasoning);
        file.countRow();
        if (buffer.size() < BufferSize)
            return {};
        TRY(file.write(buffer));
        buffer.clear();
        return {};
    }

    Result<> finish()
    {
        buffer.append(format.foot(empty));
        TRY(file.write(buffer));
        return file.close();
    }

    PartFile file;
    const ExportFormat &format;
    std::string buffer;
    bool empty = true;
};

using EachRow = std::function<Result<>(const ExportRow &row, std::size_t part)>;

/// Runs the selection over all prompts of the plan and counts what is left out.
Result<> selectRows(const Store &store,
                    Progress &progress,
                    const ExportPlan &plan,
                    const ExportFormat &format,
                    ExportReport &report,
                    const EachRow &eachRow)
{
    Selection selection(plan, format.shape());
    return store.forEachItem(plan.query, [&](const Item &item) -> Result<> {
        TRY(progress.advance(++report.prompts));
        const std::size_t part =
            plan.split.empty() ? 0 : partOf(item.prompt.uid, plan.seed, plan.split);
        Result<> written;
        const std::string_view reason = selection.rows(item, [&](const ExportRow &row) {
            if (written)
                written = eachRow(row, part);
        });
        if (!reason.empty())
            ++report.leftOut[std::string(reason)];
        return written;
    });
}

Result<> checkPlan(const ExportPlan &plan)
{
    if (plan.out.isEmpty())
        return Error{Error::Code::BadInput, tr("Say where the export goes.")};
    for (const auto &[name, share] : plan.split) {
        const bool plain =
            !name.empty() && name.find_first_of("/\\") == std::string::npos && name.front() != '.';
        if (!plain || !(share > 0))
            return Error{
                Error::Code::BadInput,
                tr("A split's parts need a name and a share above 0, as in train=0.9,test=0.1.")};
    }
    return {};
}

Result<> writeManifest(const QString &path, const std::string &text)
{
    PartFile manifest(path);
    TRY(manifest.open());
    TRY(manifest.write(text));
    TRY(manifest.close());
    return manifest.publish();
}

Result<> totalFor(const Store &store, Progress &progress, const QString &stage)
{
    TRY_ASSIGN(const Accounting sum, store.accounting());
    progress.setStage(stage, sum.imported);
    return {};
}

} // namespace

ExportJob::ExportJob(ExportPlan plan)
    : m_plan(std::move(plan))
{}

QString ExportJob::title() const
{
    return tr("Export %1").arg(QFileInfo(m_plan.out).fileName());
}

Result<> ExportJob::run(Store &store, Progress &progress)
{
    TRY(checkPlan(m_plan));
    TRY_ASSIGN(const ExportFormat *format, formatOf(m_plan));
    TRY(totalFor(store, progress, title()));
    std::vector<std::unique_ptr<Output>> outputs;
    for (const QString &path : pathsOf(m_plan, *format)) {
        outputs.push_back(std::make_unique<Output>(path, *format));
        TRY(outputs.back()->file.open());
    }
    ExportReport report;
    TRY(selectRows(store, progress, m_plan, *format, report,
                   [&](const ExportRow &row, std::size_t part) {
                       return outputs[part]->add(row, m_plan.reasoning);
                   }));
    for (const auto &output : outputs) {
        TRY(output->finish());
        report.files.push_back(output->file.summary());
    }
    TRY(progress.advance(report.prompts));
    for (const auto &output : outputs)
        TRY(output->file.publish());
    report.manifest = manifestPath(m_plan);
    TRY(writeManifest(report.manifest, manifestText(m_plan, report)));
    m_report = std::move(report);
    return {};
}

StudyExportJob::StudyExportJob(ExportPlan plan)
    : m_plan(std::move(plan))
{
    m_plan.split.clear();
}

QString StudyExportJob::title() const
{
    return tr("Export the study's three targets");
}

Result<> StudyExportJob::run(Store &store, Progress &progress)
{
    TRY(checkPlan(m_plan));
    TRY_ASSIGN(const ExportFormat *format, formatOf(m_plan));
    if (format->shape() != ExportFormat::Shape::Single)
        return Error{Error::Code::BadInput,
                     tr("The study's targets want a format of single responses, not of pairs.")};
    TRY(totalFor(store, progress, title()));
    struct Target
    {
        const char *name;
        ExportPlan::Take take;
    };
    constexpr Target Targets[] = {{"answer-only", ExportPlan::Take::Human},
                                  {"human-reasoning", ExportPlan::Take::Human},
                                  {"teacher-reasoning", ExportPlan::Take::Teacher}};
    std::vector<std::unique_ptr<Output>> outputs;
    std::vector<Selection> selections;
    for (const Target &target : Targets) {
        const QString name =
            QLatin1String(target.name) + QLatin1Char('.') + toQString(format->extension());
        outputs.push_back(std::make_unique<Output>(QDir(m_plan.out).filePath(name), *format));
        TRY(outputs.back()->file.open());
        ExportPlan plan = m_plan;
        plan.take = target.take;
        selections.emplace_back(plan, format->shape());
    }
    ExportReport report;
    Response bare;
    TRY(store.forEachItem(m_plan.query, [&](const Item &item) -> Result<> {
        TRY(progress.advance(++report.prompts));
        const auto has = [&](SourceKind kind) {
            return std::any_of(item.sources.begin(), item.sources.end(),
                               [&](const Source &s) { return s.kind == kind; });
        };
        // All three students must learn from the same prompts, or their comparison says nothing.
        if (!has(SourceKind::Human) || !has(SourceKind::Teacher)) {
            ++report.leftOut[has(SourceKind::Human) ? "no teacher response" : "no human response"];
            return {};
        }
        Result<> written;
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            selections[i].rows(item, [&](const ExportRow &row) {
                ExportRow target = row;
                if (i == 0) {
                    bare.answer = row.response->finalAnswer.empty() ? item.prompt.reference
                                                                    : row.response->finalAnswer;
                    target.response = &bare;
                }
                if (written)
                    written = outputs[i]->add(target, m_plan.reasoning);
            });
        }
        return written;
    }));
    for (const auto &output : outputs) {
        TRY(output->finish());
        report.files.push_back(output->file.summary());
    }
    TRY(progress.advance(report.prompts));
    for (const auto &output : outputs)
        TRY(output->file.publish());
    report.manifest = QDir(m_plan.out).filePath(QStringLiteral("manifest.json"));
    TRY(writeManifest(report.manifest, manifestText(m_plan, report)));
    m_report = std::move(report);
    return {};
}

ExportPreviewJob::ExportPreviewJob(ExportPlan plan)
    : m_plan(std::move(plan))
{}

QString ExportPreviewJob::title() const
{
    return tr("Count what the export takes");
}

Result<> ExportPreviewJob::run(Store &store, Progress &progress)
{
    TRY_ASSIGN(const ExportFormat *format, formatOf(m_plan));
    TRY(totalFor(store, progress, title()));
    ExportReport report;
    for (const QString &path : pathsOf(m_plan, *format))
        report.files.push_back({path, 0, 0, {}});
    ExportPreview preview;
    TRY(selectRows(store, progress, m_plan, *format, report,
                   [&](const ExportRow &row, std::size_t part) -> Result<> {
                       ++report.files[part].rows;
                       if (preview.firstRows.size() < PreviewRows)
                           format->append(preview.firstRows.emplace_back(), row, m_plan.reasoning);
                       return {};
                   }));
    preview.prompts = report.prompts;
    preview.leftOut = report.leftOut;
    for (const ExportedFile &file : report.files)
        preview.files.emplace_back(toUtf8(QFileInfo(file.path).fileName()), file.rows);
    preview.manifest = manifestText(m_plan, report);
    m_preview = std::move(preview);
    return {};
}

} // namespace touchstone
