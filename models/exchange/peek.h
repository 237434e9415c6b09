// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "row.h"

#include <base/progress.h>
#include <base/result.h>
#include <record/incoming.h>

#include <QString>

#include <deque>
#include <string>
#include <vector>

namespace touchstone {

/// The first rows of a file with their bytes kept, for recognising and for the mapping's preview.
struct Peek
{
    Peek() = default;
    Peek(Peek &&) = default; // a copy's views would look into the original
    Peek &operator=(Peek &&) = default;

    std::string container;
    std::vector<Row> rows;           ///< views into `bytes`
    std::vector<RefusedRow> refused; ///< among the rows looked at, at most 1,000
    std::deque<std::string> bytes;
};

/// At most so many rows, and less where they are large; goes past refused rows until there is one.
Result<Peek> peek(const QString &path, int rows = 100);
/// The same on any thread; `progress` cancels between two rows.
Result<Peek> peek(const QString &path, Progress &progress, int rows = 100);

} // namespace touchstone
