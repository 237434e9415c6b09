// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "generateplan.h"
#include "job.h"
#include "livegeneration.h"

#include <map>
#include <memory>

namespace touchstone {

/// Asks a teacher for the responses that are missing, many at a time. Every request is in the
/// ledger before it leaves and every reply in the project when it ended, so that nothing that was
/// paid for is lost or bought twice, whatever happens to the program. What the server refuses for
/// the moment is asked again; what may have been charged is kept as unknown and not asked again by
/// itself. Cancelled: running streams end, and their text so far is kept.
class GenerateJob final : public Job
{
public:
    explicit GenerateJob(GeneratePlan plan);
    ~GenerateJob() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] bool isRemote() const override { return true; }
    /// Fails with Cancelled after a cancel, and with the provider's words where all other requests
    /// would fare alike (a wrong key, no funds); what was generated before stays.
    Result<> run(Store &store, Progress &progress) override;

    /// True: running streams end and none is started, until false. Any thread.
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const;
    /// How it stands; made anew at most 20 times a second. Never null. Any thread.
    [[nodiscard]] std::shared_ptr<const LiveGeneration> live() const;

    enum class End {
        Done,    ///< all that was missing was asked
        Budget,  ///< the next request might have passed it
        Refused, ///< run() failed with the provider's words
        Cancelled,
        Failed, ///< for a reason of our own: the disk, the plan
    };
    struct Report
    {
        GenerationId generation; ///< null: nothing was missing, or the run never began
        BatchId batch;           ///< of the responses; null: there are none
        End end = End::Failed;
        Spending spending; ///< of this run
        std::int64_t planned = 0;
        std::int64_t retried = 0;
        std::map<int, std::int64_t> retriedAfter; ///< the same by status, as LiveGeneration has it
        std::int64_t promptsRefused = 0;          ///< whose template could not be filled: not asked
        QString firstRefusal;                     ///< why, of the first one
        QString firstFailure;                     ///< of the first request that failed for good
        double seconds = 0;
    };
    /// Valid after run(), also after one that failed.
    [[nodiscard]] const Report &report() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace touchstone
