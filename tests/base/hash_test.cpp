// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/hash.h>

#include <QTest>

using namespace touchstone;

/// Against the examples of FIPS 180-4.
class HashTest final : public QObject
{
    Q_OBJECT

private slots:
    void sha256GivesTheKnownAnswers_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("digest");
        QTest::newRow("nothing")
            << std::string{}
            << std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("one block")
            << std::string("abc")
            << std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("two blocks")
            << std::string("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
            << std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        QTest::newRow("a million letters")
            << std::string(1'000'000, 'a')
            << std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
    void sha256GivesTheKnownAnswers()
    {
        QFETCH(const std::string, text);
        QFETCH(const std::string, digest);
        const Sha256Digest whole = sha256(text);
        QCOMPARE(toHex(whole.data(), whole.size()), digest);
        Sha256 sum;
        for (std::size_t at = 0; at < text.size(); at += 977)
            sum.add(std::string_view(text).substr(at, 977));
        QCOMPARE(sum.finishHex(), digest);
    }
};

QTEST_GUILESS_MAIN(HashTest)
#include "hash_test.moc"
