// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <QString>

namespace touchstone::benchmark {

/// A project of `count` prompts, each with a human's and a teacher's trace of about 5,000 bytes and
/// 40 formulas, made by way of two imported files in `folder`.
Result<> makeTraceProject(const QString &project, const QString &folder, int count);

} // namespace touchstone::benchmark
