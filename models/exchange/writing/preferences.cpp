// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "writing.h"

namespace touchstone::writing {

namespace {

/// TRL's explicit-prompt preference: three lists of messages.
class DpoFormat final : public ExportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "dpo"; }
    [[nodiscard]] std::string_view title() const override { return "Preference pairs (DPO)"; }
    [[nodiscard]] std::string_view readBy() const override { return "TRL · also Axolotl"; }
    [[nodiscard]] std::string_view extension() const override { return "jsonl"; }
    [[nodiscard]] Shape shape() const override { return Shape::Pair; }

    void append(std::string &out, const ExportRow &row, ReasoningPlace reasoning) const override
    {
        out += "{\"prompt\":[";
        appendPromptTurns(out, *row.prompt);
        out += "],\"chosen\":[";
        appendAssistant(out, *row.response, reasoning);
        out += "],\"rejected\":[";
        appendAssistant(out, *row.rejected, reasoning);
        out += "]}";
    }
};

/// TRL's unpaired preference.
class KtoFormat final : public ExportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "kto"; }
    [[nodiscard]] std::string_view title() const override { return "Single judgements (KTO)"; }
    [[nodiscard]] std::string_view readBy() const override { return "TRL · also Axolotl"; }
    [[nodiscard]] std::string_view extension() const override { return "jsonl"; }
    [[nodiscard]] Shape shape() const override { return Shape::Labelled; }

    void append(std::string &out, const ExportRow &row, ReasoningPlace reasoning) const override
    {
        out += "{\"prompt\":[";
        appendPromptTurns(out, *row.prompt);
        out += "],\"completion\":[";
        appendAssistant(out, *row.response, reasoning);
        out += row.label ? "],\"label\":true}" : "],\"label\":false}";
    }
};

/// LLaMA-Factory's preference data: a chat that ends with the human's turn, two turns beside it.
class DpoShareGptFormat final : public ExportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "dpo-sharegpt"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "Preference pairs (ShareGPT turns)";
    }
    [[nodiscard]] std::string_view readBy() const override { return "LLaMA-Factory"; }
    [[nodiscard]] std::string_view extension() const override { return "jsonl"; }
    [[nodiscard]] Shape shape() const override { return Shape::Pair; }

    void append(std::string &out, const ExportRow &row, ReasoningPlace reasoning) const override
    {
        out += "{\"conversations\":[";
        appendShareGptTurns(out, *row.prompt);
        out += ']';
        appendSide(out, "chosen", *row.response, reasoning);
        appendSide(out, "rejected", *row.rejected, reasoning);
        member(out, "system", row.prompt->system);
        out += '}';
    }

private:
    static void appendSide(std::string &out,
                           std::string_view name,
                           const Response &response,
                           ReasoningPlace reasoning)
    {
        out += ",\"";
        out += name;
        out += "\":{\"from\":\"gpt\",\"value\":";
        appendTextJson(out, response, reasoning);
        if (reasoning == ReasoningPlace::Field)
            member(out, "reasoning", response.reasoning);
        out += '}';
    }
};

/// LLaMA-Factory's single judgements: the whole chat and its label.
class KtoMessagesFormat final : public ExportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "kto-messages"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "Single judgements (whole chats)";
    }
    [[nodiscard]] std::string_view readBy() const override { return "LLaMA-Factory"; }
    [[nodiscard]] std::string_view extension() const override { return "jsonl"; }
    [[nodiscard]] Shape shape() const override { return Shape::Labelled; }

    void append(std::string &out, const ExportRow &row, ReasoningPlace reasoning) const override
    {
        out += "{\"messages\":[";
        appendPromptTurns(out, *row.prompt);
        appendAssistant(out, *row.response, reasoning);
        out += row.label ? "],\"label\":true}" : "],\"label\":false}";
    }
};

} // namespace

const ExportFormat &dpo()
{
    static const DpoFormat format;
    return format;
}

const ExportFormat &kto()
{
    static const KtoFormat format;
    return format;
}

const ExportFormat &dpoShareGpt()
{
    static const DpoShareGptFormat format;
    return format;
}

const ExportFormat &ktoMessages()
{
    static const KtoMessagesFormat format;
    return format;
}

} // namespace touchstone::writing
