// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "writing.h"

namespace touchstone::writing {

namespace {

/// RFC 4180, a line a response.
class CsvFormat final : public ExportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "csv"; }
    [[nodiscard]] std::string_view title() const override { return "Table (CSV)"; }
    [[nodiscard]] std::string_view readBy() const override { return "spreadsheets, R, pandas"; }
    [[nodiscard]] std::string_view extension() const override { return "csv"; }
    [[nodiscard]] Shape shape() const override { return Shape::Single; }
    [[nodiscard]] std::string_view head() const override
    {
        return "key,prompt,reference,source,sample,reasoning,answer,final_answer\r\n";
    }
    [[nodiscard]] std::string_view between() const override { return "\r\n"; }
    [[nodiscard]] std::string_view foot(bool empty) const override { return empty ? "" : "\r\n"; }

    void append(std::string &out, const ExportRow &row, ReasoningPlace reasoning) const override
    {
        const Response &response = *row.response;
        cell(out, row.prompt->key) += ',';
        cell(out, row.prompt->text) += ',';
        cell(out, row.prompt->reference) += ',';
        cell(out, row.source) += ',';
        out += std::to_string(response.sample);
        out += ',';
        cell(out, reasoning == ReasoningPlace::Field ? std::string_view(response.reasoning)
                                                     : std::string_view{}) += ',';
        std::string answer;
        appendText(answer, response, reasoning);
        cell(out, answer) += ',';
        cell(out, response.finalAnswer);
    }

private:
    static std::string &cell(std::string &out, std::string_view text)
    {
        if (text.find_first_of(",\"\r\n") == std::string_view::npos)
            return out.append(text);
        out += '"';
        for (const char c : text) {
            if (c == '"')
                out += '"';
            out += c;
        }
        return out += '"';
    }
};

/// All that the project knows of a prompt, a line each.
class EverythingFormat final : public ExportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "jsonl"; }
    [[nodiscard]] std::string_view title() const override { return "Everything (JSON lines)"; }
    [[nodiscard]] std::string_view readBy() const override { return "your own programs"; }
    [[nodiscard]] std::string_view extension() const override { return "jsonl"; }
    [[nodiscard]] Shape shape() const override { return Shape::Everything; }

    void append(std::string &out, const ExportRow &row, ReasoningPlace) const override
    {
        out += row.extra;
    }
};

} // namespace

const ExportFormat &csv()
{
    static const CsvFormat format;
    return format;
}

const ExportFormat &everything()
{
    static const EverythingFormat format;
    return format;
}

} // namespace touchstone::writing
