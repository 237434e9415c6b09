// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <generate/teachers.h>
#include <generate/teachershelf.h>

#include <QTemporaryDir>
#include <QTest>

#include <support/testdata.h>

using namespace touchstone;

namespace {

TeacherProfile mine(const char *name = "mine")
{
    TeacherProfile teacher;
    teacher.name = name;
    teacher.label = "Aaa";
    teacher.base = "http://localhost:9000/v1";
    return teacher;
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TeacherShelfTest final : public QObject
{
    Q_OBJECT

private slots:
    void withoutAFolderThereAreTheShippedOnes()
    {
        const QTemporaryDir folder;
        TeacherShelf shelf(folder.filePath(QStringLiteral("teachers")));
        VERIFY_RESULT(shelf.load());
        QVERIFY(shelf.teachers() == shippedTeachers());
        QVERIFY(shelf.find("deepseek") != nullptr);
        QVERIFY(shelf.find("mine") == nullptr);
        QVERIFY(TeacherShelf::isShipped("deepseek"));
        QVERIFY(!TeacherShelf::isShipped("mine"));
    }

    void whatIsKeptIsThereAgain()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a/teachers"));
        TeacherShelf shelf(path);
        VERIFY_RESULT(shelf.load());
        VERIFY_RESULT(shelf.save(mine()));
        QVERIFY(*shelf.find("mine") == mine());
        QVERIFY(shelf.teachers().front() == mine()); // by its label

        TeacherShelf again(path);
        VERIFY_RESULT(again.load());
        QVERIFY(again.teachers() == shelf.teachers());
        QVERIFY(again.isOwn("mine"));
        VERIFY_RESULT(again.remove("mine"));
        QVERIFY(again.teachers() == shippedTeachers());
        QCOMPARE(again.remove("mine").error().code, Error::Code::NotFound);
        VERIFY_RESULT(shelf.load());
        QVERIFY(shelf.find("mine") == nullptr);
    }

    void onesOwnStandsInPlaceOfAShippedOne()
    {
        const QTemporaryDir folder;
        TeacherShelf shelf(folder.path());
        TeacherProfile changed = *shelf.find("deepseek");
        changed.streams = 3;
        VERIFY_RESULT(shelf.save(changed));
        VERIFY_RESULT(shelf.load());
        QCOMPARE(shelf.find("deepseek")->streams, 3);
        QCOMPARE(shelf.teachers().size(), shippedTeachers().size());
        VERIFY_RESULT(shelf.remove("deepseek"));
        QVERIFY(shelf.teachers() == shippedTeachers());
        QCOMPARE(shelf.remove("openai").error().code, Error::Code::NotFound);
    }

    void brokenFilesAreNamedAndPassedOver()
    {
        const QTemporaryDir folder;
        TeacherShelf shelf(folder.path());
        VERIFY_RESULT(shelf.save(mine()));
        write(folder.filePath(QStringLiteral("broken.json")), "{\"name\":");
        write(folder.filePath(QStringLiteral("empty.json")), "");
        write(folder.filePath(QStringLiteral("other.json")),
              QByteArray::fromStdString(textOf(mine("elsewhere"))));
        write(folder.filePath(QStringLiteral("notes.txt")), "nothing");
        VERIFY_RESULT(shelf.load());
        QVERIFY(*shelf.find("mine") == mine());
        QVERIFY(shelf.find("elsewhere") == nullptr);
        QCOMPARE(shelf.complaints().size(), std::size_t{3});
        QVERIFY(shelf.complaints()[0].startsWith(QLatin1String("broken.json")));
        QVERIFY(shelf.complaints()[1].startsWith(QLatin1String("empty.json")));
        QVERIFY(shelf.complaints()[2].contains(QLatin1String("elsewhere.json")));
    }

    void whatLoadWouldRefuseIsNotKept()
    {
        const QTemporaryDir folder;
        TeacherShelf shelf(folder.path());
        TeacherProfile wrong = mine("../up");
        QCOMPARE(shelf.save(wrong).error().code, Error::Code::BadInput);
        wrong = mine();
        wrong.base = "ftp:x";
        QCOMPARE(shelf.save(wrong).error().code, Error::Code::BadInput);
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void whatCannotBeWrittenIsSaid()
    {
        const QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("file")), "");
        TeacherShelf shelf(folder.filePath(QStringLiteral("file/teachers")));
        const auto saved = shelf.save(mine());
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, Error::Code::Io);
        QVERIFY(shelf.find("mine") == nullptr);
    }
};

QTEST_GUILESS_MAIN(TeacherShelfTest)
#include "teachershelf_test.moc"
