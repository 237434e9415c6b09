// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <QtGlobal>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace touchstone {

class PartFile;

/// Writes to files on a thread of its own, while whoever fills the buffers fills the next ones.
/// What waits is bounded, in buffers.
class WriteBehind final
{
    Q_DISABLE_COPY_MOVE(WriteBehind)

public:
    WriteBehind();
    /// What still waits is not written.
    ~WriteBehind();

    /// Takes the bytes and leaves an empty buffer; those for one file are written in their order.
    /// Nobody else may use the file until finish() has returned. The error, once there is one, is
    /// that of an earlier write, and nothing more is written.
    Result<> write(PartFile &file, std::string &buffer);
    /// Waits until everything is written.
    Result<> finish();

private:
    struct Piece
    {
        PartFile *file = nullptr;
        std::string bytes;
    };

    void writeAll();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Piece> m_waiting;
    std::vector<std::string> m_empty; ///< to be filled again
    Result<> m_ending;
    bool m_writing = false;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace touchstone
