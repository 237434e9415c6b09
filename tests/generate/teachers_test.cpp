// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/json.h>
#include <generate/teachers.h>

#include <QTest>

#include <algorithm>
#include <support/testdata.h>

using namespace touchstone;

namespace {

const TeacherProfile *shipped(std::string_view name)
{
    const auto &all = shippedTeachers();
    const auto found = std::find_if(all.begin(), all.end(), [&](const TeacherProfile &teacher) {
        return teacher.name == name;
    });
    return found == all.end() ? nullptr : &*found;
}

/// Everything set, and nothing as it is by itself.
TeacherProfile fullTeacher()
{
    TeacherProfile teacher;
    teacher.name = "mine-1";
    teacher.label = "Mein Lehrer ✓";
    teacher.base = "https://example.org:8443/v1";
    teacher.interface = TeacherInterface::OllamaChat;
    teacher.keyVariable = "MY_KEY";
    teacher.models = {"a", "b/c"};
    teacher.listsModels = false;
    teacher.reasoning = {"thinking", "tags"};
    teacher.maxTokensName = "max_completion_tokens";
    teacher.usageOption = false;
    teacher.extra = R"({"think":"high","options":{"num_ctx":16384}})";
    teacher.headers = {{"X-Title", "T"}};
    teacher.unsupported = {"seed"};
    teacher.mostTemperature = 1.5;
    teacher.mostTopLogprobs = 5;
    teacher.sampling = {0.6, 0.95, 7, 32768, {"END"}, 3};
    teacher.prices = {{"a*", "EUR", "2026-09-01", 140'000'000, 2'800'000, 280'000'001}};
    teacher.streams = 3;
    teacher.requestsPerMinute = 60;
    teacher.tokensPerMinute = 9'000'000'000;
    teacher.notes = "n";
    return teacher;
}

std::string changed(const char *member, const Json &value)
{
    Json json = *parseJson(textOf(fullTeacher()));
    json[member] = value;
    return dumpJson(json);
}

} // namespace

class TeachersTest final : public QObject
{
    Q_OBJECT

private slots:
    void theProgramComesWithTwelveTeachers()
    {
        for (const char *name :
             {"deepseek", "openrouter", "together", "fireworks", "openai", "vllm", "sglang",
              "llamacpp", "ollama", "ollama-openai", "lmstudio", "generic"})
            QVERIFY2(shipped(name) != nullptr, name);
        QCOMPARE(shippedTeachers().size(), std::size_t{12});
        QVERIFY(std::is_sorted(shippedTeachers().begin(), shippedTeachers().end(),
                               [](const auto &left, const auto &right) {
                                   return QString::fromStdString(left.label).toLower()
                                          < QString::fromStdString(right.label).toLower();
                               }));
    }

    void shippedTeachersComeBackFromTheirText()
    {
        for (const TeacherProfile &teacher : shippedTeachers()) {
            const auto read = teacherFromText(textOf(teacher));
            VERIFY_RESULT(read);
            QVERIFY(*read == teacher);
        }
    }

    void everyMemberComesBackFromItsText()
    {
        const auto read = teacherFromText(textOf(fullTeacher()));
        VERIFY_RESULT(read);
        QVERIFY(*read == fullTeacher());
    }

