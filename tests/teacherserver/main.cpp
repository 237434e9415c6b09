// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// A teacher without a model: answers every question with the same tokens, in OpenAI's and in
// Ollama's form, until it is killed.
#include "teacherreplies.h"
#include "teacherserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace touchstone::test;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("teacherserver"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Serves chat completions on 127.0.0.1 without "
                                                    "a model. The first line of standard output is "
                                                    "its address."));
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("port"), QStringLiteral("To listen on; 0: any that is free."),
          QStringLiteral("N"), QStringLiteral("0")},
         {QStringLiteral("tokens"), QStringLiteral("Of each reply; a quarter is the answer."),
          QStringLiteral("N"), QStringLiteral("80")},
         {QStringLiteral("delay"), QStringLiteral("Before each token."), QStringLiteral("MS"),
          QStringLiteral("20")}});
    parser.process(application);
    const int tokens = parser.value(QStringLiteral("tokens")).toInt();
    const std::chrono::milliseconds delay(parser.value(QStringLiteral("delay")).toInt());
    const TeacherServer server(
        [tokens, delay](const ServerRequest &request) {
            return usualReply(request, tokens, delay);
        },
        parser.value(QStringLiteral("port")).toUShort());
    if (server.port() == 0) {
        std::fputs("teacherserver: the port is taken.\n", stderr);
        return 1;
    }
    std::printf("%s\n", server.address().c_str());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
