// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "peek.h"

#include "rowreader.h"

namespace touchstone {

Result<Peek> peek(const QString &path, int rows)
{
    TRY_ASSIGN(const std::unique_ptr<RowReader> reader, RowReader::open(path));
    Peek found;
    found.container = reader->container();
    const auto keep = [&found](std::string_view text) -> std::string_view {
        return found.bytes.emplace_back(text);
    };
    for (int i = 0; i < rows; ++i) {
        TRY_ASSIGN(RowReader::Next next, reader->next());
        if (std::holds_alternative<RowReader::End>(next))
            break;
        if (auto *refused = std::get_if<RefusedRow>(&next)) {
            found.refused.push_back(std::move(*refused));
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
