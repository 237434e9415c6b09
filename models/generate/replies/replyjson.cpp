// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "replyjson.h"

#include "mendedjson.h"

#include <algorithm>

namespace touchstone {

namespace {

/// Of a chunk; what is larger is given back when it is read.
constexpr std::size_t UsualCapacity = 32 * 1024;
constexpr double MostCount = 1e9;

/// One for all readers of a thread: 256 streams keep nothing here, and it stays in the cache.
simdjson::dom::parser &parserFor(std::size_t bytes)
{
    thread_local simdjson::dom::parser Parser;
    if (Parser.capacity() == 0 || (bytes <= UsualCapacity && Parser.capacity() > UsualCapacity)) {
        Parser = simdjson::dom::parser();
        // Without the room, parsing says so itself.
        [[maybe_unused]] const auto code = Parser.allocate(UsualCapacity);
    }
    return Parser;
}

} // namespace

std::optional<ReplyJson> parseReply(std::string_view text)
{
    ReplyJson json;
    simdjson::dom::parser &parser = parserFor(text.size());
    if (parser.parse(text.data(), text.size()).get(json.root) == simdjson::SUCCESS)
        return json;
    const std::string mended = mendedJson(text);
    json.isMended = true;
    if (mended != text && parser.parse(mended).get(json.root) == simdjson::SUCCESS)
        return json;
    return {};
}

std::optional<double> numberOf(const JsonElement &value)
{
    double number = 0;
    if (value.get(number) != simdjson::SUCCESS)
        return {};
    return number;
}

std::int64_t countOf(const JsonElement &value)
{
    return static_cast<std::int64_t>(std::clamp(numberOf(value).value_or(0), 0.0, MostCount));
}

std::string wordOf(const JsonElement &value)
{
    if (value.is<std::int64_t>())
        return std::to_string(std::int64_t(value));
    return std::string(textOf(value));
}

std::optional<JsonElement> memberOf(const JsonObject &object, std::string_view name)
{
    JsonElement member;
    if (object.at_key(name).get(member) != simdjson::SUCCESS || member.is_null())
        return {};
    return member;
}

std::optional<JsonElement> memberOf(const JsonElement &value, std::string_view name)
{
    const auto object = objectOf(value);
    return object ? memberOf(*object, name) : std::nullopt;
}

} // namespace touchstone