    void aSlashAtTheEndOfTheAddressIsDropped()
    {
        const auto read = teacherFromText("{\"name\":\"a\",\"base\":\"http://localhost:1/v1//\"}");
        VERIFY_RESULT(read);
        QCOMPARE(read->base, std::string("http://localhost:1/v1"));
        QCOMPARE(read->label, std::string("a"));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *name, const std::string &text, const char *named) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QString::fromUtf8(named);
        };
        const auto member = [&](const char *name, const Json &value) {
            row(name, changed(name, value), name);
        };
        row("no JSON", "{", "JSON");
        row("no object", "[]", "object");
        row("deep", std::string(100'000, '['), "levels");
        row("huge", std::string(300'000, ' '), "bytes");
        row("no name", "{\"base\":\"http://a\"}", "\"name\"");
        row("no base", R"({"name":"a"})", "\"base\"");
        row("a file", changed("base", "file:///etc/passwd"), "\"base\"");
        row("no host", changed("base", "https:///v1"), "\"base\"");
        row("a password", changed("base", "https://me:secret@example.org"), "\"base\"");
        row("a user", changed("base", "https://me@example.org"), "\"base\"");
        row("a query", changed("base", "https://example.org/?key=1"), "\"base\"");
        row("a line break", changed("base", "https://example.org/\r\nX: y"), "\"base\"");
        member("name", "../a");
        member("interface", "grpc");
        member("key_variable", "sk-123 456");
        member("models", "a");
        member("lists_models", 1);
        member("reasoning", Json::array({"somewhere"}));
        member("max_tokens_name", "");
        member("usage_option", "yes");
        member("extra", Json::array());
        row("our own member", changed("extra", {{"messages", Json::array()}}), "messages");
        row("many samples", changed("extra", {{"n", 2}}), "\"n\"");
        member("headers", {{"a b", "c"}});
        row("a header's line break", changed("headers", {{"A", "b\r\nC: d"}}), "\"headers\"");
        row("a key", changed("headers", {{"Authorization", "Bearer x"}}), "Authorization");
        member("unsupported", Json::array({1}));
        member("most_temperature", -1);
        member("most_top_logprobs", 1000);
        row("sampling", changed("sampling", {{"top_p", 2}}), "\"sampling.top_p\"");
        row("half a seed", changed("sampling", {{"seed", 1.5}}), "\"sampling.seed\"");
        row("a price", changed("prices", Json::array({{{"model", "a*b"}}})), "\"prices[0].model\"");
        row("a price's day", changed("prices", Json::array({{{"model", "a"}, {"since", "soon"}}})),
            "\"prices[0].since\"");
        row("a price below nothing",
            changed("prices",
                    Json::array({{{"model", "a"}, {"since", "2026-01-01"}, {"input", -1}}})),
            "\"prices[0].input\"");
        member("streams", 513);
        member("requests_per_minute", 3'000'000'000);
        member("tokens_per_minute", 18'446'744'073'709'551'615U);
        member("notes", std::string("a\0b", 3));
        member("nobody_knows", 1);
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, named);
        const auto read = teacherFromText(text.toStdString());
        QVERIFY(!read);
        QCOMPARE(read.error().code, Error::Code::BadInput);
        QVERIFY2(read.error().message.contains(named), qPrintable(read.error().message));
    }

    void thePriceIsThatOfTheNameOrTheLongestBeginning()
    {
        TeacherProfile teacher;
        for (const char *model : {"*", "deep*", "deepseek-r1*", "deepseek-r1-zero", "deepseek*"})
            teacher.prices.emplace_back().model = model;
        QCOMPARE(priceOf(teacher, "deepseek-r1-0528")->model, std::string("deepseek-r1*"));
        QCOMPARE(priceOf(teacher, "deepseek-r1-zero")->model, std::string("deepseek-r1-zero"));
        QCOMPARE(priceOf(teacher, "deepseek-v4")->model, std::string("deepseek*"));
        QCOMPARE(priceOf(teacher, "other")->model, std::string("*"));
        teacher.prices.erase(teacher.prices.begin());
        QVERIFY(priceOf(teacher, "other") == nullptr);
    }

    void theCostIsCountedInWholeBillionthsAndRoundedUp()
    {
        const TokenPrice price{"m", "USD", "2026-09-01", 140'000'000, 2'800'000, 280'000'000};
        const Usage usage{1000, 400, 3, 0, true, {}};
        QCOMPARE(*costOf(usage, &price), Nano{85'960}); // 600 * 140 + 400 * 2.8 + 3 * 280
        const Usage one{1, 1, 0, 0, true, {}};
        QCOMPARE(*costOf(one, &price), Nano{3}); // 2.8
        TokenPrice uncached = price;
        uncached.cached = {};
        QCOMPARE(*costOf(one, &uncached), Nano{140});
    }

    void theServersOwnFigureComesFirst()
    {
        const TokenPrice price{"m", "USD", "2026-09-01", 140'000'000, {}, 280'000'000};
        Usage usage{1000, 0, 3, 0, true, Nano{7}};
        QCOMPARE(*costOf(usage, &price), Nano{7});
        QCOMPARE(*costOf(usage, nullptr), Nano{7});
        usage.cost = {};
        QVERIFY(!costOf(usage, nullptr));
        usage.known = false;
        QVERIFY(!costOf(usage, &price));
    }

    void noFiguresOfAServerMakeTheCostNegative()
    {
        const TokenPrice price{"m", "USD", "2026-09-01", INT64_MAX, INT64_MAX, INT64_MAX};
        const Usage most{INT64_MAX, INT64_MAX, INT64_MAX, 0, true, {}};
        QVERIFY(*costOf(most, &price) > 0);
        const Usage least{-5, -5, -5, 0, true, {}};
        QCOMPARE(*costOf(least, &price), Nano{0});
        const Usage owed{0, 0, 0, 0, true, Nano{-3}};
        QCOMPARE(*costOf(owed, &price), Nano{0});
    }

    void settingsComeBackFromTheirText()
    {
        GenerationSettings settings;
        settings.teacher = fullTeacher();
        settings.model = "deepseek/deepseek-r1";
        settings.source = "r1";
        settings.filter = "verdict:wrong";
        settings.system = "Be brief.";
        settings.message = "{{prompt}}\n\n{{meta.hint}}";
        settings.samples = 4;
        settings.sampling = {0.6, {}, -3, 100, {"a", "b"}, 0};
        settings.streams = 256;
        settings.budget = 12'345'678'901;
        settings.tokenBudget = 5'000'000;
        const auto read = generationSettingsFromText(textOf(settings));
        VERIFY_RESULT(read);
        QVERIFY(*read == settings);

        GenerationSettings plain;
        plain.teacher = fullTeacher();
        const auto again = generationSettingsFromText(textOf(plain));
        VERIFY_RESULT(again);
        QVERIFY(*again == plain);
    }

    void wrongSettingsNameTheMember()
    {
        const auto wrong = [](const char *text) {
            const auto read = generationSettingsFromText(text);
            return read ? QString() : read.error().message;
        };
        QVERIFY(wrong("{}").contains(QLatin1String("\"teacher\"")));
        QVERIFY(wrong("{\"teacher\":{\"name\":\"a\",\"base\":\"ftp:b\"}}")
                    .contains(QLatin1String("\"teacher.base\"")));
        QVERIFY(wrong("{\"teacher\":{\"name\":\"a\",\"base\":\"http://b\"},\"samples\":0}")
                    .contains(QLatin1String("\"samples\"")));
    }
};

QTEST_GUILESS_MAIN(TeachersTest)
#include "teachers_test.moc"
