// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/ids.h>

#include <QTest>

using namespace touchstone;

class IdsTest final : public QObject
{
    Q_OBJECT

private slots:
    void aNewUidIsAUuidOfVersionSeven()
    {
        // 2022-02-22T19:22:22Z, the example of RFC 9562, appendix A.6.
        const std::string hex = Uid::make(0x017F22E279B0 * std::int64_t{1000}).hex();
        QCOMPARE(hex.substr(0, 12), std::string("017f22e279b0"));
        QCOMPARE(hex[12], '7');
        QVERIFY(std::string_view("89ab").find(hex[16]) != std::string_view::npos);
    }

    void newUidsDifferAndFollowTheClock()
    {
        QVERIFY(Uid::make(1'000) != Uid::make(1'000));
        QVERIFY(Uid::make(1'700'000'000'000'000) < Uid::make(1'700'000'000'001'000));
    }

    void hexGoesBothWays()
    {
        const Uid uid = Uid::hashOf("abc");
        QCOMPARE(uid.hex(), std::string("ba7816bf8f01cfea414140de5dae2223"));
        QVERIFY(Uid::fromHex(uid.hex()) == uid);
        QVERIFY(Uid::fromHex("BA7816BF8F01CFEA414140DE5DAE2223") == uid);
    }

    void whatIsNoHexGivesTheNullUid_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::newRow("nothing") << std::string{};
        QTest::newRow("too short") << std::string(31, 'a');
        QTest::newRow("too long") << std::string(33, 'a');
        QTest::newRow("another letter") << std::string(31, 'a') + "g";
        QTest::newRow("with hyphens") << std::string("ba7816bf-8f01-cfea-4141-40de5dae");
    }
    void whatIsNoHexGivesTheNullUid()
    {
        QFETCH(const std::string, text);
        QVERIFY(Uid::fromHex(text).isNull());
    }

    void anIdOfZeroIsNone()
    {
        QVERIFY(PromptId{}.isNull());
        QVERIFY(!PromptId{});
        QVERIFY(PromptId{7});
        QVERIFY(PromptId{7} < PromptId{8});
    }
};

QTEST_GUILESS_MAIN(IdsTest)
#include "ids_test.moc"
