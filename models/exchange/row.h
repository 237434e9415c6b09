// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace touchstone {

/// One field of a row. Views live until the reader's next call.
struct Field
{
    enum class Type { Null, Text, Number, Boolean, Array, Object };

    std::string_view name;
    Type type = Type::Null;
    std::string_view
        text; ///< Text: unescaped UTF-8; everything else: the JSON as it stands in the file
};

/// One object of JSON lines or of a JSON array, or one line of CSV: the same for every format.
struct Row
{
    std::int64_t line = 0; ///< from 1: where the row begins
    std::vector<Field> fields;

    [[nodiscard]] const Field *find(std::string_view name) const
    {
        for (const Field &field : fields) {
            if (field.name == name)
                return &field;
        }
        return nullptr;
    }
    [[nodiscard]] std::string_view text(std::string_view name) const
    {
        const Field *field = find(name);
        return field && field->type == Field::Type::Text ? field->text : std::string_view{};
    }
};

} // namespace touchstone
