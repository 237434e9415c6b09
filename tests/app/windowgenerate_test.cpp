// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <app/mainwindow.h>
#include <app/session.h>
#include <base/json.h>
#include <base/text.h>
#include <widgets/generate/generatepage.h>
#include <widgets/generate/unknowndialog.h>

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <support/project.h>
#include <support/testdata.h>
#include <support/windowdriver.h>
#include <teacherserver/teacherreplies.h>
#include <teacherserver/teacherserver.h>

using namespace touchstone;
using test::ServerReply;
using test::ServerRequest;

namespace {

constexpr int Prompts = 5;

bool asks(const ServerRequest &request, int prompt)
{
    return request.body.find("What is " + std::to_string(prompt) + " plus") != std::string::npos;
}

/// A line of a batch's results, as a provider writes it.
std::string resultFor(const std::string &customId)
{
    const Json message = {{"role", "assistant"}, {"content", "It is \\boxed{2}."}};
    const Json body = {
        {"id", "chat-1"},
        {"choices", Json::array({{{"index", 0}, {"message", message}, {"finish_reason", "stop"}}})},
        {"usage", {{"prompt_tokens", 10}, {"completion_tokens", 20}, {"total_tokens", 30}}}};
    return dumpJson({{"custom_id", customId},
                     {"response", {{"status_code", 200}, {"body", body}}},
                     {"error", nullptr}});
}

} // namespace

/// What the window itself has to do with teachers: the question about unknown fates and the
/// reading of batch results, with a real project and a real server.
class WindowGenerateTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void unknownFatesAreDecidedOneByOne();
    void oneDecisionCanBeForAllOfThem();
    void aDialogThatIsClosedDecidesNothing();
    void batchResultsAreRead();
    void teachersAreEditedFromTheChosenOne();

private:
    template <typename T>
    [[nodiscard]] T *part(const char *name) const
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    void run();
    [[nodiscard]] UnknownDialog *decide();
    [[nodiscard]] QComboBox *choiceOf(const char *key) const
    {
        return m_window->findChild<QComboBox *>(QLatin1String("unknown.choice.")
                                                + QLatin1String(key));
    }
    static void choose(QComboBox *box, UnknownDialog::Fate fate)
    {
        box->setCurrentIndex(box->findData(static_cast<int>(fate)));
    }
    void readBatch(const QString &path);
    [[nodiscard]] bool says(const QString &words) const;
    [[nodiscard]] Store &store() const { return *m_session->store(); }
    [[nodiscard]] Item item(const char *key) const
    {
        return *store().item(*store().promptByKey(key));
    }
    [[nodiscard]] Spending spent() const { return store().spending()->front().spending; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::atomic<bool> m_cuts = true;
    std::unique_ptr<test::TeacherServer> m_server;
    std::unique_ptr<Session> m_session;
    test::PreparedAsk m_ask;
    std::unique_ptr<MainWindow> m_window;
};

void WindowGenerateTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_cuts = true;
    // The first four end in the middle; of the fourth nothing came by then.
    m_server = std::make_unique<test::TeacherServer>([this](const ServerRequest &request) {
        ServerReply reply = test::openAiStream({"One", " more."}, {"It is 2."});
        if (m_cuts && !asks(request, 5)) {
            reply.pieces.resize(asks(request, 4) ? 0 : 2);
            reply.end = ServerReply::End::Cut;
        }
        return reply;
    });
    auto settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings.ini")),
                                                QSettings::IniFormat);
    settings->setValue(QStringLiteral("dataFolder"), m_folder->filePath(QStringLiteral("data")));
    m_session = std::make_unique<Session>(std::move(settings));
    m_ask.answers.clear();
    m_window = std::make_unique<MainWindow>(*m_session, m_ask);
    m_window->show();
    VERIFY_RESULT(m_session->create(m_folder->filePath(QStringLiteral("p.touchstone"))));
    VERIFY_RESULT(test::fill(store(), Prompts));
    TeacherProfile teacher;
    teacher.name = "local";
    teacher.label = "Local";
    teacher.base = m_server->address();
    teacher.models = {"r1"};
    teacher.reasoning = {"reasoning_content"};
    auto *page = m_window->findChild<GeneratePage *>();
    page->setTeachers({teacher});
    page->setQueryText({});
    QVERIFY(m_window->showPage(MainWindow::GenerateIndex));
}

void WindowGenerateTest::cleanup()
{
    m_window.reset();
    m_session.reset();
    m_server.reset();
    m_folder.reset();
}

void WindowGenerateTest::run()
{
    auto *start = part<QAbstractButton>("generate.start");
    QTRY_VERIFY(start->isEnabled());
    start->click();
    QTRY_COMPARE(part<QLabel>("generate.state")->text(), QStringLiteral("Ended"));
}

UnknownDialog *WindowGenerateTest::decide()
{
    emit part<QLabel>("generate.acts")->linkActivated(QStringLiteral("decide"));
    return m_window->findChild<UnknownDialog *>();
}

