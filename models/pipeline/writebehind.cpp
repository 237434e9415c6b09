// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "writebehind.h"

#include "partfile.h"

#include <utility>

namespace touchstone {

namespace {

constexpr std::size_t MostWaiting = 4;

} // namespace

WriteBehind::WriteBehind()
    : m_thread(&WriteBehind::writeAll, this)
{}

WriteBehind::~WriteBehind()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

Result<> WriteBehind::write(PartFile &file, std::string &buffer)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_waiting.size() < MostWaiting || !m_ending; });
    TRY(m_ending);
    m_waiting.push_back({&file, std::move(buffer)});
    buffer.clear();
    if (!m_empty.empty()) {
        buffer.swap(m_empty.back());
        m_empty.pop_back();
    }
    lock.unlock();
    m_wake.notify_all();
    return {};
}

Result<> WriteBehind::finish()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return !m_ending || (m_waiting.empty() && !m_writing); });
    return m_ending;
}

void WriteBehind::writeAll()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
        if (m_stopping)
            return;
        Piece piece = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_writing = true;
        lock.unlock();
        const Result<> written = piece.file->write(piece.bytes);
        piece.bytes.clear();
        lock.lock();
        m_writing = false;
        m_empty.push_back(std::move(piece.bytes));
        if (!written) {
            m_ending = written;
            m_stopping = true;
        }
        m_wake.notify_all();
    }
}

} // namespace touchstone
