// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "peek.h"

#include "rowreader.h"

namespace touchstone {

namespace {
constexpr std::size_t EnoughBytes = std::size_t{64} << 20;
constexpr std::size_t EnoughRefusals = 1000;
} // namespace

Result<Peek> peek(const QString &path, int rows)
{
    Progress progress;
    return peek(path, progress, rows);
}

Result<Peek> peek(const QString &path, Progress &progress, int rows)
{
    TRY(progress.advance(0));
    TRY_ASSIGN(const std::unique_ptr<RowReader> reader, RowReader::open(path));
    Peek found;
    found.container = reader->container();
    std::size_t kept = 0;
    const auto keep = [&found, &kept](std::string_view text) -> std::string_view {
        kept += text.size();
        return found.bytes.emplace_back(text);
    };
    // Refused rows do not count: a file is known by what can be read of it, however late that
    // comes.
    while (static_cast<int>(found.rows.size()) < rows && kept < EnoughBytes) {
        TRY_ASSIGN(RowReader::Next next, reader->next());
        TRY(progress.advance(reader->position()));
        if (std::holds_alternative<RowReader::End>(next))
            break;
        if (auto *refused = std::get_if<RefusedRow>(&next)) {
            if (found.refused.size() < EnoughRefusals)
                found.refused.push_back(std::move(*refused));
            else if (!found.rows.empty())
                break;
            continue;
        }
        const Row *read = std::get<const Row *>(next);
        Row row;
        row.line = read->line;
        for (const Field &field : read->fields)
            row.fields.push_back({keep(field.name), field.type, keep(field.text)});
        found.rows.push_back(std::move(row));
    }
    return found;
}

} // namespace touchstone
