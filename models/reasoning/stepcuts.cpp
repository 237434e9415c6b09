// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "stepcuts.h"

namespace touchstone {

// Only the rule knows which cuts it makes, so what is joined is kept as removed even where a split
// by hand was all there was.
void StepCuts::split(std::size_t byte)
{
    m_removed.erase(byte);
    m_added.insert(byte);
}

void StepCuts::join(std::size_t byte)
{
    m_added.erase(byte);
    m_removed.insert(byte);
}

void StepCuts::clear()
{
    m_added.clear();
    m_removed.clear();
}

} // namespace touchstone
