// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <generate/http/address.h>
#include <generate/http/replyheaders.h>

#include <QTest>

using namespace touchstone;
using std::chrono::milliseconds;

namespace {

/// Sun, 29 Nov 2026 12:00:00 GMT.
constexpr std::int64_t Noon = 1795953600;

ReplyHeaders headersOf(const QStringList &lines)
{
    ReplyHeaders headers;
    headers.add("HTTP/1.1 429 Too Many Requests\r\n");
    for (const QString &line : lines)
        headers.add(line.toStdString() + "\r\n");
    headers.add("\r\n");
    return headers;
}

/// -1: none.
int msOf(const std::optional<milliseconds> &span)
{
    return span ? static_cast<int>(span->count()) : -1;
}

} // namespace

class ReplyHeadersTest final : public QObject
{
    Q_OBJECT

private slots:
    void spansAreReadAsServersWriteThem_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("ms");
        const auto row = [](const char *text, int ms) {
            QTest::newRow(text) << QByteArray(text) << ms;
        };
        row("12ms", 12);
        row("1s", 1000);
        row("6m0s", 360'000);
        row("1h2m3.5s", 3'723'500);
        row("7", 7000);
        row("0.25", 250);
        row(" 20 ", 20'000);
        row("999999h", 86'400'000);
        row("", -1);
        row("soon", -1);
        row("1d", -1);
        row("-3", -1);
        row("1..2s", -1);
        row("s", -1);
    }
    void spansAreReadAsServersWriteThem()
    {
        QFETCH(const QByteArray, text);
        QTEST(msOf(spanOf(text.toStdString())), "ms");
    }

    void theServerSaysWhenToComeBack_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<int>("ms");
        const auto row = [](const char *name, const char *lines, int ms) {
            QTest::newRow(name) << QString::fromUtf8(lines).split(QLatin1Char('|')) << ms;
        };
        row("nothing", "Content-Type: text/plain", -1);
        row("seconds", "Retry-After: 3", 3000);
        row("milliseconds come first", "Retry-After: 3|retry-after-ms: 1500.5", 1501);
        row("a date by our clock", "Retry-After: Sun, 29 Nov 2026 12:00:30 GMT", 30'000);
        row("a date by the server's clock",
            "Date: Sun, 29 Nov 2026 12:00:20 GMT|Retry-After: Sun, 29 Nov 2026 12:00:30 GMT",
            10'000);
        row("a date that is past", "Retry-After: Sun, 29 Nov 2026 11:00:00 GMT", 0);
        row("what is none", "Retry-After: later", -1);
        row("the limit that is reached",
            "x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 12ms"
            "|x-ratelimit-remaining-tokens: 100|x-ratelimit-reset-tokens: 6m0s",
            12);
        row("the longer one of both",
            "x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 12ms"
            "|x-ratelimit-remaining-tokens: 0|x-ratelimit-reset-tokens: 6m0s",
            360'000);
        row("no limit is reached",
            "x-ratelimit-remaining-requests: 5|x-ratelimit-reset-requests: 1s", -1);
        row("Together's", "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 2", 2000);
        row("OpenRouter's time", "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 1795953605000", 5000);
        row("a time in seconds", "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 1795953607", 7000);
    }
    void theServerSaysWhenToComeBack()
    {
        QFETCH(const QStringList, lines);
        QTEST(msOf(headersOf(lines).retryAfter(Noon)), "ms");
    }

    void theLastReplyCounts()
    {
        ReplyHeaders headers;
        headers.add("HTTP/1.1 100 Continue\r\n");
        headers.add("X-Request-Id: first\r\n");
        headers.add("HTTP/2 200 \r\n");
        headers.add("Content-Type:  Text/Event-Stream; charset=utf-8 \r\n");
        QCOMPARE(headers.status(), 200);
        QCOMPARE(headers.contentType(), std::string("text/event-stream"));
        QVERIFY(headers.requestId().empty());
    }

    void anOriginIsSchemeHostAndPort()
    {
        const auto origin = originOf("https://API.example.org/v1");
        QVERIFY(origin.has_value());
        QCOMPARE(origin->name(), std::string("api.example.org"));
        QCOMPARE(originOf("https://api.example.org:443/other?x=1"), origin);
        QVERIFY(originOf("http://api.example.org/v1") != origin);
        QVERIFY(originOf("https://api.example.org:8443/v1") != origin);
        QVERIFY(originOf("https://api.example.org.evil.org/v1") != origin);
        // Who it is stands behind the @.
        QVERIFY(originOf("https://api.example.org@evil.org/v1") != origin);
        QCOMPARE(originOf("http://127.0.0.1:8000")->name(), std::string("127.0.0.1:8000"));
        for (const char *other :
             {"ftp://example.org", "file:///etc/passwd", "example", "", "http://"})
            QVERIFY2(!originOf(other), other);
    }

    void aLocationIsSeenFromWhereItWasSaid()
    {
        const std::string base = "https://example.org/v1/chat/completions";
        const auto resolved = [&base](const char *location) {
            return resolvedAddress(base, location).value_or("none");
        };
        QCOMPARE(resolved("/v2/chat"), std::string("https://example.org/v2/chat"));
        QCOMPARE(resolved("other"), std::string("https://example.org/v1/chat/other"));
        QCOMPARE(resolved("//evil.org/x"), std::string("https://evil.org/x"));
        QCOMPARE(resolved("http://example.org/x"), std::string("http://example.org/x"));
    }
};

QTEST_GUILESS_MAIN(ReplyHeadersTest)
#include "replyheaders_test.moc"
