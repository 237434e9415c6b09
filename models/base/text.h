// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

/// All texts of the models are UTF-8 in std::string; QString is made at the view.
inline QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}
inline std::string toUtf8(const QString &text)
{
    return text.toStdString();
}

/// The offset of the first byte that is not valid UTF-8 (RFC 3629: no overlong forms, no
/// surrogates), or nothing where all is valid.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text);

/// The text by which two files' prompts are the same: NFC, runs of white space as one space, none
/// at the ends, typographic quotes, dashes and no-break spaces as their plain forms.
std::string normalizedText(std::string_view text);

/// Words, counted as runs of letters, digits and marks; every Han, Hiragana, Katakana, Thai, Lao or
/// Khmer letter counts as a word of its own, since those scripts write no spaces.
int countWords(std::string_view text);

/// At most `maxBytes` of `text`, cut between characters.
std::string_view headOf(std::string_view text, std::size_t maxBytes);

/// White space (ASCII) removed from both ends.
std::string_view trimmed(std::string_view text);

} // namespace touchstone
