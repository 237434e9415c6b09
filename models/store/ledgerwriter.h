// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "store.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace touchstone {

/// Keeps the ledger of one run of generating, and puts the responses into the project. Everything
/// that write() is told is on the disk when it returns, so that a request is known before it leaves
/// and a reply is never asked for again. On the Store's thread.
class LedgerWriter final
{
public:
    LedgerWriter(LedgerWriter &&) noexcept;
    ~LedgerWriter(); ///< says what changed

    /// A sample that is about to be asked for.
    struct Asked
    {
        PromptId prompt;
        /// Not where the source has so many samples of the prompt, or they are on their way.
        int most = 1;
        RequestId again = {}; ///< a failed request of this run that leaves once more
        /// This sample and no other, however many there are; not where the source has it, or it is
        /// on its way or unknown. Nothing: the first that is free.
        std::optional<int> sample = {};
    };
    /// What became of it.
    struct Sent
    {
        RequestId id; ///< null: it is not to be asked for
        int sample = 0;
    };
    /// A request that ended.
    struct Ended
    {
        RequestId request;
        /// Settled, which needs a response; Failed or Unknown.
        RequestState state = RequestState::Failed;
        std::string serverId;
        Usage usage;
        Nano cost = 0;
        std::string finishReason;
        std::string error;                ///< for people
        std::optional<Response> response; ///< split and extracted; its sample is given here
        std::string reasoning;            ///< of one that is Unknown: what came of it
        std::string answer;
    };
    /// What came so far of one that is still on its way.
    struct Partial
    {
        RequestId request;
        std::string reasoning;
        std::string answer;
    };
    struct Written
    {
        std::vector<Sent> sent;   ///< one for each that was asked
        std::int64_t settled = 0; ///< of those that ended; fewer where some were settled before
    };
    /// One transaction for all. A request that was settled before stays as it is. Texts that no
    /// project can keep (a NUL, no UTF-8) are mended.
    Result<Written> write(std::span<Ended> ended,
                          std::span<const Asked> asked = {},
                          std::span<Partial> partials = {});
    /// A request by the name that it has outside of the project.
    struct Named
    {
        RequestId id;
        Uid name;
    };
    /// All of this run.
    [[nodiscard]] Result<std::vector<Named>> named() const;
    /// The same in every copy of the project.
    static Uid nameOf(const Uid &run, const Uid &prompt, int sample);
    /// What is on its way will never be answered: as if its samples had not been asked for.
    Result<> forgoAll();
    /// The run is over: what it sent and never heard of is unknown from now on.
    Result<> finish();

    [[nodiscard]] GenerationId generation() const;
    [[nodiscard]] const Uid &uid() const;
    [[nodiscard]] BatchId batch() const; ///< null: no response came yet
    [[nodiscard]] const Source &source() const;

private:
    friend class Store;
    struct Private;
    explicit LedgerWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace touchstone
