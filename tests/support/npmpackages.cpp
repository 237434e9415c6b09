// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "npmpackages.h"

#include <QDir>
#include <QLockFile>
#include <QProcess>
#include <QStandardPaths>

namespace touchstone::test {

namespace {

constexpr int FetchMs = 120'000;

bool areThere()
{
    const QDir packages(npmFolder() + QStringLiteral("/node_modules"));
    return packages.exists(QStringLiteral("@copilotkit/aimock/dist/cli.js"))
           && packages.exists(QStringLiteral("openai/index.mjs"));
}

} // namespace

QString npmFolder()
{
    return QStringLiteral(TOUCHSTONE_BINARY_DIR "/peer");
}

QString fetchNpmPackages()
{
    QDir().mkpath(npmFolder());
    // Programs that run at the same time fetch it once.
    QLockFile lock(npmFolder() + QStringLiteral("/fetch.lock"));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(FetchMs))
        return QStringLiteral("another program is fetching the packages");
    if (areThere())
        return {};
    const QString npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
    if (npm.isEmpty())
        return QStringLiteral("npm is not installed");
    for (const char *name : {"package.json", "package-lock.json"}) {
        const QString from =
            QStringLiteral(TOUCHSTONE_SOURCE_DIR "/tests/peer/") + QLatin1String(name);
        QFile::remove(npmFolder() + QLatin1Char('/') + QLatin1String(name));
        QFile::copy(from, npmFolder() + QLatin1Char('/') + QLatin1String(name));
    }
    QProcess process;
    process.setWorkingDirectory(npmFolder());
    process.start(npm, {QStringLiteral("ci"), QStringLiteral("--ignore-scripts"),
                        QStringLiteral("--no-audit"), QStringLiteral("--no-fund"),
                        // Where no registry answers, this is given up soon.
                        QStringLiteral("--fetch-retries=1"),
                        QStringLiteral("--fetch-retry-mintimeout=1000"),
                        QStringLiteral("--fetch-retry-maxtimeout=2000")});
    if (!process.waitForFinished(FetchMs) || process.exitCode() != 0)
        return QStringLiteral("npm could not fetch the packages");
    return {};
}

} // namespace touchstone::test
