// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <generate/secret.h>

#include <QByteArray>
#include <QTest>

using namespace touchstone;

namespace {

const std::string Key = "sk-planted/4f+9\"x";

QString masked(const QByteArray &text)
{
    return QString::fromStdString(Secret(Key).masked(text.toStdString()));
}

} // namespace

class SecretTest final : public QObject
{
    Q_OBJECT

private slots:
    void aKeyIsMaskedInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("shown");
        const QByteArray key = QByteArray::fromStdString(Key);
        QTest::newRow("as it is") << "Bearer " + key + ", again " + key
                                  << "Bearer [key], again [key]";
        QTest::newRow("alone") << key << "[key]";
        QTest::newRow("percent-encoded") << "?key=" + key.toPercentEncoding() + "&n=1"
                                         << "?key=[key]&n=1";
        QTest::newRow("percent-encoded in lower case")
            << QByteArray("sk%2dplanted%2f4f%2b9%22x.") << "[key].";
        QTest::newRow("in JSON") << QByteArray("{\"k\":\"sk-planted\\/4f\\u002b9\\\"x\"}")
                                 << "{\"k\":\"[key]\"}";
        QTest::newRow("none") << QByteArray("sk-other, 100%, \\u00, sk-plante")
                              << "sk-other, 100%, \\u00, sk-plante";
        QTest::newRow("cut off") << key.chopped(1) << "[key]";
        QTest::newRow("cut off in the middle") << key.chopped(4) + ") it"
                                               << "[key]) it";
    }
    void aKeyIsMaskedInEveryForm()
    {
        QFETCH(const QByteArray, text);
        QTEST(masked(text), "shown");
    }

    void aKeyIsMaskedInBase64WhereverItBegins_data()
    {
        QTest::addColumn<QByteArray>("before");
        for (const char *before : {"", "u", "u:", "me:", "user", "user:pass:"})
            QTest::addRow("behind '%s'", before) << QByteArray(before);
    }
    void aKeyIsMaskedInBase64WhereverItBegins()
    {
        QFETCH(const QByteArray, before);
        const QByteArray plain = before + QByteArray::fromStdString(Key) + "@host";
        for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
            const QString shown = masked("Basic " + plain.toBase64(alphabet));
            QVERIFY2(shown.contains(QLatin1String("[key]")), qPrintable(shown));
            // Beside what is not the key's, a digit at either end may be left that is partly its.
            const qsizetype others = (before + "@host").toBase64().size();
            QVERIFY2(shown.size() <= QStringLiteral("Basic [key]").size() + others + 2,
                     qPrintable(shown));
        }
    }

    void noKeyMasksNothing()
    {
        QCOMPARE(Secret().masked("Bearer "), std::string("Bearer "));
        QVERIFY(Secret().isEmpty());
    }

    void aMovedKeyIsInOnePlace()
    {
        Secret first(Key);
        Secret second(std::move(first));
        QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): that is the question
        QCOMPARE(second.reveal(), Key);
        first = std::move(second);
        QVERIFY(second.isEmpty()); // NOLINT(bugprone-use-after-move)
        QCOMPARE(first.reveal(), Key);
        const Secret copy = first;
        QCOMPARE(copy.reveal(), first.reveal());
    }
};

QTEST_GUILESS_MAIN(SecretTest)
#include "secret_test.moc"
