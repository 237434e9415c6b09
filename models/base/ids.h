// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#ifndef Q_MOC_RUN // moc cannot read what it includes
#include <compare>
#endif

namespace touchstone {

/// A row's number inside one project file. Never leaves the file: exports, journals and other files
/// name things by Uid or key. 0 means "none".
template <typename Tag>
struct Id
{
    std::int64_t value = 0;

    [[nodiscard]] bool isNull() const { return value == 0; }
    explicit operator bool() const { return value != 0; }
    auto operator<=>(const Id &) const = default;
};

using PromptId = Id<struct PromptTag>;
using ResponseId = Id<struct ResponseTag>;
using SourceId = Id<struct SourceTag>;
using BatchId = Id<struct BatchTag>;
using AnnotatorId = Id<struct AnnotatorTag>;
using ChoiceId = Id<struct ChoiceTag>;
using GenerationId = Id<struct GenerationTag>;
using RequestId = Id<struct RequestTag>;

/// 16 bytes that name a thing in every copy of a project: a hash of the content for what machines
/// make, a UUIDv7 (RFC 9562) for what people do.
struct Uid
{
    std::array<std::uint8_t, 16> bytes{};

    /// A new UUIDv7. `nowUs`: microseconds since 1970, UTC.
    static Uid make(std::int64_t nowUs);
    /// The first 16 bytes of SHA-256 over `text`.
    static Uid hashOf(std::string_view text);
    /// From 32 hexadecimal digits; a null Uid where `hex` is none.
    static Uid fromHex(std::string_view hex);

    [[nodiscard]] bool isNull() const { return *this == Uid{}; }
    [[nodiscard]] std::string hex() const;
    auto operator<=>(const Uid &) const = default;
};

} // namespace touchstone

template <typename Tag>
struct std::hash<touchstone::Id<Tag>>
{
    std::size_t operator()(touchstone::Id<Tag> id) const noexcept
    {
        return std::hash<std::int64_t>{}(id.value);
    }
};
