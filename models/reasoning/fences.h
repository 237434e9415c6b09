// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <string_view>

namespace touchstone {

/// The byte behind the fenced code block that begins in the line at `lineBegin` (Markdown: three or
/// more backticks or tildes, closed by at least as many, else open to the end of the text), or
/// `lineBegin` where none begins.
std::size_t afterFence(std::string_view source, std::size_t lineBegin);

} // namespace touchstone
