// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "servererrors.h"

#include "mendedjson.h"

#include <base/text.h>

#include <algorithm>

namespace touchstone {

namespace {

constexpr std::size_t LongestMessage = 500;
constexpr std::size_t LongestWord = 100;
constexpr std::size_t ReadOfBody = 64 * 1024;

/// One line of at most so many bytes; control characters are spaces.
std::string lineOf(std::string_view text, std::size_t most)
{
    std::string line;
    for (const char c : text) {
        const bool isSpace = static_cast<unsigned char>(c) <= ' ' || c == '\x7F';
        if (!isSpace)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
        if (line.size() > most + 8)
            break;
    }
    return std::string(trimmed(headOf(line, most)));
}

/// FastAPI's list of what is wrong with a request: the message of each.
std::string messagesOf(const JsonArray &list)
{
    std::string messages;
    for (const JsonElement one : list) {
        const auto message = memberOf(one, "msg");
        const std::string_view text = message ? textOf(*message) : textOf(one);
        messages.append(messages.empty() || text.empty() ? "" : "; ").append(text);
        if (messages.size() > LongestMessage)
            break;
    }
    return messages;
}

Dialect::ServerError errorOf(const JsonElement &value)
{
    Dialect::ServerError error;
    if (const auto list = arrayOf(value)) {
        error.message = messagesOf(*list);
    } else if (const auto object = objectOf(value)) {
        for (const auto &[name, to] :
             {std::pair{"message", &error.message}, {"type", &error.type}, {"code", &error.code}}) {
            if (const auto member = memberOf(*object, name))
                *to = wordOf(*member);
        }
        // OpenRouter's own words say little; those of the host behind it stand here.
        if (const auto metadata = memberOf(*object, "metadata")) {
            if (const auto raw = memberOf(*metadata, "raw"); raw && !textOf(*raw).empty())
                error.message.append(": ").append(textOf(*raw));
        }
    } else {
        error.message = wordOf(value);
    }
    return error;
}

Dialect::ServerError bounded(Dialect::ServerError error)
{
    error.message = lineOf(error.message, LongestMessage);
    error.type = lineOf(error.type, LongestWord);
    error.code = lineOf(error.code, LongestWord);
    return error;
}

std::string withoutTags(std::string_view html)
{
    std::string text;
    bool inTag = false;
    for (const char c : html) {
        if (c == '<' || c == '>')
            text += ' ';
        else if (!inTag)
            text += c;
        inTag = c == '<' || (inTag && c != '>');
    }
    return text;
}

} // namespace

std::optional<Dialect::ServerError> errorIn(const JsonObject &object)
{
    if (const auto error = memberOf(object, "error"))
        return bounded(errorOf(*error));
    // vLLM's old form, and those that have the members without an object of their own.
    if (const auto message = memberOf(object, "message"); message && !objectOf(*message)) {
        Dialect::ServerError error;
        error.message = wordOf(*message);
        for (const auto &[name, to] : {std::pair{"type", &error.type}, {"code", &error.code}}) {
            if (const auto member = memberOf(object, name))
                *to = wordOf(*member);
        }
        return bounded(std::move(error));
    }
    if (const auto detail = memberOf(object, "detail"))
        return bounded(errorOf(*detail));
    return {};
}

Dialect::ServerError errorInBody(std::string_view body)
{
    body = trimmed(body);
    if (body.size() <= ReadOfBody) {
        if (const auto json = parseReply(body)) {
            auto object = objectOf(json->root);
            if (const auto list = arrayOf(json->root); list && list->size() > 0)
                object = objectOf(list->at(0).value_unsafe());
            if (object) {
                if (auto error = errorIn(*object))
                    return *std::move(error);
            }
        }
    }
    Dialect::ServerError error;
    const std::string_view begin = headOf(body, ReadOfBody);
    const std::string valid = validUtf8(begin);
    error.message = valid.starts_with('<') ? withoutTags(valid) : valid;
    return bounded(std::move(error));
}

} // namespace touchstone
