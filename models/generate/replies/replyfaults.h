// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../dialect.h"

#include <string_view>

namespace touchstone {

/// Faults that are found within a reply that began well; `hasText`: some of it came, so that it may
/// be charged.
Fault faultOfSaid(const Dialect::ServerError &error, bool hasText);
Fault faultOfCut(bool hasText);
/// `text`: what should have been JSON.
Fault faultOfNoJson(std::string_view text, bool hasText);
Fault faultOfSize(std::size_t mostBytes);

} // namespace touchstone
