// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "stepcuts.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace touchstone {

/// What a step is, by the first of it that is not a mere introduction.
enum class StepKind {
    Paragraph,
    Numbered, ///< an item with a number or letter, or "Step 3"
    Bulleted,
    Heading,  ///< a title and what it introduces
    Equation, ///< displayed formulas that stand alone
    Code      ///< a fenced block or a drawing's program that stands alone
};

/// One step of a reasoning, as bytes of its text. White space behind a step belongs to it.
struct ReasoningStep
{
    std::size_t begin = 0;
    std::size_t end = 0;
    StepKind kind = StepKind::Paragraph;
    bool turns = false; ///< goes back: begins with Wait, Hmm, However or their like (turns.h)

    bool operator==(const ReasoningStep &) const = default;
};

/// Cuts a reasoning into steps. One after the other they are the text, byte for byte; no cut
/// falls into a UTF-8 sequence, a formula, a drawing's program or a fenced code block. Linear in
/// the length of the text, whatever it is; an empty text has no step.
///
/// The rule: a step begins at a paragraph, a heading, an item, a label such as "Step 3", a display
/// equation or code block, and within a paragraph where a sentence begins with a strong turning
/// word or a label. Lines are paragraphs where the text has no blank line, and sentences are where
/// it has but one paragraph. What is too little to be judged alone joins its neighbour:
/// - headings, lone labels, titles of items and a "So:" or "Hmm." join what follows them;
/// - an equation or code block joins the sentence that is open before it;
/// - a paragraph that goes on with the sentence of an equation joins it.
///
/// `byHand` is applied over the rule's cuts; of its cuts those that the text does not allow are
/// passed over.
std::vector<ReasoningStep> cutIntoSteps(std::string_view text, const StepCuts &byHand = {});

/// The step that has this byte; the last one for a byte behind the text. `steps` is not empty.
std::size_t stepAt(const std::vector<ReasoningStep> &steps, std::size_t byte);

/// Where a step may begin that was asked for at `byte`: there, or where the character, formula or
/// code block begins that `byte` is in. 0 or the text's size: nowhere.
std::size_t allowedCut(std::string_view text, std::size_t byte);

} // namespace touchstone
