// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

class QProcess;

namespace touchstone {

/// What is to be run: a path or a name that PATH knows, and its arguments as they are. No shell
/// ever reads them.
struct Program
{
    QString path;
    QStringList arguments;

    bool operator==(const Program &) const = default;
};

/// Asked some twenty times a second while something is waited for; true: give up.
using CancelQuestion = std::function<bool()>;

/// A program that is kept running and answers one line of standard input by one line of standard
/// output. It is started at the first request, killed with all that it started when it does not
/// answer in time, and started anew at the request after. Nothing that it does, from ending at once
/// to writing without end, harms the caller. All calls come from one thread, which needs no event
/// loop.
class LineProcess final
{
public:
    static constexpr std::size_t LongestReply = 1 << 20;

    explicit LineProcess(Program program, std::size_t longestReply = LongestReply);
    ~LineProcess();
    LineProcess(const LineProcess &) = delete;
    LineProcess &operator=(const LineProcess &) = delete;

    /// The reply to `line`, both without their line feeds. What the program writes unasked is taken
    /// for the reply to the next request, so requests that matter carry an id.
    ///
    /// Fails with NotFound where the program cannot be started, Busy after `deadline`, BadInput
    /// where the reply is too long, Cancelled, and Io where the program ends without a reply; then
    /// the message has the end of what it wrote to standard error. One that was running before is
    /// then asked once more, anew, since it may have ended after its last reply. It is not running
    /// after an error.
    Result<std::string> request(std::string_view line,
                                std::chrono::milliseconds deadline,
                                const CancelQuestion &isCancelled = {});

    /// Whether it runs, as far as is known without waiting. One that does not is started by the
    /// next request.
    [[nodiscard]] bool isRunning() const;

    /// Kills it and what it started; the next request starts it anew.
    void stop();

private:
    Result<> start();
    Result<std::string> ask(std::string_view line,
                            std::chrono::milliseconds deadline,
                            const CancelQuestion &isCancelled);
    Result<std::string> reply(std::chrono::milliseconds deadline,
                              const CancelQuestion &isCancelled);
    /// The reply, where all of it has come.
    bool take(std::string &line);
    void keepErrors();
    [[nodiscard]] Error ended() const;

    Program m_program;
    std::size_t m_longestReply;
    std::unique_ptr<QProcess> m_process;
    std::string m_out;          ///< what has come and was not taken yet
    std::size_t m_searched = 0; ///< bytes of m_out that hold no line feed
    std::string m_errors;       ///< the end of what it wrote to standard error
};

} // namespace touchstone
