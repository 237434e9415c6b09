// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/ids.h>

#include <string>
#include <vector>

namespace touchstone {

/// One turn of a chat.
struct Message
{
    std::string role; ///< "system", "user", "assistant" or "tool"
    std::string content;

    bool operator==(const Message &) const = default;
};

/// The problem. All texts are UTF-8.
struct Prompt
{
    PromptId id;
    Uid uid;
    std::string key; ///< unique in the project; made from the file and line where the file has none
    std::string text; ///< what is asked: the last user message
    std::string system;
    std::vector<Message> history; ///< the turns before `text`; empty for a plain prompt
    std::string reference;        ///< the gold answer; empty: not known
    std::string meta = "{}";      ///< a JSON object: the row's other columns

    bool operator==(const Prompt &) const = default;
};

} // namespace touchstone
