// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "datarows.h"

#include <judge/judge.h>
#include <judge/references/mathstring.h>

#include <QRegularExpression>
#include <QTest>

#include <support/testdata.h>

using namespace touchstone;
using namespace touchstone::test;

namespace {

QString q(const std::string &text)
{
    return toQString(text);
}

/// lm-evaluation-harness gsm8k v3 as DOMAIN §7.1 writes it, by regular expressions.
QString matchOf(const QString &response, bool strict)
{
    static const QRegularExpression Strict(QStringLiteral("#### (\\-?[0-9\\.\\,]+)"));
    static const QRegularExpression Flexible(QStringLiteral("(-?[$0-9.,]{2,})|(-?[0-9]+)"));
    if (strict) {
        const auto match = Strict.match(response);
        return match.hasMatch() ? match.captured(1) : QStringLiteral("[invalid]");
    }
    QString last = QStringLiteral("[invalid]");
    auto matches = Flexible.globalMatch(response);
    while (matches.hasNext())
        last = matches.next().captured(0);
    return last;
}

QString deleted(QString text)
{
    for (const char *pattern : {",", "\\$", "(?s).*#### ", "\\.$"})
        text.remove(QRegularExpression(QLatin1String(pattern)));
    return text.toLower();
}

bool matchesByDefinition(const std::string &gold, const std::string &response, bool strict)
{
    return deleted(q(gold)) == deleted(matchOf(q(response), strict));
}

Profile profileOf(Profile::Kind kind)
{
    Profile profile;
    profile.kind = kind;
    return profile;
}

Verdict verdictOf(Profile::Kind kind, const std::string &gold, const std::string &response)
{
    return Judge(profileOf(kind)).check(gold, response).verdict;
}

} // namespace

/// The profiles that claim parity with what others compute: DOMAIN §7.1.
class ReferencesTest final : public QObject
{
    Q_OBJECT

private slots:
    void gsm8kGoldenPairs_data();
    void gsm8kGoldenPairs();
    void mathGoldenPairs_data();
    void mathGoldenPairs();
    void mathComparesWhatTheLastBoxHolds();
    void extractedTextStandsWhereItSays();
    void gsm8kAgreesWithItsExpressionsOnRealTexts();
    void humanSolutionsEqualThemselves();
    void mathAgreesWithTheRecordedVerdicts();
};

void ReferencesTest::gsm8kGoldenPairs_data()
{
    QTest::addColumn<QString>("gold");
    QTest::addColumn<QString>("response");
    QTest::addColumn<QString>("strict");
    QTest::addColumn<QString>("flexible");
    const auto add = [](const char *gold, const char *response, const char *strict,
                        const char *flexible) {
        QTest::newRow(response) << QString::fromUtf8(gold) << QString::fromUtf8(response)
                                << QString::fromUtf8(strict) << QString::fromUtf8(flexible);
    };
    add("48/2=24\n#### 72", "so #### 72", "equal", "equal");
    add("72", "#### 72.", "equal", "equal");
    add("72", "#### 71\n#### 72", "different", "equal");
    add("72", "####72", "no answer", "equal");
    add("72", "####  72", "no answer", "equal");
    add("72", "#### $72", "no answer", "equal");
    add("1250", "#### 1,250", "equal", "equal");
    add("1,250", "#### $x then #### 1250", "equal", "equal");
    add("72", "The answer is 72.", "no answer", "equal");
    add("72", "The answer is 72...", "no answer", "different");
    add("72", "and so on: 72 ...", "no answer", "different");
    add("1500", "1.5e3", "no answer", "different");
    add("3", "1.5e3", "no answer", "equal");
    add("72", "72 clips (see step 2)", "no answer", "different");
    add("-7", "#### -7", "equal", "equal");
    add("7", "9-7", "no answer", "different");
    add("-7", "9-7", "no answer", "equal");
    add("18", "She makes $18 a day", "no answer", "equal");
    add("18", "#### 18.0", "different", "different");
    add("18.50", "#### 18.50", "equal", "equal");
    add("72", "I cannot say", "no answer", "no answer");
    add("72", "", "no answer", "no answer");
    add("[INVALID]", "nothing", "equal", "equal");
    add("5", "#### -\n#### 5", "equal", "equal");
    add("5", "#### 5\n", "equal", "equal");
    add("5.", "5", "no answer", "equal");
}

