// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/incoming.h>
#include <record/response.h>

#include <QString>

#include <span>
#include <string>
#include <string_view>

namespace touchstone {

/// Which text of a row a project cannot keep (it has a NUL, or is not UTF-8), in a sentence for
/// people; empty: it can keep them all.
QString unkeepableIn(const IncomingRow &row, std::span<const Response> responses);
/// The first `maxBytes` of any bytes, made a text that can be kept.
std::string keepableHead(std::string_view bytes, std::size_t maxBytes);

} // namespace touchstone
