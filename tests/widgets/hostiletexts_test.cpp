// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/formulas/formulaservice.h>
#include <widgets/reading/documenttext.h>
#include <widgets/reading/traceview.h>

#include <QApplication>
#include <QScrollBar>
#include <QTest>

#include <support/hostiletexts.h>

using namespace touchstone;

namespace {

constexpr int Less = 10;
constexpr int LongEnough = 120'000;

/// Letters and digits, which no rendering takes away.
QString lettersOf(const QString &text)
{
    QString letters;
    for (const QChar each : text) {
        if (each.isLetterOrNumber())
            letters += each;
    }
    return letters;
}

} // namespace

/// How long each takes is measured by touchstone-benchmark, group "hostile".
class HostileTextsTest final : public QObject
{
    Q_OBJECT

private slots:
    void opensToItsEnd_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("thought");
        for (const test::HostileText &each : test::hostileTexts(Less)) {
            for (const bool thought : {false, true})
                QTest::addRow("%s, %s", each.name, thought ? "reasoning" : "answer")
                    << QString::fromStdString(each.text) << thought;
        }
    }

    void opensToItsEnd()
    {
        QFETCH(QString, text);
        QFETCH(bool, thought);
        FormulaService service(QApplication::font());
        TraceView view;
        view.resize(620, 700);
        view.setFormulas(&service);
        view.show();
        Response response;
        response.answer = "The end.";
        (thought ? response.reasoning : response.answer) = text.toStdString();
        view.setResponse(response);
        QTRY_VERIFY_WITH_TIMEOUT(view.isWhole() && !view.waitsForFormulas(), LongEnough);
        const QString shown = DocumentText(*view.document()).text();
        QVERIFY(lettersOf(shown).contains(lettersOf(text).right(1)));
        if (text.contains(QLatin1String("<script>")))
            QCOMPARE(shown.count(QLatin1String("<script>")), text.count(QLatin1String("<script>")));
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
        view.setRaw(true);
        QTRY_VERIFY_WITH_TIMEOUT(view.isWhole(), LongEnough);
        QVERIFY(lettersOf(DocumentText(*view.document()).text()).contains(lettersOf(text)));
    }
};

QTEST_MAIN(HostileTextsTest)
#include "hostiletexts_test.moc"