void ReferencesTest::gsm8kGoldenPairs()
{
    QFETCH(QString, gold);
    QFETCH(QString, response);
    const std::string reference = toUtf8(gold);
    const std::string text = toUtf8(response);
    QTEST(q(std::string(nameOf(verdictOf(Profile::Kind::Gsm8kStrict, reference, text)))), "strict");
    QTEST(q(std::string(nameOf(verdictOf(Profile::Kind::Gsm8kFlexible, reference, text)))),
          "flexible");
}

void ReferencesTest::mathGoldenPairs_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("same");
    const auto add = [](const char *one, const char *other, bool same) {
        QTest::addRow("%s ~ %s", one, other)
            << QString::fromUtf8(one) << QString::fromUtf8(other) << same;
    };
    add("\\frac12", "\\frac{1}{2}", true);
    add("\\frac1{72}", "\\frac{1}{72}", true);
    add("\\tfrac{1}{2}", "\\dfrac{1}{2}", true);
    add("0.5", "\\frac{1}{2}", true);
    add(".5", "\\frac{1}{2}", true);
    add("0.50", "\\frac{1}{2}", false);
    add("1/2", "\\frac{1}{2}", true);
    add("-3/4", "\\frac{-3}{4}", true);
    add("03/4", "\\frac{03}{4}", false);
    add("a/b", "\\frac{a}{b}", false);
    add("1/2/3", "\\frac{1}{2}/3", false);
    add("2/4", "\\frac{1}{2}", false);
    add("x=5", "5", true);
    add("x = 5", "5", true);
    add("xyz=5", "5", false);
    add("x=y=5", "5", false);
    add("x=5", "y=5", true);
    add("\xCF\x80"
        "r=5",
        "5", true);
    add("\\sqrt3", "\\sqrt{3}", true);
    add("\\sqrt", "\\sqrt", true);
    add("\\sqrt", " \\sqrt", false);
    add("\\frac", "\\frac", true);
    add("\\frac1", "\\frac1", true);
    add("5\\text{ cm}", "5", true);
    add("5\\text{cm}", "5", false);
    add("5\\text{ a}\\text{ b}", "5\\text{ a}\\text{ b}", true);
    add("5\\text{ a}\\text{ b}", "5", false);
    add("50\\%", "50", true);
    add("\\$5.50", "5.50", true);
    add("5.50", "5.5", false);
    add("30^\\circ", "30", true);
    add("30^{\\circ}", "30", true);
    add("\\left(1,2\\right)", "(1, 2)", true);
    add("1\\!000", "1000", true);
    add("1,000", "1000", false);
    add("a\\\\b", "a\\b", true);
    add("2\n3", "23", true);
    add("{.5}", "{0.5}", true);
    add("", "", true);
    add("", " ", true);
}

void ReferencesTest::mathGoldenPairs()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, same);
    QCOMPARE(references::mathEquivalent(toUtf8(one), toUtf8(other)), same);
    QCOMPARE(references::mathEquivalent(toUtf8(other), toUtf8(one)), same);
}

void ReferencesTest::mathComparesWhatTheLastBoxHolds()
{
    const auto verdict = [](const char *response) {
        return verdictOf(Profile::Kind::MathString, "72", response);
    };
    QCOMPARE(verdict("\\boxed{71} no: $\\boxed{72}$."), Verdict::Equal);
    QCOMPARE(verdict("\\boxed{72} \\fbox{71}"), Verdict::Equal);
    QCOMPARE(verdict("\\fbox{72}"), Verdict::Equal);
    QCOMPARE(verdict("\\boxed{7{2}}"), Verdict::Different);
    QCOMPARE(verdict("\\boxed{72"), Verdict::NoAnswer);
    QCOMPARE(verdict("\\boxed 72"), Verdict::NoAnswer);
    QCOMPARE(verdict("72"), Verdict::Equal);
    QCOMPARE(verdict("It is 72"), Verdict::Different);
    QCOMPARE(verdictOf(Profile::Kind::MathString, "so \\boxed{72}", "\\boxed{72}"), Verdict::Equal);
}

