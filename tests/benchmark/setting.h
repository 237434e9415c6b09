// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "report.h"

#include <base/result.h>
#include <pipeline/importjob.h>
#include <store/store.h>

#include <QString>

#include <functional>

namespace touchstone::benchmark {

/// Of keys in a run whose figures count; with fewer only the program is looked at.
constexpr int LeastPresses = 20;

/// Where and how large; what the measurements share.
struct Setting
{
    QString folder; ///< for all that is written; removed at the end
    std::int64_t rows = 100'000;
    int rounds = 3;
    int presses = 120; ///< of the key for the next item, with a reader's pauses and without
    unsigned seed = 1; ///< of what is made at random
    QString input;     ///< the rows, as JSON lines
    QString project;   ///< those rows imported, nothing decided
    Report *report = nullptr;

    [[nodiscard]] QString path(const char *name) const;
};

using OpenRows = ImportJob::OpenRows;

/// Makes the project `path` of the input's rows as the command line does, from the empty file to
/// the closed one. The rows' number is checked.
Result<> importInto(const QString &path, const Setting &setting, const OpenRows &open);

void removeProject(const QString &path);
Result<std::unique_ptr<Store>> openProject(const QString &path);
Error wrong(const QString &what);

} // namespace touchstone::benchmark
