// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <QString>

#include <string>
#include <vector>

namespace touchstone::benchmark {

struct BaseRow
{
    std::string question;
    std::string answer;
};

/// The problems that the rows repeat: GSM8K's training set where the shared data is there, else the
/// sample study of our own writing.
Result<std::vector<BaseRow>> baseRows();

/// JSON lines {"id","source","question","answer"}; the row's number stands in id and question, so
/// that no two rows are equal. The same arguments give the same bytes; rows from 0 of GSM8K are
/// those of the shared data's make_scale.py.
Result<> writeRows(const QString &path, std::int64_t first, std::int64_t count);

} // namespace touchstone::benchmark
