// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "manifest.h"

#include <base/json.h>
#include <base/text.h>
#include <base/version.h>

#include <QFileInfo>

namespace touchstone {

namespace {

Json policyOf(const ExportPlan &plan, ExportFormat::Shape shape, bool isStudy)
{
    Json policy = Json::object();
    const bool single = shape == ExportFormat::Shape::Single;
    const bool pairs = shape == ExportFormat::Shape::Pair || shape == ExportFormat::Shape::Labelled;
    if (single && isStudy) {
        policy["prompts"] = "those with a human and a teacher's response and a final answer";
    } else if (single) {
        policy["take"] = nameOf(plan.take);
        if (plan.take == ExportPlan::Take::Source)
            policy["source"] = plan.source;
    }
    if (pairs) {
        policy["undecided"] =
            plan.pairs == ExportPlan::PairRule::PreferHuman     ? "the human side is chosen"
            : plan.pairs == ExportPlan::PairRule::PreferTeacher ? "the teacher's side is chosen"
                                                                : "left out";
    }
    if ((single && plan.take != ExportPlan::Take::Rule) || pairs)
        policy["samples"] = "the first of a source, where no person chose another";
    if (pairs || (single && !isStudy && plan.take == ExportPlan::Take::Chosen)) {
        policy["tie"] = plan.ties != ExportPlan::Ties::Both      ? "left out"
                        : shape == ExportFormat::Shape::Labelled ? "both sides, labelled true"
                        : single                                 ? "both sides"
                                                                 : "a pair each way";
        policy["neither"] = "left out";
    }
    if (shape == ExportFormat::Shape::Steps)
        policy["steps"] = "of each response whose steps are marked, up to the first error; neutral "
                          "counts as right";
    else
        policy["reasoning"] = nameOf(plan.reasoning);
    return policy;
}

} // namespace

std::string_view nameOf(ReasoningPlace place)
{
    switch (place) {
    case ReasoningPlace::Think:
        return "in think tags";
    case ReasoningPlace::Field:
        return "in its own field";
    case ReasoningPlace::None:
        break;
    }
    return "left out";
}

std::string_view nameOf(ExportPlan::Take take)
{
    switch (take) {
    case ExportPlan::Take::Chosen:
        return "chosen";
    case ExportPlan::Take::Rule:
        return "rule";
    case ExportPlan::Take::Human:
        return "human";
    case ExportPlan::Take::Teacher:
        return "teacher";
    case ExportPlan::Take::Source:
        break;
    }
    return "source";
}

std::string manifestText(const ExportPlan &plan, const ExportReport &report)
{
    const ExportFormat *format = exportFormat(plan.format);
    Json json = Json::object();
    json["made_by"] = std::string("touchstone ") + Version;
    json["format"] = plan.format;
    json["filter"] = toText(plan.query);
    json["policy"] = policyOf(plan, format ? format->shape() : ExportFormat::Shape::Single,
                              !report.targets.empty());
    if (plan.take == ExportPlan::Take::Rule && !report.chosenBy.empty())
        json["policy"]["rule"] = parseJson(report.chosenBy).value_or(Json());
    json["seed"] = plan.seed;
    if (!plan.split.empty()) {
        Json split = Json::object();
        for (const auto &[name, share] : plan.split)
            split[name] = share;
        json["split"] = split;
        json["split_by"] = "hash of the prompt's uid and the seed";
    }
    json["made_from"] = Json::array();
    for (const Batch &batch : report.madeFrom) {
        if (!batch.active)
            continue;
        json["made_from"].push_back({{"path", toUtf8(QFileInfo(toQString(batch.path)).fileName())},
                                     {"format", batch.format},
                                     {"sha256", batch.sha256}});
    }
    json["prompts"] = report.prompts;
    json["left_out"] = Json::object();
    for (const auto &[reason, count] : report.leftOut)
        json["left_out"][reason] = count;
    json["files"] = Json::array();
    for (std::size_t i = 0; i < report.files.size(); ++i) {
        const ExportedFile &file = report.files[i];
        Json entry = {{"path", toUtf8(QFileInfo(file.path).fileName())}, {"rows", file.rows}};
        if (i < report.targets.size())
            entry["teaches"] = report.targets[i];
        if (!file.sha256.empty()) {
            entry["bytes"] = file.bytes;
            entry["sha256"] = file.sha256;
        }
        json["files"].push_back(entry);
    }
    return dumpJson(json, 2) + "\n";
}

} // namespace touchstone
