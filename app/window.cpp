// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "window.h"

#include "dialogask.h"
#include "mainwindow.h"
#include "session.h"

#include <base/version.h>
#include <widgets/common/theme.h>
#include <widgets/formulas/formulaservice.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>

namespace touchstone {

namespace {

/// Waits for the jobs that the start began, then draws the window into a file.
void takePicture(
    QApplication &application, MainWindow &window, Session &session, const QString &file, int page)
{
    auto *timer = new QTimer(&window);
    timer->setInterval(150);
    QObject::connect(timer, &QTimer::timeout, &window,
                     [&application, &window, &session, file, page, timer, settled = 0]() mutable {
                         if (session.jobs() && session.jobs()->running() > 0)
                             return;
                         if (window.currentPage() != page)
                             window.showPage(page);
                         // Counts and formulas come from threads of their own.
                         if (++settled < 8 || !session.formulas().isIdle())
                             return;
                         timer->stop();
                         const bool saved = window.grab().save(file);
                         if (!saved)
                             std::fprintf(stderr, "touchstone: %s could not be written\n",
                                          qPrintable(file));
                         application.exit(saved ? 0 : 1);
                     });
    timer->start();
}

int pageFromName(const QString &name)
{
    const QStringList names = {QStringLiteral("start"), QStringLiteral("browse"),
                               QStringLiteral("review"), QStringLiteral("generate"),
                               QStringLiteral("export")};
    return std::max<int>(0, static_cast<int>(names.indexOf(name)));
}

} // namespace

int runWindow(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("touchstone"));
    QApplication::setApplicationDisplayName(QStringLiteral("Touchstone"));
    QApplication::setApplicationVersion(QLatin1String(Version));
    QApplication::setDesktopFileName(QStringLiteral("touchstone"));

    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("PROJECT"), QApplication::tr("A project to open."));
    parser.addOptions(
        {{QStringLiteral("sample"), QApplication::tr("Opens the sample.")},
         {QStringLiteral("screenshot"),
          QApplication::tr("Draws the window into a PNG file and ends."), QStringLiteral("FILE")},
         {QStringLiteral("project"), QApplication::tr("The project of the picture."),
          QStringLiteral("FILE")},
         {QStringLiteral("page"), QApplication::tr("start, browse, review, generate or export."),
          QStringLiteral("NAME"), QStringLiteral("start")},
         {QStringLiteral("size"), QApplication::tr("As in 1440x900."), QStringLiteral("WxH"),
          QStringLiteral("1440x900")},
         {QStringLiteral("theme"), QApplication::tr("system, light or dark."),
          QStringLiteral("NAME")}});
    parser.process(application);

    const bool picture = parser.isSet(QStringLiteral("screenshot"));
    auto settings =
        picture ? std::make_unique<QSettings>(
            QStandardPaths::writableLocation(QStandardPaths::TempLocation)
                + QStringLiteral("/touchstone-picture-%1.ini").arg(QApplication::applicationPid()),
            QSettings::IniFormat)
                : std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope,
                                              QStringLiteral("touchstone"),
                                              QStringLiteral("touchstone"));
    const QString theme = parser.isSet(QStringLiteral("theme"))
                              ? parser.value(QStringLiteral("theme"))
                              : settings->value(QStringLiteral("theme")).toString();
    applyTheme(application, themeFromName(theme));
    const QString settingsFile = settings->fileName();
    Session session(std::move(settings));
    DialogAsk ask;
    int status = 0;
    {
        MainWindow window(session, ask);
        if (picture) {
            const QStringList size = parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
            window.resize(size.value(0).toInt(), size.value(1).toInt());
        }
        window.show();
        // While the window is painted, so that the first item does not wait for it.
        session.formulas().warmUp();
        const QString project = parser.isSet(QStringLiteral("project"))
                                    ? parser.value(QStringLiteral("project"))
                                    : parser.positionalArguments().value(0);
        if (!project.isEmpty())
            window.openProject(project);
        else if (parser.isSet(QStringLiteral("sample")))
            window.openSample();
        if (picture)
            takePicture(application, window, session, parser.value(QStringLiteral("screenshot")),
                        pageFromName(parser.value(QStringLiteral("page"))));
        status = QApplication::exec();
    }
    if (picture)
        QFile::remove(settingsFile);
    return status;
}

} // namespace touchstone
