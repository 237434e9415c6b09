// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

namespace touchstone::exact {

enum class Truth { True, False, Unknown };

} // namespace touchstone::exact
