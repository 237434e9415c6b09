// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "setting.h"

#include <record/query.h>

#include <string>
#include <vector>

namespace touchstone::benchmark {

/// Of a first page (PRODUCT §6).
constexpr double BudgetMs = 100;

/// A query that is measured.
struct Question
{
    std::string name;
    Query query;
};

/// The first page of each, with the summaries that the table shows; the first time stands in the
/// maximum.
Result<> measureAll(Setting &setting,
                    const std::string &group,
                    const Store &store,
                    const std::vector<Question> &questions,
                    int repeats = 7);

/// Queries as people write them.
Result<std::vector<Question>> questionsOf(const std::vector<const char *> &texts);

} // namespace touchstone::benchmark
