// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <app/mainwindow.h>
#include <app/session.h>
#include <store/backup.h>
#include <widgets/import/importsheet.h>

#include <QAbstractButton>
#include <QAction>
#include <QDropEvent>
#include <QListWidget>
#include <QMimeData>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

#include <support/files.h>
#include <support/project.h>
#include <support/testdata.h>
#include <support/windowdriver.h>

using namespace touchstone;

namespace {

/// A program that runs, all of it in one folder.
struct Program
{
    explicit Program(const QString &folder)
        : session(settingsIn(folder))
        , window(session, ask)
    {
        window.show();
    }

    static std::unique_ptr<QSettings> settingsIn(const QString &folder)
    {
        auto settings = std::make_unique<QSettings>(folder + QStringLiteral("/settings.ini"),
                                                    QSettings::IniFormat);
        settings->setValue(QStringLiteral("dataFolder"), folder + QStringLiteral("/data"));
        return settings;
    }
    template <typename T>
    T *part(const char *name)
    {
        return window.findChild<T *>(QString::fromLatin1(name));
    }
    /// Drags files over the window and lets them go; false: the window did not want them.
    bool drop(const QStringList &paths)
    {
        QMimeData files;
        QList<QUrl> urls;
        for (const QString &path : paths)
            urls << QUrl::fromLocalFile(path);
        files.setUrls(urls);
        QDragEnterEvent enter(QPoint(9, 9), Qt::CopyAction, &files, Qt::LeftButton, {});
        QApplication::sendEvent(&window, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent let(QPointF(9, 9), Qt::CopyAction, &files, Qt::LeftButton, {});
        QApplication::sendEvent(&window, &let);
        return true;
    }
    [[nodiscard]] QString project() const
    {
        return session.store() ? QFileInfo(session.store()->path()).fileName() : QString{};
    }

    Session session;
    test::PreparedAsk ask;
    MainWindow window;
};

} // namespace

/// What comes to the window from outside, and what it keeps from one run to the next.
class WindowStateTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aDroppedFileAsksForAProjectAndHowToReadIt();
    void aDroppedProjectIsOpened();
    void theNextFileIsAskedForAfterTheFirst();
    void aProjectThatMovedIsFoundAgain();
    void theStartPageKnowsWhatTheOpenProjectHolds();
    void sizesAreKeptFromRunToRun();
    void aBackupIsRestoredAndThePresentKept();

private:
    [[nodiscard]] QString file(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name));
    }
    QString rows(const char *name) const
    {
        return test::writeFile(*m_folder, QLatin1String(name),
                               "{\"question\":\"One pear and one?\",\"answer\":\"#### 2\"}\n");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void WindowStateTest::aDroppedFileAsksForAProjectAndHowToReadIt()
{
    Program program(m_folder->path());
    program.ask.answers = {{file("study.touchstone")}};
    QVERIFY(program.drop({rows("rows.jsonl")}));
    QCOMPARE(program.project(), QStringLiteral("study.touchstone"));
    auto *accept = program.part<QAbstractButton>("import.accept");
    QVERIFY(accept);
    QTRY_VERIFY(accept->isEnabled());
    QCOMPARE(program.session.store()->accounting()->imported, 0);
    accept->click();
    QTRY_COMPARE(program.session.store()->accounting()->imported, 1);
}

void WindowStateTest::aDroppedProjectIsOpened()
{
    Program program(m_folder->path());
    VERIFY_RESULT(program.session.create(file("a.touchstone")));
    VERIFY_RESULT(program.session.create(file("b.touchstone")));
    QVERIFY(program.drop({file("a.touchstone")}));
    QCOMPARE(program.project(), QStringLiteral("a.touchstone"));
    QCOMPARE(program.window.currentPage(), static_cast<int>(MainWindow::BrowseIndex));
}

void WindowStateTest::theNextFileIsAskedForAfterTheFirst()
{
    Program program(m_folder->path());
    VERIFY_RESULT(program.session.create(file("a.touchstone")));
    QVERIFY(program.drop({rows("one.jsonl"), rows("two.jsonl")}));
    for (const char *name : {"one.jsonl", "two.jsonl"}) {
        QTRY_VERIFY(program.window.findChild<ImportSheet *>());
        auto *sheet = program.window.findChild<ImportSheet *>();
        QVERIFY(sheet->windowTitle().contains(QLatin1String(name)));
        auto *accept = sheet->findChild<QAbstractButton *>(QStringLiteral("import.accept"));
        QTRY_VERIFY(accept->isEnabled());
        const QPointer<ImportSheet> gone = sheet;
        accept->click();
        QTRY_VERIFY(!gone);
    }
    QVERIFY(!program.window.findChild<ImportSheet *>());
}

void WindowStateTest::aProjectThatMovedIsFoundAgain()
{
    Program program(m_folder->path());
    VERIFY_RESULT(program.session.create(file("here.touchstone")));
    program.session.close();
    QVERIFY(QFile::rename(file("here.touchstone"), file("there.touchstone")));
    program.window.showPage(MainWindow::StartIndex);
    program.ask.answers = {{}};
    program.part<QAbstractButton>("start.recent.0")->click(); // and thought better of it
    QCOMPARE(program.session.recent().size(), 1);
    program.ask.answers = {{file("there.touchstone")}};
    program.part<QAbstractButton>("start.recent.0")->click();
    QCOMPARE(program.project(), QStringLiteral("there.touchstone"));
    QCOMPARE(program.session.recent().size(), 1);
    QCOMPARE(program.session.recent().first().path, file("there.touchstone"));
}

void WindowStateTest::theStartPageKnowsWhatTheOpenProjectHolds()
{
    Program program(m_folder->path());
    VERIFY_RESULT(program.session.create(file("study.touchstone")));
    VERIFY_RESULT(test::fill(*program.session.store(), 3));
    program.window.showPage(MainWindow::StartIndex);
    QCOMPARE(program.session.recent().first().prompts, 3);
    QCOMPARE(program.session.recent().first().sources, QStringLiteral("people, model"));
}

void WindowStateTest::sizesAreKeptFromRunToRun()
{
    QSize size;
    QList<int> columns;
    {
        Program program(m_folder->path());
        VERIFY_RESULT(program.session.create(file("a.touchstone")));
        program.window.resize(780, 640);
        program.window.showPage(MainWindow::ExportIndex);
        auto *splitter = program.part<QSplitter>("export.splitter");
        const QList<int> before = splitter->sizes();
        splitter->setSizes({before[0] + 40, before[1] - 40});
        columns = splitter->sizes();
        QVERIFY(columns != before);
        size = program.window.size();
        program.window.close();
    }
    Program program(m_folder->path());
    QCOMPARE(program.window.size(), size);
    VERIFY_RESULT(program.session.open(file("a.touchstone")));
    program.window.showPage(MainWindow::ExportIndex);
    QCOMPARE(program.part<QSplitter>("export.splitter")->sizes(), columns);
}

void WindowStateTest::aBackupIsRestoredAndThePresentKept()
{
    Program program(m_folder->path());
    const QString project = file("study.touchstone");
    VERIFY_RESULT(program.session.create(project));
    VERIFY_RESULT(test::fill(*program.session.store(), 3));
    program.session.close();
    program.window.openProject(project); // which makes a backup
    QTRY_COMPARE(backupsOf(project, program.session.backupFolder()).size(), std::size_t{1});
    Store &store = *program.session.store();
    Decision decision;
    decision.prompt = *store.promptByKey("p1");
    decision.annotator = store.annotator();
    decision.outcome = Outcome::Skip;
    VERIFY_RESULT(
        store.perform(Step{{SetDecision{decision.prompt, decision.annotator, decision}}}));
    QCOMPARE(store.accounting()->skipped, 1);

    program.part<QAction>("command.backups")->trigger();
    auto *restore = program.part<QAbstractButton>("backups.restore");
    QVERIFY(restore);
    QVERIFY(!restore->isEnabled());
    program.part<QListWidget>("backups.list")->setCurrentRow(0);
    restore->click();
    QVERIFY(program.session.store());
    QCOMPARE(program.session.store()->accounting()->skipped, 0);
    QCOMPARE(program.session.store()->accounting()->imported, 3);
    QCOMPARE(program.project(), QStringLiteral("study.touchstone"));
    QCOMPARE(backupsOf(project, program.session.backupFolder()).size(), std::size_t{2});
}

QTEST_MAIN(WindowStateTest)
#include "windowstate_test.moc"
