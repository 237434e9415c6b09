// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// Does for other programs what may hang or fill the memory, so that it can be killed: a line of
// JSON on standard input, a line on standard output. Without arguments it compares answers, with
// --script it runs a user's script. Nobody starts it by hand.
#include "limits.h"
#include "scripthost.h"

#include <judge/checklines.h>

#include <QCoreApplication>

#include <cstdio>
#include <iostream>

using namespace touchstone;

namespace {

constexpr std::size_t MemoryToCompare = std::size_t{1} << 30;
constexpr std::size_t MemoryOfScript = std::size_t{1} << 29;

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

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const bool isScript = application.arguments().value(1) == QLatin1String("--script");
    check::limitMemory(isScript ? MemoryOfScript : MemoryToCompare);
    if (isScript) {
        check::ScriptHost host;
        return answerLines(host);
    }
    CheckAnswerer answerer;
    return answerLines(answerer);
}
