// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "commandline.h"

#include "command.h"

#include <base/text.h>
#include <base/version.h>

#include <QCoreApplication>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace touchstone {

namespace {

using cli::Command;

// A signal handler may touch nothing but this.
std::atomic<Progress *> runningProgress = nullptr;

void onInterrupt(int)
{
    if (Progress *progress = runningProgress.load())
        progress->cancel();
}

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::CommandLine", text);
}

void print(std::FILE *stream, const QString &text)
{
    const std::string utf8 = toUtf8(text);
    std::fwrite(utf8.data(), 1, utf8.size(), stream);
    if (!utf8.empty() && utf8.back() != '\n')
        std::fputc('\n', stream);
    std::fflush(stream);
}

QString overview()
{
    QString text = tr("Usage: touchstone-cli COMMAND [options]\n\nCommands:\n");
    for (const auto &command : cli::commands()) {
        const QString call = command->name() + QLatin1Char(' ') + command->arguments();
        text += QStringLiteral("  %1  %2\n").arg(call, -28).arg(command->description());
    }
    text += tr("\n  --help     this, or with a command what it takes\n"
               "  --version  the version\n"
               "  --json     one JSON object on standard output and nothing else\n\n"
               "Exit status: 0 done; 1 failed, nothing half-done is left; 2 the words are off;\n"
               "3 done, but some rows were refused (they are listed).\n");
    return text;
}

Command *find(const QString &name)
{
    for (const auto &command : cli::commands()) {
        if (command->name() == name)
            return command.get();
    }
    return nullptr;
}

QString helpFor(const Command &command, const QCommandLineParser &parser)
{
    QString text = parser.helpText();
    const qsizetype options = text.indexOf(QLatin1String("Options:"));
    text = options < 0 ? text : text.mid(options);
    return tr("Usage: touchstone-cli %1 %2 [options]\n\n%3\n\n")
               .arg(command.name(), command.arguments(), command.description())
           + text;
}

int wordsAreOff(const QString &complaint)
{
    print(stderr, QStringLiteral("touchstone-cli: ") + complaint);
    print(stderr, tr("touchstone-cli --help says what there is."));
    return cli::WordsAreOff;
}

Progress::Reporter reporter()
{
    if (!isatty(STDERR_FILENO))
        return {};
    return [](const Progress::State &state) {
        const QString amount = state.total > 0
                                   ? QStringLiteral("%1 %").arg(100 * state.done / state.total)
                                   : QString::number(state.done);
        std::fprintf(stderr, "\r\033[K%s  %s", qPrintable(state.stage), qPrintable(amount));
        std::fflush(stderr);
    };
}

int report(const Result<cli::Outcome> &outcome, bool json)
{
    if (isatty(STDERR_FILENO))
        std::fputs("\r\033[K", stderr);
    if (!outcome) {
        const Error &error = outcome.error();
        if (json)
            print(stdout,
                  toQString(dumpJson(Json{{"error", {{"message", toUtf8(error.message)}}}})));
        print(stderr, QStringLiteral("touchstone-cli: ") + error.message);
        return cli::Failed;
    }
    print(stdout, json ? toQString(dumpJson(outcome->json)) : outcome->text);
    if (!outcome->warning.isEmpty())
        print(stderr, QStringLiteral("touchstone-cli: ") + outcome->warning);
    return outcome->status;
}

} // namespace

int runCommandLine(const QStringList &arguments)
{
    const QString first = arguments.value(1);
    if (first.isEmpty())
        return wordsAreOff(tr("a command is missing."));
    if (first == QLatin1String("--help") || first == QLatin1String("-h")
        || first == QLatin1String("help")) {
        if (arguments.size() > 2 && first == QLatin1String("help"))
            return runCommandLine({arguments.at(0), arguments.at(2), QStringLiteral("--help")});
        print(stdout, overview());
        return cli::Done;
    }
    if (first == QLatin1String("--version")) {
        print(stdout, QStringLiteral("touchstone-cli %1").arg(QLatin1String(Version)));
        return cli::Done;
    }
    Command *command = find(first);
    if (!command)
        return wordsAreOff(tr("there is no command %1.").arg(first));

    QCommandLineParser parser;
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  tr("Says what the command takes."));
    const QCommandLineOption json(QStringLiteral("json"),
                                  tr("One JSON object on standard output."));
    parser.addOptions({help, json});
    command->addOptions(parser);
    QStringList words = arguments.mid(1);
    if (!parser.parse(words))
        return wordsAreOff(parser.errorText());
    if (parser.isSet(help)) {
        print(stdout, helpFor(*command, parser));
        return cli::Done;
    }
    words = QStringList{first} + parser.positionalArguments();
    if (const QString complaint = command->complaint(parser, words); !complaint.isEmpty())
        return wordsAreOff(complaint);

    Progress progress(reporter());
    runningProgress = &progress;
    const auto interrupt = std::signal(SIGINT, onInterrupt);
    const auto terminate = std::signal(SIGTERM, onInterrupt);
    const Result<cli::Outcome> outcome = command->run(parser, words, progress);
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, terminate);
    runningProgress = nullptr;
    return report(outcome, parser.isSet(json));
}

} // namespace touchstone
