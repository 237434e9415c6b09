// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace touchstone {

/// Small documents: settings, manifests, journal entries. Rows by the million go through exchange.
using Json = nlohmann::ordered_json;

/// Parses without exceptions; the error names the byte.
Result<Json> parseJson(std::string_view text);

/// Text of `json`; invalid UTF-8 becomes U+FFFD instead of an exception. `indent` -1: on one line.
std::string dumpJson(const Json &json, int indent = -1);

/// Appends `text` as a JSON string with its quotes: RFC 8259, non-ASCII as it stands.
void appendJsonString(std::string &out, std::string_view text);

} // namespace touchstone
