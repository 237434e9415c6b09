// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace touchstone::test {

/// Texts that look like reasoning and like the ruins of one, always the same ones for a seed.
class Generator final
{
public:
    explicit Generator(std::uint64_t seed)
        : m_state(seed * 2 + 1)
    {}

    /// 0 to `bound` - 1 (Steele, Lea, Flood: SplitMix64).
    std::size_t below(std::size_t bound)
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return static_cast<std::size_t>((z ^ (z >> 31U)) % bound);
    }

    std::string text(std::size_t pieces)
    {
        std::string made;
        for (std::size_t i = 0; i < pieces; ++i)
            made += piece();
        return made;
    }

    /// `text` with some of its bytes taken out, doubled or replaced by other pieces.
    std::string changed(const std::string &text)
    {
        std::string made;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t run = 1 + below(40);
            const std::string_view kept = std::string_view(text).substr(at, run);
            at += run;
            const std::size_t fate = below(12);
            if (fate != 0)
                made += kept;
            if (fate == 1)
                made += piece();
        }
        return made;
    }

private:
    std::string_view piece()
    {
        static constexpr std::array<std::string_view, 44> Pieces = {" ",
                                                                    "\n",
                                                                    "\n\n",
                                                                    "the sum ",
                                                                    "of 12 ",
                                                                    "apples. ",
                                                                    "Wait, no. ",
                                                                    "Hmm. ",
                                                                    "However, ",
                                                                    "So:\n",
                                                                    "1. ",
                                                                    "\n2) ",
                                                                    "\n- ",
                                                                    "\n  - ",
                                                                    "## Head\n",
                                                                    "**Step 3:** ",
                                                                    "Step 4: ",
                                                                    "$x^2$",
                                                                    "\\(a+b\\)",
                                                                    "$$",
                                                                    "\\[",
                                                                    "\\]",
                                                                    "\\[ y = 5. \\]",
                                                                    "\n\\[\nz\n\n\\]\n",
                                                                    "```\n",
                                                                    "~~~",
                                                                    "`",
                                                                    "等等，",
                                                                    "不对。",
                                                                    "所以是 ৩।",
                                                                    "দাঁড়াও, ",
                                                                    "Größe ",
                                                                    "\xff",
                                                                    "\xe0\xa4",
                                                                    std::string_view("\0", 1),
                                                                    "> ",
                                                                    ">>> ",
                                                                    "\\boxed{72}",
                                                                    "\\begin{align}",
                                                                    "\\end{align}",
                                                                    "1,000 ",
                                                                    "3.14 ",
                                                                    "\r\n",
                                                                    "x"};
        return Pieces[below(Pieces.size())];
    }

    std::uint64_t m_state;
};

} // namespace touchstone::test
