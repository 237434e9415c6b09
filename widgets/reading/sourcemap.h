// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/textpart.h>

#include <cstddef>
#include <vector>

namespace touchstone {

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
/// added in the order of the document. Inside a run that holds more than ASCII the answer is to the
/// nearest proportion, which is why runs are kept short.
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
    [[nodiscard]] const std::vector<SourceRun> &runs() const { return m_runs; }
    /// Where the letter at this position came from; of the next that came from somewhere where it
    /// is of our own making.
    [[nodiscard]] Place sourceOf(int position) const;
    /// The position that shows this byte; -1 where it is not shown.
    [[nodiscard]] int positionOf(TextPart part, std::size_t offset) const;

private:
    std::vector<SourceRun> m_runs;
};

} // namespace touchstone
