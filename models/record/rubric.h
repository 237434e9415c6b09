// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <string>
#include <vector>

namespace touchstone {

struct Criterion
{
    std::string name;
    std::string description;
    int lowest = 1;
    int highest = 5;

    bool operator==(const Criterion &) const = default;
};

/// What responses are scored on, in order.
struct Rubric
{
    std::vector<Criterion> criteria;

    bool operator==(const Rubric &) const = default;

    /// Correctness, clarity, completeness and conciseness, 1 to 5.
    static Rubric standard();
};

} // namespace touchstone
