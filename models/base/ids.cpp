// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "ids.h"

#include "hash.h"

#include <QRandomGenerator>

#include <algorithm>

namespace touchstone {

Uid Uid::make(std::int64_t nowUs)
{
    Uid uid;
    auto *generator = QRandomGenerator::system();
    const quint64 random[] = {generator->generate64(), generator->generate64()};
    std::copy_n(reinterpret_cast<const std::uint8_t *>(random), uid.bytes.size(), uid.bytes.data());
    const auto milliseconds = static_cast<std::uint64_t>(nowUs / 1000);
    for (int i = 0; i < 6; ++i)
        uid.bytes[i] = static_cast<std::uint8_t>(milliseconds >> (40 - 8 * i));
    uid.bytes[6] = static_cast<std::uint8_t>((uid.bytes[6] & 0x0f) | 0x70);
    uid.bytes[8] = static_cast<std::uint8_t>((uid.bytes[8] & 0x3f) | 0x80);
    return uid;
}

Uid Uid::hashOf(std::string_view text)
{
    const Sha256Digest digest = sha256(text);
    Uid uid;
    std::copy_n(digest.data(), uid.bytes.size(), uid.bytes.data());
    return uid;
}

Uid Uid::fromHex(std::string_view hex)
{
    const auto digit = [](char c) -> int {
        if (c >= '0' && c <= '9')
            return c - '0';
        if (c >= 'a' && c <= 'f')
            return c - 'a' + 10;
        if (c >= 'A' && c <= 'F')
            return c - 'A' + 10;
        return -1;
    };
    Uid uid;
    if (hex.size() != 2 * uid.bytes.size())
        return {};
    for (std::size_t i = 0; i < uid.bytes.size(); ++i) {
        const int high = digit(hex[2 * i]);
        const int low = digit(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return {};
        uid.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return uid;
}

std::string Uid::hex() const
{
    return toHex(bytes.data(), bytes.size());
}

} // namespace touchstone
