// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "bytesource.h"

#include <memory>
#include <string_view>
#include <vector>

namespace touchstone {

/// A window that slides over a ByteSource. What it shows is followed by readable bytes (simdjson's
/// padding), and views stay valid until the next fill().
class ByteWindow final
{
public:
    /// Bytes behind text() that may be read, whatever they are.
    static constexpr std::size_t Padding = 64;

    explicit ByteWindow(std::unique_ptr<ByteSource> source);

    [[nodiscard]] std::string_view text() const
    {
        return {m_bytes.data() + m_begin, m_end - m_begin};
    }
    void consume(std::size_t size) { m_begin += size; }
    /// Reads more behind what is there; false at the end of the source.
    Result<bool> fill();
    [[nodiscard]] ByteSource &source() { return *m_source; }
    [[nodiscard]] const ByteSource &source() const { return *m_source; }
    /// How many bytes from `text`, which lies in the window, may be read.
    [[nodiscard]] std::size_t capacityFrom(const char *text) const
    {
        return static_cast<std::size_t>(m_bytes.data() + m_bytes.size() - text);
    }

private:
    std::unique_ptr<ByteSource> m_source;
    std::vector<char> m_bytes;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

} // namespace touchstone
