// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <generate/chat.h>
#include <record/response.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace touchstone {

/// The response that a teacher's reply becomes: split and extracted as an import does it, with what
/// the server said of it as its meta. Takes over the reply's texts. On any thread.
Response responseFrom(ChatReply &&reply);

/// About how many tokens a text has: one for four ASCII characters and for each other one. Good for
/// an estimate before anything is sent, and where a server counts nothing.
std::int64_t tokensAbout(std::string_view text);
std::int64_t tokensAbout(const std::vector<Message> &messages);

/// What a reply used as the server said, else as it is likely to have.
Usage usageOf(const ChatReply &reply, std::int64_t promptTokens);
/// What that costs, also where it is an estimate. Nothing where no price is known.
std::optional<Nano> costAbout(Usage usage, const TokenPrice *price);

} // namespace touchstone
