// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "teacherserver.h"

#include <string>
#include <string_view>
#include <vector>

namespace touchstone::test {

/// A stream in OpenAI's form with DeepSeek's reasoning_content: a chunk for each token, the finish
/// reason with the usage, [DONE].
ServerReply openAiStream(const std::vector<std::string> &reasoning,
                         const std::vector<std::string> &answer);
/// The same in Ollama's: lines of JSON.
ServerReply ollamaStream(const std::vector<std::string> &reasoning,
                         const std::vector<std::string> &answer);
/// An error in OpenAI's form.
ServerReply
errorReply(int status, std::string_view message, std::string_view type, std::string_view code);
ServerReply jsonReply(std::string body);
/// One event whose delta has `member`, with its empty line.
std::string openAiEvent(std::string_view member, std::string_view text);

/// `count` words that read like a calculation, each with a space before it.
std::vector<std::string> someTokens(int count);

/// Answers each kind of question that a client asks, in the form it was asked in: /models,
/// /api/tags, /api/chat, and everything else as chat completions with `tokens` tokens of which the
/// last quarter is the answer.
ServerReply usualReply(const ServerRequest &request, int tokens, std::chrono::milliseconds delay);

} // namespace touchstone::test
