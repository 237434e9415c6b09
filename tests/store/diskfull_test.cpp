// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <QFileInfo>
#include <QTest>

#include <support/fulldisk.h>
#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::FullDisk;
using test::Project;

namespace {

rlim_t sizeOf(const QString &path)
{
    return static_cast<rlim_t>(QFileInfo(path).size());
}

std::vector<test::Row> manyRows()
{
    std::vector<test::Row> rows;
    for (int i = 0; i < 3000; ++i) {
        const std::string number = std::to_string(i);
        rows.push_back({"new" + number,
                        "A long question " + std::string(400, 'x') + number,
                        {{"late", SourceKind::Teacher, "answer " + number}}});
    }
    return rows;
}

} // namespace

class DiskFullTest final : public QObject
{
    Q_OBJECT

private slots:
    void aDecisionThatCannotBeKeptIsAnErrorAndNothingElse()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 5));
        const PromptId first = project->promptIds(Query{})->front();
        VERIFY_RESULT(project->perform(Step{{SetFlag{first, true}}}));
        const auto before = test::snapshotOf(*project);
        {
            const FullDisk full(sizeOf(project.path() + QStringLiteral("-wal")));
            const auto refused = project->perform(Step{{SetTag{first, "lost", true}}});
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Error::Code::Io);
            QVERIFY(refused.error().message.contains(QLatin1String("safe")));
            QVERIFY(*test::snapshotOf(*project) == *before);
        }
        VERIFY_RESULT(project->perform(Step{{SetTag{first, "kept", true}}}));
        VERIFY_RESULT(project.reopen());
        QCOMPARE(project->item(first)->tags, std::vector<std::string>{"kept"});
        VERIFY_RESULT(project->undo());
        VERIFY_RESULT(project->undo());
        QVERIFY(!project->item(first)->flagged);
        QCOMPARE(project.complaints(), std::string{});
    }

    void anImportThatFillsTheDiskLeavesNothing_data()
    {
        QTest::addColumn<bool>("exclusive");
        QTest::newRow("alone") << true;
        QTest::newRow("beside people") << false;
    }
    void anImportThatFillsTheDiskLeavesNothing()
    {
        QFETCH(bool, exclusive);
        Project project;
        VERIFY_RESULT(test::fill(*project, 5));
        const auto before = test::snapshotOf(*project);
        Store::ImportOptions options;
        options.exclusive = exclusive;
        {
            const FullDisk full(400'000);
            const auto refused = test::import(*project, manyRows(), options);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Error::Code::Io);
        }
        QVERIFY(*test::snapshotOf(*project) == *before);
        VERIFY_RESULT(project.reopen());
        QVERIFY(*test::snapshotOf(*project) == *before);
        QCOMPARE(project.complaints(), std::string{});
        VERIFY_RESULT(test::import(*project, manyRows(), options));
        QCOMPARE(project->accounting()->imported, 3005);
    }

    void aCopyThatDoesNotFitIsNotThere()
    {
        Project project;
        VERIFY_RESULT(test::fill(*project, 500));
        const QString copy = project.folder() + QStringLiteral("/copy.touchstone");
        {
            const FullDisk full(50'000);
            const auto refused = project->saveCopy(copy);
            QVERIFY(!refused);
            QVERIFY(refused.error().message.contains(copy));
        }
        QVERIFY(!QFile::exists(copy));
        QVERIFY(!QFile::exists(copy + QStringLiteral(".part")));
        VERIFY_RESULT(project->saveCopy(copy));
    }

    void aNewProjectThatDoesNotFitIsNotThere()
    {
        Project project;
        const QString other = project.folder() + QStringLiteral("/other.touchstone");
        {
            const FullDisk full(20'000);
            const auto refused = Store::create(other, project.options());
            QVERIFY(!refused);
            QVERIFY(refused.error().message.contains(other));
        }
        QVERIFY(!QFile::exists(other));
        VERIFY_RESULT(Store::create(other, project.options()));
    }
};

QTEST_GUILESS_MAIN(DiskFullTest)
#include "diskfull_test.moc"
