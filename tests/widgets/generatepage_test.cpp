// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "support/project.h"
#include "support/teacherkeys.h"
#include "support/windowdriver.h"

#include <pipeline/jobrunner.h>
#include <widgets/generate/figurecard.h>
#include <widgets/generate/generatepage.h>

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <atomic>
#include <teacherserver/teacherreplies.h>
#include <teacherserver/teacherserver.h>

using namespace touchstone;

namespace {

constexpr int Prompts = 6;

} // namespace

/// The page over a real project, against a real server.
class GeneratePageTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysWhatItWouldAskForBeforeItStarts();
    void whatIsWrongInTheFormStopsTheStart();
    void aRunBringsResponses();
    void nothingIsAskedTwice();
    void whatFailedCanBeRetried();
    void aKeyIsAskedForWhereThereIsNone();
    void aRefusedKeyStopsTheRun();
    void pausedNothingLeavesUntilItGoesOn();
    void aRunCanBeEnded();
    void oneMoreResponseIsAskedForOnceAPersonAgrees();
    void theConnectionCanBeTested();
    void whatIsMissingCanBeWrittenForABatch();
    void settingsAreKeptWithTheProject();

private:
    template <typename T>
    [[nodiscard]] T *part(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String("generate.") + QLatin1String(name));
    }
    void open();
    void start()
    {
        QTRY_VERIFY(part<QAbstractButton>("start")->isEnabled());
        part<QAbstractButton>("start")->click();
    }
    [[nodiscard]] QString state() const { return part<QLabel>("state")->text(); }
    [[nodiscard]] int teachersResponses()
    {
        int count = 0;
        for (int i = 1; i <= Prompts; ++i) {
            const Item item = *(*m_project)->item(m_project->prompt("p" + std::to_string(i)));
            for (const Source &source : item.sources)
                count += source.kind == SourceKind::Teacher ? 1 : 0;
        }
        return count;
    }

    test::PreparedAsk m_ask;
    test::PreparedKeys m_keys;
    std::chrono::milliseconds m_delay{0};
    int m_status = 200;
    std::atomic<bool> m_refusesOne = false; ///< the second problem
    std::unique_ptr<test::TeacherServer> m_server;
    std::unique_ptr<test::Project> m_project;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<GeneratePage> m_page;
};

void GeneratePageTest::init()
{
    m_ask.questions.clear();
    m_ask.agrees = true;
    m_keys = {};
    m_delay = {};
    m_status = 200;
    m_refusesOne = false;
    m_server = std::make_unique<test::TeacherServer>([this](const test::ServerRequest &request) {
        if (m_status != 200)
            return test::errorReply(m_status, "no such key", "authentication_error", "invalid");
        if (m_refusesOne && request.body.find("Problem 2 ") != std::string::npos)
            return test::errorReply(400, "too rude", "invalid_request_error", "");
        return test::usualReply(request, 40, m_delay);
    });
    m_project = std::make_unique<test::Project>();
    m_project->addProblems(Prompts, true, false);
    open();
}

void GeneratePageTest::open()
{
    m_jobs = std::make_unique<JobRunner>(**m_project);
    m_page = std::make_unique<GeneratePage>(m_ask, m_keys);
    TeacherProfile teacher;
    teacher.name = "local";
    teacher.label = "Local";
    teacher.base = m_server->address();
    teacher.keyVariable = "LOCAL_API_KEY";
    teacher.models = {"r1"};
    teacher.reasoning = {"reasoning_content"};
    teacher.prices = {{"r1", "USD", "2026-09-01", 1'000'000'000, {}, 2'000'000'000}};
    m_page->setTeachers({teacher});
    m_page->resize(1368, 800);
    m_page->show();
    m_page->setProject(&**m_project, m_jobs.get());
    m_page->activate();
}

void GeneratePageTest::cleanup()
{
    m_page.reset();
    m_jobs.reset();
    m_project.reset();
    m_server.reset();
}

