// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../dialect.h"
#include "replyjson.h"

#include <optional>

namespace touchstone {

/// What an object says is wrong: {"error": {…}}, {"error": "text"}, {"message"}, {"detail"};
/// nothing where it says nothing of the kind.
std::optional<Dialect::ServerError> errorIn(const JsonObject &object);
/// The error of a body: as above, else its text, without the tags of HTML.
Dialect::ServerError errorInBody(std::string_view body);

} // namespace touchstone
