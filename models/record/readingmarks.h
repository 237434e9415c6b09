// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "textpart.h"

#include <base/ids.h>

#include <cstddef>
#include <string>
#include <vector>

namespace touchstone {

/// A place in a response's reasoning or answer, as they are kept: the number of bytes of UTF-8
/// before it. It stands before a character, never within one.
struct TextPlace
{
    ResponseId response;
    TextPart part = TextPart::Reasoning;
    std::size_t byte = 0;

    auto operator<=>(const TextPlace &) const = default;
};

/// Where a person lets a step begin that the rule does not begin, or none that it begins.
struct StepCut
{
    TextPlace place;
    bool begins = true; ///< false: what begins here goes on with the step before it

    bool operator==(const StepCut &) const = default;
};

/// What a person says of one step. Kept with the range that was judged, because steps can be cut
/// anew afterwards: it then holds for the step in which it begins.
struct StepMark
{
    TextPlace place;     ///< where the step began
    std::size_t end = 0; ///< the byte behind it
    int value = 0;       ///< -1: wrong, 0: neutral, 1: right

    bool operator==(const StepMark &) const = default;
};

/// A stretch of text that a person finds wrong.
struct ErrorSpan
{
    Uid uid; ///< UUIDv7
    TextPlace place;
    std::size_t end = 0; ///< the byte behind it, after `place`
    std::string type;    ///< a name of the project's ErrorTypes, or one that was there before
    std::string note;

    bool operator==(const ErrorSpan &) const = default;
};

/// Two steps of two responses to one prompt that a person pinned together: a byte of each, so that
/// the pin stays when steps are split or joined.
struct Pin
{
    TextPlace one;
    TextPlace other; ///< of another response

    bool operator==(const Pin &) const = default;
};

/// What one annotator marked in the responses to one prompt, by response, part and byte.
struct ReadingMarks
{
    std::vector<StepCut> cuts;
    std::vector<StepMark> steps;
    std::vector<TextPlace> firstErrors; ///< of the first wrong step; at most one a response's part
    std::vector<ErrorSpan> spans;
    std::vector<Pin> pins; ///< each with the lower place as `one`

    [[nodiscard]] bool isEmpty() const { return *this == ReadingMarks{}; }
    bool operator==(const ReadingMarks &) const = default;
};

/// The pins between two responses, those of `left` as `one`, whichever way they were set.
std::vector<Pin> pinsBetween(const ReadingMarks &marks, ResponseId left, ResponseId right);

/// What an error span can be of, in the order in which they are offered.
struct ErrorTypes
{
    std::vector<std::string> names;

    bool operator==(const ErrorTypes &) const = default;

    /// Arithmetic, logic, misread problem, unjustified, hallucinated fact, unit, contradiction,
    /// format.
    static ErrorTypes standard();
};

} // namespace touchstone
