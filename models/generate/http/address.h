// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <optional>
#include <string>

namespace touchstone {

/// Who answers at an address: what must be the same for a key to go there.
struct Origin
{
    std::string scheme; ///< "http" or "https"
    std::string host;   ///< in lower case
    std::string port;

    bool operator==(const Origin &) const = default;
    /// For people: "api.deepseek.com", "127.0.0.1:8000".
    [[nodiscard]] std::string name() const;
};

/// Nothing where `address` is no http or https address.
std::optional<Origin> originOf(const std::string &address);

/// `location` as seen from `base` (RFC 3986, 5.2); nothing where it is no address.
std::optional<std::string> resolvedAddress(const std::string &base, const std::string &location);

} // namespace touchstone
