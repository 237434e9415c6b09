// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/ids.h>

#include <algorithm>
#include <string_view>

namespace touchstone {

/// The bytes of a uid, to be bound.
inline std::string_view bytesOf(const Uid &uid)
{
    return {reinterpret_cast<const char *>(uid.bytes.data()), uid.bytes.size()};
}

/// The uid whose bytes a column holds.
inline Uid uidFrom(std::string_view bytes)
{
    Uid uid;
    std::copy_n(bytes.data(), std::min(bytes.size(), uid.bytes.size()), uid.bytes.data());
    return uid;
}

} // namespace touchstone
