// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "windowprobe.h"

#include "setting.h"
#include "windowbrowseprobe.h"
#include "windowhostileprobe.h"
#include "windowlongprobe.h"
#include "windowreviewprobe.h"

#include <app/dialogask.h>
#include <app/mainwindow.h>
#include <app/session.h>
#include <widgets/common/theme.h>

#include <QApplication>
#include <QTableView>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace touchstone::benchmark {

namespace {

void printAndQuit(const Json &said)
{
    std::printf("%s\n", dumpJson(said).c_str());
    QApplication::quit();
}

} // namespace

std::optional<int> runWindowProbe(int argc, char *argv[])
{
    if (argc != 6 || std::strcmp(argv[1], "--probe") != 0)
        return {};
    const QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("touchstone"));
    const QString project = QString::fromLocal8Bit(argv[3]);
    applyTheme(*qApp, themeFromName(QStringLiteral("light")));
    if (std::strcmp(argv[2], "hostile") == 0) {
        std::printf("%s\n",
                    dumpJson(longestPauses(std::atoi(argv[5]) < LeastPresses ? 10 : 1)).c_str());
        return 0;
    }
    Session session(
        std::make_unique<QSettings>(project + QLatin1String(SettingsSuffix), QSettings::IniFormat));
    DialogAsk ask;
    MainWindow window(session, ask);
    window.resize(1440, 900);
    window.show();
    auto *table = window.findChild<QTableView *>(QStringLiteral("browse.table"));
    if (!table)
        return 1;
    if (std::strcmp(argv[2], "browse") == 0) {
        const BrowseProbe probe(*table, QString::fromLatin1(argv[4]).toLongLong());
        QObject::connect(&probe, &BrowseProbe::finished, &window, &printAndQuit);
        window.openProject(project);
        return QApplication::exec();
    }
    window.openProject(project);
    window.activateWindow();
    if (std::strcmp(argv[2], "long") == 0) {
        LongProbe probe(window);
        QObject::connect(&probe, &LongProbe::finished, &window, &printAndQuit);
        QTimer::singleShot(0, &probe, &LongProbe::start);
        return QApplication::exec();
    }
    const ReviewProbe probe(*window.windowHandle(), QString::fromLatin1(argv[5]).toInt());
    QObject::connect(&probe, &ReviewProbe::finished, &window, &printAndQuit);
    window.showPage(MainWindow::ReviewIndex);
    return QApplication::exec();
}

} // namespace touchstone::benchmark
