// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <generate/dialect.h>
#include <generate/teachers.h>

#include <algorithm>
#include <random>

namespace touchstone::test {

inline const TeacherProfile &shippedTeacher(std::string_view name)
{
    const auto &all = shippedTeachers();
    const auto found = std::find_if(all.begin(), all.end(), [&](const TeacherProfile &teacher) {
        return teacher.name == name;
    });
    Q_ASSERT(found != all.end());
    return *found;
}

/// What a reader made of a body.
struct ReadReply
{
    ChatReply reply;
    std::optional<Fault> fault;

    bool operator==(const ReadReply &) const = default;
};

/// Feeds a body in the pieces that end at `cuts`.
inline ReadReply readInPieces(const TeacherProfile &teacher,
                              bool stream,
                              std::string_view body,
                              const std::vector<std::size_t> &cuts)
{
    const auto reader = dialectFor(teacher)->reader(stream);
    std::optional<Fault> fault;
    std::size_t at = 0;
    const auto feedTo = [&](std::size_t end) {
        // A copy of its own size, so that reading beyond it is seen by the address sanitizer.
        const std::vector<char> piece(body.begin() + static_cast<std::ptrdiff_t>(at),
                                      body.begin() + static_cast<std::ptrdiff_t>(end));
        if (!fault)
            fault = reader->feed({piece.data(), piece.size()});
        at = end;
    };
    for (const std::size_t cut : cuts)
        feedTo(cut);
    feedTo(body.size());
    if (!fault)
        fault = reader->finish();
    return {reader->reply(), fault};
}

inline ReadReply readAtOnce(const TeacherProfile &teacher, bool stream, std::string_view body)
{
    return readInPieces(teacher, stream, body, {});
}

/// Where a body's pieces make another reply than the whole does: in two at each byte, byte by byte,
/// and in `rounds` random ways; empty: nowhere.
inline QString
differenceByCuts(const TeacherProfile &teacher, bool stream, std::string_view body, int rounds = 50)
{
    const ReadReply whole = readAtOnce(teacher, stream, body);
    std::vector<std::size_t> all;
    for (std::size_t cut = 0; cut <= body.size(); ++cut) {
        all.push_back(cut);
        if (readInPieces(teacher, stream, body, {cut}) != whole)
            return QStringLiteral("cut at byte %1").arg(cut);
    }
    if (readInPieces(teacher, stream, body, all) != whole)
        return QStringLiteral("byte by byte");
    std::mt19937 random(7); // the same cuts in every run
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::size_t> cuts;
        for (const std::size_t cut : all) {
            if (random() % 16 == 0)
                cuts.push_back(cut);
        }
        if (readInPieces(teacher, stream, body, cuts) != whole)
            return QStringLiteral("random cuts, round %1").arg(round);
    }
    return {};
}

} // namespace touchstone::test
