// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formattools.h"
#include "registry.h"

namespace touchstone::formats {

namespace {

/// {"instruction","input","output"}, or with chosen and rejected; system and history ([[question,
/// answer]…]) where there are any.
class AlpacaFormat final : public ImportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "alpaca"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "Alpaca: instruction, input, output";
    }

    [[nodiscard]] int match(const std::set<std::string, std::less<>> &columns,
                            const std::vector<Row> &) const override
    {
        const bool pair = columns.contains("chosen") && columns.contains("rejected");
        return columns.contains("instruction") && (columns.contains("output") || pair) ? 60 : 0;
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
        if (row.find("output")) {
            IncomingResponse response;
            setTexts(response, plain(row.find("output")), reasoningOf(row));
            response.source = plain(row.find("generator"));
            response.finishReason = plain(row.find("finish_reason"));
            out.responses.push_back(std::move(response));
        }
        for (const char *side : {"chosen", "rejected"}) {
            if (!row.find(side))
                continue;
            IncomingResponse response;
            response.raw = plain(row.find(side));
            response.source = side;
            out.responses.push_back(std::move(response));
        }
        out.key = plain(row.find("id"));
        metaWithout(row,
                    {"id", "instruction", "input", "output", "chosen", "rejected", "generator",
                     "finish_reason", "system", "history", "reasoning", "reasoning_content",
                     "thinking"},
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
