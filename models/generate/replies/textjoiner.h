// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <string>
#include <string_view>

namespace touchstone {

/// Joins the pieces of one text: the halves of a surrogate pair that mendedJson marked become their
/// character, also from one piece to the next; a half alone and a NUL become U+FFFD.
class TextJoiner final
{
public:
    /// What the piece adds to the text, valid until the next call. `isMended`: it went through
    /// mendedJson.
    std::string_view joined(std::string_view piece, bool isMended);
    /// What the text's end adds.
    std::string_view last();

private:
    void add(unsigned unit);

    unsigned m_high = 0; ///< the first half of a pair whose second has not come; 0: none
    std::string m_text;
};

} // namespace touchstone
