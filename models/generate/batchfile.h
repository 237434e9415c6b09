// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "chat.h"
#include "fault.h"

#include <base/result.h>

#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

/// The limits of OpenAI's batches, by which files are split (platform.openai.com, "Batch API").
struct BatchLimits
{
    std::int64_t requests = 50'000;
    std::int64_t bytes = 200'000'000;
};

/// One line of a batch's input: {"custom_id","method":"POST","url":"/v1/chat/completions","body"},
/// as OpenAI, `vllm run-batch` and Ray read it. Without a line end.
Result<std::string>
batchLine(const TeacherProfile &teacher, std::string_view customId, const ChatRequest &request);

/// One line of a batch's output or errors.
struct BatchReply
{
    std::string customId;
    ChatReply reply;
    std::optional<Fault> fault;
};
/// Fails with BadInput where the line is no such reply.
Result<BatchReply> batchReply(const TeacherProfile &teacher, std::string_view line);

} // namespace touchstone
