// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <pipeline/generateplan.h>

#include <support/project.h>
#include <teacherserver/teacherreplies.h>

namespace touchstone::test {

constexpr const char *PlantedKey = "sk-planted-0123456789";

/// A short reply as it should be.
inline ServerReply good(const ServerRequest &)
{
    return openAiStream({"Three", " times", " four."}, {"It is \\boxed{12}", "."});
}

/// A plan for a server on loopback that waits for nothing.
inline GeneratePlan planFor(const TeacherServer &server, int samples = 1)
{
    GeneratePlan plan;
    TeacherProfile &teacher = plan.settings.teacher;
    teacher.name = "local";
    teacher.label = "Local";
    teacher.base = server.address();
    teacher.reasoning = {"reasoning_content", "tags"};
    teacher.prices = {{"m*", "USD", "2026-11-01", 1'000'000'000, {}, 2'000'000'000}};
    plan.settings.model = "m1";
    plan.settings.samples = samples;
    plan.settings.streams = 4;
    plan.key = Secret(PlantedKey);
    plan.retry.first = std::chrono::milliseconds(1);
    plan.retry.longest = std::chrono::milliseconds(5);
    return plan;
}

/// How many responses a prompt has; as many as there are numbers where there is no such prompt.
inline std::size_t responsesOf(const Store &store, const std::string &key)
{
    const auto id = store.promptByKey(key);
    const auto item = id ? store.item(*id) : Result<Item>(Error{});
    return item ? item->responses.size() : ~std::size_t{0};
}

} // namespace touchstone::test
