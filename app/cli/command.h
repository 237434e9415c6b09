// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/json.h>
#include <base/progress.h>
#include <base/result.h>

#include <QCommandLineParser>
#include <QStringList>

#include <memory>
#include <vector>

namespace touchstone {

class Store;

namespace cli {

enum ExitStatus { Done = 0, Failed = 1, WordsAreOff = 2, SomeRefused = 3 };

/// What one command gives back: text for people or the members of --json, what they should know
/// besides, and the exit status.
struct Outcome
{
    QString text;
    Json json = Json::object();
    QString warning = {};
    int status = Done;
};

/// One command of touchstone-cli.
class Command
{
public:
    virtual ~Command() = default;
    [[nodiscard]] virtual QString name() const = 0;
    /// "PROJECT FILE..."
    [[nodiscard]] virtual QString arguments() const = 0;
    [[nodiscard]] virtual QString description() const = 0;
    virtual void addOptions(QCommandLineParser &) const {}
    /// Why the words are off; empty where they are not.
    [[nodiscard]] virtual QString complaint(const QCommandLineParser &parser,
                                            const QStringList &words) const = 0;
    virtual Result<Outcome>
    run(const QCommandLineParser &parser, const QStringList &words, Progress &progress) = 0;
};

const std::vector<std::unique_ptr<Command>> &commands();

std::unique_ptr<Command> makeImport();
std::unique_ptr<Command> makeInfo();
std::unique_ptr<Command> makeShow();
std::unique_ptr<Command> makeExport();
std::unique_ptr<Command> makeCheck();
std::unique_ptr<Command> makeFormats();
std::unique_ptr<Command> makeEqual();
std::unique_ptr<Command> makeVerify();
std::unique_ptr<Command> makeChoose();
std::unique_ptr<Command> makeGenerate();
std::unique_ptr<Command> makeBatch();
std::unique_ptr<Command> makeTeachers();

/// Opens the project for reading only, so that a command can look while the window has it open.
Result<std::unique_ptr<Store>> openForReading(const QString &path);
/// Opens it for writing; fails where another window holds it.
Result<std::unique_ptr<Store>> openForWriting(const QString &path);

} // namespace cli
} // namespace touchstone
