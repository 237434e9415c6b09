// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "store.h"

namespace touchstone {

/// Writes a choice in transactions of its own, so that nobody's decision waits for it. It counts
/// for nothing before finish(), and what was left unfinished is taken away by the next one.
class ChoiceWriter final
{
public:
    ChoiceWriter(ChoiceWriter &&) noexcept;
    ~ChoiceWriter();

    /// The responses chosen of one more prompt; none: nothing is written.
    Result<> add(const std::vector<ResponseId> &responses);
    /// The whole choice, not yet in force (SetChoiceActive).
    Result<Choice> finish();

private:
    friend class Store;
    struct Private;
    explicit ChoiceWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace touchstone
