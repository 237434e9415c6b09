// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "formulalayout.h"

#include <QCache>
#include <QMutex>
#include <QString>

#include <memory>
#include <optional>

namespace touchstone {

/// What one formula is asked by.
struct FormulaKey
{
    QString tex; ///< without delimiters
    bool display = false;

    bool operator==(const FormulaKey &) const = default;
};

std::size_t qHash(const FormulaKey &key, std::size_t seed = 0) noexcept;

/// What came of it: a layout, or the reason why there is none.
struct FormulaResult
{
    std::shared_ptr<const FormulaLayout> layout;
    QString error;
};

/// The formulas used last, good and bad. Any number of threads may share one.
class FormulaCache final
{
    Q_DISABLE_COPY_MOVE(FormulaCache)

public:
    /// A few kilobytes each.
    static constexpr int MostFormulas = 20'000;

    explicit FormulaCache(int most = MostFormulas);
    ~FormulaCache() = default;

    [[nodiscard]] std::optional<FormulaResult> find(const FormulaKey &key) const;
    /// Whoever asks will want it: it is used by this as it is by find().
    [[nodiscard]] bool contains(const FormulaKey &key) const;
    void insert(const FormulaKey &key, FormulaResult result);

private:
    mutable QMutex m_mutex;
    QCache<FormulaKey, FormulaResult> m_results;
};

} // namespace touchstone
