// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <exchange/exportformat.h>
#include <record/item.h>

#include <string_view>
#include <vector>

namespace touchstone {

/// What process supervision learns of a response: the steps of its reasoning, or of its answer
/// where it has none, up to the first error, or all where none is marked; without the white space
/// around them. Neutral counts as holding, as PRM800K's users have it. Gives the reason why there
/// are none, else nothing: each of these steps must be marked, for nobody knows what an unmarked
/// one is. The texts are views into `response`.
std::string_view
labelledSteps(const Item &item, const Response &response, std::vector<LabelledStep> &steps);

} // namespace touchstone