void ReferencesTest::extractedTextStandsWhereItSays()
{
    for (const Profile &profile : allProfiles()) {
        if (!profile.readsWholeResponse())
            continue;
        const std::string response = "\xE2\x86\x92 #### 72 \\boxed{72}";
        const FinalAnswer found = Judge(profile).check("72", response).extracted;
        QCOMPARE(response.substr(found.begin, found.end - found.begin), found.text);
        QCOMPARE(found.text, std::string("72"));
        QCOMPARE(profileNamed(profile.name()), std::optional(profile));
    }
}

void ReferencesTest::gsm8kAgreesWithItsExpressionsOnRealTexts()
{
    REQUIRE_DATA(data);
    int checked = 0;
    const auto compare = [&](const std::string &gold, const std::string &response) {
        for (const bool strict : {true, false}) {
            const auto kind = strict ? Profile::Kind::Gsm8kStrict : Profile::Kind::Gsm8kFlexible;
            const AnswerCheck check = Judge(profileOf(kind)).check(gold, response);
            QVERIFY2((check.verdict == Verdict::Equal)
                         == matchesByDefinition(gold, response, strict),
                     response.c_str());
            QCOMPARE(check.extracted.text.empty() ? QStringLiteral("[invalid]")
                                                  : q(check.extracted.text),
                     matchOf(q(response), strict));
            ++checked;
        }
    };
    for (const Json &row : rowsOf(data + QStringLiteral("/gsm8k/example_model_solutions.jsonl"))) {
        for (const auto &[name, member] : row.items()) {
            if (member.is_object())
                compare(textOf(row, "ground_truth"), textOf(member, "solution"));
        }
    }
    for (const char *file :
         {"gsm.deepseek-chat", "gsm.gemma-2-2b-it", "math-l5.o1-mini-2024-09-12"}) {
        for (const Json &row :
             rowsOf(data + QStringLiteral("/zeroeval/%1.jsonl").arg(QLatin1String(file))))
            compare(textOf(row, "gold"), textOf(row, "output"));
    }
    QVERIFY(checked > 2 * 8000);
}

void ReferencesTest::humanSolutionsEqualThemselves()
{
    REQUIRE_DATA(data);
    int checked = 0;
    for (const char *file : {"train", "test"}) {
        for (const Json &row :
             rowsOf(data + QStringLiteral("/gsm8k/%1.jsonl").arg(QLatin1String(file)))) {
            const std::string solution = textOf(row, "answer");
            QCOMPARE(verdictOf(Profile::Kind::Gsm8kStrict, solution, solution), Verdict::Equal);
            ++checked;
        }
    }
    QCOMPARE(checked, 7473 + 1319);
}

void ReferencesTest::mathAgreesWithTheRecordedVerdicts()
{
    REQUIRE_DATA(data);
    int checked = 0;
    for (const Json &row : documentOf(data + QStringLiteral("/reference/answer_equality.json"))) {
        if (!row.at("hendrycks_lastbox").is_boolean())
            continue; // the grader was not asked: there is no closed box
        const bool equal =
            verdictOf(Profile::Kind::MathString, textOf(row, "gold"), textOf(row, "pred"))
            == Verdict::Equal;
        QVERIFY2(equal == row.at("hendrycks_lastbox").get<bool>(), row.dump().c_str());
        ++checked;
    }
    QVERIFY(checked > 100);
}

QTEST_GUILESS_MAIN(ReferencesTest)
#include "references_test.moc"
