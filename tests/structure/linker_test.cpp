// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <QProcess>
#include <QTest>

#include <support/testdata.h>

class LinkerTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatHasNoWindowNeedsNoGui_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("cli") << QStringLiteral(TOUCHSTONE_BINARY_DIR "/bin/touchstone-cli");
        QTest::newRow("check") << QStringLiteral(TOUCHSTONE_BINARY_DIR "/bin/touchstone-check");
    }

    void whatHasNoWindowNeedsNoGui()
    {
        QFETCH(QString, program);
        QProcess ldd;
        ldd.start(QStringLiteral("ldd"), {program});
        QVERIFY(ldd.waitForFinished(-1));
        const QByteArray needed = ldd.readAllStandardOutput();
        QVERIFY(needed.contains("libQt6Core"));
        QVERIFY(!needed.contains("libQt6Gui"));
        QVERIFY(!needed.contains("libQt6Widgets"));
    }
};

QTEST_GUILESS_MAIN(LinkerTest)
#include "linker_test.moc"
