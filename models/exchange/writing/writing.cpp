// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "writing.h"

#include <array>

namespace touchstone {

std::span<const ExportFormat *const> exportFormats()
{
    static const std::array<const ExportFormat *, 11> All = {
        &writing::messages(),    &writing::promptCompletion(),
        &writing::alpaca(),      &writing::shareGpt(),
        &writing::dpo(),         &writing::kto(),
        &writing::dpoShareGpt(), &writing::ktoMessages(),
        &writing::stepwise(),    &writing::csv(),
        &writing::everything()};
    return All;
}

const ExportFormat *exportFormat(std::string_view name)
{
    for (const ExportFormat *format : exportFormats()) {
        if (format->name() == name)
            return format;
    }
    return nullptr;
}

namespace writing {

void member(std::string &out, std::string_view name, std::string_view text)
{
    if (out.back() != '{')
        out += ',';
    appendJsonString(out, name);
    out += ':';
    appendJsonString(out, text);
}

void appendText(std::string &out, const Response &response, ReasoningPlace reasoning)
{
    if (reasoning == ReasoningPlace::Think && !response.reasoning.empty()) {
        out += "<think>\n";
        out += response.reasoning;
        out += "\n</think>\n\n";
    }
    out += response.answer;
}

void appendTextJson(std::string &out, const Response &response, ReasoningPlace reasoning)
{
    if (reasoning != ReasoningPlace::Think || response.reasoning.empty()) {
        appendJsonString(out, response.answer);
        return;
    }
    // Three strings, written as one: the inner quotation marks are taken out again.
    out += "\"<think>\\n";
    const std::size_t first = out.size();
    appendJsonString(out, response.reasoning);
    out.erase(first, 1);
    out.pop_back();
    out += "\\n</think>\\n\\n";
    const std::size_t second = out.size();
    appendJsonString(out, response.answer);
    out.erase(second, 1);
}

void appendPromptTurns(std::string &out, const Prompt &prompt)
{
    const auto turn = [&out](std::string_view role, std::string_view content) {
        if (out.back() == '}')
            out += ',';
        out += '{';
        member(out, "role", role);
        member(out, "content", content);
        out += '}';
    };
    if (!prompt.system.empty())
        turn("system", prompt.system);
    for (const Message &message : prompt.history)
        turn(message.role, message.content);
    turn("user", prompt.text);
}

void appendShareGptTurns(std::string &out, const Prompt &prompt)
{
    const auto turn = [&out](std::string_view from, std::string_view value) {
        if (out.back() == '}')
            out += ',';
        out += '{';
        member(out, "from", from);
        member(out, "value", value);
        out += '}';
    };
    for (const Message &message : prompt.history)
        turn(message.role == "assistant" ? "gpt"
             : message.role == "user"    ? "human"
                                         : message.role,
             message.content);
    turn("human", prompt.text);
}

void appendAssistant(std::string &out, const Response &response, ReasoningPlace reasoning)
{
    if (out.back() == '}')
        out += ',';
    out += "{\"role\":\"assistant\"";
    if (reasoning == ReasoningPlace::Field)
        member(out, "reasoning_content", response.reasoning);
    out += ",\"content\":";
    appendTextJson(out, response, reasoning);
    out += '}';
}

} // namespace writing
} // namespace touchstone
