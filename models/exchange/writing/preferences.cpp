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
    [[nodiscard]] std::string_view readBy() const override
    {
        return "TRL · also Axolotl, LLaMA-Factory";
    }
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

} // namespace touchstone::writing
