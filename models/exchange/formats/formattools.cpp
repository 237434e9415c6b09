// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formattools.h"

#include <base/text.h>

#include <QCoreApplication>

#include <algorithm>

namespace touchstone::formats {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::formats", text);
}

std::string roleOf(const std::string &role)
{
    if (role == "human")
        return "user";
    if (role == "gpt" || role == "chatgpt" || role == "model" || role == "bot")
        return "assistant";
    return role == "developer" ? "system" : role;
}

/// OpenRouter's list: texts and summaries; what is encrypted says nothing.
std::string reasoningDetails(const Json &message)
{
    std::string text;
    const auto details = message.find("reasoning_details");
    if (details == message.end() || !details->is_array())
        return text;
    for (const Json &part : *details) {
        for (const char *name : {"text", "summary"}) {
            if (!part.is_object() || !part.contains(name) || !part[name].is_string())
                continue;
            text += part[name].get<std::string>();
            break;
        }
    }
    return text;
}

std::string reasoningOf(const Json &message)
{
    std::string reasoning = reasoningDetails(message);
    for (const std::string_view name : ReasoningNames) {
        const auto found = message.find(name);
        if (reasoning.empty() && found != message.end() && found->is_string())
            reasoning = *found;
    }
    return reasoning;
}

} // namespace

Error missing(std::string_view column)
{
    return {Error::Code::BadInput, tr("The column %1 is missing or empty.").arg(toQString(column))};
}

Error unsuitable(std::string_view column, std::string_view wanted)
{
    return {Error::Code::BadInput, tr("The column %1 is not what it should be: %2.")
                                       .arg(toQString(column), toQString(wanted))};
}

std::string plain(const Field *field)
{
    return field && field->type != Field::Type::Null ? std::string(field->text) : std::string{};
}

std::string jsonOf(const Field &field)
{
    std::string json;
    if (field.type == Field::Type::Text)
        appendJsonString(json, field.text);
    else
        json = field.text;
    return json;
}

void metaWithout(const Row &row, std::initializer_list<std::string_view> taken, std::string &out)
{
    out.assign(1, '{');
    for (const Field &field : row.fields) {
        if (std::find(taken.begin(), taken.end(), field.name) != taken.end())
            continue;
        if (out.size() > 1)
            out += ',';
        appendJsonString(out, field.name);
        out += ':';
        if (field.type == Field::Type::Text)
            appendJsonString(out, field.text);
        else
            out += field.text;
    }
    out += '}';
}

Result<Json> parsed(const Row &row, std::string_view column)
{
    const Field *field = row.find(column);
    if (!field)
        return missing(column);
    if (field->type != Field::Type::Array && field->type != Field::Type::Object
        && field->type != Field::Type::Text)
        return unsuitable(column, "a list or an object was expected");
    auto json = parseJson(field->text);
    if (!json)
        return unsuitable(column, "it is not valid JSON");
    return json;
}

std::string contentOf(const Json &content)
{
    if (content.is_string())
        return content;
    std::string text;
    if (content.is_array()) {
        for (const Json &part : content) {
            if (part.is_string())
                text += part.get<std::string>();
            else if (part.is_object() && part.contains("text") && part["text"].is_string())
                text += part["text"].get<std::string>();
        }
    }
    return text;
}

std::string reasoningOf(const Row &row)
{
    std::string reasoning;
    for (const std::string_view name : ReasoningNames) {
        if (reasoning.empty())
            reasoning = row.text(name);
    }
    return reasoning;
}

void setTexts(IncomingResponse &out, std::string text, std::string reasoning)
{
    (reasoning.empty() ? out.raw : out.answer) = std::move(text);
    out.reasoning = std::move(reasoning);
}

IncomingResponse responseOf(const Json &message, const char *contentName)
{
    IncomingResponse response;
    const auto content = message.find(contentName);
    setTexts(response, content == message.end() ? std::string{} : contentOf(*content),
             reasoningOf(message));
    return response;
}

Result<>
readChat(const Json &messages, const char *roleName, const char *contentName, IncomingRow &out)
{
    if (!messages.is_array() || messages.empty())
        return unsuitable("messages", "a list of turns was expected");
    std::vector<Message> turns;
    for (const Json &message : messages) {
        if (!message.is_object() || !message.contains(roleName) || !message[roleName].is_string())
            return unsuitable("messages", "a turn has no role");
        Message turn;
        turn.role = roleOf(message[roleName].get<std::string>());
        if (message.contains(contentName))
            turn.content = contentOf(message[contentName]);
        if (turn.role == "system" && turns.empty() && out.system.empty())
            out.system = turn.content;
        else
            turns.push_back(std::move(turn));
    }
    if (!turns.empty() && turns.back().role == "assistant") {
        out.responses.push_back(responseOf(messages.back(), contentName));
        turns.pop_back();
    }
    if (turns.empty() || turns.back().role != "user")
        return unsuitable("messages", "no user's turn comes before the answer");
    out.text = std::move(turns.back().content);
    turns.pop_back();
    out.history = std::move(turns);
    if (trimmed(out.text).empty())
        return unsuitable("messages", "the user's last turn is empty");
    return {};
}

std::string gsm8kReference(std::string_view solution)
{
    const std::size_t mark = solution.rfind("####");
    if (mark == std::string_view::npos)
        return {};
    std::string_view rest = solution.substr(mark + 4);
    rest = trimmed(rest.substr(0, rest.find('\n')));
    std::string number(rest);
    std::erase(number, ',');
    return number;
}

std::string withoutCalculatorMarks(std::string_view solution)
{
    std::string text;
    text.reserve(solution.size());
    std::size_t at = 0;
    while (at < solution.size()) {
        const std::size_t open = solution.find("<<", at);
        const std::size_t close = open == std::string_view::npos ? open : solution.find(">>", open);
        const std::size_t other =
            open == std::string_view::npos ? open : solution.find_first_of("<>\n", open + 2);
        if (close == std::string_view::npos) {
            text.append(solution.substr(at));
            break;
        }
        text.append(solution.substr(at, open - at));
        if (other != close)
            text.append("<<"); // a shift or a quotation, not a calculator's mark
        at = other != close ? open + 2 : close + 2;
    }
    return text;
}

} // namespace touchstone::formats
