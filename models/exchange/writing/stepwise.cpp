// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "writing.h"

namespace touchstone::writing {

namespace {

/// TRL's stepwise supervision: one text that asks, the steps, and whether each holds.
class StepwiseFormat final : public ExportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "stepwise"; }
    [[nodiscard]] std::string_view title() const override { return "Labelled steps (PRM)"; }
    [[nodiscard]] std::string_view readBy() const override { return "TRL"; }
    [[nodiscard]] std::string_view extension() const override { return "jsonl"; }
    [[nodiscard]] Shape shape() const override { return Shape::Steps; }

    void append(std::string &out, const ExportRow &row, ReasoningPlace) const override
    {
        out += '{';
        member(out, "prompt", asked(*row.prompt));
        out += ",\"completions\":[";
        for (const LabelledStep &step : row.steps) {
            out += out.back() == '[' ? "" : ",";
            appendJsonString(out, step.text);
        }
        out += "],\"labels\":[";
        for (const LabelledStep &step : row.steps) {
            out += out.back() == '[' ? "" : ",";
            out += step.holds ? "true" : "false";
        }
        out += "]}";
    }

private:
    /// A reader of this format takes no turns.
    static std::string asked(const Prompt &prompt)
    {
        std::string text = prompt.system;
        const auto add = [&text](std::string_view part) {
            text += text.empty() ? "" : "\n\n";
            text += part;
        };
        for (const Message &message : prompt.history)
            add(message.content);
        add(prompt.text);
        return text;
    }
};

} // namespace

const ExportFormat &stepwise()
{
    static const StepwiseFormat format;
    return format;
}

} // namespace touchstone::writing
