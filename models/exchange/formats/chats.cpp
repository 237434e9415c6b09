// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formattools.h"
#include "registry.h"

#include <array>

namespace touchstone::formats {

namespace {

/// A list of turns in one column, under the names that one convention gives.
class ChatFormat final : public ImportFormat
{
public:
    struct Names
    {
        std::string_view format;
        std::string_view title;
        std::string_view column;
        const char *role;
        const char *content;
    };

    explicit ChatFormat(const Names &names)
        : m_names(names)
    {}

    [[nodiscard]] std::string_view name() const override { return m_names.format; }
    [[nodiscard]] std::string_view title() const override { return m_names.title; }

    [[nodiscard]] int match(const std::set<std::string, std::less<>> &columns,
                            const std::vector<Row> &rows) const override
    {
        const Field *field = rows.front().find(m_names.column);
        if (!columns.contains(m_names.column) || !field || field->type != Field::Type::Array)
            return 0;
        const std::string role = std::string("\"") + m_names.role + '"';
        if (field->text.find(role) == std::string_view::npos)
            return 0;
        // With two answers beside it the chat is a prompt; TRL's pairs bring their own prompt.
        const bool pair = columns.contains("chosen") && columns.contains("rejected");
        return pair && !columns.contains("prompt") ? 62 : 50;
    }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        TRY_ASSIGN(const Json turns, parsed(row, m_names.column));
        out.system = plain(row.find("system"));
        TRY(readChat(turns, m_names.role, m_names.content, out));
        for (const char *side : {"chosen", "rejected"}) {
            if (row.find(side))
                TRY(readSide(row, side, out));
        }
        for (IncomingResponse &response : out.responses)
            addWhatTheRowSays(row, response);
        for (const char *key : Keys) {
            if (out.key.empty())
                out.key = plain(row.find(key));
        }
        metaWithout(row,
                    {m_names.column, "system", "id", "uuid", "conversation_id", "prompt_id",
                     "chosen", "rejected", "model", "finish_reason", "label", "kto_tag",
                     "reasoning", "reasoning_content", "thinking"},
                    out.meta);
        return {};
    }

private:
    static constexpr std::array Keys = {"id", "uuid", "conversation_id", "prompt_id"};

    /// LLaMA-Factory's preference data: one turn, or its text, beside the chat.
    Result<> readSide(const Row &row, const char *side, IncomingRow &out) const
    {
        IncomingResponse response;
        if (row.find(side)->type == Field::Type::Text) {
            response.raw = row.text(side);
        } else {
            TRY_ASSIGN(const Json turn, parsed(row, side));
            if (!turn.is_object() || !turn.contains(m_names.content))
                return unsuitable(side, "a turn of the assistant was expected");
            response = responseOf(turn, m_names.content);
        }
        response.source = side;
        out.responses.push_back(std::move(response));
        return {};
    }

    static void addWhatTheRowSays(const Row &row, IncomingResponse &response)
    {
        if (response.reasoning.empty() && response.source.empty())
            setTexts(response, std::move(response.raw), reasoningOf(row));
        if (response.source.empty())
            response.source = plain(row.find("model"));
        response.finishReason = plain(row.find("finish_reason"));
        for (const char *label : {"label", "kto_tag"}) {
            if (const Field *field = row.find(label))
                response.meta = "{\"" + std::string(label) + "\":" + jsonOf(*field) + '}';
        }
    }

private:
    Names m_names;
};

} // namespace

const ImportFormat &messages()
{
    static const ChatFormat format({"messages",
                                    "Chat messages: [{role, content}], as OpenAI and TRL have them",
                                    "messages", "role", "content"});
    return format;
}

const ImportFormat &shareGpt()
{
    static const ChatFormat format({"sharegpt", "ShareGPT: conversations of [{from, value}]",
                                    "conversations", "from", "value"});
    return format;
}

} // namespace touchstone::formats
