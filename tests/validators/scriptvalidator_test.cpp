// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "said.h"

#include <QTemporaryDir>
#include <QTest>

#include <support/files.h>
#include <support/testdata.h>
#include <validators/scriptvalidator.h>

using namespace touchstone;
using namespace touchstone::test;
using namespace std::chrono_literals;

namespace {

constexpr auto Ample = 60s;   ///< for what does end
constexpr auto Short = 200ms; ///< for what never does

/// The script whose function has this body.
std::string body(const char *text)
{
    return "function validate(item) { " + std::string(text) + " }";
}

QString saidBy(const std::string &script, const ValidatorItem &item = someItem())
{
    ScriptValidator validator(script, Ample);
    return wordsOf(validator.check(item));
}

} // namespace

class ScriptValidatorTest final : public QObject
{
    Q_OBJECT

private slots:
    void resultsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto add = [](const char *text, const char *words) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(words);
        };
        add("return item.answer === item.reference;", "equal");
        add("return item.answer === item.prompt;", "different");
        add("return 'wrong';", "different");
        add("return 'unit differs';", "unit differs");
        add("return {verdict: 'correct', score: 0.25, note: 'close'};", "equal 0.25 (close)");
        add("return {correct: false, score: null, note: undefined};", "different");
        add("const {key, reasoning, response, source, source_kind, model, sample} = item;"
            "return {correct: true, note: [key, reasoning, response, source, source_kind, model,"
            "sample, typeof sample, Object.keys(item).length].join()};",
            "equal (p1,two and three,<think>two and three</think>5,r1,teacher,deepseek-r1,3,number,"
            "10)");
        const char *verdicts =
            "\"verdict\" must be \"correct\", \"wrong\", \"unit differs\", \"form differs\", "
            "\"cannot tell\", \"no answer\", \"truncated\" or \"skip\" and is ";
        add("return 'maybe';", (std::string(verdicts) + "\"maybe\".").c_str());
        add("return {verdict: 1};", (std::string(verdicts) + "1.").c_str());
        add("return {};", "There is neither \"verdict\" nor \"correct\".");
        add("return {correct: true, score: NaN};", "\"score\" must be a number and is \"NaN\".");
        add("return {correct: true, score: 1/0};",
            "\"score\" must be a number and is \"Infinity\".");
        add("return {correct: true, score: '1'};", "\"score\" must be a number and is \"1\".");
        add("return {correct: true, note: [1]};", "\"note\" must be a text and is [1].");
        add("", "validate(item) returned nothing");
        add("return 1;",
            "validate(item) returned 1, not true, false, a verdict or {verdict, score, note}");
        add("return null;",
            "validate(item) returned null, not true, false, a verdict or {verdict, score, note}");
    }

    void resultsAreRead()
    {
        QFETCH(QString, text);
        QTEST(saidBy(body(text.toUtf8().constData())), "words");
    }

    void anyKindOfFunctionWillDo()
    {
        QCOMPARE(saidBy("const validate = item => item.answer == 5"), QStringLiteral("equal"));
        QCOMPARE(saidBy("var validate = function (item) { return true }"), QStringLiteral("equal"));
        QCOMPARE(
            saidBy("'use strict'; const ok = x => x; function validate(i) { return ok(true) }"),
            QStringLiteral("equal"));
    }

    void errorsNameTheirLine_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("words");
        const auto add = [](const char *name, const char *script, const char *words) {
            QTest::newRow(name) << QString::fromUtf8(script) << QString::fromUtf8(words);
        };
        add("syntax", "function validate(item) {\n  return item..answer;\n}",
            "line 2: SyntaxError: ");
        add("at the top", "\n\nmissing();\nfunction validate() {}",
            "line 3: ReferenceError: missing is not defined");
        add("in the function", "function validate(item) {\n  return item.nothing.at;\n}",
            "line 2: TypeError: ");
        add("in another", "function f(x) {\n x.y.z;\n}\nfunction validate(item) {\n f({});\n}",
            "line 2: TypeError: ");
        add("its own", "function validate() {\n  throw new RangeError('too far');\n}",
            "line 2: RangeError: too far");
        add("no error", "function validate() { throw 'a text'; }", "threw a text");
        add("none at the top", "throw {a: 1}", "threw {\"a\":1}");
        add("no function", "var x = 1;", "the script has no function validate(item)");
        add("not a function", "var validate = 7;", "the script has no function validate(item)");
        add("a hole without a floor", "function validate(i) { return validate(i); }",
            "line 1: RangeError: Maximum call stack size exceeded");
    }

    void errorsNameTheirLine()
    {
        QFETCH(QString, script);
        QFETCH(QString, words);
        ScriptValidator validator(script.toStdString(), Ample);
        for (int turn = 0; turn < 2; ++turn) {
            const auto said = validator.check(someItem());
            QVERIFY(!said);
            QCOMPARE(said.error().code, Error::Code::BadInput);
            QVERIFY2(wordsOf(said).startsWith(words), qPrintable(wordsOf(said)));
        }
    }

    void whatItPrintsIsKept()
    {
        ScriptValidator validator(body("console.log('a', 1, {b: [2]}); console.warn('c');"
                                       "if (item.answer == 6) throw Error('six');"
                                       "return true;"),
                                  Ample);
        const auto said = validator.check(someItem());
        VERIFY_RESULT(said);
        QCOMPARE(said->log, std::string("a 1 {\"b\":[2]}\nc\n"));
        const auto thrown = validator.check(someItem("6"));
        QVERIFY(!thrown);
        QCOMPARE(thrown.error().detail, QStringLiteral("a 1 {\"b\":[2]}\nc\n"));
        ScriptValidator much(body("for (let i = 0; i < 1e5; ++i) console.log('xxxxxxxx');"
                                  "return {correct: true, note: 'n'.repeat(1e6)};"),
                             Ample);
        const auto bounded = much.check(someItem());
        VERIFY_RESULT(bounded);
        QCOMPARE(bounded->log.size(), std::size_t{4000});
        QCOMPARE(bounded->note.size(), std::size_t{2000});
    }

    void thereIsNothingButTheLanguage_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"Qt",
                                 "XMLHttpRequest",
                                 "fetch",
                                 "require",
                                 "process",
                                 "print",
                                 "gc",
                                 "qsTr",
                                 "load",
                                 "setTimeout",
                                 "WebSocket",
                                 "Worker",
                                 "importScripts",
                                 "module",
                                 "exports",
                                 "window",
                                 "document",
                                 "navigator",
                                 "localStorage",
                                 "WebAssembly",
                                 "item"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }

    void thereIsNothingButTheLanguage()
    {
        QFETCH(QString, name);
        const std::string script = "function validate() { return {correct: typeof "
                                   + name.toStdString() + " === 'undefined' && !('"
                                   + name.toStdString()
                                   + "' in (function () { return this; })())}; }";
        QCOMPARE(saidBy(script), QStringLiteral("equal"));
    }

    void modulesAreRefused_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("import") << QStringLiteral("import x from '/etc/passwd';");
        QTest::newRow("import for its effect") << QStringLiteral("import '/etc/passwd';");
        QTest::newRow("dynamic import") << QStringLiteral("import('/etc/passwd');");
        QTest::newRow("export") << QStringLiteral("export const a = 1;");
    }

    void modulesAreRefused()
    {
        QFETCH(QString, script);
        ScriptValidator validator(script.toStdString() + "\nfunction validate() { return true; }",
                                  Ample);
        const auto said = validator.check(someItem());
        QVERIFY(!said);
        QVERIFY2(wordsOf(said).startsWith(QLatin1String("line 1: SyntaxError: ")),
                 qPrintable(wordsOf(said)));
    }

    void nothingComesOfQmlsImport()
    {
        const QTemporaryDir folder;
        const QString file = writeFile(folder, QStringLiteral("lib.js"), "var y = 41;\n");
        QCOMPARE(saidBy(".import \"" + file.toStdString()
                        + "\" as X\nfunction validate() { return typeof X === 'undefined'"
                          " && typeof y === 'undefined'; }"),
                 QStringLiteral("equal"));
    }

    void whatDoesNotEndIsKilled_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("loop") << QStringLiteral(
            "function validate(item) { if (item.answer == 5) while (true); return true; }");
        QTest::newRow("regular expression")
            << QStringLiteral("function validate(item) { if (item.answer == 5) "
                              "/a*a*a*a*a*a*b/.test('a'.repeat(9000));"
                              "return true; }");
        QTest::newRow("printing") << QStringLiteral(
            "function validate(item) { while (item.answer == 5) console.log('x'); return true; }");
        QTest::newRow("getter") << QStringLiteral(
            "function validate(item) { return item.answer == 5"
            "? {get verdict() { while (true); }} : true; }");
    }

    void whatDoesNotEndIsKilled()
    {
        QFETCH(QString, script);
        ScriptValidator validator(script.toStdString(), Short);
        const auto said = validator.check(someItem("5"));
        QVERIFY(!said);
        QCOMPARE(said.error().code, Error::Code::Busy);
        QCOMPARE(wordsOf(said), QStringLiteral("The script did not end within 0.2 s."));
        ScriptValidator patient(script.toStdString(), Ample);
        QCOMPARE(wordsOf(patient.check(someItem("6"))), QStringLiteral("equal"));
    }

    void afterAKillAnotherProcessGoesOn()
    {
        ScriptValidator validator(
            "function validate(item) { if (item.answer == 5) while (true); return true; }", 2s);
        QCOMPARE(wordsOf(validator.check(someItem("6"))), QStringLiteral("equal"));
        QVERIFY(!validator.check(someItem("5")));
        QCOMPARE(wordsOf(validator.check(someItem("6"))), QStringLiteral("equal"));
    }

    void aScriptThatHangsAtItsTopIsKilled()
    {
        ScriptValidator validator("while (true);", Short);
        QCOMPARE(wordsOf(validator.check(someItem())),
                 QStringLiteral("The script did not end within 0.2 s."));
    }

    void whatFillsTheMemoryEnds()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("The sanitizers allow no limit of memory");
