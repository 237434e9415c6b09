// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <generate/chat.h>

namespace touchstone {

/// What a connection is tested with: one short question, whose answer costs next to nothing.
inline ChatRequest shortQuestion(const std::string &model)
{
    ChatRequest request;
    request.model = model;
    request.messages = {{"user", "Say the word ready."}};
    request.sampling.maxTokens = 64;
    return request;
}

} // namespace touchstone
