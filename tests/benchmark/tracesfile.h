// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <QString>

#include <string>

namespace touchstone::benchmark {

/// A trace of at least `bytes`, in paragraphs of four sentences with a formula each, in which the
/// numbers change; the teacher's and the human's share most of their words.
std::string longTrace(std::size_t bytes, bool isTeacher);

/// A project of `count` prompts, each with a human's and a teacher's trace of so many formulas and
/// about 125 bytes for each, made by way of two imported files in `folder`.
Result<> makeTraceProject(const QString &project, const QString &folder, int count, int formulas);
/// One prompt with 40 formulas on each side, and one whose sides are each of at least `bytes`.
Result<> makeLongProject(const QString &project, const QString &folder, std::size_t bytes);

} // namespace touchstone::benchmark
