// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tokenmatches.h"

#include "rising.h"

#include <algorithm>
#include <optional>

namespace touchstone {

namespace {

using Index = std::int32_t;
using Row = std::span<const std::uint32_t>;

constexpr Index Nowhere = -1;
constexpr int MostAnchorings = 8;

/// A part of both rows.
struct Box
{
    Index leftBegin = 0;
    Index leftEnd = 0;
    Index rightBegin = 0;
    Index rightEnd = 0;

    [[nodiscard]] Index width() const { return leftEnd - leftBegin; }
    [[nodiscard]] Index height() const { return rightEnd - rightBegin; }
    [[nodiscard]] std::size_t size() const
    {
        return static_cast<std::size_t>(width()) + static_cast<std::size_t>(height());
    }
};

struct Point
{
    Index left = 0;
    Index right = 0;
};

/// Furthest reaching points by diagonal, from -reach to reach.
class Front final
{
public:
    explicit Front(Index reach)
        : m_middle(reach + 2)
        , m_furthest(2 * static_cast<std::size_t>(reach) + 5, Nowhere)
    {}

    Index &operator[](Index diagonal)
    {
        return m_furthest[static_cast<std::size_t>(m_middle + diagonal)];
    }

private:
    Index m_middle;
    std::vector<Index> m_furthest;
};

class Matcher final
{
public:
    Matcher(Row left, Row right, std::size_t vocabulary)
        : m_left(left)
        , m_right(right)
        , m_forward(static_cast<Index>((left.size() + right.size()) / 2 + 1))
        , m_backward(static_cast<Index>((left.size() + right.size()) / 2 + 1))
        , m_seen(vocabulary)
    {}

    TokenMatches run(std::size_t work)
    {
        compare({0, static_cast<Index>(m_left.size()), 0, static_cast<Index>(m_right.size())}, work,
                0);
        return std::move(m_result);
    }

private:
    /// How often a token stands in a box, and where it did last.
    struct Seen
    {
        Index leftCount = 0;
        Index rightCount = 0;
        Index rightAt = 0;
    };

    [[nodiscard]] bool same(Index left, Index right) const
    {
        return m_left[static_cast<std::size_t>(left)] == m_right[static_cast<std::size_t>(right)];
    }

    void keep(Index left, Index right, Index length)
    {
        if (length == 0)
            return;
        const TokenMatch match{static_cast<std::size_t>(left), static_cast<std::size_t>(right),
                               static_cast<std::size_t>(length)};
        if (!m_result.matches.empty()) {
            TokenMatch &last = m_result.matches.back();
            if (last.left + last.length == match.left && last.right + last.length == match.right) {
                last.length += match.length;
                return;
            }
        }
        m_result.matches.push_back(match);
    }

    void compare(Box box, std::size_t &work, int anchorings)
    {
        Index head = 0;
        while (head < std::min(box.width(), box.height())
               && same(box.leftBegin + head, box.rightBegin + head))
            ++head;
        keep(box.leftBegin, box.rightBegin, head);
        box.leftBegin += head;
        box.rightBegin += head;
        Index tail = 0;
        while (tail < std::min(box.width(), box.height())
               && same(box.leftEnd - tail - 1, box.rightEnd - tail - 1))
            ++tail;
        box.leftEnd -= tail;
        box.rightEnd -= tail;
        if (box.width() > 0 && box.height() > 0)
            compareInner(box, work, anchorings);
        keep(box.leftEnd, box.rightEnd, tail);
    }

    void compareInner(const Box &box, std::size_t &work, int anchorings)
    {
        if (const auto middle = middleOf(box, work)) {
            const Box before{box.leftBegin, middle->left, box.rightBegin, middle->right};
            const Box behind{middle->left, box.leftEnd, middle->right, box.rightEnd};
            // What the first one leaves of its share is the second one's.
            std::size_t share = work / box.size() * before.size();
            work -= share;
            compare(before, share, anchorings);
            work += share;
            compare(behind, work, anchorings);
            return;
        }
        m_result.isShortest = false;
        if (anchorings < MostAnchorings)
            compareBetween(box, anchorsOf(box), work, anchorings + 1);
    }

    /// Where a shortest way through the box is half done; nothing where finding it takes too long.
    /// The box's corners are not the same tokens.
    std::optional<Point> middleOf(const Box &box, std::size_t &work)
    {
        // Some work is left for what comes after a failure, and some is always allowed.
        constexpr std::size_t AlwaysAllowed = 8;
        std::size_t allowed = std::max(work / 4 * 3, AlwaysAllowed * box.size());
        const auto spend = [&](std::size_t spent) {
            work -= std::min(work, spent);
            const bool may = spent <= allowed;
            allowed -= std::min(allowed, spent);
            return may;
        };
        const Index delta = box.width() - box.height();
        const bool meetsForward = delta % 2 != 0;
        const Index most = static_cast<Index>((box.size() + 1) / 2);
        for (Index d = 0; d <= most; ++d) {
            std::size_t spent = 0;
            m_forward[d + 1] = m_forward[-d - 1] = Nowhere;
            m_backward[d + 1] = m_backward[-d - 1] = Nowhere;
            if (const auto met = advance<true>(box, d, meetsForward ? d - 1 : Nowhere, spent))
                return Point{box.leftBegin + met->left, box.rightBegin + met->right};
            if (const auto met = advance<false>(box, d, meetsForward ? Nowhere : d, spent))
                return Point{box.leftEnd - met->left, box.rightEnd - met->right};
            if (!spend(spent))
                return {};
        }
        return {};
    }

