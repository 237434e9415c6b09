// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "stepblocks.h"

#include "fences.h"
#include "sentences.h"
#include "steplines.h"
#include "turns.h"

#include <base/codepoints.h>
#include <base/text.h>

#include <QChar>

#include <algorithm>

namespace touchstone {

namespace {

constexpr auto None = std::string_view::npos;
// A turn so soon behind a step's beginning is part of the same turn: "Hmm. Wait, no."
constexpr std::size_t LeastBeforeTurn = 40;
constexpr std::size_t LeastSentence = 24;

/// The last place of `spans` that begins at or before `byte` and ends behind it.
template <typename Span>
const Span *over(const std::vector<Span> &spans, std::size_t byte)
{
    const auto after =
        std::upper_bound(spans.begin(), spans.end(), byte,
                         [](std::size_t at, const Span &span) { return at < span.begin; });
    if (after == spans.begin())
        return nullptr;
    const Span &before = *std::prev(after);
    return byte < before.end ? &before : nullptr;
}

class BlockReader final
{
public:
    explicit BlockReader(std::string_view text)
        : m_text(text)
        , m_hasParagraphs(hasBlankLine(text))
    {
        m_read.formulas = scanFormulasAndDrawings(text);
    }

    StepBlocks run()
    {
        for (std::size_t at = 0; at < m_text.size();) {
            if (const std::size_t behind = afterFence(m_text, at); behind != at) {
                close();
                addDisplay(at, behind, StepKind::Code);
                m_read.fences.push_back({at, behind});
                at = behind;
            } else {
                const std::size_t end = lineEnd(at);
                takeLine(at, end);
                at = end + 1;
            }
        }
        close();
        if (m_paragraphs == 1 && m_read.blocks.size() == 1)
            cutSentences();
        return std::move(m_read);
    }

private:
    static bool hasBlankLine(std::string_view text)
    {
        text = trimmed(text);
        for (std::size_t at = text.find('\n'); at != None; at = text.find('\n', at)) {
            at = text.find_first_not_of(" \t\r>", at + 1);
            if (at != None && text[at] == '\n')
                return true;
        }
        return false;
    }

    /// The end of the line at `at`, which goes on where a formula does.
    std::size_t lineEnd(std::size_t at)
    {
        const auto &formulas = m_read.formulas;
        while (m_formula < formulas.size() && formulas[m_formula].end <= at)
            ++m_formula;
        std::size_t end = std::min(m_text.find('\n', at), m_text.size());
        for (std::size_t i = m_formula; i < formulas.size() && formulas[i].begin < end; ++i) {
            if (formulas[i].end > end)
                end = std::min(m_text.find('\n', formulas[i].end), m_text.size());
        }
        return end;
    }

    void takeLine(std::size_t begin, std::size_t end)
    {
        const Line line = readLine(m_text.substr(begin, end - begin));
        if (line.kind == LineKind::Blank) {
            close();
        } else if (line.kind == LineKind::Text && isDisplayed(begin + line.content, end)) {
            close();
            addDisplay(begin, end,
                       m_read.formulas[m_formula].isDrawing ? StepKind::Code : StepKind::Equation);
        } else if (line.kind != LineKind::Text || !m_isOpen || beginsParagraph(begin, line)) {
            close();
            open(begin, end, line);
        } else {
            StepBlock &block = m_read.blocks.back();
            block.end = end;
            block.isOneLine = false;
            block.isTitle = false;
        }
    }

    /// Nothing but displayed formulas and the punctuation behind them.
    [[nodiscard]] bool isDisplayed(std::size_t from, std::size_t end) const
    {
        const auto &formulas = m_read.formulas;
        bool any = false;
        for (std::size_t i = m_formula; i < formulas.size() && formulas[i].begin < end; ++i) {
            if (!formulas[i].display
                || m_text.find_first_not_of(" \t.,;", from) != formulas[i].begin)
                return false;
            from = formulas[i].end;
            any = true;
        }
        const std::size_t rest = m_text.find_first_not_of(" \t\r.,;", from);
        return any && (rest == None || rest >= end);
    }

