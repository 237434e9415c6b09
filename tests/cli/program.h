// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace touchstone::test {

/// What a run of touchstone-cli gave.
struct Ran
{
    int status = -1; ///< -1: it crashed or could not be started
    QByteArray out;
    QByteArray err;
    /// Empty where `out` is not one JSON object and nothing else.
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

inline QString program()
{
    return QStringLiteral(TOUCHSTONE_BINARY_DIR "/bin/touchstone-cli");
}

/// The real program, as a shell would start it; `process` may have been prepared.
inline Ran runIn(QProcess &process, const QStringList &arguments)
{
    process.start(program(), arguments);
    const bool ended = process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

inline Ran run(const QStringList &arguments)
{
    QProcess process;
    return runIn(process, arguments);
}

} // namespace touchstone::test
