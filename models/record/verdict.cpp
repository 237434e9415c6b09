// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "verdict.h"

#include <array>

namespace touchstone {

namespace {

constexpr std::array<std::string_view, 9> VerdictNames = {
    "equal",     "different",  "unit differs",    "form differs", "cannot tell",
    "no answer", "unparsable", "gold unparsable", "truncated"};
constexpr std::array<std::string_view, 6> ProofNames = {"none",    "structural", "exact",
                                                        "numeric", "rounded",    "policy"};
constexpr std::array<std::string_view, 8> StandingNames = {
    "correct",     "wrong",     "unit differs", "form differs",
    "cannot tell", "no answer", "truncated",    "skip"};

template <typename Enum, std::size_t Size>
std::optional<Enum> named(const std::array<std::string_view, Size> &names, std::string_view name)
{
    for (std::size_t i = 0; i < Size; ++i) {
        if (names[i] == name)
            return static_cast<Enum>(i);
    }
    return {};
}

} // namespace

std::string_view nameOf(Verdict verdict)
{
    return VerdictNames[static_cast<std::size_t>(verdict)];
}

std::optional<Verdict> verdictNamed(std::string_view name)
{
    return named<Verdict>(VerdictNames, name);
}

std::string_view nameOf(Proof proof)
{
    return ProofNames[static_cast<std::size_t>(proof)];
}

std::optional<Proof> proofNamed(std::string_view name)
{
    return named<Proof>(ProofNames, name);
}

std::string_view nameOf(Standing standing)
{
    return StandingNames[static_cast<std::size_t>(standing)];
}

std::optional<Standing> standingNamed(std::string_view name)
{
    return named<Standing>(StandingNames, name);
}

Standing standingOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Equal:
        return Standing::Correct;
    case Verdict::Different:
        return Standing::Wrong;
    case Verdict::UnitDiffers:
        return Standing::UnitDiffers;
    case Verdict::FormDiffers:
        return Standing::FormDiffers;
    case Verdict::NoAnswer:
        return Standing::NoAnswer;
    case Verdict::Truncated:
        return Standing::Truncated;
    case Verdict::GoldUnparsable:
        return Standing::Skip;
    case Verdict::CannotTell:
    case Verdict::Unparsable:
        break;
    }
    return Standing::CannotTell;
}

} // namespace touchstone
