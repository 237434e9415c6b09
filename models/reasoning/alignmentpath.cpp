// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "alignmentpath.h"

#include "rising.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace touchstone {

namespace {

constexpr double Impossible = -std::numeric_limits<double>::infinity();
// One step against one says more than one against two.
constexpr double CostOfAnother = 0.08;

/// Where the best alignment of all before a cell ends, and how a match there was reached.
enum Choice : std::uint8_t {
    FromAbove = 0,
    FromLeft = 1,
    FromFresh = 2, ///< this pair begins a group
    FromDown = 3,  ///< one more left step against the same right one
    FromAside = 4, ///< one more right step against the same left one
    OriginMask = 7,
    DownGoesOn = 8, ///< the pair above was such a one as well
    AsideGoesOn = 16
};

/// What is known at one cell of the row that is being made.
struct Cell
{
    double best = 0;
    double fresh = Impossible;
    double down = Impossible;
    double aside = Impossible;
};

/// The right steps that a left step is held against; neither end ever falls.
struct Band
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<std::uint8_t> choices;
};

class PathFinder final
{
public:
    PathFinder(const StepFeatures &features, const AlignmentPart &part, const TakenSteps &taken)
        : m_features(features)
        , m_part(part)
        , m_taken(taken)
        , m_rows(part.leftEnd - part.leftBegin)
        , m_columns(part.rightEnd - part.rightBegin)
        , m_common(m_columns)
        , m_above(m_columns + 1)
    {}

    std::vector<AlignedSteps> run(std::size_t cells)
    {
        layBands(cells);
        for (std::size_t row = 0; row < m_rows; ++row)
            fillRow(row);
        return trace();
    }

private:
    void layBands(std::size_t cells)
    {
        m_bands.resize(m_rows);
        if (m_rows * m_columns <= cells) {
            for (Band &band : m_bands)
                band.end = m_columns;
            return;
        }
        const std::size_t reach = std::max<std::size_t>(cells / (2 * m_rows), 1);
        std::vector<std::pair<std::size_t, std::size_t>> line = anchors();
        line.emplace_back(m_rows, m_columns);
        std::pair<std::size_t, std::size_t> from{0, 0};
        for (const auto &to : line) {
            for (std::size_t row = from.first; row < to.first; ++row) {
                const double part = static_cast<double>(row - from.first)
                                    / static_cast<double>(to.first - from.first);
                const std::size_t middle =
                    from.second
                    + static_cast<std::size_t>(part * static_cast<double>(to.second - from.second));
                m_bands[row].begin = middle - std::min(middle, reach);
                m_bands[row].end = std::min(middle + reach + 1, m_columns);
            }
            from = to;
        }
    }

