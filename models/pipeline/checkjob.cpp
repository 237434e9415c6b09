// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "checkjob.h"

#include <base/text.h>
#include <exchange/format.h>
#include <exchange/mapping.h>
#include <exchange/rowreader.h>

#include <QCoreApplication>
#include <QFileInfo>

namespace touchstone {

namespace {

constexpr std::size_t ListedRefusals = 1000;
constexpr std::size_t HeadBytes = 200;

} // namespace

CheckJob::CheckJob(ImportPlan plan)
    : m_plan(std::move(plan))
{}

QString CheckJob::title() const
{
    return QCoreApplication::translate("touchstone::CheckJob", "Check %1")
        .arg(QFileInfo(m_plan.path).fileName());
}

void CheckJob::refuse(RefusedRow row)
{
    ++m_refusedRows;
    if (m_refused.size() < ListedRefusals)
        m_refused.push_back(std::move(row));
}

Result<> CheckJob::run(Store &, Progress &progress)
{
    std::unique_ptr<ImportFormat> mapped;
    const ImportFormat *format = importFormat(m_plan.format);
    if (!m_plan.mapping.empty()) {
        TRY_ASSIGN(const Mapping mapping, mappingFromJsonText(m_plan.mapping));
        TRY_ASSIGN(mapped, makeMappedFormat(mapping));
        format = mapped.get();
    }
    if (!format)
        return Error{Error::Code::BadInput,
                     QCoreApplication::translate("touchstone::CheckJob", "There is no format %1.")
                         .arg(toQString(m_plan.format))};
    TRY_ASSIGN(const std::unique_ptr<RowReader> reader, RowReader::open(m_plan.path));
    progress.setStage(title(), reader->size());
    while (true) {
        TRY_ASSIGN(RowReader::Next next, reader->next());
        if (std::holds_alternative<RowReader::End>(next))
            return {};
        ++m_rows;
        TRY(progress.advance(reader->position()));
        if (auto *unread = std::get_if<RefusedRow>(&next)) {
            refuse(std::move(*unread));
            continue;
        }
        const Row &row = *std::get<const Row *>(next);
        IncomingRow incoming;
        if (const auto understood = format->read(row, incoming); !understood)
            refuse({row.line, 0, toUtf8(understood.error().message),
                    std::string(
                        headOf(row.fields.empty() ? std::string_view{} : row.fields.front().text,
                               HeadBytes))});
    }
}

} // namespace touchstone
