// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

/// The chunks of a stream are alike but for one text. Once that text's place in the JSON of one
/// chunk is known, a chunk with the same bytes around it needs no parser: where the bytes between
/// them are what a JSON string may hold as it stands (RFC 8259, section 7), it says the same with
/// another text.
class ChunkPattern final
{
public:
    /// Takes `json`, a chunk that says nothing but `text`, as the pattern of others; false: it
    /// keeps the one it has. `isText`: asked of JSON whether it says nothing but that text, in the
    /// same place. Gives up on streams whose chunks are never alike.
    using Question = std::function<bool(std::string_view json, std::string_view text)>;
    bool learn(std::string_view json, std::string_view text, const Question &isText);

    /// The text of a chunk that is like the one that was learnt; nothing: it has to be parsed.
    [[nodiscard]] std::optional<std::string_view> textOf(std::string_view json);

private:
    std::string m_before;
    std::string m_after;
    bool m_isKnown = false;
    bool m_hasServed = false;
    int m_inVain = 0; ///< patterns learnt in a row that no chunk was like
};

} // namespace touchstone
