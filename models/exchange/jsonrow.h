// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "row.h"

#include <record/incoming.h>

#include <memory>
#include <optional>
#include <string_view>

namespace touchstone {

/// One JSON object as a Row. The only place that knows simdjson.
class JsonRowParser final
{
public:
    JsonRowParser();
    ~JsonRowParser();
    JsonRowParser(const JsonRowParser &) = delete;
    JsonRowParser &operator=(const JsonRowParser &) = delete;

    /// Fills `row` from `text`, behind which `capacity - text.size()` more bytes may be read (64 at
    /// least). Views into `text` and into the parser, until the next call. Why it was refused,
    /// otherwise: invalid JSON or UTF-8, not an object, a NUL in a text, nesting beyond 1,000.
    std::optional<RefusedRow>
    parse(std::string_view text, std::size_t capacity, std::int64_t line, Row &row);

private:
    struct Parsers;
    std::unique_ptr<Parsers> m_parsers;
};

/// The first bytes of a refused row, made valid UTF-8 and without controls, for people.
std::string headForPeople(std::string_view text);

} // namespace touchstone
