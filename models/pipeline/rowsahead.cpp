// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "rowsahead.h"

namespace touchstone {

namespace {

constexpr std::size_t BlocksAhead = 4;
constexpr std::size_t RowsInBlock = 128;
constexpr std::size_t BytesInBlock = 1 << 20;

} // namespace

RowsAhead::RowsAhead(RowReader &reader, const ImportFormat *format)
    : m_reader(reader)
    , m_format(format)
    , m_empty(BlocksAhead)
    , m_thread(&RowsAhead::read, this)
{}

RowsAhead::~RowsAhead()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

Result<const ReadyRow *> RowsAhead::next()
{
    while (m_at == m_taken.count) {
        if (m_taken.isLast) {
            TRY(m_taken.ending);
            return nullptr;
        }
        // The texts' memory is used again, but not that of rows much larger than others.
        if (m_taken.bytes > 2 * BytesInBlock)
            m_taken = {};
        std::unique_lock lock(m_mutex);
        m_empty.push_back(std::move(m_taken));
        m_wake.notify_all();
        m_wake.wait(lock, [this] { return !m_full.empty(); });
        m_taken = std::move(m_full.front());
        m_full.pop_front();
        m_at = 0;
    }
    return &m_taken.rows[m_at++];
}

void RowsAhead::read()
{
    bool isLast = false;
    while (!isLast) {
        Block block;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_empty.empty(); });
            if (m_stopping)
                return;
            block = std::move(m_empty.back());
            m_empty.pop_back();
        }
        fill(block);
        isLast = block.isLast;
        {
            const std::scoped_lock lock(m_mutex);
            m_full.push_back(std::move(block));
        }
        m_wake.notify_all();
    }
}

void RowsAhead::fill(Block &block)
{
    block.count = 0;
    block.bytes = 0;
    while (!m_stopping && block.count < RowsInBlock && block.bytes < BytesInBlock) {
        const Result<RowReader::Next> next = m_reader.next();
        if (!next || std::holds_alternative<RowReader::End>(*next)) {
            block.isLast = true;
            block.ending = next ? Result<>() : Result<>(next.error());
            return;
        }
        addRow(block, *next);
    }
}

void RowsAhead::addRow(Block &block, const RowReader::Next &next)
{
    if (block.rows.size() == block.count)
        block.rows.emplace_back();
    ReadyRow &ready = block.rows[block.count++];
    ready.position = m_reader.position();
    if (const auto *refused = std::get_if<RefusedRow>(&next)) {
        ready.refused = *refused;
        return;
    }
    const Row &read = *std::get<const Row *>(next);
    for (const Field &field : read.fields)
        block.bytes += field.text.size();
    ready.make(read, m_format);
}

} // namespace touchstone
