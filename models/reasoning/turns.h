// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <string_view>

namespace touchstone {

/// How a sentence turns against what was said before it.
enum class Turn {
    None,
    Weak,  ///< However, actually: a turn where a paragraph begins so, hardly one within it
    Strong ///< Wait, Hmm, Alternatively: the writer stops and goes back
};

/// Whether the sentence that begins at `at` (marks such as `**` and quotation marks before it are
/// passed over) begins with a turning word of English, German, French, Chinese or Bangla. The
/// table is in the source file. Looks at a bounded number of bytes.
Turn turnAt(std::string_view text, std::size_t at);

} // namespace touchstone
