// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "sourcemap.h"

#include <reasoning/byterange.h>

#include <optional>
#include <string>
#include <vector>

namespace touchstone {

struct Response;

/// What is read of a response as one text, to be compared with another's: its reasoning and its
/// answer, or all as it came.
class ComparedText final
{
public:
    ComparedText() = default;
    ComparedText(const Response &response, bool raw);

    [[nodiscard]] const std::string &text() const { return m_text; }
    /// The part that is cut into steps; empty: there is none.
    [[nodiscard]] std::string_view steppedText() const;
    /// Nothing where this part has no place here.
    [[nodiscard]] std::optional<std::size_t> byteOf(const SourceMap::Place &place) const;
    /// The bytes in the part where they begin, no further than that goes.
    [[nodiscard]] SourcePiece spanOf(const ByteRange &bytes) const;

    bool operator==(const ComparedText &) const = default;

private:
    struct Section
    {
        TextPart part = TextPart::Answer;
        std::size_t begin = 0; ///< in the text
        std::size_t end = 0;

        bool operator==(const Section &) const = default;
    };

    void add(TextPart part, const std::string &words);

    std::string m_text;
    std::vector<Section> m_sections;
};

} // namespace touchstone