void GeneratePageTest::saysWhatItWouldAskForBeforeItStarts()
{
    part<QSpinBox>("samples")->setValue(2);
    const auto *estimate = part<QLabel>("estimate");
    QTRY_VERIFY2(estimate->text().startsWith(QLatin1String("12 requests, about ")),
                 qPrintable(estimate->text()));
    QVERIFY(estimate->text().contains(QLatin1String("USD</b> at the prices of 1 September")));
    QCOMPARE(part<QLabel>("found")->text(), QStringLiteral("6"));
    QVERIFY(part<QLabel>("preview")->text().startsWith(QStringLiteral("Preview: “Problem 1")));
    QVERIFY(m_server->requests().empty());
}

void GeneratePageTest::whatIsWrongInTheFormStopsTheStart()
{
    part<QLineEdit>("sampling")->setText(QStringLiteral("heat 3"));
    QVERIFY(!part<QAbstractButton>("start")->isEnabled());
    QTRY_VERIFY(part<QLabel>("estimate")->text().contains(QLatin1String("heat 3")));
}

void GeneratePageTest::aRunBringsResponses()
{
    QSignalSpy begun(m_page.get(), &GeneratePage::jobStarted);
    start();
    QCOMPARE(begun.size(), 1);
    QTRY_COMPARE(state(), QStringLiteral("Ended"));
    QCOMPARE(part<FigureCard>("settled")->figure(), QStringLiteral("6"));
    QCOMPARE(teachersResponses(), Prompts);
    QCOMPARE(m_server->asked("Bearer prepared"), Prompts);
    QVERIFY(!part<QAbstractButton>("pause")->isVisible());
}

void GeneratePageTest::nothingIsAskedTwice()
{
    part<QLineEdit>("query")->clear();
    start();
    QTRY_COMPARE(state(), QStringLiteral("Ended"));
    QTRY_VERIFY(part<QLabel>("estimate")->text().startsWith(QLatin1String("Nothing is missing")));
    start();
    QTRY_VERIFY(!m_page->isRunning());
    QCOMPARE(static_cast<int>(m_server->requests().size()), Prompts);
}

void GeneratePageTest::whatFailedCanBeRetried()
{
    m_refusesOne = true;
    start();
    QTRY_COMPARE(state(), QStringLiteral("Ended"));
    auto *retry = part<QAbstractButton>("retry");
    QTRY_COMPARE(retry->text(), QStringLiteral("Retry 1 failed"));
    QVERIFY(retry->isVisible());
    m_refusesOne = false;
    // What the form says by now is of no account, nor what else is missing.
    part<QSpinBox>("samples")->setValue(3);
    retry->click();
    QTRY_COMPARE(teachersResponses(), Prompts);
    QTRY_COMPARE(state(), QStringLiteral("Ended"));
    QVERIFY(!retry->isVisible());
    const auto requests = m_server->requests();
    QCOMPARE(static_cast<int>(requests.size()), Prompts + 1);
    QVERIFY(requests.back().body.find("Problem 2 ") != std::string::npos);
}

