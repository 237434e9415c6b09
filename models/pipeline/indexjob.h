// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "job.h"

namespace touchstone {

/// Brings the full-text index up to date after an import.
class IndexJob final : public Job
{
public:
    [[nodiscard]] QString title() const override;
    Result<> run(Store &store, Progress &progress) override;
};

} // namespace touchstone
