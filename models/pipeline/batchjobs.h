// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "generateplan.h"
#include "job.h"

#include <generate/batchfile.h>
#include <record/incoming.h>

#include <QStringList>

#include <cstdint>
#include <string>
#include <vector>

namespace touchstone {

/// Writes what is missing as a batch's files, for a provider or an engine that runs them. In the
/// ledger the requests are on their way from then on, so that no run asks for the same; what never
/// comes back has to be given up by a person. Cancelled or failed: no file is there, and nothing is
/// on its way.
class BatchWriteJob final : public Job
{
public:
    /// Where one file would pass the limits, FILE is followed by FILE-2… before its extension.
    BatchWriteJob(GeneratePlan plan, QString path, const BatchLimits &limits = {});

    [[nodiscard]] QString title() const override;
    Result<> run(Store &store, Progress &progress) override;

    struct Report
    {
        GenerationId generation; ///< null: nothing was missing
        QStringList files;
        std::int64_t requests = 0;
        std::int64_t promptsRefused = 0; ///< whose template could not be filled
        QString firstRefusal;
    };
    [[nodiscard]] const Report &report() const { return m_report; }

private:
    class Files;
    Result<> writeAll(Store &store, Progress &progress, Files &files);

    GeneratePlan m_plan;
    QString m_path;
    BatchLimits m_limits;
    Report m_report;
};

/// Reads a batch's results or errors, in any order, as often and in as many parts as they come.
class BatchReadJob final : public Job
{
public:
    explicit BatchReadJob(QString path);

    [[nodiscard]] QString title() const override;
    Result<> run(Store &store, Progress &progress) override;

    struct Report
    {
        std::int64_t rows = 0;
        std::int64_t settled = 0;
        std::int64_t failed = 0;
        std::int64_t alreadyThere = 0;
        QString firstFailure;
        std::vector<RefusedRow> refused; ///< of no request here, or no results; at most 10,000
        std::int64_t refusedCount = 0;
    };
    [[nodiscard]] const Report &report() const { return m_report; }

private:
    struct Run;
    Result<> readAll(std::vector<Run> &runs, Progress &progress);
    void refuse(std::int64_t line, const QString &why, std::string_view text);

    QString m_path;
    Report m_report;
};

/// Gives up all requests of batch files that were not answered. Gives their number.
Result<std::int64_t> forgoBatches(Store &store);

} // namespace touchstone