#endif
        for (const char *text : {"const a = []; while (true) a.push(new ArrayBuffer(1e8));",
                                 "let s = 'x'; while (true) s = [s, s].join('');"}) {
            ScriptValidator validator(body(text), Ample);
            const auto said = validator.check(someItem());
            QVERIFY2(!said, text);
            QVERIFY2(said.error().code != Error::Code::Busy, qPrintable(wordsOf(said)));
        }
    }

    void aScriptMayChangeWhatItLikes()
    {
        QCOMPARE(saidBy("JSON.stringify = JSON.parse = String = Error = undefined;"
                        "Number.isFinite = () => true; console = null; Object.freeze(Object);"
                        "Array.prototype.map = () => 7; function validate(item) { return true; }"),
                 QStringLiteral("equal"));
    }

    void waitingCanBeGivenUp()
    {
        ScriptValidator validator(body("while (true);"), Ample);
        int asked = 0;
        const auto said = validator.check(someItem(), [&asked] { return ++asked > 20; });
        QVERIFY(!said);
        QCOMPARE(said.error().code, Error::Code::Cancelled);
    }

    void withoutTheProcessItIsSaid()
    {
        ScriptValidator none(body("return true;"), Ample, {QStringLiteral("/nowhere/check"), {}});
        QCOMPARE(none.check(someItem()).error().code, Error::Code::NotFound);
        ScriptValidator other(body("return true;"), Ample, {QStringLiteral("cat"), {}});
        QCOMPARE(wordsOf(other.check(someItem())),
                 QStringLiteral("touchstone-check is of another version."));
    }
};

QTEST_GUILESS_MAIN(ScriptValidatorTest)
#include "scriptvalidator_test.moc"
