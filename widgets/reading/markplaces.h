// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "sourcemap.h"

#include <record/response.h>

#include <optional>

namespace touchstone {

/// What of the response is shown between two positions, whole letters and whole formulas; of the
/// first part only where there are two. Nothing: nothing of its reasoning or answer.
std::optional<SourcePiece>
pieceShown(const SourceMap &map, const Response &response, int begin, int end);

} // namespace touchstone
