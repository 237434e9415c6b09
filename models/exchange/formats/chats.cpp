// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formattools.h"
#include "registry.h"

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
                            const Row &first) const override
    {
        const Field *field = first.find(m_names.column);
        if (!columns.contains(m_names.column) || !field || field->type != Field::Type::Array)
            return 0;
        const std::string role = std::string("\"") + m_names.role + '"';
        return field->text.find(role) != std::string_view::npos ? 50 : 0;
    }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        TRY_ASSIGN(const Json turns, parsed(row, m_names.column));
        out.system = plain(row.find("system"));
        TRY(readChat(turns, m_names.role, m_names.content, out));
        for (const char *key : {"id", "uuid", "conversation_id", "prompt_id"}) {
            if (out.key.empty())
                out.key = plain(row.find(key));
        }
        metaWithout(row, {m_names.column, "system", "id", "uuid", "conversation_id", "prompt_id"},
                    out.meta);
        return {};
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
