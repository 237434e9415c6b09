// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "support/project.h"
#include "support/windowdriver.h"

#include <pipeline/jobrunner.h>
#include <widgets/export/exportform.h>
#include <widgets/export/exportpage.h>

#include <QAbstractButton>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace touchstone;

class ExportPageTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void splitsAreReadAsPeopleWriteThem_data();
    void splitsAreReadAsPeopleWriteThem();
    void countsBeforeAnythingIsWritten();
    void eachFormatSaysWhatBothSidesOfATieBecome();
    void everyReasonLeadsToItsPrompts();
    void aWrongFilterExportsNothing();
    void aWrongSplitExportsNothing();
    void writesTheFileAndItsManifest();
    void nothingIsWrittenWhereNoPlaceIsNamed();
    void theStudyWritesThreeTargets();
    void theFirstRowsCanBeLeafedThrough();
    void remembersWhatWasChosen();

private:
    template <typename T>
    T *part(const char *name)
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    void choose(const char *format)
    {
        auto *box = part<QComboBox>("export.format");
        box->setCurrentIndex(box->findData(QString::fromLatin1(format)));
    }
    [[nodiscard]] QString summary() { return part<QLabel>("export.summary")->text(); }
    void open();

    test::PreparedAsk m_ask;
    std::unique_ptr<test::Project> m_project;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<ExportPage> m_page;
};

void ExportPageTest::init()
{
    m_ask.answers.clear();
    m_project = std::make_unique<test::Project>();
    m_project->addProblems(10);
    m_project->addProblems(11, true, false);
    const std::pair<const char *, Outcome> decided[] = {{"p1", Outcome::Left},
                                                        {"p2", Outcome::Right},
                                                        {"p3", Outcome::Tie},
                                                        {"p4", Outcome::Neither},
                                                        {"p5", Outcome::Skip}};
    for (const auto &[key, outcome] : decided)
        m_project->decide(m_project->prompt(key), outcome);
    open();
}

void ExportPageTest::open()
{
    m_jobs = std::make_unique<JobRunner>(**m_project);
    m_page = std::make_unique<ExportPage>(m_ask);
    m_page->resize(1368, 800);
    m_page->show();
    m_page->setProject(&**m_project, m_jobs.get());
    m_page->activate();
}

void ExportPageTest::cleanup()
{
    m_page.reset();
    m_jobs.reset();
    m_project.reset();
}

void ExportPageTest::splitsAreReadAsPeopleWriteThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("parts");
    QTest::addColumn<double>("first");
    QTest::addColumn<int>("seed");
    QTest::newRow("none") << QString{} << 0 << 0.0 << 0;
    QTest::newRow("shares") << QStringLiteral("train=0.9,test=0.1 seed=7") << 2 << 0.9 << 7;
    QTest::newRow("per cent") << QStringLiteral("train 90 · test 10 · seed 7") << 2 << 0.9 << 7;
    QTest::newRow("three") << QStringLiteral("train 8 valid 1 test 1") << 3 << 0.8 << 0;
    QTest::newRow("a name alone") << QStringLiteral("train") << -1 << 0.0 << 0;
    QTest::newRow("no number") << QStringLiteral("train many") << -1 << 0.0 << 0;
    QTest::newRow("nothing of it") << QStringLiteral("train 90 test 0") << -1 << 0.0 << 0;
}

void ExportPageTest::splitsAreReadAsPeopleWriteThem()
{
    QFETCH(QString, text);
    QFETCH(int, parts);
    QFETCH(double, first);
    QFETCH(int, seed);
    const auto split = parseSplitText(text);
    QCOMPARE(split.has_value(), parts >= 0);
    if (!split)
        return;
    QCOMPARE(static_cast<int>(split->parts.size()), parts);
    QCOMPARE(static_cast<int>(split->seed), seed);
    if (parts > 0)
        QCOMPARE(split->parts.front().second, first);
}

void ExportPageTest::countsBeforeAnythingIsWritten()
{
    choose("dpo");
    QTRY_COMPARE(summary(), QStringLiteral("11 prompts become 2 pairs"));
    QCOMPARE(part<QAbstractButton>("export.write")->text(), QStringLiteral("Export 2 pairs…"));
    QTest::mouseClick(part<QAbstractButton>("export.ties.1"), Qt::LeftButton);
    QTRY_COMPARE(summary(), QStringLiteral("11 prompts become 4 pairs"));
    QTest::mouseClick(part<QAbstractButton>("export.undecided.1"), Qt::LeftButton);
    QTRY_COMPARE(summary(), QStringLiteral("11 prompts become 9 pairs"));
}

void ExportPageTest::eachFormatSaysWhatBothSidesOfATieBecome()
{
    auto *both = part<QAbstractButton>("export.ties.1");
    choose("dpo");
    QCOMPARE(both->text(), QStringLiteral("both ways"));
    choose("kto");
    QCOMPARE(both->text(), QStringLiteral("both are good"));
    QTRY_COMPARE(summary(), QStringLiteral("11 prompts become 4 rows"));
    QTest::mouseClick(both, Qt::LeftButton);
    QTRY_COMPARE(summary(), QStringLiteral("11 prompts become 6 rows"));
}

