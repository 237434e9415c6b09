// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/prompt.h>
#include <record/response.h>

#include <span>
#include <string>
#include <string_view>

namespace touchstone {

/// Where a response's reasoning goes in what is written.
enum class ReasoningPlace { Think, Field, None };

/// A step of a response, and whether people found that it holds.
struct LabelledStep
{
    std::string_view text;
    bool holds = true;

    bool operator==(const LabelledStep &) const = default;
};

/// What an export writes of one prompt. Single responses use `response`; pairs use `response` as
/// the chosen and `rejected` as the other; KTO writes a row with `label`, process supervision one
/// with `steps`.
struct ExportRow
{
    const Prompt *prompt = nullptr;
    const Response *response = nullptr;
    std::string_view source; ///< its name
    const Response *rejected = nullptr;
    std::string_view rejectedSource;
    bool label = true; ///< KTO
    std::span<const LabelledStep> steps = {};
    std::string_view
        extra; ///< "jsonl": a JSON object with everything (responses, decision, scores, tags)
};

/// One file format for training programs. Appends whole rows; never throws, invalid UTF-8 was kept
/// out by the import.
class ExportFormat
{
public:
    enum class Shape { Single, Pair, Labelled, Steps, Everything };

    virtual ~ExportFormat() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;  ///< "messages"
    [[nodiscard]] virtual std::string_view title() const = 0; ///< for people: "Chat messages"
    [[nodiscard]] virtual std::string_view
    readBy() const = 0; ///< "TRL · also Axolotl, LLaMA-Factory"
    [[nodiscard]] virtual std::string_view extension() const = 0; ///< "jsonl", "json", "csv"
    [[nodiscard]] virtual Shape shape() const = 0;
    /// What stands before the first row, between rows and behind the last ("[\n", ",\n", "\n]\n").
    [[nodiscard]] virtual std::string_view head() const { return {}; }
    [[nodiscard]] virtual std::string_view between() const { return "\n"; }
    [[nodiscard]] virtual std::string_view foot(bool empty) const
    {
        return empty ? std::string_view{} : "\n";
    }
    virtual void append(std::string &out, const ExportRow &row, ReasoningPlace reasoning) const = 0;
};

std::span<const ExportFormat *const> exportFormats();
const ExportFormat *exportFormat(std::string_view name);

} // namespace touchstone
