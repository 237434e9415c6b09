// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/ids.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace touchstone {

/// The samples of a run that still have to leave. Every prompt's first missing sample comes before
/// any prompt's second, so that a budget that ends early leaves as few prompts as can be without
/// any; what failed comes before both, when its time has come. Pure: time is handed in.
class SampleQueue final
{
public:
    using Time = std::chrono::steady_clock::time_point;

    struct Next
    {
        PromptId prompt;
        RequestId again; ///< of one that failed; null: a new one
        /// Of one that failed, or that it has to be; nothing: whichever is free.
        std::optional<int> sample;
        int attempts = 0; ///< that were made
        int status = 0;   ///< of HTTP, that it failed with; 0: no reply began
    };

    /// `missing` samples of a prompt, from 1; with `sample` that one. Before the first next().
    void add(PromptId prompt, int missing, std::optional<int> sample = {});
    /// A failed request is to leave again at `due`.
    void addAgain(const Next &failed, Time due);

    /// What leaves now; nothing: all did, or is not due yet.
    std::optional<Next> next(Time now);
    /// When something that waits is due; nothing: nothing waits.
    [[nodiscard]] std::optional<Time> dueAt() const;

    [[nodiscard]] std::int64_t fresh() const { return m_fresh; } ///< that never left
    [[nodiscard]] std::int64_t waiting() const;                  ///< that failed and leave again
    [[nodiscard]] bool isEmpty() const { return m_fresh == 0 && m_again.empty(); }

private:
    struct Missing
    {
        PromptId prompt;
        int samples = 0;
        std::optional<int> sample;
    };

    std::vector<Missing> m_missing; ///< of this round and later ones
    std::size_t m_at = 0;
    std::int64_t m_fresh = 0;
    std::multimap<Time, Next> m_again;
};

} // namespace touchstone
