// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/item.h>

#include <QString>

namespace touchstone::cli {

/// What the asking annotator marked in a response, a line each: "Reasoning, step 3: wrong, first
/// error", then "Error: arithmetic, “84/7 = 13”: the note". Empty: nothing.
QString textOfMarks(const Item &item, const Response &response);

} // namespace touchstone::cli
