// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "job.h"

#include <record/incoming.h>
#include <record/source.h>
#include <store/importwriter.h>
#include <store/store.h>

#include <string>
#include <vector>

namespace touchstone {

/// What to import and how.
struct ImportPlan
{
    QString path;
    std::string format;  ///< a name of exchange's registry, or "mapping"; empty: recognise
    std::string mapping; ///< for "mapping": columns to roles, as exchange/mapping.h writes it
    Store::ImportOptions options;
    bool dryRun = false; ///< read and count, write nothing
};

/// What came of it.
struct ImportReport
{
    BatchId batch; ///< null after a dry run, and where nothing new came
    std::string format;
    std::int64_t rows = 0;
    ImportWriter::Counts counts;
    std::vector<RefusedRow> refused; ///< the first 1,000; all are kept in the project
    double seconds = 0;
};

/// exchange → reasoning → judge → store, row by row.
class ImportJob final : public Job
{
public:
    explicit ImportJob(ImportPlan plan);

    [[nodiscard]] QString title() const override;
    Result<> run(Store &store, Progress &progress) override;
    /// Valid after run() succeeded.
    [[nodiscard]] const ImportReport &report() const { return m_report; }

private:
    ImportPlan m_plan;
    ImportReport m_report;
};

} // namespace touchstone
