// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "writing.h"

namespace touchstone::writing {

namespace {

/// TRL's conversational form: two lists of messages. Never plain texts, so that every row has the
/// same types whether a system prompt or earlier turns belong to it or not.
class PromptCompletionFormat final : public ExportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "prompt-completion"; }
    [[nodiscard]] std::string_view title() const override { return "Prompt and completion"; }
    [[nodiscard]] std::string_view readBy() const override { return "TRL · also Axolotl"; }
    [[nodiscard]] std::string_view extension() const override { return "jsonl"; }
    [[nodiscard]] Shape shape() const override { return Shape::Single; }

    void append(std::string &out, const ExportRow &row, ReasoningPlace reasoning) const override
    {
        out += "{\"prompt\":[";
        appendPromptTurns(out, *row.prompt);
        out += "],\"completion\":[";
        appendAssistant(out, *row.response, reasoning);
        out += "]}";
    }
};

class AlpacaFormat final : public ExportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "alpaca"; }
    [[nodiscard]] std::string_view title() const override { return "Alpaca instructions"; }
    [[nodiscard]] std::string_view readBy() const override
    {
        return "LLaMA-Factory · also Axolotl, Unsloth";
    }
    [[nodiscard]] std::string_view extension() const override { return "jsonl"; }
    [[nodiscard]] Shape shape() const override { return Shape::Single; }

    void append(std::string &out, const ExportRow &row, ReasoningPlace reasoning) const override
    {
        const Prompt &prompt = *row.prompt;
        out += '{';
        member(out, "instruction", prompt.text);
        member(out, "input", "");
        out += ",\"output\":";
        appendTextJson(out, *row.response, reasoning);
        member(out, "system", prompt.system);
        out += ",\"history\":[";
        appendHistory(out, prompt.history);
        out += ']';
        if (reasoning == ReasoningPlace::Field)
            member(out, "reasoning", row.response->reasoning);
        out += '}';
    }

private:
    static void appendHistory(std::string &out, const std::vector<Message> &history)
    {
        for (std::size_t i = 0; i + 1 < history.size(); ++i) {
            if (history[i].role != "user" || history[i + 1].role != "assistant")
                continue;
            out += out.back() == ']' ? ",[" : "[";
            appendJsonString(out, history[i].content);
            out += ',';
            appendJsonString(out, history[i + 1].content);
            out += ']';
        }
    }
};

} // namespace

const ExportFormat &promptCompletion()
{
    static const PromptCompletionFormat format;
    return format;
}

const ExportFormat &alpaca()
{
    static const AlpacaFormat format;
    return format;
}

} // namespace touchstone::writing
