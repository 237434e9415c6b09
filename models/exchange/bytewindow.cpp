// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "bytewindow.h"

#include <cstring>

namespace touchstone {

namespace {
constexpr std::size_t ReadSize = 1 << 20;
}

ByteWindow::ByteWindow(std::unique_ptr<ByteSource> source)
    : m_source(std::move(source))
    , m_bytes(2 * ReadSize + Padding)
{}

Result<bool> ByteWindow::fill()
{
    if (m_begin > 0) {
        std::memmove(m_bytes.data(), m_bytes.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_end + ReadSize + Padding > m_bytes.size())
        m_bytes.resize(2 * m_bytes.size());
    TRY_ASSIGN(const std::size_t got, m_source->read(m_bytes.data() + m_end, ReadSize));
    m_end += got;
    return got > 0;
}

} // namespace touchstone
