// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "chat.h"

#include <base/result.h>

#include <string>
#include <string_view>

namespace touchstone {

/// A template with fields of a prompt in double braces: {{prompt}}, {{system}}, {{key}},
/// {{reference}}, {{meta.NAME}}. A field that a prompt lacks is an error that names it; "{{{{" is
/// two braces.
Result<std::string> fillTemplate(std::string_view text, const Prompt &prompt);

/// The messages for one prompt: the system template (or the prompt's own system text), the turns
/// before it, the user's template.
Result<std::vector<Message>> messagesFor(const GenerationSettings &settings, const Prompt &prompt);

} // namespace touchstone
