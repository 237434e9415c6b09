// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "byterange.h"
#include "formulascanner.h"
#include "steps.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace touchstone {

/// The least that may be a step: a paragraph, an item, an equation. Private to steps.cpp.
struct StepBlock
{
    std::size_t begin = 0;   ///< of its first line, or of a sentence within one
    std::size_t content = 0; ///< of its text, behind marker or label
    std::size_t end = 0;     ///< of its text, white space behind it left out
    StepKind kind = StepKind::Paragraph;
    std::size_t indent = 0;
    bool isLabel = false;
    bool isTitle = false; ///< one line that is bold or ends with a colon
    bool isOneLine = true;
    bool turns = false;
};

/// A text's blocks in order, and what may not be cut.
struct StepBlocks
{
    std::vector<StepBlock> blocks;
    std::vector<Formula> formulas; ///< and drawings, into which no cut falls either
    std::vector<ByteRange> fences;

    /// The formula that has `byte` within or at its beginning, or null.
    [[nodiscard]] const Formula *formulaOver(std::size_t byte) const;
    [[nodiscard]] const ByteRange *fenceOver(std::size_t byte) const;
};

StepBlocks readStepBlocks(std::string_view text);

} // namespace touchstone