    /// A line of text behind another one without a blank line between them.
    [[nodiscard]] bool beginsParagraph(std::size_t begin, const Line &line) const
    {
        const std::size_t content = begin + line.content;
        if (turnAt(m_text, content) == Turn::Strong)
            return true;
        if (m_hasParagraphs)
            return false;
        // In a text that was wrapped by hand a line goes on with a small letter.
        const StepBlock &block = m_read.blocks.back();
        return !QChar::isLower(codePointAt(m_text, content).value)
               || endsSentence(m_text.substr(block.content, block.end - block.content));
    }

    void open(std::size_t begin, std::size_t end, const Line &line)
    {
        StepBlock block;
        block.begin = begin;
        block.content = begin + line.content;
        block.end = end;
        block.kind = line.kind == LineKind::Heading    ? StepKind::Heading
                     : line.kind == LineKind::Numbered ? StepKind::Numbered
                     : line.kind == LineKind::Bulleted ? StepKind::Bulleted
                                                       : StepKind::Paragraph;
        block.indent = line.indent;
        block.isLabel = line.isLabel;
        block.isTitle = line.isTitle;
        block.turns = turnAt(m_text, block.content) != Turn::None;
        m_read.blocks.push_back(block);
        m_isOpen = true;
    }

    void addDisplay(std::size_t begin, std::size_t end, StepKind kind)
    {
        const std::size_t content = std::min(m_text.find_first_not_of(" \t>", begin), end);
        m_read.blocks.push_back({begin, content, trimmedEnd(begin, end), kind, content - begin});
        ++m_paragraphs;
    }

    [[nodiscard]] std::size_t trimmedEnd(std::size_t begin, std::size_t end) const
    {
        while (end > begin && isAsciiSpace(m_text[end - 1]))
            --end;
        return end;
    }

    /// Ends the block that is open, and cuts it where it turns.
    void close()
    {
        if (!m_isOpen)
            return;
        m_isOpen = false;
        ++m_paragraphs;
        StepBlock &block = m_read.blocks.back();
        block.end = trimmedEnd(block.begin, block.end);
        if (block.kind == StepKind::Heading)
            return;
        cutAt([this](std::size_t at, std::size_t before) {
            return (before >= LeastBeforeTurn && turnAt(m_text, at) == Turn::Strong)
                   || isStepLabel(m_text, at);
        });
    }

    void cutSentences()
    {
        if (m_read.blocks.back().kind == StepKind::Paragraph)
            cutAt([](std::size_t, std::size_t before) { return before >= LeastSentence; });
    }

    /// Cuts the last block where a sentence begins and `isCut` says so of its place and of the
    /// bytes before it in the block.
    template <typename IsCut>
    void cutAt(const IsCut &isCut)
    {
        const std::size_t end = m_read.blocks.back().end;
        for (const std::size_t at :
             sentenceBegins(m_text, m_read.blocks.back().begin, end, m_read.formulas)) {
            StepBlock &before = m_read.blocks.back();
            if (!isCut(at, at - before.begin))
                continue;
            const bool isLabel = isStepLabel(m_text, at);
            StepBlock block{
                at,     at, end, isLabel ? StepKind::Numbered : StepKind::Paragraph, before.indent,
                isLabel};
            block.turns = turnAt(m_text, at) != Turn::None;
            before.end = trimmedEnd(before.begin, at);
            before.isTitle = false;
            m_read.blocks.push_back(block);
        }
    }

    std::string_view m_text;
    bool m_hasParagraphs;
    StepBlocks m_read;
    std::size_t m_formula = 0; ///< the first one that does not end before the line
    std::size_t m_paragraphs = 0;
    bool m_isOpen = false;
};

} // namespace

const Formula *StepBlocks::formulaOver(std::size_t byte) const
{
    return over(formulas, byte);
}

const ByteRange *StepBlocks::fenceOver(std::size_t byte) const
{
    return over(fences, byte);
}

StepBlocks readStepBlocks(std::string_view text)
{
    return BlockReader(text).run();
}

} // namespace touchstone
