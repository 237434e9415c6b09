// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "stopwatch.h"

#include <QString>

#include <optional>
#include <string>

namespace touchstone::benchmark {

/// The official npm client `openai`, as tests/peer pins it, in a process of its own.
class NpmClient final
{
public:
    /// Looks for node and the package, which is fetched where it is not there.
    NpmClient();

    /// Why it cannot be asked; empty: it can.
    [[nodiscard]] const QString &missing() const { return m_missing; }
    /// Asks the server at `base` `requests` times, `streams` at once. Node's own start is not
    /// counted. Fails where the replies do not have `bytes` of text.
    [[nodiscard]] Result<Cost>
    askAll(const std::string &base, int requests, int streams, std::int64_t bytes) const;

private:
    QString m_node;
    QString m_missing;
};

} // namespace touchstone::benchmark