    /// Pairs of rows and columns that share what stands nowhere else, rising on both sides.
    [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> anchors() const
    {
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
        for (const auto &[left, right] : m_features.uniquePairs()) {
            const bool isInside = left >= m_part.leftBegin && left < m_part.leftEnd
                                  && right >= m_part.rightBegin && right < m_part.rightEnd;
            // The first pair of a left step speaks for it.
            if (isInside && (pairs.empty() || pairs.back().first + m_part.leftBegin != left))
                pairs.emplace_back(left - m_part.leftBegin, right - m_part.rightBegin);
        }
        std::vector<std::size_t> columns;
        columns.reserve(pairs.size());
        for (const auto &pair : pairs)
            columns.push_back(pair.second);
        std::vector<std::pair<std::size_t, std::size_t>> rising;
        for (const std::size_t i : longestRising(columns))
            rising.push_back(pairs[i]);
        return rising;
    }

    /// Adds up in m_common what the row's step has in common with each step in its band.
    void gatherCommon(std::size_t row)
    {
        const Band &band = m_bands[row];
        std::fill(m_common.begin() + static_cast<std::ptrdiff_t>(band.begin),
                  m_common.begin() + static_cast<std::ptrdiff_t>(band.end), 0.0);
        if (m_taken.left[m_part.leftBegin + row])
            return;
        for (const StepFeatures::Feature feature : m_features.left(m_part.leftBegin + row)) {
            const double weight = m_features.weight(feature);
            if (weight <= 0)
                continue;
            const auto steps = m_features.rightStepsWith(feature);
            auto step =
                std::lower_bound(steps.begin(), steps.end(), m_part.rightBegin + band.begin);
            for (; step != steps.end() && *step < m_part.rightBegin + band.end; ++step)
                m_common[*step - m_part.rightBegin] += weight;
        }
    }

    /// What aligning the pair is worth; Impossible where the steps are not alike.
    [[nodiscard]] double gain(std::size_t row, std::size_t column) const
    {
        const std::size_t right = m_part.rightBegin + column;
        if (m_common[column] <= 0 || m_taken.right[right])
            return Impossible;
        const double score = m_features.score(m_part.leftBegin + row, right, m_common[column]);
        return score >= LeastAlignmentScore ? score - LeastAlignmentScore / 2 : Impossible;
    }

    void fillRow(std::size_t row)
    {
        gatherCommon(row);
        Band &band = m_bands[row];
        band.choices.resize(band.end - band.begin);
        // m_above[c + 1] is the cell of column c; beyond the band above, its last cell holds.
        for (; m_reached < band.end; ++m_reached)
            m_above[m_reached + 1] = {m_above[m_reached].best};
        Cell diagonal = m_above[band.begin];
        Cell left{diagonal.best};
        for (std::size_t column = band.begin; column < band.end; ++column) {
            const Cell above = m_above[column + 1];
            std::uint8_t choice = above.best >= left.best ? FromAbove : FromLeft;
            Cell cell{std::max(above.best, left.best)};
            if (const double worth = gain(row, column); worth != Impossible) {
                cell.fresh = diagonal.best + worth;
                cell.down = std::max(above.fresh, above.down) + worth - CostOfAnother;
                cell.aside = std::max(left.fresh, left.aside) + worth - CostOfAnother;
                const double most = std::max({cell.fresh, cell.down, cell.aside});
                if (most > cell.best) {
                    cell.best = most;
                    choice = most == cell.fresh  ? FromFresh
                             : most == cell.down ? FromDown
                                                 : FromAside;
                }
                if (above.down > above.fresh)
                    choice |= DownGoesOn;
                if (left.aside > left.fresh)
                    choice |= AsideGoesOn;
            }
            band.choices[column - band.begin] = choice;
            diagonal = above;
            left = cell;
            m_above[column + 1] = cell;
        }
    }

    std::vector<AlignedSteps> trace()
    {
        std::vector<AlignedSteps> groups;
        std::size_t row = m_rows;
        std::size_t column = m_columns;
        while (row > 0 && column > 0) {
            const Band &band = m_bands[row - 1];
            column = std::min(column, band.end);
            if (column <= band.begin) {
                --row;
                continue;
            }
            const std::uint8_t choice = band.choices[column - 1 - band.begin];
            const auto origin = static_cast<Choice>(choice & OriginMask);
            if (origin == FromAbove)
                --row;
            else if (origin == FromLeft)
                --column;
            else
                groups.push_back(traceGroup(row, column, origin));
        }
        std::reverse(groups.begin(), groups.end());
        return groups;
    }

    /// Follows a group back to its first pair, and leaves row and column before it.
    AlignedSteps traceGroup(std::size_t &row, std::size_t &column, Choice origin) const
    {
        AlignedSteps group;
        group.leftEnd = m_part.leftBegin + row;
        group.rightEnd = m_part.rightBegin + column;
        std::size_t pairs = 0;
        for (;; ++pairs) {
            group.score +=
                m_features.score(m_part.leftBegin + row - 1, m_part.rightBegin + column - 1);
            if (origin == FromFresh)
                break;
            const Band &band = m_bands[row - 1];
            const std::uint8_t choice = band.choices[column - 1 - band.begin];
            if (origin == FromDown) {
                --row;
                origin = (choice & DownGoesOn) != 0 ? FromDown : FromFresh;
            } else {
                --column;
                origin = (choice & AsideGoesOn) != 0 ? FromAside : FromFresh;
            }
        }
        group.score /= static_cast<double>(pairs + 1);
        group.leftBegin = m_part.leftBegin + --row;
        group.rightBegin = m_part.rightBegin + --column;
        return group;
    }

    const StepFeatures &m_features;
    AlignmentPart m_part;
    const TakenSteps &m_taken;
    std::size_t m_rows;
    std::size_t m_columns;
    std::vector<double> m_common;
    std::vector<Cell> m_above; ///< the row before, made into the row that is being made
    std::size_t m_reached = 0; ///< columns of m_above that have been made
    std::vector<Band> m_bands;
};

} // namespace

std::vector<AlignedSteps> alignPart(const StepFeatures &features,
                                    const AlignmentPart &part,
                                    const TakenSteps &taken,
                                    std::size_t cells)
{
    if (part.leftBegin == part.leftEnd || part.rightBegin == part.rightEnd)
        return {};
    return PathFinder(features, part, taken).run(cells);
}

} // namespace touchstone
