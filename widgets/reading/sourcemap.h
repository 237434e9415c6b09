// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/textpart.h>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace touchstone {

/// Bytes of one of a response's texts.
struct SourcePiece
{
    TextPart part = TextPart::Answer;
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const SourcePiece &) const = default;
};

/// Positions of a document, from the first up to the last, which does not belong to it.
struct DocumentSpan
{
    int begin = 0;
    int end = 0;

    bool operator==(const DocumentSpan &) const = default;
};

/// A stretch of the document that came from a stretch of a source text.
struct SourceRun
{
    int document = 0; ///< first position (UTF-16)
    int length = 0;
    TextPart part = TextPart::Answer;
    std::size_t source = 0; ///< first byte (UTF-8)
    std::size_t sourceLength = 0;

    bool operator==(const SourceRun &) const = default;
};

/// Document positions and source offsets told of each other, for marks, search and steps. Runs are
/// added in the order of the document. Inside a run whose letters are not all of one length the
/// answer is to the nearest proportion, so letters are added by addLetters().
class SourceMap final
{
public:
    struct Place
    {
        TextPart part = TextPart::Answer;
        std::size_t offset = 0;
        bool operator==(const Place &) const = default;
    };

    void add(const SourceRun &run);
    /// The document shows, from a position on, these letters (UTF-8) of the source as they are.
    void addLetters(int document, TextPart part, std::size_t source, std::string_view letters);
    [[nodiscard]] const std::vector<SourceRun> &runs() const { return m_runs; }
    /// Where the letter at this position came from; of the next that came from somewhere where it
    /// is of our own making.
    [[nodiscard]] Place sourceOf(int position) const;
    /// The position that shows this byte; -1 where it is not shown.
    [[nodiscard]] int positionOf(TextPart part, std::size_t offset) const;
    /// From the first to the last of the bytes that are shown; nothing where none is. An empty span
    /// stands behind the byte before it.
    [[nodiscard]] std::optional<DocumentSpan> spanOf(const SourcePiece &span) const;

private:
    using Order = std::vector<std::size_t>;

    /// The first run of a part that ends behind this byte.
    [[nodiscard]] Order::const_iterator firstBehind(TextPart part, std::size_t offset) const;
    [[nodiscard]] const Order &orderOf(TextPart part) const
    {
        return m_bySource.at(static_cast<std::size_t>(part));
    }

    std::vector<SourceRun> m_runs;
    std::array<Order, 3> m_bySource; ///< places in m_runs for each part, in order of the source
};

} // namespace touchstone
