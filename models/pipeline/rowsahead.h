// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "readyrow.h"

#include <exchange/rowreader.h>

#include <QtGlobal>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace touchstone {

/// Reads rows and makes them ready on a thread of its own, some blocks of them ahead of whoever
/// takes them, in the order of the file. What waits is bounded, in rows and in bytes.
class RowsAhead final
{
    Q_DISABLE_COPY_MOVE(RowsAhead)

public:
    /// Nobody else may use the reader until next() has said that there is no more. `format` null:
    /// every row is refused.
    RowsAhead(RowReader &reader, const ImportFormat *format);
    /// Reads no further; waits for the row that is being read.
    ~RowsAhead();

    /// The next row, which lives until the next call; null at the end of the file. Where reading
    /// cannot go on, the reader's error comes after all the rows before it.
    Result<const ReadyRow *> next();

private:
    struct Block
    {
        std::vector<ReadyRow> rows; ///< more than `count` may stand there, to be used again
        std::size_t count = 0;
        std::size_t bytes = 0;
        bool isLast = false;
        Result<> ending; ///< of the last block
    };

    void read();
    void fill(Block &block);
    void addRow(Block &block, const RowReader::Next &next);

    RowReader &m_reader;
    const ImportFormat *m_format;
    Block m_taken; ///< whose rows next() gives
    std::size_t m_at = 0;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Block> m_full;
    std::vector<Block> m_empty;
    std::atomic<bool> m_stopping = false;
    std::thread m_thread;
};

} // namespace touchstone
