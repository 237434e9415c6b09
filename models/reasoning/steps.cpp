// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "steps.h"

#include "sentences.h"
#include "stepblocks.h"
#include "steplines.h"
#include "turns.h"

#include <base/codepoints.h>
#include <base/text.h>

#include <QChar>

#include <algorithm>
#include <array>
#include <iterator>

namespace touchstone {

namespace {

constexpr std::size_t LongestFiller = 16;        ///< bytes of "So:", "Okay." and their like
constexpr std::size_t LongestLabelTitle = 80;    ///< bytes of "Step 3: Find the area"
constexpr std::size_t LongestIntroduction = 400; ///< bytes of headings and fillers in a row
constexpr std::array<std::string_view, 7> Continuations = {"where", "hence", "wobei", "mit",
                                                           "où",    "其中",  "যেখানে"};

bool isDisplay(const StepBlock &block)
{
    return block.kind == StepKind::Equation || block.kind == StepKind::Code;
}

/// Puts blocks together where one alone is too little to be judged.
class StepMaker final
{
public:
    StepMaker(std::string_view text, const StepBlocks &read)
        : m_text(text)
        , m_read(read)
    {}

    std::vector<ReasoningStep> run()
    {
        const auto &blocks = m_read.blocks;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (i > 0 && joins(blocks[i - 1], blocks[i]))
                extend(blocks[i - 1], blocks[i]);
            else
                m_steps.push_back({blocks[i].begin, 0, blocks[i].kind, blocks[i].turns});
        }
        if (m_steps.size() > 1 && blocks.back().begin == m_steps.back().begin
            && isFiller(blocks.back()))
            m_steps.pop_back();
        if (m_steps.empty() && !m_text.empty())
            m_steps.push_back({});
        fillEnds();
        return std::move(m_steps);
    }

private:
    /// White space before the first step and behind each belongs to them. The first one has nothing
    /// to turn from.
    void fillEnds()
    {
        if (m_steps.empty())
            return;
        for (std::size_t i = 0; i + 1 < m_steps.size(); ++i)
            m_steps[i].end = m_steps[i + 1].begin;
        m_steps.back().end = m_text.size();
        m_steps.front().begin = 0;
        m_steps.front().turns = false;
    }

    void extend(const StepBlock &before, const StepBlock &block)
    {
        ReasoningStep &step = m_steps.back();
        if (m_steps.back().begin == before.begin && isFiller(before))
            step.kind = block.kind;
        step.turns = step.turns || block.turns;
    }

    /// Whether `block` is part of the step that ends with `before`.
    [[nodiscard]] bool joins(const StepBlock &before, const StepBlock &block)
    {
        const bool isIntroduced = introduces(before, block);
        // What a filler introduces must not be a row of fillers without end.
        if (isIntroduced && block.begin - m_steps.back().begin <= LongestIntroduction)
            return true;
        if (isDisplay(block))
            return !isDisplay(before) && !ends(before);
        return isDisplay(before) && block.kind == StepKind::Paragraph && !ends(before)
               && continuesSentence(block);
    }

    [[nodiscard]] bool introduces(const StepBlock &before, const StepBlock &block) const
    {
        const bool isItem = block.kind == StepKind::Numbered || block.kind == StepKind::Bulleted;
        switch (before.kind) {
        case StepKind::Heading:
            return true;
        case StepKind::Numbered:
        case StepKind::Bulleted:
            if (!before.isOneLine || (isItem && block.indent <= before.indent))
                return false;
            return before.isTitle || (before.isLabel && isLabelTitle(before));
        case StepKind::Paragraph:
            return isFiller(before);
        default:
            return false;
        }
    }

    [[nodiscard]] bool isLabelTitle(const StepBlock &block) const
    {
        const std::string_view text = textOf(block);
        return block.content >= block.end
               || (text.size() <= LongestLabelTitle && !endsSentence(text));
    }

    /// "So:", "Hmm.": one or two words that say nothing alone. A number or formula says something.
    [[nodiscard]] bool isFiller(const StepBlock &block) const
    {
        const std::string_view text = textOf(block);
        if (block.kind != StepKind::Paragraph || text.size() > LongestFiller
            || std::count_if(text.begin(), text.end(), isAsciiSpace) > 1
            || text.find_first_of("$\\") != std::string_view::npos)
            return false;
        for (std::size_t at = 0; at < text.size();) {
            const CodePoint c = codePointAt(text, at);
            if (QChar::isDigit(c.value))
                return false;
            at += c.length;
        }
        return true;
    }

    [[nodiscard]] std::string_view textOf(const StepBlock &block) const
    {
        return m_text.substr(block.begin, block.end - block.begin);
    }

