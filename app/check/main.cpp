// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// Does for other programs what may hang or fill the memory, so that it can be killed: a line of
// JSON on standard input, a line on standard output. Nobody starts it by hand.
#include "limits.h"

#include <judge/checklines.h>

#include <cstdio>
#include <iostream>

using namespace touchstone;

namespace {

constexpr std::size_t MostMemory = std::size_t{1} << 30;

/// Lines in, lines out, until there are no more or nobody reads them.
template <typename Answerer>
int answerLines(Answerer &answerer)
{
    for (std::string line; std::getline(std::cin, line);) {
        check::allowSomeSeconds();
        std::string reply = answerer.answer(line);
        reply += '\n';
        if (std::fwrite(reply.data(), 1, reply.size(), stdout) != reply.size()
            || std::fflush(stdout) != 0)
            return 1;
    }
    return 0;
}

} // namespace

int main()
{
    check::limitMemory(MostMemory);
    CheckAnswerer answerer;
    return answerLines(answerer);
}
