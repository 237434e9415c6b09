// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/incoming.h>
#include <record/response.h>

namespace touchstone {

/// Makes a response ready for the store: its thinking told from its answer, the final answer found,
/// its words counted. Takes over the texts of `incoming`; of `response` nothing that stood stays
/// but where it belongs (prompt, source, sample, ids). On any thread.
void finishResponse(IncomingResponse &incoming, Response &response);

} // namespace touchstone
