// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "support/teacherkeys.h"

#include <base/text.h>
#include <generate/teachers.h>
#include <widgets/generate/teachereditor.h>

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <teacherserver/teacherreplies.h>
#include <teacherserver/teacherserver.h>

using namespace touchstone;

class TeacherEditorTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_editor.reset(); }
    void whatCameWithTheProgramCanOnlyBeCopied();
    void aCopyIsChangedAndKept();
    void aNewNameReplacesTheOldOne();
    void whatCannotBeReadIsNamedAndNotKept_data();
    void whatCannotBeReadIsNamedAndNotKept();
    void aKeyIsNoHeader();
    void pricesAreReadLineByLine();
    void whatWasChangedIsKeptWhenItCloses();
    void ownTeachersCanBeRemoved();
    void returnSavesAndDoesNothingElse();
    void aTestShowsWhatWentOverTheLineWithoutTheKey();

private:
    template <typename T>
    [[nodiscard]] T *part(const char *name) const
    {
        return m_editor->findChild<T *>(QLatin1String(name));
    }
    [[nodiscard]] QString wrong() const { return part<QLabel>("teacher.wrong")->text(); }
    /// People's own, as another program would read them.
    [[nodiscard]] std::map<std::string, TeacherProfile> kept() const
    {
        TeacherShelf shelf(m_folder->path());
        std::map<std::string, TeacherProfile> own;
        if (!shelf.load())
            return own;
        for (const TeacherProfile &profile : shelf.teachers()) {
            if (shelf.isOwn(profile.name))
                own[profile.name] = profile;
        }
        return own;
    }
    void duplicate() { part<QAbstractButton>("teachers.duplicate")->click(); }

    test::PreparedKeys m_keys;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TeacherEditor> m_editor;
};

void TeacherEditorTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_keys = {};
    m_editor = std::make_unique<TeacherEditor>(TeacherShelf(m_folder->path()), m_keys);
    m_editor->select("deepseek");
    m_editor->show();
}

void TeacherEditorTest::whatCameWithTheProgramCanOnlyBeCopied()
{
    QCOMPARE(part<QListWidget>("teachers.list")->currentItem()->text(), QStringLiteral("DeepSeek"));
    QVERIFY(part<QLineEdit>("teacher.base")->isReadOnly());
    QVERIFY(!part<QAbstractButton>("teacher.save")->isVisible());
    QVERIFY(!part<QAbstractButton>("teachers.remove")->isEnabled());
    QVERIFY(wrong().contains(QLatin1String("duplicate")));
}

void TeacherEditorTest::aCopyIsChangedAndKept()
{
    duplicate();
    QCOMPARE(kept().size(), std::size_t{1});
    TeacherProfile expected = kept()["deepseek-2"];
    QCOMPARE(expected.label, std::string("DeepSeek, my copy"));
    part<QLineEdit>("teacher.base")->setText(QStringLiteral("https://example.com/v1/"));
    part<QAbstractButton>("teacher.save")->click();
    expected.base = "https://example.com/v1";
    QVERIFY(kept()["deepseek-2"] == expected);
    QVERIFY(!part<QAbstractButton>("teacher.save")->isEnabled());
}

void TeacherEditorTest::aNewNameReplacesTheOldOne()
{
    duplicate();
    part<QLineEdit>("teacher.name")->setText(QStringLiteral("mirror"));
    QSignalSpy changed(m_editor.get(), &TeacherEditor::teachersChanged);
    part<QAbstractButton>("teacher.save")->click();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(kept().size(), std::size_t{1});
    QCOMPARE(kept().begin()->first, std::string("mirror"));
}

void TeacherEditorTest::whatCannotBeReadIsNamedAndNotKept_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    QTest::newRow("name") << QStringLiteral("teacher.name") << QStringLiteral("Our Server")
                          << QStringLiteral("Name");
    QTest::newRow("taken name") << QStringLiteral("teacher.name") << QStringLiteral("deepseek-3")
                                << QStringLiteral("Name");
    QTest::newRow("address") << QStringLiteral("teacher.base")
                             << QStringLiteral("ftp://example.com") << QStringLiteral("Address");
    QTest::newRow("password in the address")
        << QStringLiteral("teacher.base") << QStringLiteral("https://me:secret@example.com")
        << QStringLiteral("Address");
    QTest::newRow("sampling") << QStringLiteral("teacher.sampling") << QStringLiteral("heat 3")
                              << QStringLiteral("Sampling");
}

