// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <generate/client.h>

#include <chrono>
#include <set>
#include <string>
#include <support/testdata.h>
#include <teacherserver/teacherreplies.h>
#include <teacherserver/teacherserver.h>
#include <vector>

namespace touchstone::test {

/// Longer than anything takes.
constexpr auto Ample = std::chrono::milliseconds(60'000);
const std::string PlantedKey = "sk-planted-8f2e+A/7c91d4";

inline TeacherProfile teacherAt(const std::string &base)
{
    TeacherProfile teacher;
    teacher.name = "tested";
    teacher.label = "Tested";
    teacher.base = base;
    teacher.reasoning = {"reasoning_content"};
    return teacher;
}

inline ChatRequest question(const std::string &text)
{
    ChatRequest request;
    request.model = "test-teacher";
    request.messages = {{"user", text}};
    return request;
}

/// The end of one request.
inline TeacherClient::Ended askedOf(const TeacherProfile &teacher,
                                    const ClientLimits &limits = {},
                                    const Secret &key = Secret(PlantedKey))
{
    TeacherClient client(teacher, key, limits);
    std::vector<TeacherClient::Ended> ended;
    const auto started = client.start(1, question("What is 17 plus 25?"));
    if (!started) {
        Fault fault;
        fault.message = QStringLiteral("not started: ") + started.error().message;
        return {1, {}, fault};
    }
    while (ended.empty())
        client.poll(Ample, ended);
    return std::move(ended.front());
}

inline TeacherClient::Ended askedOf(const TeacherServer &server, const ClientLimits &limits = {})
{
    return askedOf(teacherAt(server.address()), limits);
}

/// Eight tokens, two of them the answer.
inline ServerReply usual(const ServerRequest &request)
{
    return usualReply(request, 8, std::chrono::milliseconds(0));
}

/// Reads a request and never says anything.
inline ServerReply silent(const ServerRequest &)
{
    ServerReply reply;
    reply.hasHead = false;
    reply.end = ServerReply::End::Stall;
    return reply;
}

} // namespace touchstone::test

#define VERIFY_NO_FAULT(end)                                                                       \
    do {                                                                                           \
        const auto &verified = (end);                                                              \
        QVERIFY2(!verified.fault, verified.fault ? qPrintable(verified.fault->message) : "");      \
    } while (false)
