// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <app/mainwindow.h>
#include <app/session.h>
#include <widgets/generate/generatepage.h>

#include <QAbstractButton>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include <support/project.h>
#include <support/windowdriver.h>
#include <teacherserver/teacherreplies.h>
#include <teacherserver/teacherserver.h>

using namespace touchstone;

namespace {

constexpr auto Key = "sk-planted-0123456789abcdef";

/// Every file below a folder that holds the key.
QStringList filesWithTheKey(const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            found << file.fileName() + QStringLiteral(" cannot be read");
        else if (file.readAll().contains(Key))
            found << file.fileName();
    }
    return found;
}

/// Whatever people could read of the key in the window.
QStringList wordsWithTheKey(const QWidget &window)
{
    const QString key = QString::fromLatin1(Key);
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        QStringList words = {widget->toolTip(), widget->accessibleName(),
                             widget->accessibleDescription(), widget->windowTitle()};
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            words << label->text();
        if (const auto *field = qobject_cast<const QLineEdit *>(widget))
            words << field->text();
        if (words.join(QLatin1Char(' ')).contains(key))
            found << widget->objectName();
    }
    return found;
}

} // namespace

/// A key is used and then nowhere: not in the settings, the project, its backups, an error.
class PlantedKeyTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aKeyThatIsUsedIsWrittenNowhere();
    void aServerThatRepeatsTheKeyIsNotRepeated();

private:
    void run(const test::TeacherServer &server, const char *end);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void PlantedKeyTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("PLANTED_API_KEY", Key);
}

void PlantedKeyTest::run(const test::TeacherServer &server, const char *end)
{
    const QString path = m_folder->filePath(QStringLiteral("p.touchstone"));
    {
        auto settings = std::make_unique<QSettings>(
            m_folder->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        settings->setValue(QStringLiteral("dataFolder"),
                           m_folder->filePath(QStringLiteral("data")));
        Session session(std::move(settings));
        test::PreparedAsk ask;
        MainWindow window(session, ask);
        window.show();
        QVERIFY(session.create(path));
        QVERIFY(test::fill(*session.store(), 3));
        auto *page = window.findChild<GeneratePage *>();
        TeacherProfile teacher;
        teacher.name = "planted";
        teacher.label = "Planted";
        teacher.base = server.address();
        teacher.keyVariable = "PLANTED_API_KEY";
        teacher.models = {"r1"};
        teacher.reasoning = {"reasoning_content"};
        page->setTeachers({teacher});
        page->setQueryText({});
        QVERIFY(window.showPage(MainWindow::GenerateIndex));
        auto *start = window.findChild<QAbstractButton *>(QStringLiteral("generate.start"));
        QTRY_VERIFY(start->isEnabled());
        start->click();
        const auto *state = window.findChild<QLabel *>(QStringLiteral("generate.state"));
        QTRY_COMPARE(state->text(), QString::fromLatin1(end));
        QCOMPARE(wordsWithTheKey(window), QStringList{});
        QCOMPARE(filesWithTheKey(m_folder->path()), QStringList{});
        window.close();
    }
    QCOMPARE(filesWithTheKey(m_folder->path()), QStringList{});
    QVERIFY(server.asked(Key) > 0); // it was used, though
}

void PlantedKeyTest::aKeyThatIsUsedIsWrittenNowhere()
{
    const test::TeacherServer server([](const test::ServerRequest &request) {
        return test::usualReply(request, 20, std::chrono::milliseconds(0));
    });
    run(server, "Ended");
}

void PlantedKeyTest::aServerThatRepeatsTheKeyIsNotRepeated()
{
    const test::TeacherServer server([](const test::ServerRequest &) {
        return test::errorReply(401, std::string("Incorrect API key provided: ") + Key,
                                "invalid_request_error", "invalid_api_key");
    });
    run(server, "Stopped");
}

QTEST_MAIN(PlantedKeyTest)
#include "plantedkey_test.moc"
