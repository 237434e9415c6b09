// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "job.h"

#include <exchange/rowreader.h>
#include <record/incoming.h>
#include <record/source.h>
#include <store/importwriter.h>
#include <store/store.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace touchstone {

/// What to import and how.
struct ImportPlan
{
    QString path;
    std::string format; ///< a name of exchange's registry; empty: recognise
    std::string
        mapping; ///< columns to roles, as exchange/mapping.h writes it; goes before `format`
    Store::ImportOptions options;
    bool usualKind = false; ///< the format's usual kind of source instead of options.kind
};

/// What came of it.
struct ImportReport
{
    BatchId batch; ///< null where all of the same file was there already
    std::string format;
    std::int64_t rows = 0;
    ImportWriter::Counts counts;
    std::vector<RefusedRow> refused; ///< the first 10,000; all are kept in the project
    double seconds = 0;
};

/// exchange → reasoning → judge → store, row by row. A mapping is remembered in the project; a file
/// that no format knows is read by the mapping of the last one with the same columns.
class ImportJob final : public Job
{
public:
    using OpenRows = std::function<Result<std::unique_ptr<RowReader>>(const QString &path)>;

    /// `open`: gives the file's rows; another reader than the program's own only where readers are
    /// compared.
    explicit ImportJob(ImportPlan plan, OpenRows open = &RowReader::open);

    [[nodiscard]] QString title() const override;
    /// Whether the file can be opened and its shape is known, without reading it.
    Result<> check(const Store &store) const;
    Result<> run(Store &store, Progress &progress) override;
    /// Valid after run() succeeded.
    [[nodiscard]] const ImportReport &report() const { return m_report; }

private:
    struct Chosen;
    Result<Chosen> choose(const Store &store) const;
    Result<> importRows(Store &store, Progress &progress, const Chosen &chosen);

    ImportPlan m_plan;
    OpenRows m_open;
    ImportReport m_report;
};

} // namespace touchstone
