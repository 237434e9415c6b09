// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

namespace touchstone {

/// Which of a response's texts a place is in. Raw is shown, but nothing is marked in it.
enum class TextPart { Reasoning, Answer, Raw };

} // namespace touchstone
