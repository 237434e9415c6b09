// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "exportplan.h"
#include "job.h"

namespace touchstone {

/// Writes to temporary files beside the targets and moves them when all are whole; a manifest
/// stands beside the file as NAME.manifest.json. The same plan over the same project gives the same
/// bytes.
class ExportJob final : public Job
{
public:
    explicit ExportJob(ExportPlan plan);

    [[nodiscard]] QString title() const override;
    Result<> run(Store &store, Progress &progress) override;
    [[nodiscard]] const ExportReport &report() const { return m_report; }

private:
    ExportPlan m_plan;
    ExportReport m_report;
};

/// The study's three targets into one folder: answer-only, human-reasoning and teacher-reasoning,
/// over the same prompts (those that have both sides), each in `plan.format`.
class StudyExportJob final : public Job
{
public:
    explicit StudyExportJob(ExportPlan plan);

    [[nodiscard]] QString title() const override;
    Result<> run(Store &store, Progress &progress) override;
    [[nodiscard]] const ExportReport &report() const { return m_report; }

private:
    ExportPlan m_plan;
    ExportReport m_report;
};

/// Counts and first rows without writing.
class ExportPreviewJob final : public Job
{
public:
    explicit ExportPreviewJob(ExportPlan plan);

    [[nodiscard]] QString title() const override;
    Result<> run(Store &store, Progress &progress) override;
    [[nodiscard]] const ExportPreview &preview() const { return m_preview; }

private:
    ExportPlan m_plan;
    ExportPreview m_preview;
};

} // namespace touchstone