void GeneratePageTest::aKeyIsAskedForWhereThereIsNone()
{
    m_keys.found = {TeacherKeys::Place::Nowhere, {}, true, {}};
    m_page->activate();
    QCOMPARE(part<QLabel>("key.words")->text(), QStringLiteral("asked at the start"));
    start();
    QVERIFY(!m_page->isRunning());
    auto *field = m_page->findChild<QLineEdit *>(QStringLiteral("key.text"));
    QVERIFY(field);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    field->setText(QStringLiteral("typed-key"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(state(), QStringLiteral("Ended"));
    QCOMPARE(m_keys.taken, std::string("typed-key"));
    QVERIFY(!m_keys.kept);
    QCOMPARE(m_server->asked("Bearer typed-key"), Prompts);
}

void GeneratePageTest::aRefusedKeyStopsTheRun()
{
    m_status = 401;
    start();
    QTRY_COMPARE(state(), QStringLiteral("Stopped"));
    QVERIFY(part<QLabel>("reason")->text().contains(QLatin1String("no such key")));
    QVERIFY(part<QAbstractButton>("start")->isEnabled());
}

void GeneratePageTest::pausedNothingLeavesUntilItGoesOn()
{
    m_delay = std::chrono::milliseconds(5);
    part<QSpinBox>("streams")->setValue(1);
    start();
    QTRY_COMPARE(state(), QStringLiteral("Running"));
    part<QAbstractButton>("pause")->click();
    QTRY_COMPARE(state(), QStringLiteral("Paused"));
    QTRY_COMPARE(part<QAbstractButton>("pause")->text(), QStringLiteral("Resume"));
    QVERIFY(static_cast<int>(m_server->requests().size()) < Prompts);
    part<QAbstractButton>("pause")->click();
    QTRY_COMPARE(state(), QStringLiteral("Ended"));
    QCOMPARE(teachersResponses(), Prompts);
}

void GeneratePageTest::aRunCanBeEnded()
{
    m_delay = std::chrono::milliseconds(1000);
    start();
    QTRY_COMPARE(state(), QStringLiteral("Running"));
    m_ask.agrees = false;
    part<QAbstractButton>("cancel")->click();
    QCOMPARE(m_ask.questions.size(), 1);
    QVERIFY(m_page->isRunning());
    m_ask.agrees = true;
    part<QAbstractButton>("cancel")->click();
    QTRY_COMPARE(state(), QStringLiteral("Ended"));
    QVERIFY(part<QLabel>("reason")->text().contains(QLatin1String("Cancelled")));
}

void GeneratePageTest::oneMoreResponseIsAskedForOnceAPersonAgrees()
{
    m_ask.agrees = false;
    m_page->askAgain(m_project->prompt("p3"), QStringLiteral("p3"));
    QVERIFY(m_ask.questions.constLast().contains(QLatin1String("p3")));
    QVERIFY(!m_page->isRunning());
    m_ask.agrees = true;
    for (int i = 1; i <= 2; ++i) {
        m_page->askAgain(m_project->prompt("p3"), QStringLiteral("p3"));
        QTRY_VERIFY(!m_page->isRunning());
        QCOMPARE(teachersResponses(), i);
    }
    QCOMPARE((*m_project)->item(m_project->prompt("p3"))->responses.size(), std::size_t{3});
}

void GeneratePageTest::theConnectionCanBeTested()
{
    m_page->findChild<QAbstractButton *>(QStringLiteral("key.test"))->click();
    const auto *words = part<QLabel>("key.words");
    QTRY_VERIFY2(words->text().startsWith(QLatin1String("answers in ")), qPrintable(words->text()));
    m_status = 401;
    QSignalSpy failed(m_page.get(), &Page::failed);
    m_page->findChild<QAbstractButton *>(QStringLiteral("key.test"))->click();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains(QLatin1String("no such key")));
}

void GeneratePageTest::whatIsMissingCanBeWrittenForABatch()
{
    const QString path = m_project->folder() + QStringLiteral("/batch.jsonl");
    m_ask.answers = {{path}};
    QSignalSpy finished(m_jobs.get(), &JobRunner::finished);
    part<QAbstractButton>("batch")->click();
    QTRY_COMPARE(finished.size(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), Prompts);
    QVERIFY(m_server->requests().empty());
}

void GeneratePageTest::settingsAreKeptWithTheProject()
{
    part<QSpinBox>("samples")->setValue(4);
    part<QLineEdit>("budget")->setText(QStringLiteral("3.00 USD"));
    QVERIFY(m_page->leave());
    m_page.reset();
    open();
    QCOMPARE(part<QSpinBox>("samples")->value(), 4);
    QCOMPARE(part<QLineEdit>("budget")->text(), QStringLiteral("3.00 USD"));
}

QTEST_MAIN(GeneratePageTest)
#include "generatepage_test.moc"
