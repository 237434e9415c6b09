// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "balls.h"
#include "truth.h"

namespace touchstone::exact {

/// Exact numbers of Calcium. It remembers every extension of the rationals it has met, so it is
/// renewed from time to time. One per thread.
class Constants final
{
public:
    Constants();
    ~Constants();
    Constants(const Constants &) = delete;
    Constants &operator=(const Constants &) = delete;

    /// Whether two expressions without symbols have one value.
    Truth same(const Expression &left,
               const Rationals &leftRationals,
               const Expression &right,
               const Rationals &rightRationals,
               bool realRoots);

private:
    void renew();

    ca_ctx_t m_context;
    int m_uses = 0;
};

} // namespace touchstone::exact
