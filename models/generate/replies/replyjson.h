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

/// The value where it is of that type, else nothing (an empty text).
std::optional<JsonObject> objectOf(const JsonElement &value);
std::optional<JsonArray> arrayOf(const JsonElement &value);
std::string_view textOf(const JsonElement &value);
std::optional<double> numberOf(const JsonElement &value);
/// From 0 to a thousand million: more tokens than any reply has, so that sums stay sums.
std::int64_t countOf(const JsonElement &value);
/// A text, or a number as text: error codes are both.
std::string wordOf(const JsonElement &value);

/// A member; nothing where it is not there or null.
std::optional<JsonElement> memberOf(const JsonObject &object, std::string_view name);
std::optional<JsonElement> memberOf(const JsonElement &value, std::string_view name);

} // namespace touchstone
