// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <string>
#include <string_view>

namespace touchstone {

/// JSON that servers write and strict readers refuse, made JSON: invalid UTF-8 becomes U+FFFD, raw
/// control characters in texts are escaped, NaN and infinities become null, whole numbers of more
/// than 18 digits 0. Half a surrogate pair becomes SurrogateMark and its four hexadecimal digits,
/// because the other half may stand in the next chunk (TextJoiner). What is no JSON stays none.
std::string mendedJson(std::string_view json);

/// The text with U+FFFD in place of what is no UTF-8.
std::string validUtf8(std::string_view text);

/// U+FDD0, which is no character and stands in no text; where one does, it becomes U+FFFD.
constexpr std::string_view SurrogateMark = "\xEF\xB7\x90";

} // namespace touchstone
