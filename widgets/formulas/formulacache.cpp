// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formulacache.h"

#include <QHash>
#include <QMutexLocker>

namespace touchstone {

std::size_t qHash(const FormulaKey &key, std::size_t seed) noexcept
{
    return qHashMulti(seed, key.tex, key.display);
}

FormulaCache::FormulaCache(int most)
    : m_results(most)
{}

std::optional<FormulaResult> FormulaCache::find(const FormulaKey &key) const
{
    const QMutexLocker lock(&m_mutex);
    const FormulaResult *found = m_results.object(key);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

bool FormulaCache::contains(const FormulaKey &key) const
{
    const QMutexLocker lock(&m_mutex);
    return m_results.object(key) != nullptr;
}

void FormulaCache::insert(const FormulaKey &key, FormulaResult result)
{
    const QMutexLocker lock(&m_mutex);
    m_results.insert(key, new FormulaResult(std::move(result)));
}

} // namespace touchstone
