// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <generate/client.h>
#include <generate/teachers.h>

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <support/npmpackages.h>
#include <support/testdata.h>

using namespace touchstone;

namespace {

constexpr int StartMs = 30'000;

QString serverScript()
{
    return test::npmFolder() + QStringLiteral("/node_modules/@copilotkit/aimock/dist/cli.js");
}

TeacherProfile teacherAt(const QString &address, std::string_view like)
{
    const auto &all = shippedTeachers();
    TeacherProfile teacher = *std::find_if(
        all.begin(), all.end(), [&](const TeacherProfile &one) { return one.name == like; });
    teacher.base =
        address.toStdString() + (teacher.interface == TeacherInterface::OpenAiChat ? "/v1" : "");
    return teacher;
}

bool goesOn()
{
    return false;
}

} // namespace

/// Against a server that others wrote: aimock, which plays OpenAI's and Ollama's interfaces.
class PeerTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
        if (node.isEmpty())
            QSKIP("node is not installed; it runs the server that is asked here");
        if (const QString why = test::fetchNpmPackages(); !why.isEmpty())
            QSKIP(qPrintable(why));
        // A piece of five UTF-16 units cuts the reasoning's 😀 in its middle.
        m_server.setProcessChannelMode(QProcess::MergedChannels);
        m_server.start(node, {serverScript(), QStringLiteral("--port"), QStringLiteral("0"),
                              QStringLiteral("--chunk-size"), QStringLiteral("5"),
                              QStringLiteral("--fixtures"),
                              QStringLiteral(TOUCHSTONE_SOURCE_DIR "/tests/peer/fixtures.json")});
        static const QRegularExpression Address(QStringLiteral("listening on (http://[0-9.:]+)"));
        QByteArray said;
        while (m_address.isEmpty() && m_server.waitForReadyRead(StartMs)) {
            said += m_server.readAll();
            m_address = Address.match(QString::fromUtf8(said)).captured(1);
        }
        if (m_address.isEmpty())
            QSKIP(qPrintable(QStringLiteral("the server did not start, it wants node 20: ")
                             + QString::fromUtf8(said)));
    }

    void cleanupTestCase()
    {
        m_server.terminate();
        if (m_server.state() != QProcess::NotRunning && !m_server.waitForFinished())
            m_server.kill();
    }

    void reasoningAndAnswerComeWhole_data()
    {
        QTest::addColumn<QString>("teacher");
        QTest::addColumn<bool>("stream");
        for (const char *teacher : {"deepseek", "vllm", "generic", "ollama"}) {
            QTest::addRow("%s, streamed", teacher) << QString::fromUtf8(teacher) << true;
            QTest::addRow("%s, at once", teacher) << QString::fromUtf8(teacher) << false;
        }
    }
    void reasoningAndAnswerComeWhole()
    {
        QFETCH(const QString, teacher);
        QFETCH(const bool, stream);
        ChatRequest request;
        request.model = "gpt-4o";
        request.messages = {{"user", "How many are two and two?"}};
        request.sampling.temperature = 0.5;
        request.stream = stream;
        const Exchange exchange =
            exchangeOnce(teacherAt(m_address, teacher.toStdString()), Secret(), request, goesOn);
        QVERIFY2(!exchange.fault, qPrintable(exchange.fault ? exchange.fault->message : QString()));
        QCOMPARE(QString::fromStdString(exchange.reply.answer),
                 QStringLiteral("They are four: 4 ✓ and no more."));
        QCOMPARE(QString::fromStdString(exchange.reply.reasoning),
                 QStringLiteral("Two and two: count them 😀\n\nSo \"four\", that is $2+2=4$."));
        QCOMPARE(exchange.reply.finishReason, std::string("stop"));
    }

    void itsListOfModelsIsRead()
    {
        const auto models = listModels(teacherAt(m_address, "generic"), Secret(), goesOn);
        VERIFY_RESULT(models);
        QVERIFY(std::find(models->begin(), models->end(), "gpt-4o") != models->end());
    }

    void whatItDoesNotKnowIsAFaultInItsWords()
    {
        ChatRequest request;
        request.model = "gpt-4o";
        request.messages = {{"user", "nothing that it knows"}};
        const Exchange exchange =
            exchangeOnce(teacherAt(m_address, "generic"), Secret(), request, goesOn);
        QVERIFY(exchange.fault);
        QCOMPARE(exchange.fault->remedy, Remedy::Fail);
        QVERIFY2(exchange.fault->message.contains(QLatin1String("fixture")),
                 qPrintable(exchange.fault->message));
    }

private:
    QProcess m_server;
    QString m_address;
};

QTEST_GUILESS_MAIN(PeerTest)
#include "peer_test.moc"
