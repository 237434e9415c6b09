// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "stopwatch.h"

#include <base/json.h>

#include <optional>
#include <string>

namespace touchstone::benchmark {

/// One measured thing.
struct Figure
{
    std::string group; ///< as --only names it
    std::string name;
    std::string unit; ///< of `value`: "s", "ms", "MB"
    Spread value = {};
    std::optional<Spread> cpu = {};      ///< user and system time, in `unit`
    std::optional<Spread> ratio = {};    ///< to the floor of the same run, by wall time
    std::optional<Spread> cpuRatio = {}; ///< the same by user and system time
    std::optional<double> budget = {};   ///< for the ratio where there is one, else for the value
    std::string note = {};
};

/// Prints figures as they come, or all as one JSON object at the end.
class Report final
{
public:
    explicit Report(bool json);

    void add(const Figure &figure);
    /// A fact beside the figures: what the machine is, how many rows.
    void say(const std::string &name, const Json &value);
    void finish();

private:
    bool m_json;
    Json m_all;
    std::string m_group;
};

/// A duel's two rows: the product with its ratio, and the floor.
void addDuel(Report &report, Figure product, const std::string &floorName, const Duel &duel);

} // namespace touchstone::benchmark
