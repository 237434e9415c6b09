// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/item.h>

#include <string>

namespace touchstone {

/// Appends ,"verdict":{…} with what the machine says of a response, and ,"overruled":{…} with what
/// the asking annotator says in its place; nothing where nothing was said. "start" and "end" count
/// the characters (Unicode code points) of the text that "in" names.
void appendVerdict(std::string &out, const Item &item, const Response &response);

} // namespace touchstone
