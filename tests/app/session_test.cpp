// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "support/project.h"

#include <app/session.h>
#include <widgets/common/colors.h>
#include <widgets/common/theme.h>

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace touchstone;

class SessionTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void projectsStandNewestFirst();
    void progressIsRemembered();
    void aMissingFileStaysUntilItIsForgotten();
    void aProjectThatCannotBeOpenedLeavesTheOneThatIs();
    void creatingReplacesNoFile();
    void closingTellsTheViewsWhileTheProjectIsThere();
    void theAnnotatorIsKept();
    void themesKeepTheirNames();
    void theThemeChangesAtRunTime();

private:
    [[nodiscard]] std::unique_ptr<Session> start() const
    {
        return std::make_unique<Session>(std::make_unique<QSettings>(
            m_folder->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat));
    }
    [[nodiscard]] QString file(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name));
    }
    static QStringList names(const Session &session)
    {
        QStringList found;
        for (const RecentProject &project : session.recent())
            found << QFileInfo(project.path).fileName();
        return found;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void SessionTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings(file("settings.ini"), QSettings::IniFormat)
        .setValue(QStringLiteral("dataFolder"), m_folder->filePath(QStringLiteral("data")));
}

void SessionTest::projectsStandNewestFirst()
{
    {
        const auto session = start();
        QVERIFY(session->create(file("a.touchstone")));
        QVERIFY(session->create(file("b.touchstone")));
        QVERIFY(session->open(file("a.touchstone")));
    }
    QCOMPARE(names(*start()),
             QStringList({QStringLiteral("a.touchstone"), QStringLiteral("b.touchstone")}));
}

void SessionTest::progressIsRemembered()
{
    test::Project project;
    project.addProblems(4);
    const auto session = start();
    const QString copy = file("copy.touchstone");
    QVERIFY(project->saveCopy(copy));
    QVERIFY(session->open(copy));
    Decision decision;
    decision.prompt = *session->store()->promptByKey("p1");
    decision.annotator = session->store()->annotator();
    decision.outcome = Outcome::Skip;
    QVERIFY(session->store()->perform(
        Step{{SetDecision{decision.prompt, decision.annotator, decision}}}));
    session->close();
    const RecentProject recent = session->recent().first();
    QCOMPARE(recent.done, 1);
    QCOMPARE(recent.prompts, 4);
    QCOMPARE(recent.sources, QStringLiteral("human label, teacher-r1"));
}

void SessionTest::aMissingFileStaysUntilItIsForgotten()
{
    const auto session = start();
    QVERIFY(session->create(file("a.touchstone")));
    session->close();
    QVERIFY(QFile::remove(file("a.touchstone")));
    QVERIFY(!session->open(file("a.touchstone")));
    QCOMPARE(names(*session), QStringList(QStringLiteral("a.touchstone")));
    session->forget(file("a.touchstone"));
    QCOMPARE(names(*session), QStringList{});
}

void SessionTest::aProjectThatCannotBeOpenedLeavesTheOneThatIs()
{
    const auto session = start();
    QVERIFY(session->create(file("a.touchstone")));
    QFile other(file("no.touchstone"));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("a shopping list");
    other.close();
    const auto opened = session->open(file("no.touchstone"));
    QVERIFY(!opened);
    QVERIFY(!opened.error().message.isEmpty());
    QVERIFY(session->store());
    QCOMPARE(QFileInfo(session->store()->path()).fileName(), QStringLiteral("a.touchstone"));
}

void SessionTest::creatingReplacesNoFile()
{
    const auto session = start();
    QVERIFY(session->create(file("a.touchstone")));
    session->close();
    QVERIFY(!session->create(file("a.touchstone")));
    QVERIFY(session->open(file("a.touchstone")));
}

void SessionTest::closingTellsTheViewsWhileTheProjectIsThere()
{
    const auto session = start();
    QVERIFY(session->create(file("a.touchstone")));
    const QPointer<Store> store = session->store();
    bool there = false;
    connect(session.get(), &Session::projectChanged, this,
            [&] { there = store && !session->store(); });
    session->close();
    QVERIFY(there);
    QVERIFY(!store);
}

void SessionTest::theAnnotatorIsKept()
{
    start()->setAnnotator(QStringLiteral("ines"));
    const auto session = start();
    QCOMPARE(session->annotator(), QStringLiteral("ines"));
    QVERIFY(session->create(file("a.touchstone")));
    QCOMPARE(session->store()->annotatorName(), std::string("ines"));
}

void SessionTest::themesKeepTheirNames()
{
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
        QCOMPARE(themeFromName(nameOf(theme)), theme);
    QCOMPARE(themeFromName(QStringLiteral("mauve")), Theme::System);
}

void SessionTest::theThemeChangesAtRunTime()
{
    QWidget widget;
    widget.show();
    applyTheme(*qApp, Theme::Light);
    QTRY_COMPARE(colorsOf(&widget).window, lightColors().window);
    applyTheme(*qApp, Theme::Dark);
    QTRY_COMPARE(colorsOf(&widget).window, darkColors().window);
    QVERIFY(colorsOf(&widget).dark);
}

QTEST_MAIN(SessionTest)
#include "session_test.moc"
