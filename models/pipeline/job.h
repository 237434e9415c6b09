// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/progress.h>
#include <base/result.h>

#include <QString>

namespace touchstone {

class Store;

/// A piece of long work over one project. run() is called once, on any thread, with that thread's
/// Store; the command line calls it without an event loop. Cancelled work leaves nothing half-done.
class Job
{
public:
    Job() = default;
    virtual ~Job() = default;
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;

    /// For people: "Import test.jsonl".
    [[nodiscard]] virtual QString title() const = 0;
    /// A person waits for it: it does not queue behind work in the background.
    [[nodiscard]] virtual bool isAwaited() const { return false; }
    /// Mostly waits for a server elsewhere, perhaps for hours: nothing queues behind it.
    [[nodiscard]] virtual bool isRemote() const { return false; }
    virtual Result<> run(Store &store, Progress &progress) = 0;
};

} // namespace touchstone
