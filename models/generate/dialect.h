// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "chat.h"
#include "fault.h"

#include <base/result.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

/// Reads one reply from its bytes, cut anywhere.
class ReplyReader
{
public:
    ReplyReader() = default;
    virtual ~ReplyReader() = default;
    ReplyReader(const ReplyReader &) = delete;
    ReplyReader &operator=(const ReplyReader &) = delete;

    /// The next bytes of the body. A fault ends the reply; what was read before it stays.
    virtual std::optional<Fault> feed(std::string_view bytes) = 0;
    /// The body is at its end: a reply that is not whole is a fault (Cut).
    virtual std::optional<Fault> finish() = 0;
    [[nodiscard]] virtual const ChatReply &reply() const = 0;
};

/// How one kind of server is asked, and its replies read. Knows nothing of connections.
class Dialect
{
public:
    Dialect() = default;
    virtual ~Dialect() = default;
    Dialect(const Dialect &) = delete;
    Dialect &operator=(const Dialect &) = delete;

    /// Behind the profile's base: "/chat/completions".
    [[nodiscard]] virtual std::string chatPath() const = 0;
    [[nodiscard]] virtual std::string modelsPath() const = 0;
    /// The body of a request, JSON. Fails with BadInput where a parameter is out of the profile's
    /// bounds.
    [[nodiscard]] virtual Result<std::string> body(const ChatRequest &request) const = 0;
    /// The content type that a reply must have: "text/event-stream"…
    [[nodiscard]] virtual std::string_view contentType(bool stream) const = 0;
    [[nodiscard]] virtual std::unique_ptr<ReplyReader> reader(bool stream) const = 0;
    /// The names in a reply to modelsPath(), sorted.
    [[nodiscard]] virtual Result<std::vector<std::string>> models(std::string_view body) const = 0;
    /// What a server says is wrong in the body of an error: its message, type and code.
    struct ServerError
    {
        std::string message; ///< at most 500 bytes, one line
        std::string type;
        std::string code;
    };
    [[nodiscard]] virtual ServerError error(std::string_view body) const = 0;
};

/// The dialect of a profile's interface.
std::unique_ptr<Dialect> dialectFor(const TeacherProfile &profile);

} // namespace touchstone
