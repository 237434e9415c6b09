// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "asked.h"

#include <QTest>

#include <algorithm>

using namespace touchstone;
using namespace touchstone::test;

namespace {

/// Every form of the key that could be in a text.
std::vector<std::string> formsOfKey()
{
    const QByteArray key = QByteArray::fromStdString(PlantedKey);
    return {PlantedKey, key.toPercentEncoding().toStdString(), key.toBase64().toStdString()};
}

/// All texts that come out of asking once, in one.
std::string everythingSaid(const TeacherServer &server)
{
    const TeacherProfile teacher = teacherAt(server.address());
    const Secret key(PlantedKey);
    const auto exchange = exchangeOnce(teacher, key, question("a"), {});
    std::string all = exchange.request + exchange.response + exchange.reply.serverId;
    if (exchange.fault)
        all += exchange.fault->message.toStdString();
    const auto end = askedOf(server);
    all += end.reply.serverId;
    if (end.fault)
        all += end.fault->message.toStdString();
    if (const auto models = listModels(teacher, key, {}); !models)
        all += models.error().message.toStdString() + models.error().detail.toStdString();
    return all;
}

} // namespace

class ExchangeTest final : public QObject
{
    Q_OBJECT

private slots:
    void anExchangeIsShownAsItWent()
    {
        TeacherServer server(&usual);
        const auto exchange = exchangeOnce(teacherAt(server.address() + "/v1"), Secret(PlantedKey),
                                           question("Why?"), {});
        VERIFY_NO_FAULT(exchange);
        const QString request = QString::fromStdString(exchange.request);
        QVERIFY(request.startsWith(QStringLiteral("POST /v1/chat/completions HTTP/1.1\r\n")));
        QVERIFY(request.contains(QStringLiteral("Authorization: Bearer [key]\r\n")));
        QVERIFY(request.contains(QStringLiteral("Why?")));
        const QString response = QString::fromStdString(exchange.response);
        QVERIFY(response.startsWith(QStringLiteral("HTTP/1.1 200 ")));
        QVERIFY(response.contains(QStringLiteral("text/event-stream")));
        QVERIFY(response.endsWith(QStringLiteral("data: [DONE]\n\n")));
        QVERIFY(!exchange.reply.answer.empty());
        QVERIFY(exchange.took.count() >= 0);
    }

    void aLongResponseIsShownInPart()
    {
        TeacherServer server([](const ServerRequest &request) {
            return usualReply(request, 2000, std::chrono::milliseconds(0));
        });
        const auto exchange =
            exchangeOnce(teacherAt(server.address()), Secret(PlantedKey), question("Why?"), {});
        VERIFY_NO_FAULT(exchange);
        QCOMPARE(exchange.response.size(), std::size_t(64 * 1024));
        QVERIFY(!exchange.reply.answer.empty());
    }

    void whatIsWrongIsShownWithTheWholeResponse()
    {
        TeacherServer server(
            [](const ServerRequest &) { return errorReply(404, "No such model.", "", ""); });
        const auto exchange =
            exchangeOnce(teacherAt(server.address()), Secret(PlantedKey), question("Why?"), {});
        QVERIFY(exchange.fault.has_value());
        QCOMPARE(exchange.fault->kind, FaultKind::BadRequest);
        QVERIFY(exchange.response.find("No such model.") != std::string::npos);
    }

    void anExchangeCanBeCancelled()
    {
        TeacherServer server(&silent);
        const auto exchange = exchangeOnce(teacherAt(server.address()), Secret(PlantedKey),
                                           question("Why?"), [] { return true; });
        QVERIFY(exchange.fault.has_value());
        QCOMPARE(exchange.fault->kind, FaultKind::Cancelled);
    }

    void modelsAreListed()
    {
        TeacherServer server([](const ServerRequest &request) {
            return request.path == "/v1/models" && request.method == "GET"
                       ? jsonReply("{\"data\":[{\"id\":\"b\"},{\"id\":\"a\"}]}")
                       : errorReply(404, "Nothing here.", "", "");
        });
        auto models = listModels(teacherAt(server.address() + "/v1"), Secret(PlantedKey), {});
        VERIFY_RESULT(models);
        std::sort(models->begin(), models->end());
        QCOMPARE(*models, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(server.asked("Bearer " + PlantedKey), 1);
        const auto none = listModels(teacherAt(server.address()), Secret(PlantedKey), {});
        QVERIFY(!none);
        QVERIFY(none.error().message.contains(QStringLiteral("Nothing here")));
    }

    void nothingThatIsSaidHoldsTheKey_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        for (const int status : {200, 307, 400, 401, 429, 500}) {
            for (const char *type : {"text/event-stream", "application/json", "text/html"})
                QTest::addRow("%d %s", status, type) << status << QString::fromUtf8(type);
        }
    }
    /// A server that says the key back in every form and place.
    void nothingThatIsSaidHoldsTheKey()
    {
        QFETCH(const int, status);
        QFETCH(const QString, type);
        TeacherServer server([&](const ServerRequest &) {
            std::string all;
            for (const std::string &form : formsOfKey())
                all += form + " ";
            // So that a cut falls into a key.
            for (std::size_t at = 0; all.size() < 600; ++at)
                all += PlantedKey + " ";
            ServerReply reply = errorReply(status, all, all, PlantedKey);
            reply.contentType = type.toStdString();
            if (type == QLatin1String("text/event-stream"))
                reply.pieces = {"data: ", reply.pieces.front(), "\n\n"};
            reply.headers = {
                {"x-request-id", PlantedKey}, {"x-other", all}, {"retry-after", PlantedKey}};
            if (status == 307)
                reply.headers.emplace_back("Location", "http://example.org/?k=" + formsOfKey()[1]);
            return reply;
        });
        const std::string said = everythingSaid(server);
        QVERIFY(said.size() > 500);
        QVERIFY(said.find("[key]") != std::string::npos);
        // Not even the half of it is there.
        for (const std::string &form : formsOfKey())
            QVERIFY2(said.find(form.substr(0, form.size() / 2)) == std::string::npos, said.c_str());
    }
};

QTEST_GUILESS_MAIN(ExchangeTest)
#include "exchange_test.moc"