void ExportPageTest::everyReasonLeadsToItsPrompts()
{
    choose("dpo");
    part<QLineEdit>("export.query")->setText(QStringLiteral("pears"));
    QTRY_COMPARE(summary(), QStringLiteral("11 prompts become 2 pairs"));
    QSignalSpy asked(m_page.get(), &ExportPage::browseRequested);
    qint64 leftOut = 0;
    for (auto *reason : m_page->findChildren<QLabel *>()) {
        if (!reason->objectName().startsWith(QStringLiteral("export.reason.")))
            continue;
        const QString filter = reason->objectName().mid(14);
        const auto query = parseQuery(filter.toStdString());
        QVERIFY2(query, qPrintable(filter));
        const auto found = (*m_project)->promptIds(*query);
        QVERIFY(found);
        leftOut += static_cast<qint64>(found->size());
        QVERIFY(filter.startsWith(QStringLiteral("pears ")));
        QVERIFY(reason->accessibleName().startsWith(QString::number(found->size())));
        emit reason->linkActivated(filter);
        QCOMPARE(asked.last().first().toString(), filter);
    }
    QCOMPARE(leftOut, 9);
}

void ExportPageTest::aWrongFilterExportsNothing()
{
    choose("messages");
    QTRY_VERIFY(part<QAbstractButton>("export.write")->isEnabled());
    part<QLineEdit>("export.query")->setText(QStringLiteral("state:done"));
    QTRY_VERIFY(summary().contains(QStringLiteral("drafted")));
    QVERIFY(!part<QAbstractButton>("export.write")->isEnabled());
    QVERIFY(!part<QAbstractButton>("export.study")->isEnabled());
}

void ExportPageTest::aWrongSplitExportsNothing()
{
    part<QLineEdit>("export.split")->setText(QStringLiteral("train"));
    QTRY_VERIFY(summary().contains(QStringLiteral("train 90 test 10")));
    QVERIFY(!part<QAbstractButton>("export.write")->isEnabled());
}

void ExportPageTest::writesTheFileAndItsManifest()
{
    choose("dpo");
    QTRY_COMPARE(summary(), QStringLiteral("11 prompts become 2 pairs"));
    const QString path = m_project->folder() + QStringLiteral("/pairs.jsonl");
    m_ask.answers = {{path}};
    QSignalSpy said(m_page.get(), &Page::said);
    QTest::mouseClick(part<QAbstractButton>("export.write"), Qt::LeftButton);
    QTRY_COMPARE(said.count(), 1);
    QVERIFY(said.first().first().toString().contains(QStringLiteral("2 rows")));
    QFile written(path);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll().count('\n'), 2);
    QVERIFY(QFile::exists(path + QStringLiteral(".manifest.json")));
    QVERIFY(part<QAbstractButton>("export.write")->isVisible());
    QVERIFY(!part<QAbstractButton>("export.cancel")->isVisible());
}

void ExportPageTest::nothingIsWrittenWhereNoPlaceIsNamed()
{
    choose("dpo");
    QTRY_VERIFY(part<QAbstractButton>("export.write")->isEnabled());
    QTest::mouseClick(part<QAbstractButton>("export.write"), Qt::LeftButton);
    QCOMPARE(m_jobs->running(), 0);
}

void ExportPageTest::theStudyWritesThreeTargets()
{
    choose("messages");
    QTRY_VERIFY(part<QAbstractButton>("export.study")->isEnabled());
    m_ask.answers = {{m_project->folder()}};
    QSignalSpy said(m_page.get(), &Page::said);
    QTest::mouseClick(part<QAbstractButton>("export.study"), Qt::LeftButton);
    QTRY_COMPARE(said.count(), 1);
    for (const char *name : {"answer-only", "human-reasoning", "teacher-reasoning"}) {
        QFile file(QStringLiteral("%1/%2.jsonl").arg(m_project->folder(), QLatin1String(name)));
        QVERIFY2(file.open(QIODevice::ReadOnly), name);
        QCOMPARE(file.readAll().count('\n'), 10);
    }
}

void ExportPageTest::theFirstRowsCanBeLeafedThrough()
{
    choose("dpo");
    auto *row = part<QPlainTextEdit>("export.row");
    QTRY_VERIFY(row->toPlainText().contains(QStringLiteral("Problem 1 of pears")));
    QTest::mouseClick(part<QAbstractButton>("export.next"), Qt::LeftButton);
    QVERIFY(row->toPlainText().contains(QStringLiteral("Problem 2 of pears")));
    QVERIFY(!part<QAbstractButton>("export.next")->isEnabled());
    QVERIFY(
        part<QPlainTextEdit>("export.manifest")->toPlainText().contains(QStringLiteral("\"dpo\"")));
}

void ExportPageTest::remembersWhatWasChosen()
{
    choose("dpo");
    QTest::mouseClick(part<QAbstractButton>("export.ties.1"), Qt::LeftButton);
    part<QLineEdit>("export.query")->setText(QStringLiteral("state:decided"));
    QVERIFY(m_page->leave());
    open();
    QCOMPARE(part<QComboBox>("export.format")->currentData().toString(), QStringLiteral("dpo"));
    QVERIFY(m_page->findChild<QAbstractButton *>(QStringLiteral("export.ties.1"))->isChecked());
    QCOMPARE(part<QLineEdit>("export.query")->text(), QStringLiteral("state:decided"));
}

QTEST_MAIN(ExportPageTest)
#include "exportpage_test.moc"
