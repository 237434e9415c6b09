// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "importjob.h"

namespace touchstone {

/// Reads a whole file as an import would and keeps nothing: how many rows it has and which cannot
/// be read. What conflicts with the project (a key with another text) only the import can say.
class CheckJob final : public Job
{
public:
    /// `plan` names a format or a mapping.
    explicit CheckJob(ImportPlan plan);

    [[nodiscard]] QString title() const override;
    Result<> run(Store &store, Progress &progress) override;
    /// Valid after run() succeeded.
    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    [[nodiscard]] std::int64_t refusedRows() const { return m_refusedRows; }
    /// The first 1,000 of them.
    [[nodiscard]] const std::vector<RefusedRow> &refused() const { return m_refused; }

private:
    void refuse(RefusedRow row);

    ImportPlan m_plan;
    std::int64_t m_rows = 0;
    std::int64_t m_refusedRows = 0;
    std::vector<RefusedRow> m_refused;
};

} // namespace touchstone