void TeacherEditorTest::whatCannotBeReadIsNamedAndNotKept()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, named);
    duplicate();
    m_editor->select("deepseek");
    duplicate();
    m_editor->select("deepseek-2");
    const auto before = kept();
    part<QLineEdit>(qPrintable(field))->setText(text);
    QVERIFY2(wrong().contains(named), qPrintable(wrong()));
    QVERIFY(!part<QAbstractButton>("teacher.save")->isEnabled());
    QVERIFY(kept() == before);
}

void TeacherEditorTest::aKeyIsNoHeader()
{
    duplicate();
    part<QPlainTextEdit>("teacher.headers")
        ->setPlainText(QStringLiteral("authorization: Bearer planted"));
    QVERIFY(wrong().contains(QLatin1String("Headers")));
    QVERIFY(!wrong().contains(QLatin1String("planted")));
}

void TeacherEditorTest::pricesAreReadLineByLine()
{
    duplicate();
    auto *table = part<QTableWidget>("teacher.prices");
    QCOMPARE(table->item(0, 1)->text(), QStringLiteral("0.14"));
    QCOMPARE(table->item(0, 2)->text(), QStringLiteral("0.0028"));
    table->item(0, 3)->setText(QStringLiteral("much"));
    QVERIFY(wrong().contains(QLatin1String("Prices, line 1")));
    table->item(0, 3)->setText(QStringLiteral("0.9"));
    part<QAbstractButton>("teacher.save")->click();
    QCOMPARE(kept()["deepseek-2"].prices[0].output, Nano{900'000'000});
}

void TeacherEditorTest::whatWasChangedIsKeptWhenItCloses()
{
    duplicate();
    part<QLineEdit>("teacher.label")->setText(QStringLiteral("Mirror"));
    m_editor->close();
    QCOMPARE(kept()["deepseek-2"].label, std::string("Mirror"));
}

void TeacherEditorTest::ownTeachersCanBeRemoved()
{
    duplicate();
    part<QAbstractButton>("teachers.remove")->click();
    QVERIFY(kept().empty());
    QCOMPARE(part<QListWidget>("teachers.list")->count(),
             static_cast<int>(shippedTeachers().size()));
}

void TeacherEditorTest::returnSavesAndDoesNothingElse()
{
    const int shipped = part<QListWidget>("teachers.list")->count();
    QTest::keyClick(part<QLineEdit>("teacher.base"), Qt::Key_Return);
    QCOMPARE(part<QListWidget>("teachers.list")->count(), shipped);
    duplicate();
    auto *base = part<QLineEdit>("teacher.base");
    base->setText(QStringLiteral("https://example.com/v1"));
    QTest::keyClick(base, Qt::Key_Return);
    QCOMPARE(kept().size(), std::size_t{1});
    QCOMPARE(kept()["deepseek-2"].base, std::string("https://example.com/v1"));
    QTest::keyClick(base, Qt::Key_Return);
    QCOMPARE(part<QListWidget>("teachers.list")->count(), shipped + 1);
    QVERIFY(m_editor->isVisible());
}

void TeacherEditorTest::aTestShowsWhatWentOverTheLineWithoutTheKey()
{
    constexpr const char *Key = "sk-planted-0123456789";
    m_keys.found = {TeacherKeys::Place::Typed, Secret(Key), true, {}};
    // A server that says the key back.
    const test::TeacherServer server([Key](const test::ServerRequest &) {
        return test::openAiStream({"I was given ", Key, "."}, {"ready"});
    });
    duplicate();
    part<QLineEdit>("teacher.base")->setText(toQString(server.address()));
    auto *test = part<QAbstractButton>("teacher.test");
    test->click();
    QCOMPARE(test->text(), QStringLiteral("Stop"));
    const auto *exchange = part<QPlainTextEdit>("teacher.exchange");
    QTRY_VERIFY(exchange->toPlainText().contains(QStringLiteral("✓ reasoning in")));
    const QString text = exchange->toPlainText();
    QVERIFY(text.contains(QStringLiteral("POST /chat/completions")));
    QVERIFY(text.contains(QStringLiteral("uthorization: Bearer"), Qt::CaseInsensitive));
    QVERIFY(text.contains(QStringLiteral("data: [DONE]")));
    QVERIFY(text.contains(QStringLiteral("answer: “ready”")));
    QVERIFY(!text.contains(QLatin1String(Key)));
    QCOMPARE(server.asked(Key), 1);
    QCOMPARE(test->text(), QStringLiteral("Test connection"));
}

QTEST_MAIN(TeacherEditorTest)
#include "teachereditor_test.moc"
