// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <QString>

namespace touchstone::benchmark {

/// The bare programs that an export is held against: one statement over the project's file, and the
/// same bytes as the product's written through a buffer, with an fsync at the end. No filter, no
/// decisions, no hash, no manifest. For prompts without history that have one response.
Result<> bareMessages(const QString &project, const QString &out);
Result<> bareCsv(const QString &project, const QString &out);

} // namespace touchstone::benchmark