    [[nodiscard]] bool ends(const StepBlock &block) const
    {
        const Formula *last = block.end > block.begin ? m_read.formulaOver(block.end - 1) : nullptr;
        if (last != nullptr)
            return endsSentence(m_text.substr(last->texBegin, last->texEnd - last->texBegin));
        return endsSentence(textOf(block));
    }

    [[nodiscard]] bool continuesSentence(const StepBlock &block) const
    {
        const std::string_view text = m_text.substr(block.content, block.end - block.content);
        if (text.empty())
            return true;
        if (QChar::isLower(codePointAt(text, 0).value)
            || std::string_view(",.;:)").find(text.front()) != std::string_view::npos)
            return true;
        return std::any_of(Continuations.begin(), Continuations.end(), [&](std::string_view word) {
            return asciiLower(text.front()) == word.front()
                   && text.substr(1).starts_with(word.substr(1));
        });
    }

    std::string_view m_text;
    const StepBlocks &m_read;
    std::vector<ReasoningStep> m_steps;
};

/// `byte` itself, or the beginning of what may not be cut there.
std::size_t moveOut(std::string_view text, const StepBlocks &read, std::size_t byte)
{
    byte = std::min(byte, text.size());
    while (byte > 0 && byte < text.size() && isContinuationByte(text[byte]))
        --byte;
    if (const Formula *formula = read.formulaOver(byte))
        byte = formula->begin;
    if (const ByteRange *fence = read.fenceOver(byte))
        byte = fence->begin;
    return byte;
}

/// The step that a cut by hand begins at `byte`.
ReasoningStep stepFrom(std::string_view text, const StepBlocks &read, std::size_t byte)
{
    const std::size_t lineEnd = std::min(text.find('\n', byte), text.size());
    const Line line = readLine(text.substr(byte, lineEnd - byte));
    const std::size_t content = byte + line.content;
    const Formula *formula = read.formulaOver(content);
    ReasoningStep step{byte, byte};
    const bool isCode =
        read.fenceOver(byte) != nullptr || (formula != nullptr && formula->isDrawing);
    step.kind = isCode                                   ? StepKind::Code
                : formula != nullptr && formula->display ? StepKind::Equation
                : line.kind == LineKind::Heading         ? StepKind::Heading
                : line.kind == LineKind::Numbered        ? StepKind::Numbered
                : line.kind == LineKind::Bulleted        ? StepKind::Bulleted
                                                         : StepKind::Paragraph;
    step.turns = turnAt(text, content) != Turn::None;
    return step;
}

std::vector<ReasoningStep> withCuts(std::string_view text,
                                    const StepBlocks &read,
                                    const std::vector<ReasoningStep> &rule,
                                    const StepCuts &byHand)
{
    std::vector<ReasoningStep> steps;
    auto added = byHand.added().begin();
    const auto push = [&](const ReasoningStep &step) {
        if (!steps.empty())
            steps.back().end = step.begin;
        steps.push_back(step);
        steps.back().end = text.size();
    };
    for (const ReasoningStep &step : rule) {
        for (; added != byHand.added().end() && *added <= step.begin; ++added) {
            const bool isNew = *added > 0 && *added < step.begin;
            if (isNew && moveOut(text, read, *added) == *added)
                push(stepFrom(text, read, *added));
        }
        if (steps.empty() || byHand.removed().count(step.begin) == 0)
            push(step);
        else
            steps.back().turns = steps.back().turns || (step.turns && steps.size() > 1);
    }
    for (; added != byHand.added().end() && *added < text.size(); ++added) {
        if (*added > 0 && moveOut(text, read, *added) == *added)
            push(stepFrom(text, read, *added));
    }
    return steps;
}

} // namespace

std::vector<ReasoningStep> cutIntoSteps(std::string_view text, const StepCuts &byHand)
{
    const StepBlocks read = readStepBlocks(text);
    std::vector<ReasoningStep> steps = StepMaker(text, read).run();
    return byHand.isEmpty() || text.empty() ? steps : withCuts(text, read, steps, byHand);
}

std::size_t stepAt(const std::vector<ReasoningStep> &steps, std::size_t byte)
{
    const auto after =
        std::upper_bound(steps.begin(), steps.end(), byte,
                         [](std::size_t at, const ReasoningStep &step) { return at < step.begin; });
    return after == steps.begin()
               ? 0
               : static_cast<std::size_t>(std::distance(steps.begin(), after)) - 1;
}

std::size_t allowedCut(std::string_view text, std::size_t byte)
{
    return moveOut(text, readStepBlocks(text), byte);
}

} // namespace touchstone
