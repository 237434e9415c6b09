// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formattools.h"
#include "registry.h"

namespace touchstone::formats {

namespace {

/// {"instruction","input","output"}, with system and history ([[question, answer]…]) where there
/// are any.
class AlpacaFormat final : public ImportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "alpaca"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "Alpaca: instruction, input, output";
    }

    [[nodiscard]] int match(const std::set<std::string, std::less<>> &columns,
                            const Row &) const override
    {
        return columns.contains("instruction") && columns.contains("output") ? 55 : 0;
    }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        out.text = row.text("instruction");
        if (out.text.empty())
            return missing("instruction");
        const std::string_view input = row.text("input");
        if (!input.empty())
            out.text.append("\n").append(input);
        out.system = plain(row.find("system"));
        const Field *history = row.find("history");
        if (history && history->type == Field::Type::Array) {
            TRY_ASSIGN(const Json turns, parsed(row, "history"));
            for (const Json &turn : turns) {
                if (!turn.is_array() || turn.size() != 2 || !turn[0].is_string()
                    || !turn[1].is_string())
                    return unsuitable("history", "pairs of question and answer were expected");
                out.history.push_back({"user", turn[0]});
                out.history.push_back({"assistant", turn[1]});
            }
        }
        IncomingResponse response;
        response.raw = plain(row.find("output"));
        response.reasoning = plain(row.find("reasoning"));
        if (!response.reasoning.empty())
            response.answer.swap(response.raw);
        response.source = plain(row.find("generator"));
        out.responses.push_back(std::move(response));
        out.key = plain(row.find("id"));
        metaWithout(
            row,
            {"id", "instruction", "input", "output", "reasoning", "generator", "system", "history"},
            out.meta);
        return {};
    }
};

} // namespace

const ImportFormat &alpaca()
{
    static const AlpacaFormat format;
    return format;
}

} // namespace touchstone::formats
