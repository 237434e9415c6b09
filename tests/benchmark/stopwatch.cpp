// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "stopwatch.h"

#include <algorithm>
#include <cmath>
#include <sys/resource.h>
#include <unistd.h>

namespace touchstone::benchmark {

namespace {

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Spread ratiosOf(const std::vector<double> &above, const std::vector<double> &below)
{
    std::vector<double> ratios;
    for (std::size_t i = 0; i < above.size(); ++i)
        ratios.push_back(above[i] / std::max(below[i], 1e-9));
    return spreadOf(std::move(ratios));
}

} // namespace

std::int64_t steadyNs()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::nanoseconds(now).count();
}

double millisecondsSince(std::int64_t startedNs)
{
    return static_cast<double>(steadyNs() - startedNs) / 1e6;
}

Stopwatch::Stopwatch()
    : m_start(std::chrono::steady_clock::now())
    , m_cpu(cpuSeconds())
{}

Cost Stopwatch::elapsed() const
{
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - m_start;
    return {wall.count(), cpuSeconds() - m_cpu};
}

Spread spreadOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    const double median =
        values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    return {median, values.front(), values.back()};
}

double percentile(std::vector<double> values, double percent)
{
    std::sort(values.begin(), values.end());
    const double rank = std::ceil(percent / 100 * static_cast<double>(values.size()));
    return values[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

std::vector<double> Duel::walls(const std::vector<Cost> &costs)
{
    std::vector<double> walls;
    for (const Cost &cost : costs)
        walls.push_back(cost.wall);
    return walls;
}

std::vector<double> Duel::cpus(const std::vector<Cost> &costs)
{
    std::vector<double> cpus;
    for (const Cost &cost : costs)
        cpus.push_back(cost.cpu);
    return cpus;
}

Spread Duel::wallRatio() const
{
    return ratiosOf(walls(product), walls(floor));
}

Spread Duel::cpuRatio() const
{
    return ratiosOf(cpus(product), cpus(floor));
}

Result<Duel> duel(int rounds, const Round &product, const Round &floor)
{
    Duel costs;
    const auto run = [](const Round &round, std::vector<Cost> &kept) -> Result<> {
        ::sync(); // what the one before left to be written is not to be paid by this one
        TRY_ASSIGN(const Cost cost, round());
        kept.push_back(cost);
        return {};
    };
    for (int i = 0; i < rounds; ++i) {
        if (i % 2 == 1)
            TRY(run(floor, costs.floor));
        TRY(run(product, costs.product));
        if (i % 2 == 0)
            TRY(run(floor, costs.floor));
    }
    return costs;
}

} // namespace touchstone::benchmark
