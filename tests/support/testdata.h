// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QByteArray>
#include <QFileInfo>
#include <QString>

namespace touchstone::test {

/// Where the real data of others lies: TOUCHSTONE_DATA, or shared/data beside the checkout. Empty
/// where there is none; tests that want it then skip and say so.
inline QString dataFolder()
{
    const QString named = qEnvironmentVariable("TOUCHSTONE_DATA");
    const QString folder =
        named.isEmpty() ? QStringLiteral(TOUCHSTONE_SOURCE_DIR "/../shared/data") : named;
    return QFileInfo(folder).isDir() ? folder : QString{};
}

/// A file of our own under tests/data.
inline QString ownData(const QString &name)
{
    return QStringLiteral(TOUCHSTONE_SOURCE_DIR "/tests/data/") + name;
}

} // namespace touchstone::test

/// Skips the test, saying so, where the real data is not there.
#define REQUIRE_DATA(name)                                                                         \
    const QString name = touchstone::test::dataFolder();                                           \
    if (name.isEmpty())                                                                            \
    QSKIP("shared/data is not beside the checkout; set TOUCHSTONE_DATA to its folder")

/// Fails with the error's own words.
#define VERIFY_RESULT(result)                                                                      \
    do {                                                                                           \
        const auto &verified = (result);                                                           \
        QVERIFY2(verified.has_value(),                                                             \
                 verified.has_value() ? "" : qPrintable(verified.error().message));                \
    } while (false)
