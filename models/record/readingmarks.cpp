// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "readingmarks.h"

namespace touchstone {

std::vector<Pin> pinsBetween(const ReadingMarks &marks, ResponseId left, ResponseId right)
{
    std::vector<Pin> found;
    for (const Pin &pin : marks.pins) {
        if (pin.one.response == left && pin.other.response == right)
            found.push_back(pin);
        else if (pin.one.response == right && pin.other.response == left)
            found.push_back({pin.other, pin.one});
    }
    return found;
}

ErrorTypes ErrorTypes::standard()
{
    return {{"arithmetic", "logic", "misread problem", "unjustified", "hallucinated fact", "unit",
             "contradiction", "format"}};
}

} // namespace touchstone
