// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "store.h"

namespace touchstone {

/// A response that is to be checked, with all that a check may ask.
struct CheckTask
{
    ResponseId response;
    std::string key;    ///< the prompt's
    std::string prompt; ///< its text
    std::string reference;
    std::string reasoning;
    std::string answer;
    std::string raw; ///< empty where it is just `answer`
    ResponseFlags flags = NoFlag;
    Source source;
    int sample = 0;
};

/// Reads what is to be checked and keeps what the checks say, slice by slice, each in transactions
/// of its own: who stops in the middle goes on there next time. For the thread of its Store.
class VerdictWriter final
{
public:
    VerdictWriter(VerdictWriter &&) noexcept;
    ~VerdictWriter();

    /// Prompts that the scope's query gave, and how many of them were read.
    [[nodiscard]] std::int64_t prompts() const;
    [[nodiscard]] std::int64_t promptsRead() const;

    /// The next responses to be checked, of at most 500 prompts; those whose verdict by the same
    /// rules against the same reference stands are left out. False: nothing is left.
    Result<bool> read(std::vector<CheckTask> &tasks);
    /// What is said of those that were left out so far.
    [[nodiscard]] const Store::VerdictCounts &standing() const;
    /// Keeps the verdicts on what was read, and tells the prompts' filters. `profile` and `version`
    /// are the scope's, whatever a verdict says.
    Result<> keep(const std::vector<ResponseVerdict> &verdicts);

private:
    friend class Store;
    struct Private;
    explicit VerdictWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace touchstone