void WindowGenerateTest::unknownFatesAreDecidedOneByOne()
{
    run();
    auto *acts = part<QLabel>("generate.acts");
    QCOMPARE(acts->accessibleName(), QStringLiteral("4 may have been charged: decide…"));
    UnknownDialog *dialog = decide();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    const auto *table = part<QTableWidget>("unknown.table");
    QCOMPARE(table->rowCount(), 4);
    using Fate = UnknownDialog::Fate;
    QVERIFY(choiceOf("p4")->findData(static_cast<int>(Fate::Keep)) < 0);
    choose(choiceOf("p1"), Fate::Keep);
    choose(choiceOf("p2"), Fate::GiveUp);
    choose(choiceOf("p3"), Fate::AskAgain);
    m_cuts = false;
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    QTRY_COMPARE(spent().settled, 3); // the fifth, what was kept, what was asked again
    QTRY_COMPARE(acts->accessibleName(), QStringLiteral("1 may have been charged: decide…"));

    const Response kept = item("p1").responses.back();
    QCOMPARE(kept.reasoning, std::string("One more."));
    QVERIFY((kept.flags & Truncated) != 0);
    QCOMPARE(item("p2").responses.size(), std::size_t{2}); // nobody asked for it again
    QCOMPARE(item("p3").responses.back().answer, std::string("It is 2."));
    QCOMPARE(spent().forgone, 2);
    QCOMPARE(store().unknownRequests()->front().key, std::string("p4"));
    const auto requests = m_server->requests();
    QCOMPARE(requests.size(), std::size_t{Prompts + 1});
    QVERIFY(asks(requests.back(), 3));
}

void WindowGenerateTest::oneDecisionCanBeForAllOfThem()
{
    run();
    UnknownDialog *dialog = decide();
    QVERIFY(dialog != nullptr);
    auto *all = part<QComboBox>("unknown.all");
    all->setFocus();
    QTest::keyClick(all, Qt::Key_Down);
    QTest::keyClick(all, Qt::Key_Down); // keep what came
    QCOMPARE(dialog->chosen(UnknownDialog::Fate::Keep).size(), std::size_t{3});
    QTest::keyClick(all, Qt::Key_Down); // give it up
    QCOMPARE(dialog->chosen(UnknownDialog::Fate::GiveUp).size(), std::size_t{4});
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    QCOMPARE(spent().forgone, 4);
    QVERIFY(store().unknownRequests()->empty());
    QVERIFY(!part<QLabel>("generate.acts")->isVisible());
    QCOMPARE(m_server->requests().size(), std::size_t{Prompts});
}

void WindowGenerateTest::aDialogThatIsClosedDecidesNothing()
{
    run();
    UnknownDialog *dialog = decide();
    QVERIFY(dialog != nullptr);
    choose(choiceOf("p1"), UnknownDialog::Fate::GiveUp);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(m_window->findChild<UnknownDialog *>() == nullptr);
    QCOMPARE(store().unknownRequests()->size(), std::size_t{4});
}

bool WindowGenerateTest::says(const QString &words) const
{
    const auto labels = m_window->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&words](const QLabel *label) {
        return label->isVisible() && label->text().contains(words);
    });
}

void WindowGenerateTest::readBatch(const QString &path)
{
    m_ask.answers = {{path}};
    part<QAction>("command.batch")->trigger();
    QTRY_COMPARE(m_session->jobs()->running(), 0);
}

void WindowGenerateTest::batchResultsAreRead()
{
    const QString asked = m_folder->filePath(QStringLiteral("asked.jsonl"));
    m_ask.answers = {{asked}};
    QTRY_VERIFY(part<QAbstractButton>("generate.batch")->isEnabled());
    part<QAbstractButton>("generate.batch")->click();
    QTRY_VERIFY(QFile::exists(asked));
    QTRY_COMPARE(m_session->jobs()->running(), 0);
    QTRY_VERIFY(says(QStringLiteral("5 requests are in ") + asked));
    QFile file(asked);
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::vector<std::string> names;
    while (!file.atEnd())
        names.push_back(parseJson(file.readLine().toStdString())->at("custom_id"));
    QCOMPARE(names.size(), std::size_t{Prompts});

    // Two of them, the later first, and one that nobody here asked for.
    const QString results = m_folder->filePath(QStringLiteral("results.jsonl"));
    QFile out(results);
    QVERIFY(out.open(QIODevice::WriteOnly));
    for (const std::string &name : {names[3], names[0], std::string("somebody-else")})
        out.write((resultFor(name) + "\n").c_str());
    out.close();
    readBatch(results);
    QTRY_VERIFY(says(QStringLiteral("2 responses came, 0 requests failed, 0 were there already")));
    QTRY_VERIFY(says(QStringLiteral("1 lines are no results")));
    QCOMPARE(item("p1").responses.back().answer, std::string("It is \\boxed{2}."));
    QCOMPARE(item("p4").responses.size(), std::size_t{3});
    QCOMPARE(item("p2").responses.size(), std::size_t{2});
    QCOMPARE(spent().sent, 3);
    readBatch(results);
    QTRY_VERIFY(says(QStringLiteral("0 responses came, 0 requests failed, 2 were there already")));
    QCOMPARE(spent().settled, 2);
}

void WindowGenerateTest::teachersAreEditedFromTheChosenOne()
{
    TeacherShelf shelf = m_session->teachers();
    VERIFY_RESULT(shelf.load());
    m_window->findChild<GeneratePage *>()->setTeachers(shelf.teachers());
    auto *chosen = part<QComboBox>("generate.teacher");
    chosen->setCurrentIndex(chosen->findData(QStringLiteral("vllm")));
    part<QAbstractButton>("generate.teachers")->click();
    QCOMPARE(part<QListWidget>("teachers.list")->currentItem()->text(), QStringLiteral("vLLM"));
}

QTEST_MAIN(WindowGenerateTest)
#include "windowgenerate_test.moc"
