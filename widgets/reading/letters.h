// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>

#include <string_view>

namespace touchstone {

/// `utf8` as it may stand in a text document: line ends become line separators, and letters that a
/// QTextDocument takes for its own marks become U+FFFD.
QString shownLetters(std::string_view utf8);

/// "&amp;", "&#x41;" and their like as the letter they name; what names none stays as it is.
QString decodedEntity(std::string_view entity);

} // namespace touchstone
