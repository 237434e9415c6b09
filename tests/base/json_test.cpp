// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/json.h>

#include <QTest>

#include <support/testdata.h>

using namespace touchstone;

namespace {

std::string asString(std::string_view text)
{
    std::string out;
    appendJsonString(out, text);
    return out;
}

} // namespace

class JsonTest final : public QObject
{
    Q_OBJECT

private slots:
    void keysKeepTheirOrder()
    {
        const auto json = parseJson(R"({"z": 1, "a": [true, null], "m": "x"})");
        VERIFY_RESULT(json);
        QCOMPARE(dumpJson(*json), std::string(R"({"z":1,"a":[true,null],"m":"x"})"));
    }

    void whatIsNoJsonIsAnErrorThatNamesTheByte()
    {
        const auto json = parseJson(R"({"a": oops})");
        QVERIFY(!json);
        QCOMPARE(json.error().code, Error::Code::BadInput);
        QVERIFY2(json.error().detail.contains(QLatin1String("column 7")),
                 qPrintable(json.error().detail));
    }

    void badUtf8IsReplacedAndDoesNotThrow()
    {
        QCOMPARE(dumpJson(Json("a\xff")), std::string("\"a\uFFFD\""));
    }

    void everyControlCharacterIsEscaped()
    {
        QCOMPARE(asString("a\"b\\c\n\r\t\b\f"), std::string("\"a\\\"b\\\\c\\n\\r\\t\\b\\f\""));
        QCOMPARE(asString("\x01\x1f"), std::string("\"\\u0001\\u001f\""));
        QCOMPARE(asString("\x7f\u20ac"), std::string("\"\x7f\u20ac\""));
    }

    void aStringReadsBackWhereverItsEscapeStands()
    {
        for (std::size_t at = 0; at < 40; ++at) {
            for (const char special : {'"', '\\', '\n', '\x02', '\0'}) {
                std::string text(40, 'x');
                text[at] = special;
                const auto json = parseJson(asString(text));
                VERIFY_RESULT(json);
                QCOMPARE(json->get<std::string>(), text);
            }
        }
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "json_test.moc"
