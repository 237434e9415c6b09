// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "setting.h"

namespace touchstone::benchmark {

/// The groups of figures, each for one budget. An Error means that something is wrong, never that
/// something is slow.
Result<> measureImport(Setting &setting);
Result<> measureExport(Setting &setting);
Result<> measureQueries(Setting &setting);
Result<> measureVerdicts(Setting &setting);
Result<> measureDecisions(Setting &setting);
Result<> measureReasoning(Setting &setting);
Result<> measureChecks(Setting &setting);
Result<> measurePairs(Setting &setting);
Result<> measureGenerate(Setting &setting);
Result<> measureStart(Setting &setting);
Result<> measureNext(Setting &setting);
Result<> measureLong(Setting &setting);
Result<> measureHostile(Setting &setting);

} // namespace touchstone::benchmark
