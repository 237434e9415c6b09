// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/item.h>

#include <cstdint>
#include <string_view>

namespace touchstone {

class StorePrivate;

/// Reads what the machine says of the responses to a prompt, what the store's annotator says in its
/// place, and which of them a rule chose. Asks nothing where the project has no such word.
class VerdictReader final
{
public:
    static Result<VerdictReader> make(StorePrivate &store);

    /// Sets the verdicts and overrules of an item whose prompt and responses were read.
    Result<> read(Item &item) const;

    /// The number by which a verdict remembers the reference it was made against.
    static std::int64_t hashOf(std::string_view reference);

private:
    explicit VerdictReader(StorePrivate &store)
        : m_store(&store)
    {}

    Result<> readVerdicts(Item &item) const;
    Result<> readOverrules(Item &item) const;
    Result<> readChosen(Item &item) const;

    StorePrivate *m_store;
    bool m_anyVerdicts = false;
    bool m_anyOverrules = false;
    ChoiceId m_choice; ///< that is in force; null: none
};

} // namespace touchstone
