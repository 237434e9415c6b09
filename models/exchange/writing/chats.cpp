// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "writing.h"

namespace touchstone::writing {

namespace {

class MessagesFormat final : public ExportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "messages"; }
    [[nodiscard]] std::string_view title() const override { return "Chat messages"; }
    [[nodiscard]] std::string_view readBy() const override
    {
        return "TRL, OpenAI · also Axolotl, Unsloth";
    }
    [[nodiscard]] std::string_view extension() const override { return "jsonl"; }
    [[nodiscard]] Shape shape() const override { return Shape::Single; }

    void append(std::string &out, const ExportRow &row, ReasoningPlace reasoning) const override
    {
        out += "{\"messages\":[";
        appendPromptTurns(out, *row.prompt);
        appendAssistant(out, *row.response, reasoning);
        out += "]}";
    }
};

/// LLaMA-Factory and FastChat: turns by human and gpt, the system prompt beside them.
class ShareGptFormat final : public ExportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "sharegpt"; }
    [[nodiscard]] std::string_view title() const override { return "ShareGPT conversations"; }
    [[nodiscard]] std::string_view readBy() const override
    {
        return "LLaMA-Factory · also Axolotl, Unsloth";
    }
    [[nodiscard]] std::string_view extension() const override { return "jsonl"; }
    [[nodiscard]] Shape shape() const override { return Shape::Single; }

    void append(std::string &out, const ExportRow &row, ReasoningPlace reasoning) const override
    {
        out += "{\"conversations\":[";
        appendShareGptTurns(out, *row.prompt);
        out += ",{\"from\":\"gpt\",\"value\":";
        appendTextJson(out, *row.response, reasoning);
        out += "}]";
        // Always there, so that every row has the same columns.
        member(out, "system", row.prompt->system);
        if (reasoning == ReasoningPlace::Field)
            member(out, "reasoning", row.response->reasoning);
        out += '}';
    }
};

} // namespace

const ExportFormat &messages()
{
    static const MessagesFormat format;
    return format;
}

const ExportFormat &shareGpt()
{
    static const ShareGptFormat format;
    return format;
}

} // namespace touchstone::writing
