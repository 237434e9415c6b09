// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "report.h"

#include <cstdio>

namespace touchstone::benchmark {

namespace {

std::string number(double value)
{
    char text[32];
    const int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string spread(const Spread &spread)
{
    if (spread.least == spread.most)
        return number(spread.median);
    return number(spread.median) + " (" + number(spread.least) + "–" + number(spread.most) + ")";
}

Json toJson(const Spread &spread)
{
    return {{"median", spread.median}, {"min", spread.least}, {"max", spread.most}};
}

bool holds(const Figure &figure)
{
    return (figure.ratio ? *figure.ratio : figure.value).median <= *figure.budget;
}

} // namespace

Report::Report(bool json)
    : m_json(json)
    , m_all({{"facts", Json::object()}, {"figures", Json::array()}})
{}

void Report::say(const std::string &name, const Json &value)
{
    m_all["facts"][name] = value;
    if (!m_json) {
        const std::string text = value.is_string() ? value.get<std::string>() : dumpJson(value);
        std::printf("%s: %s\n", name.c_str(), text.c_str());
        std::fflush(stdout);
    }
}

void Report::add(const Figure &figure)
{
    Json json = {{"group", figure.group},
                 {"name", figure.name},
                 {"unit", figure.unit},
                 {"value", toJson(figure.value)}};
    std::string line = "  " + figure.name + ": " + spread(figure.value) + ' ' + figure.unit;
    if (figure.cpu) {
        json["cpu"] = toJson(*figure.cpu);
        line += ", processor " + spread(*figure.cpu) + ' ' + figure.unit;
    }
    if (figure.ratio) {
        json["ratio"] = toJson(*figure.ratio);
        line += ", " + spread(*figure.ratio) + " x the floor";
    }
    if (figure.cpuRatio) {
        json["cpu_ratio"] = toJson(*figure.cpuRatio);
        line += ", by processor " + spread(*figure.cpuRatio) + " x";
    }
    if (figure.budget) {
        json["budget"] = *figure.budget;
        json["holds"] = holds(figure);
        line += ", budget " + number(*figure.budget) + (holds(figure) ? ": holds" : ": MISSED");
    }
    if (!figure.note.empty()) {
        json["note"] = figure.note;
        line += " — " + figure.note;
    }
    m_all["figures"].push_back(std::move(json));
    if (m_json)
        return;
    if (m_group != figure.group)
        std::printf("\n%s\n", figure.group.c_str());
    m_group = figure.group;
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

void Report::finish()
{
    if (m_json)
        std::printf("%s\n", dumpJson(m_all, 1).c_str());
}

void addDuel(Report &report, Figure product, const std::string &floorName, const Duel &duel)
{
    Figure floor{product.group, floorName, product.unit, spreadOf(Duel::walls(duel.floor))};
    floor.cpu = spreadOf(Duel::cpus(duel.floor));
    product.value = spreadOf(Duel::walls(duel.product));
    product.cpu = spreadOf(Duel::cpus(duel.product));
    product.ratio = duel.wallRatio();
    product.cpuRatio = duel.cpuRatio();
    report.add(product);
    report.add(floor);
}

} // namespace touchstone::benchmark
