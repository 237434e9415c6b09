// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace touchstone {

using Sha256Digest = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4) of `bytes`.
Sha256Digest sha256(std::string_view bytes);

/// SHA-256 of bytes that come in pieces. For one thread.
class Sha256 final
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;

    void add(std::string_view bytes);
    /// The digest of all that was added, as 64 hexadecimal digits. Ends the sum.
    std::string finishHex();

private:
    friend Sha256Digest sha256(std::string_view bytes);
    /// Of `bytes` alone, as from the beginning.
    Sha256Digest digestOf(std::string_view bytes);

    struct Context;
    std::unique_ptr<Context> m_context;
};

/// Lower-case hexadecimal digits of `size` bytes.
std::string toHex(const std::uint8_t *bytes, std::size_t size);

} // namespace touchstone
