// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

namespace touchstone::benchmark {

/// What a piece of work took, in seconds. `cpu` is user and system time of the whole process: on a
/// machine that does other things as well it is the steadier of the two.
struct Cost
{
    double wall = 0;
    double cpu = 0;
};

class Stopwatch final
{
public:
    Stopwatch();
    [[nodiscard]] Cost elapsed() const;

private:
    std::chrono::steady_clock::time_point m_start;
    double m_cpu;
};

/// Nanoseconds of the steady clock, which is the same for all processes.
std::int64_t steadyNs();
/// Milliseconds since steadyNs() said `startedNs`.
double millisecondsSince(std::int64_t startedNs);

struct Spread
{
    double median = 0;
    double least = 0;
    double most = 0;
};

/// Of at least one value.
Spread spreadOf(std::vector<double> values);
/// The value that `percent` of 100 do not exceed (nearest rank). Of at least one value.
double percentile(std::vector<double> values, double percent);

/// What two rivals took, round by round.
struct Duel
{
    std::vector<Cost> product;
    std::vector<Cost> floor;

    [[nodiscard]] static std::vector<double> walls(const std::vector<Cost> &costs);
    [[nodiscard]] static std::vector<double> cpus(const std::vector<Cost> &costs);
    /// Product by floor of each round.
    [[nodiscard]] Spread wallRatio() const;
    [[nodiscard]] Spread cpuRatio() const;
};

/// What a round does: prepares, takes the time of what counts, cleans up.
using Round = std::function<Result<Cost>()>;

/// Runs both by turns, and the other one first in every second round, so that what else the machine
/// does falls on both.
Result<Duel> duel(int rounds, const Round &product, const Round &floor);

} // namespace touchstone::benchmark
