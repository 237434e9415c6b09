// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstdint>
#include <optional>
#include <simdjson.h>
#include <string>
#include <string_view>

namespace touchstone {

/// A document of a server, mended where that was needed. Lies in memory that the thread's next
/// document takes.
struct ReplyJson
{
    simdjson::dom::element root;
    bool isMended = false;
};
/// Nothing: it is no JSON.
std::optional<ReplyJson> parseReply(std::string_view text);

using JsonElement = simdjson::dom::element;
using JsonObject = simdjson::dom::object;
using JsonArray = simdjson::dom::array;

// Asked of each value of each event: here, so that no call is made.

/// The value where it is of that type, else nothing (an empty text).
inline std::optional<JsonObject> objectOf(const JsonElement &value)
{
    JsonObject object;
    if (value.get(object) != simdjson::SUCCESS)
        return {};
    return object;
}

inline std::optional<JsonArray> arrayOf(const JsonElement &value)
{
    JsonArray array;
    if (value.get(array) != simdjson::SUCCESS)
        return {};
    return array;
}

inline std::string_view textOf(const JsonElement &value)
{
    std::string_view text;
    return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::optional<double> numberOf(const JsonElement &value);
/// From 0 to a thousand million: more tokens than any reply has, so that sums stay sums.
std::int64_t countOf(const JsonElement &value);
/// A text, or a number as text: error codes are both.
std::string wordOf(const JsonElement &value);

/// A member; nothing where it is not there or null.
std::optional<JsonElement> memberOf(const JsonObject &object, std::string_view name);
std::optional<JsonElement> memberOf(const JsonElement &value, std::string_view name);

} // namespace touchstone
