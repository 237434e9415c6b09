// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <optional>
#include <string>

class QProcess;

namespace touchstone::benchmark {

constexpr int TokensOfAnswer = 200;
/// As a hosted teacher writes them.
constexpr int PacedTokensPerSecond = 50;

/// A server in a process of its own that answers every request at once with the same stream of
/// tokens; one whose path begins with /stuck gets its head and one token, and never an end; one
/// whose path begins with /paced gets its tokens one after another.
class AnswerServer final
{
public:
    AnswerServer();
    ~AnswerServer();
    AnswerServer(const AnswerServer &) = delete;
    AnswerServer &operator=(const AnswerServer &) = delete;

    /// Fails with Io where the process does not listen.
    Result<> start();
    /// "http://127.0.0.1:PORT"
    [[nodiscard]] const std::string &address() const { return m_address; }

private:
    std::unique_ptr<QProcess> m_process;
    std::string m_address;
};

/// Runs the server where the arguments ask for it, and gives the status to exit with.
std::optional<int> runAnswerServer(int argc, char *argv[]);

} // namespace touchstone::benchmark
