// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/readingmarks.h>

#include <cstdint>

namespace touchstone {

class StorePrivate;

/// Reads what the store's annotator marked in the active responses to a prompt, with one query for
/// each kind of mark that the project has at all.
class MarkReader final
{
public:
    static Result<MarkReader> make(StorePrivate &store);

    Result<> read(PromptId prompt, ReadingMarks &marks) const;

private:
    explicit MarkReader(StorePrivate &store)
        : m_store(&store)
    {}

    StorePrivate *m_store;
    std::int64_t m_kinds = 0; ///< a bit for each kind that the project has
};

} // namespace touchstone
