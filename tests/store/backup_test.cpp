// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <store/backup.h>

#include <QDir>
#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;

namespace {

constexpr std::int64_t Hour = 3'600'000'000;
constexpr std::int64_t Day = 24 * Hour;
constexpr std::int64_t Now = 1'700'000'000'000'000;

Clock clockAt(std::int64_t now)
{
    return [now]() mutable { return ++now; };
}

/// Opens the project at a time of day and waits for what it keeps.
Result<> visit(Project &project, const QString &folder, std::int64_t now, bool decides)
{
    project.close();
    Store::Options options = project.options();
    options.backupFolder = folder;
    options.clock = clockAt(now);
    TRY_ASSIGN(const std::unique_ptr<Store> store, Store::open(project.path(), options));
    if (decides) {
        TRY_ASSIGN(const auto ids, store->promptIds(Query{}));
        TRY_ASSIGN(const Item item, store->item(ids.front()));
        TRY(store->perform(Step{{SetFlag{ids.front(), !item.flagged}}}));
    }
    return {};
}

std::size_t count(const Project &project, const QString &folder)
{
    return backupsOf(project.path(), folder).size();
}

} // namespace

class BackupTest final : public QObject
{
    Q_OBJECT

private slots:
    void aDayIsKeptWholeAMonthByDaysAndTheRestByMonths()
    {
        std::vector<std::int64_t> taken;
        for (std::int64_t hours = 0; hours < 24 * 400; ++hours)
            taken.push_back(Now - hours * Hour);
        const auto removed = backupsToRemove(taken, Now);
        std::vector<std::int64_t> kept;
        for (const std::int64_t at : taken) {
            if (std::find(removed.begin(), removed.end(), at) == removed.end())
                kept.push_back(at);
        }
        const auto between = [&kept](std::int64_t oldest, std::int64_t newest) {
            return std::count_if(kept.begin(), kept.end(), [&](std::int64_t at) {
                return Now - at <= oldest && Now - at > newest;
            });
        };
        QCOMPARE(between(Day, -1), 25);
        const auto days = between(30 * Day, Day);
        QVERIFY(days >= 29 && days <= 31);
        const auto months = between(400 * Day, 30 * Day);
        QVERIFY(months >= 12 && months <= 14);
    }

    void theNewestIsNeverRemoved()
    {
        QVERIFY(backupsToRemove({Now - 900 * Day}, Now).empty());
        QVERIFY(backupsToRemove({}, Now).empty());
        QCOMPARE(backupsToRemove({Now - 900 * Day, Now - 900 * Day - Hour}, Now),
                 std::vector<std::int64_t>{Now - 900 * Day - Hour});
    }

