// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "validator.h"

#include <record/checkrules.h>

#include <memory>

namespace touchstone {

/// The user's own rule that a project's rules name; nothing is started yet. Fails with BadInput
/// where they name one of our profiles, or an empty script or command.
Result<std::unique_ptr<Validator>> makeValidator(const CheckRules &rules);

} // namespace touchstone
