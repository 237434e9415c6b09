// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <string>
#include <string_view>

namespace touchstone {

/// A key. Nothing prints it: whoever needs its text must ask by name, and the memory is wiped when
/// it goes.
class Secret final
{
public:
    Secret() = default;
    explicit Secret(std::string text);
    ~Secret();
    Secret(const Secret &) = default;
    Secret &operator=(const Secret &other);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;

    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }
    /// Only for the header of a request.
    [[nodiscard]] const std::string &reveal() const { return m_text; }
    /// `text` with every copy of the key, also percent-encoded, escaped or in Base64, and whatever
    /// has more than a dozen characters of its beginning, replaced by "[key]".
    [[nodiscard]] std::string masked(std::string_view text) const;
    /// Whether `text` holds the key, or more than a dozen characters of its beginning, as it is:
    /// much faster than masked(), for what a server writes of which nothing is encoded.
    [[nodiscard]] bool isIn(std::string_view text) const;

private:
    std::string m_text;
};

} // namespace touchstone
