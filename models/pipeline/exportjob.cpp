// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "exportjob.h"

#include "manifest.h"
#include "partfile.h"
#include "selection.h"
#include "writebehind.h"

#include <base/text.h>
#include <store/store.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <array>
#include <memory>
#include <optional>
#include <set>

namespace touchstone {

namespace {

/// Of the choice in force; empty: there is none.
Result<std::string> ruleInForce(const Store &store)
{
    TRY_ASSIGN(const std::vector<Choice> choices, store.choices());
    for (const Choice &choice : choices) {
        if (choice.active)
            return choice.rule;
    }
    return std::string{};
}

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

/// One output file on its way: a buffer in front of a PartFile that is written behind.
struct Output
{
    Output(const QString &path, const ExportFormat &exportFormat, WriteBehind &behind)
        : file(path)
        , writer(behind)
        , format(exportFormat)
        , asList(format.extension() == "jsonl"
                 && path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
    {
        buffer.reserve(2 * BufferSize);
        buffer.append(asList ? std::string_view("[\n") : format.head());
    }

    Result<> add(const ExportRow &row, ReasoningPlace reasoning)
    {
        if (!empty)
            buffer.append(asList ? std::string_view(",\n") : format.between());
        empty = false;
        format.append(buffer, row, reasoning);
        file.countRow();
        if (buffer.size() < BufferSize)
            return {};
        return writer.write(file, buffer);
    }

    Result<> writeFoot()
    {
        buffer.append(!asList ? format.foot(empty) : empty ? "]\n" : "\n]\n");
        return writer.write(file, buffer);
    }

    PartFile file;
    WriteBehind &writer;
    const ExportFormat &format;
    bool asList; ///< one JSON array, because the file's name says so
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
    std::set<std::string_view> names;
    for (const auto &[name, share] : plan.split) {
        if (!names.insert(name).second)
            return Error{Error::Code::BadInput,
                         tr("A split has two parts named %1.").arg(toQString(name))};
        const bool plain =
            !name.empty() && name.find_first_of("/\\") == std::string::npos && name.front() != '.';
        if (!plain || !(share > 0))
            return Error{
                Error::Code::BadInput,
                tr("A split's parts need a name and a share above 0, as in train=0.9,test=0.1.")};
    }
    return {};
}

/// The files of one export; the last one goes first, because the first one made the folder.
class Outputs final
{
    Q_DISABLE_COPY_MOVE(Outputs)

public:
    Outputs() = default;
    ~Outputs()
    {
        m_writer.reset(); // before the files it writes go
        while (!m_all.empty())
            m_all.pop_back();
    }

    Result<> open(const QString &path, const ExportFormat &format)
    {
        return m_all.emplace_back(std::make_unique<Output>(path, format, *m_writer))->file.open();
    }
    /// Everything on the disk.
    Result<> finish()
    {
        for (const auto &output : m_all)
            TRY(output->writeFoot());
        TRY(m_writer->finish());
        for (const auto &output : m_all)
            TRY(output->file.close());
        return {};
    }
    Output &operator[](std::size_t index) const { return *m_all[index]; }
    [[nodiscard]] const std::vector<std::unique_ptr<Output>> &all() const { return m_all; }

private:
    std::optional<WriteBehind> m_writer{std::in_place};
    std::vector<std::unique_ptr<Output>> m_all;
};

/// Everything on the disk before the first file moves to its place: what can fail has not failed by
/// then.
Result<> publish(const ExportPlan &plan,
                 const Store &store,
                 Progress &progress,
                 Outputs &outputs,
                 ExportReport &report)
{
    TRY(outputs.finish());
    for (const auto &output : outputs.all())
        report.files.push_back(output->file.summary());
    TRY_ASSIGN(report.madeFrom, store.batches());
    TRY_ASSIGN(report.chosenBy, ruleInForce(store));
    PartFile manifest(report.manifest);
    TRY(manifest.open());
    TRY(manifest.write(manifestText(plan, report)));
    TRY(manifest.close());
    TRY(progress.advance(report.prompts));
    for (const auto &output : outputs.all())
        TRY(output->file.publish());
    return manifest.publish();
}

struct StudyTarget
{
    const char *name;
    const char *teaches;
};

constexpr std::array<StudyTarget, 3> StudyTargets = {{
    {"answer-only", "the final answer, without reasoning"},
    {"human-reasoning", "the human's reasoning and answer"},
    {"teacher-reasoning", "the teacher's reasoning and answer"},
}};

struct StudyRows
{
    std::array<ExportRow, StudyTargets.size()> targets;
    Response bare; ///< what answer-only teaches
};

/// Fills the rows of the three targets, or says why the prompt is in none: all three students must
/// learn from the same prompts, or their comparison says nothing.
std::string_view studyRowsOf(const Item &item, StudyRows &rows)
{
    const auto firstOf = [&item](SourceKind kind, ExportRow &row) {
        for (std::size_t i = 0; i < item.responses.size() && !row.response; ++i) {
            if (item.sources[i].kind != kind)
                continue;
            row.response = &item.responses[i];
            row.source = item.sources[i].name;
        }
        row.prompt = &item.prompt;
        return row.response != nullptr;
    };
    auto &[answerOnly, human, teacher] = rows.targets;
    if (!firstOf(SourceKind::Human, human))
        return "no human response";
    if (!firstOf(SourceKind::Teacher, teacher))
        return "no teacher response";
    rows.bare.answer =
        human.response->finalAnswer.empty() ? item.prompt.reference : human.response->finalAnswer;
    if (rows.bare.answer.empty())
        return "no final answer";
    rows.bare.finalAnswer = rows.bare.answer;
    answerOnly = human;
    answerOnly.response = &rows.bare;
    return {};
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
    Outputs outputs;
    for (const QString &path : pathsOf(m_plan, *format))
        TRY(outputs.open(path, *format));
    ExportReport report;
    TRY(selectRows(store, progress, m_plan, *format, report,
                   [&](const ExportRow &row, std::size_t part) {
                       return outputs[part].add(row, m_plan.reasoning);
                   }));
    report.manifest = manifestPath(m_plan);
    TRY(publish(m_plan, store, progress, outputs, report));
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
    Outputs outputs;
    ExportReport report;
    for (const StudyTarget &target : StudyTargets) {
        const QString name =
            QLatin1String(target.name) + QLatin1Char('.') + toQString(format->extension());
        TRY(outputs.open(QDir(m_plan.out).filePath(name), *format));
        report.targets.emplace_back(target.teaches);
    }
    TRY(store.forEachItem(m_plan.query, [&](const Item &item) -> Result<> {
        TRY(progress.advance(++report.prompts));
        StudyRows rows;
        const std::string_view reason = studyRowsOf(item, rows);
        if (!reason.empty()) {
            ++report.leftOut[std::string(reason)];
            return {};
        }
        for (std::size_t i = 0; i < rows.targets.size(); ++i)
            TRY(outputs[i].add(rows.targets[i], m_plan.reasoning));
        return {};
    }));
    report.manifest = QDir(m_plan.out).filePath(QStringLiteral("manifest.json"));
    TRY(publish(m_plan, store, progress, outputs, report));
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
    TRY_ASSIGN(report.madeFrom, store.batches());
    TRY_ASSIGN(report.chosenBy, ruleInForce(store));
    preview.manifest = manifestText(m_plan, report);
    m_preview = std::move(preview);
    return {};
}

} // namespace touchstone
