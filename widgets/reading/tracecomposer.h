// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "tracedocument.h"

#include <reasoning/byterange.h>
#include <widgets/formulas/formulaservice.h>

#include <QTextBlock>
#include <QTextCursor>

#include <limits>
#include <vector>

namespace touchstone {

/// Writes the parts of one response one below the other, as much at a time as is asked for, so that
/// nobody waits for the end of a very long text. Used on the document's thread.
class TraceComposer final
{
public:
    static constexpr std::size_t Everything = std::numeric_limits<std::size_t>::max();

    /// The response lives as long.
    TraceComposer(const Response &response, const TraceOptions &options);
    /// A single text, which lives as long, in one piece.
    TraceComposer(std::string_view markdown, const TraceOptions &options);

    /// How many bytes of text are to be shown, written or not.
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isDone() const { return m_next == m_pieces.size(); }
    /// Has the formulas set that the next write() of as much will show. 0: all are.
    [[nodiscard]] FormulaService::Batch request(std::size_t bytes,
                                                FormulaService::Urgency urgency) const;
    /// Appends to the document, which may have a layout, and to its map and steps. Ends with the
    /// piece with which so many bytes are reached: a piece is as long as the text makes it.
    void write(TraceDocument &target, std::size_t bytes);

private:
    enum class Kind { FoldLine, Remark, Step, Markdown, Plain };

    struct Piece
    {
        Kind kind = Kind::Remark;
        TextPart part = TextPart::Answer;
        ByteRange bytes = {};    ///< of the part
        ReasoningStep step = {}; ///< that these bytes are of
        std::size_t index = 0;   ///< of the step
        bool plain = false;      ///< shown as it came
        bool continues = false;  ///< what the piece before it begins: a step, a paragraph
        QString words = {};      ///< of a remark, or of the line that folds
        bool folded = false;
    };

    void planRendered(const Response &response);
    void planRaw();
    void planRemark(const QString &words);
    std::size_t planSteps(TextPart part); ///< how many there are
    void planAnswer();
    void planPlain(TextPart part);
    void planReasoning(int words);
    void add(Piece piece);
    void addPortions(const Piece &piece);
    [[nodiscard]] std::string_view textOf(TextPart part) const;
    [[nodiscard]] std::string_view textOf(const Piece &piece) const;
    /// Behind the last of the pieces that so many bytes reach to.
    [[nodiscard]] std::size_t reach(std::size_t bytes) const;

    void write(TraceDocument &target, const Piece &piece);
    void writeStep(TraceDocument &target, const Piece &piece);
    void writeText(TraceDocument &target, const Piece &piece);
    void join(const QTextBlock &before, const Piece &piece);
    void writeStepLine(const Piece &piece, const ShownStep &shown);
    void writeFoldLine(const QString &words);
    void writeRemark(const QString &words);
    void beginLine();
    [[nodiscard]] QTextCharFormat quiet() const;
    [[nodiscard]] bool isFolded(std::size_t step, TextPart part) const;

    std::string_view m_reasoning;
    std::string_view m_answer;
    std::string_view m_raw;
    TraceOptions m_options;
    std::vector<Piece> m_pieces;
    std::size_t m_next = 0;
    std::size_t m_size = 0;
    QTextCursor m_cursor;
};

/// The first words of a text, as a folded reasoning shows them.
QString firstWords(std::string_view text, int letters);

} // namespace touchstone
