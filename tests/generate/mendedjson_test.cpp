// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>
#include <generate/replies/mendedjson.h>
#include <generate/replies/textjoiner.h>

#include <QTest>

using namespace touchstone;

namespace {

std::string joined(const std::vector<std::string> &pieces, bool isMended = true)
{
    TextJoiner joiner;
    std::string text;
    for (const std::string &piece : pieces)
        text += joiner.joined(piece, isMended);
    text += joiner.last();
    return text;
}

const std::string High = std::string(SurrogateMark) + "d83d";
const std::string Low = std::string(SurrogateMark) + "de00";

} // namespace

class MendedJsonTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatServersWriteBecomesJson_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("mended");
        const auto row = [](const char *name, const QByteArray &json, const QByteArray &mended) {
            QTest::newRow(name) << json << mended;
        };
        row("good", "{\"a\":[1,-2.5e3,\"b\\n\\u00e9\"]}", "{\"a\":[1,-2.5e3,\"b\\n\\u00e9\"]}");
        row("a pair", "\"\\ud83d\\ude00\"", "\"\\ud83d\\ude00\"");
        row("first half", "\"a\\ud83d\"",
            "\"a\xEF\xB7\x90"
            "d83d\"");
        row("second half", "\"\\uDE00b\"",
            "\"\xEF\xB7\x90"
            "DE00b\"");
        row("no half", "\"\\ud83d\\u0041\"",
            "\"\xEF\xB7\x90"
            "d83d\\u0041\"");
        row("the mark", "\"\\ud83d\xEF\xB7\x90\\uFDD0\"",
            "\"\xEF\xB7\x90"
            "d83d\xEF\xBF\xBD\xEF\xBF\xBD\"");
        row("an escaped backslash", "\"\\\\ud83d\"", "\"\\\\ud83d\"");
        row("bytes", "\"a\xFF\xE2\x82z\"", "\"a\xEF\xBF\xBD\xEF\xBF\xBDz\"");
        row("control characters", QByteArray("\"a\x01\0\nb\"", 7), "\"a\\u0001\\u0000\\u000ab\"");
        row("no numbers", "[NaN,Infinity,-Infinity,\"NaN\"]", "[null,null,null,\"NaN\"]");
        row("a large number", "[123456789012345678901,1.23456789012345678901]",
            "[0,1.23456789012345678901]");
        row("cut", "\"a\\", "\"a\\");
        row("cut in an escape", "\"a\\ud8", "\"a\\ud8");
    }
    void whatServersWriteBecomesJson()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, mended);
        QCOMPARE(QByteArray::fromStdString(mendedJson(json.toStdString())), mended);
    }

    void halvesOfACharacterAreJoined()
    {
        QCOMPARE(joined({"a" + High, Low + "b"}), std::string("a😀b"));
        QCOMPARE(joined({"a" + High, "", Low + "b"}), std::string("a😀b"));
        QCOMPARE(joined({High + "b"}), std::string("\xEF\xBF\xBD"
                                                   "b"));
        QCOMPARE(joined({High, "b"}), std::string("\xEF\xBF\xBD"
                                                  "b"));
        QCOMPARE(joined({High, High + Low}), std::string("\xEF\xBF\xBD😀"));
        QCOMPARE(joined({Low, "b", High}), std::string("\xEF\xBF\xBD"
                                                       "b\xEF\xBF\xBD"));
        TextJoiner joiner;
        QCOMPARE(std::string(joiner.joined("a" + High, true)), std::string("a"));
        QCOMPARE(std::string(joiner.joined("plain", false)), std::string("\xEF\xBF\xBDplain"));
    }

    void aNulIsNoPartOfAText()
    {
        QCOMPARE(joined({std::string("a\0b", 3)}, false), std::string("a\xEF\xBF\xBD"
                                                                      "b"));
    }

    void everyTextIsMadeValid()
    {
        QVERIFY(!firstInvalidUtf8(validUtf8("\xC0\xAF\xED\xA0\x80\xF8 ok \xE2\x82")));
        QCOMPARE(validUtf8("ok"), std::string("ok"));
    }
};

QTEST_GUILESS_MAIN(MendedJsonTest)
#include "mendedjson_test.moc"
