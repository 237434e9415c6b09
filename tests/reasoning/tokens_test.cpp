// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generator.h"

#include <reasoning/tokens.h>

#include <QTest>

using namespace touchstone;

class TokensTest final : public QObject
{
    Q_OBJECT

private slots:
    void tellsTokens_data();
    void tellsTokens();
    void coversEverythingButWhiteSpace();
};

void TokensTest::tellsTokens_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("tokens");
    const auto row = [](const char *text, const QByteArrayList &tokens) {
        QTest::newRow(text) << QByteArray(text) << tokens;
    };
    row("", {});
    row(" \n\u00a0\u3000", {});
    row("Two eggs.", {"Two", "eggs", "."});
    row("it's 3.5 of 1,000, isn\u2019t it?",
        {"it's", "3.5", "of", "1,000", ",", "isn\u2019t", "it", "?"});
    row("'so' x.y 3. .5 a,5", {"'", "so", "'", "x", ".", "y", "3", ".", ".", "5", "a", ",", "5"});
    row("so $x + 1$ and \\[ y \\].", {"so", "$x + 1$", "and", "\\[ y \\]", "."});
    row("größer৩ক", {"größer৩ক"});
    row("共12个。", {"共", "12", "个", "。"});
    row("`$x$`", {"`", "$", "x", "$", "`"});
}

void TokensTest::tellsTokens()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, tokens);
    QByteArrayList seen;
    for (const Token &token : tokensOf(text.toStdString()))
        seen << text.mid(static_cast<int>(token.begin), static_cast<int>(token.end - token.begin));
    QCOMPARE(seen, tokens);
}

void TokensTest::coversEverythingButWhiteSpace()
{
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const std::string text = test::Generator(seed).text(40);
        std::size_t at = 0;
        for (const Token &token : tokensOf(text)) {
            QVERIFY(token.begin >= at && token.end > token.begin);
            QVERIFY(text.find_first_not_of(" \t\r\n", at) >= token.begin);
            at = token.end;
        }
        QCOMPARE(text.find_first_not_of(" \t\r\n", at), std::string::npos);
    }
}

QTEST_GUILESS_MAIN(TokensTest)
#include "tokens_test.moc"
