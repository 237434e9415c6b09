// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "program.h"

#include <generate/teachers.h>

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace touchstone;
using namespace touchstone::test;

namespace {

/// Runs the program with a folder for settings of its own, and a key that nothing may show.
class Settings final
{
public:
    Settings()
    {
        TeacherProfile teacher;
        teacher.name = "mine";
        teacher.label = "Mine";
        teacher.base = "http://127.0.0.1:1/v1"; // where nobody listens
        teacher.keyVariable = "MINE_KEY";
        keep("mine.json", textOf(teacher));
        keep("broken.json", "{");
    }

    Ran run(const QStringList &words) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder.path());
        environment.insert(QStringLiteral("MINE_KEY"), QStringLiteral("planted-0123456789abcdef"));
        environment.remove(QStringLiteral("DEEPSEEK_API_KEY"));
        process.setProcessEnvironment(environment);
        return runIn(process, QStringList{QStringLiteral("teachers")} + words);
    }

private:
    void keep(const char *name, const std::string &text) const
    {
        const QDir folder(m_folder.filePath(QStringLiteral("touchstone/teachers")));
        QDir().mkpath(folder.path());
        QFile file(folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(text));
    }

    QTemporaryDir m_folder;
};

} // namespace

class TeachersTest final : public QObject
{
    Q_OBJECT

private slots:
    void shippedOnesAndOnesOwnAreListed()
    {
        const Settings settings;
        const Ran ran = settings.run({QStringLiteral("--json")});
        QCOMPARE(ran.status, 0);
        QHash<QString, QJsonObject> byName;
        for (const QJsonValue &teacher : ran.json()[QStringLiteral("teachers")].toArray())
            byName.insert(teacher[QStringLiteral("name")].toString(), teacher.toObject());
        QCOMPARE(static_cast<std::size_t>(byName.size()), shippedTeachers().size() + 1);
        const QJsonObject mine = byName.value(QStringLiteral("mine"));
        QVERIFY(mine[QStringLiteral("own")].toBool());
        QVERIFY(mine[QStringLiteral("has_key")].toBool());
        const QJsonObject deepSeek = byName.value(QStringLiteral("deepseek"));
        QVERIFY(!deepSeek[QStringLiteral("own")].toBool());
        QVERIFY(!deepSeek[QStringLiteral("has_key")].toBool());
        QVERIFY(ran.err.contains("broken.json"));
        QVERIFY(settings.run({}).out.contains("api.deepseek.com"));
    }

    void oneIsShownAsTheProfileThatIsKept()
    {
        const Settings settings;
        const Ran ran = settings.run({QStringLiteral("show"), QStringLiteral("openai")});
        QCOMPARE(ran.status, 0);
        const auto profile = teacherFromText(ran.out.toStdString());
        QVERIFY(profile);
        QCOMPARE(profile->maxTokensName, std::string("max_completion_tokens"));
        QCOMPARE(settings.run({QStringLiteral("show"), QStringLiteral("nobody")}).status, 1);
        QCOMPARE(settings.run({QStringLiteral("show")}).status, 2);
        QCOMPARE(settings.run({QStringLiteral("sell"), QStringLiteral("openai")}).status, 2);
    }

    void whereNobodyListensTheTestSaysSoAndShowsNoKey()
    {
        const Settings settings;
        const Ran ran = settings.run({QStringLiteral("test"), QStringLiteral("mine"),
                                      QStringLiteral("--model"), QStringLiteral("m")});
        QCOMPARE(ran.status, 1);
        QVERIFY(ran.err.contains("127.0.0.1"));
        QVERIFY(!(ran.out + ran.err).contains("planted"));
        QCOMPARE(settings.run({QStringLiteral("models"), QStringLiteral("mine")}).status, 1);
    }
};

QTEST_GUILESS_MAIN(TeachersTest)
#include "teachers_test.moc"
