// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/item.h>

#include <string>

namespace touchstone {

/// Appends ,"marks":{…} with what was marked in a response, and nothing where nothing was: its
/// steps as they are cut now, each with its label (1, 0, -1; null: not marked), the first error,
/// and the error spans. Offsets count the characters (Unicode code points) of "reasoning" or
/// "answer", as Python's text[start:end] does.
void appendMarks(std::string &out, const Item &item, const Response &response);

/// Appends ,"pins":[…] with the pairs of places that were pinned together, and nothing where there
/// are none. Responses are named by their place in the item's list.
void appendPins(std::string &out, const Item &item);

} // namespace touchstone
