// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <set>

namespace touchstone {

/// What a person changed in the steps of one text: where steps begin that the rule does not begin,
/// and where none begins although the rule begins one. Byte offsets. A value: undoing is keeping
/// the one from before.
class StepCuts final
{
public:
    /// A step begins at `byte`.
    void split(std::size_t byte);
    /// The step that begins at `byte` goes on with the one before it.
    void join(std::size_t byte);
    void clear();

    [[nodiscard]] bool isEmpty() const { return m_added.empty() && m_removed.empty(); }
    [[nodiscard]] const std::set<std::size_t> &added() const { return m_added; }
    [[nodiscard]] const std::set<std::size_t> &removed() const { return m_removed; }

    bool operator==(const StepCuts &) const = default;

private:
    std::set<std::size_t> m_added;
    std::set<std::size_t> m_removed;
};

} // namespace touchstone