    /// One more difference on every diagonal, seen from the box's beginning or from its end. Gives
    /// the point where it meets the other front, which reaches from -`reach` to `reach`; none is
    /// looked for where that is Nowhere.
    template <bool Forward>
    std::optional<Point> advance(const Box &box, Index d, Index reach, std::size_t &spent)
    {
        Front &own = Forward ? m_forward : m_backward;
        Front &other = Forward ? m_backward : m_forward;
        const Index width = box.width();
        const Index height = box.height();
        const Index delta = width - height;
        // Diagonals outside of the box are left out; d and its diagonals are even or odd together.
        const Index first = d <= height ? -d : -height + (d - height) % 2;
        const Index last = d <= width ? d : width - (d - width) % 2;
        for (Index diagonal = first; diagonal <= last; diagonal += 2) {
            const Index down = own[diagonal + 1];
            const Index right = own[diagonal - 1];
            Index x = d == 0 ? 0 : Nowhere;
            if (right != Nowhere && right < width)
                x = right + 1;
            if (down != Nowhere && down - diagonal <= height)
                x = std::max(x, down);
            const Index from = x;
            if (x != Nowhere) {
                while (x < width && x - diagonal < height
                       && (Forward ? same(box.leftBegin + x, box.rightBegin + x - diagonal)
                                   : same(box.leftEnd - 1 - x, box.rightEnd - 1 - x + diagonal)))
                    ++x;
            }
            own[diagonal] = x;
            spent += static_cast<std::size_t>(x - from) + 1;
            const Index opposite = delta - diagonal;
            if (x != Nowhere && opposite >= -reach && opposite <= reach
                && other[opposite] != Nowhere && x + other[opposite] >= width)
                return Point{x, x - diagonal};
        }
        return {};
    }

    /// The pairs of tokens that stand once on either side, as many as can be in order on both.
    std::vector<Point> anchorsOf(const Box &box)
    {
        for (Index i = box.leftBegin; i < box.leftEnd; ++i)
            ++seen(m_left, i).leftCount;
        for (Index i = box.rightBegin; i < box.rightEnd; ++i) {
            ++seen(m_right, i).rightCount;
            seen(m_right, i).rightAt = i;
        }
        std::vector<Point> unique;
        for (Index i = box.leftBegin; i < box.leftEnd; ++i) {
            const Seen &token = seen(m_left, i);
            if (token.leftCount == 1 && token.rightCount == 1)
                unique.push_back({i, token.rightAt});
        }
        for (Index i = box.leftBegin; i < box.leftEnd; ++i)
            seen(m_left, i) = {};
        for (Index i = box.rightBegin; i < box.rightEnd; ++i)
            seen(m_right, i) = {};
        std::vector<std::size_t> places;
        places.reserve(unique.size());
        for (const Point &point : unique)
            places.push_back(static_cast<std::size_t>(point.right));
        std::vector<Point> rising;
        for (const std::size_t i : longestRising(places))
            rising.push_back(unique[i]);
        return rising;
    }

    Seen &seen(Row row, Index at) { return m_seen[row[static_cast<std::size_t>(at)]]; }

    void compareBetween(const Box &box,
                        const std::vector<Point> &anchors,
                        std::size_t &work,
                        int anchorings)
    {
        if (anchors.empty())
            return;
        const double share = static_cast<double>(work) / static_cast<double>(box.size());
        Index left = box.leftBegin;
        Index right = box.rightBegin;
        const auto compareGap = [&](Index leftEnd, Index rightEnd) {
            const Box gap{left, leftEnd, right, rightEnd};
            auto own = static_cast<std::size_t>(share * static_cast<double>(gap.size()));
            compare(gap, own, anchorings);
        };
        for (const Point &anchor : anchors) {
            compareGap(anchor.left, anchor.right);
            keep(anchor.left, anchor.right, 1);
            left = anchor.left + 1;
            right = anchor.right + 1;
        }
        compareGap(box.leftEnd, box.rightEnd);
        work = 0;
    }

    Row m_left;
    Row m_right;
    Front m_forward;
    Front m_backward;
    std::vector<Seen> m_seen;
    TokenMatches m_result;
};

} // namespace

TokenMatches matchTokens(std::span<const std::uint32_t> left,
                         std::span<const std::uint32_t> right,
                         std::size_t vocabulary,
                         std::size_t work)
{
    return Matcher(left, right, vocabulary).run(work);
}

} // namespace touchstone