    void aBackupIsMadeWhereSomethingWasDecidedSince()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 3));
        const QString folder = project.folder() + QStringLiteral("/kept");
        project.close();
        {
            Store::Options options = project.options();
            options.backupFolder = folder;
            options.clock = clockAt(Now + Day);
            const auto store = Store::open(project.path(), options);
            VERIFY_RESULT(store);
            QTRY_COMPARE(count(project, folder), std::size_t{1});
        }
        // Within the hour none is due; nor, after it, where nothing happened.
        VERIFY_RESULT(visit(project, folder, Now + Day + Hour / 2, true));
        QCOMPARE(count(project, folder), std::size_t{1});
        {
            Store::Options options = project.options();
            options.backupFolder = folder;
            options.clock = clockAt(Now + Day + 2 * Hour);
            const auto store = Store::open(project.path(), options);
            VERIFY_RESULT(store);
            QTRY_COMPARE(count(project, folder), std::size_t{2});
        }
        VERIFY_RESULT(visit(project, folder, Now + Day + 9 * Hour, false));
        QCOMPARE(count(project, folder), std::size_t{2});
    }

    void projectsOfTheSameNameDoNotShareBackups()
    {
        Project one;
        Project other;
        QVERIFY(QFileInfo(one.path()).fileName() == QFileInfo(other.path()).fileName());
        const QString folder = one.folder();
        VERIFY_RESULT(test::fill(*one, 1));
        one.close();
        Store::Options options = one.options();
        options.backupFolder = folder;
        const auto store = Store::open(one.path(), options);
        VERIFY_RESULT(store);
        QTRY_COMPARE(count(one, folder), std::size_t{1});
        QCOMPARE(count(other, folder), std::size_t{0});
    }

    void aBackupIsRestoredAndWhatStoodThereIsKept()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 3));
        const auto before = test::snapshotOf(*project);
        const QString folder = project.folder() + QStringLiteral("/kept");
        project.close();
        {
            Store::Options options = project.options();
            options.backupFolder = folder;
            const auto store = Store::open(project.path(), options);
            VERIFY_RESULT(store);
            QTRY_COMPARE(count(project, folder), std::size_t{1});
            VERIFY_RESULT(
                (*store)->perform(Step{{SetFlag{(*store)->promptIds(Query{})->front(), true}}}));
        }
        // A log that a crash left beside the file would spoil what is put in its place.
        QFile log(project.path() + QStringLiteral("-wal"));
        QVERIFY(log.open(QIODevice::WriteOnly) && log.write("left over") > 0);
        log.close();
        const Backup backup = backupsOf(project.path(), folder).front();
        VERIFY_RESULT(restoreBackup(backup, project.path(), folder, clockAt(Now + Day)));
        VERIFY_RESULT(project.reopen());
        QVERIFY(*test::snapshotOf(*project) == *before);
        QCOMPARE(project.complaints(), std::string{});

        const auto kept = backupsOf(project.path(), folder);
        QCOMPARE(kept.size(), std::size_t{2});
        project.close();
        QFile::remove(kept.front().path + QStringLiteral("-wal"));
        VERIFY_RESULT(restoreBackup(kept.front(), project.path(), folder, clockAt(Now + 2 * Day)));
        VERIFY_RESULT(project.reopen());
        QCOMPARE(project->promptIds(*parseQuery("flag:yes"))->size(), std::size_t{1});
    }

    void nothingIsRestoredOverAnOpenProjectOrFromAStranger()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 1));
        const QString copy = project.folder() + QStringLiteral("/copy.touchstone");
        VERIFY_RESULT(project->saveCopy(copy));
        const auto busy =
            restoreBackup({copy, Now, 0}, project.path(), project.folder(), clockAt(Now));
        QVERIFY(!busy);
        QCOMPARE(busy.error().code, Error::Code::Busy);
        project.close();
        QFile stranger(copy);
        QVERIFY(stranger.open(QIODevice::WriteOnly) && stranger.write("not a project") > 0);
        stranger.close();
        QVERIFY(!restoreBackup({copy, Now, 0}, project.path(), project.folder(), clockAt(Now)));
        VERIFY_RESULT(project.reopen());
        QCOMPARE(project->accounting()->imported, 1);
    }

    void aCopyHoldsTheSameAndReplacesOnlyWhatIsClosed()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 5));
        const QString copy = project.folder() + QStringLiteral("/copy.touchstone");
        VERIFY_RESULT(project->saveCopy(copy));
        VERIFY_RESULT(
            project->perform(Step{{SetFlag{project->promptIds(Query{})->front(), true}}}));
        VERIFY_RESULT(project->saveCopy(copy));
        {
            auto opened = Store::open(copy, project.options());
            VERIFY_RESULT(opened);
            QVERIFY(*test::snapshotOf(**opened) == *test::snapshotOf(*project));
            QVERIFY((*opened)->undoable()); // its history comes along
            const auto taken = project->saveCopy(copy);
            QVERIFY(!taken);
            QCOMPARE(taken.error().code, Error::Code::Busy);
        }
        QVERIFY(!project->saveCopy(project.path()));
        QVERIFY(QFile::link(project.path(), project.folder() + QStringLiteral("/link")));
        QVERIFY(!project->saveCopy(project.folder() + QStringLiteral("/link")));
        const auto nowhere = project->saveCopy(project.folder() + QStringLiteral("/no/copy"));
        QVERIFY(!nowhere);
        QVERIFY(nowhere.error().message.contains(QLatin1String("/no/copy")));
    }

    void aCopyMadeDuringAnImportIsWhole()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 5));
        const auto before = test::snapshotOf(*project);
        Store::Options options = project.options();
        options.mode = Store::Mode::Sibling;
        const auto sibling = Store::open(project.path(), options);
        VERIFY_RESULT(sibling);
        auto writer = (*sibling)->beginImport(Batch{}, {});
        VERIFY_RESULT(writer);
        VERIFY_RESULT(test::add(**writer, std::vector<test::Row>(1200, {"", "Again?", {}})));
        const QString copy = project.folder() + QStringLiteral("/copy.touchstone");
        VERIFY_RESULT(project->saveCopy(copy));
        const auto opened = Store::open(copy, project.options());
        VERIFY_RESULT(opened);
        QVERIFY(*test::snapshotOf(**opened) == *before);
    }
};

QTEST_GUILESS_MAIN(BackupTest)
#include "backup_test.moc"
