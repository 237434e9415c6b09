// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formattools.h"
#include "registry.h"

namespace touchstone::formats {

namespace {

/// TRL's dataset types: prompt with completion, or with chosen and rejected; texts or lists of
/// messages.
class TrlFormat final : public ImportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "trl"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "TRL: prompt with completion, or with chosen and rejected";
    }

    [[nodiscard]] int match(const std::set<std::string, std::less<>> &columns,
                            const std::vector<Row> &) const override
    {
        if (columns.contains("chosen") && columns.contains("rejected"))
            return columns.contains("prompt") ? 65 : 58;
        return columns.contains("prompt") && columns.contains("completion") ? 64 : 0;
    }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        out.key = plain(row.find("prompt_id"));
        if (out.key.empty())
            out.key = plain(row.find("id"));
        if (row.find("prompt"))
            TRY(readPrompt(row, out));
        for (const char *column : {"completion", "chosen", "rejected"}) {
            if (row.find(column))
                TRY(readSide(row, column, out));
        }
        if (out.text.empty())
            return missing("prompt");
        metaWithout(row, {"prompt", "prompt_id", "id", "completion", "chosen", "rejected", "label"},
                    out.meta);
        return {};
    }

private:
    static Result<> readPrompt(const Row &row, IncomingRow &out)
    {
        if (row.find("prompt")->type == Field::Type::Text) {
            out.text = row.text("prompt");
            return {};
        }
        TRY_ASSIGN(const Json turns, parsed(row, "prompt"));
        return readChat(turns, "role", "content", out);
    }

    static Result<> readSide(const Row &row, const char *column, IncomingRow &out)
    {
        IncomingResponse response;
        if (row.find(column)->type == Field::Type::Text) {
            response.raw = row.text(column);
        } else {
            TRY_ASSIGN(const Json turns, parsed(row, column));
            if (!turns.is_array() || turns.empty() || !turns.back().is_object())
                return unsuitable(column, "a text or a list of messages was expected");
            // Without a prompt of its own the pair carries it in front of both answers.
            if (out.text.empty()) {
                IncomingRow whole;
                TRY(readChat(turns, "role", "content", whole));
                out.text = std::move(whole.text);
                out.system = std::move(whole.system);
                out.history = std::move(whole.history);
            }
            response = responseOf(turns.back(), "content");
        }
        if (std::string_view(column) != "completion")
            response.source = column;
        else if (const Field *label = row.find("label"))
            response.meta = "{\"label\":" + jsonOf(*label) + '}';
        out.responses.push_back(std::move(response));
        return {};
    }
};

} // namespace

const ImportFormat &trl()
{
    static const TrlFormat format;
    return format;
}

} // namespace touchstone::formats
