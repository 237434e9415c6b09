// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "pairs.h"

using namespace touchstone;
using namespace touchstone::test;

/// What the switches of Touchstone's own profile take back, and what they let through.
class SwitchesTest final : public QObject
{
    Q_OBJECT

private slots:
    void switchesTakeBack();
    void reducedOnlyAsksForTheForm();
    void aCommaBeforeDecimalsWhereAsked();
    void fourDecimalsWhereAsked();
    void theLastNumberWhereAsked();
};

void SwitchesTest::switchesTakeBack()
{
    constexpr Pair Pairs[] = {
        {"50", "50\\%", "cannot tell"},     {"5\\text{ cm}", "5", "cannot tell"},
        {"1,2,3", "3,2,1", "cannot tell"},  {"(1,2)", "1,2", "cannot tell"},
        {"y=2x+1", "2x+1", "cannot tell"},  {"5", "2+3=5", "cannot tell"},
        {"1/3", "0.333333", "cannot tell"}, {"\\sin 2x", "2\\sin x\\cos x", "cannot tell"},
        {"1/2", "50\\%", "equal exact"},    {"x=5", "5", "equal structural"},
    };
    Profile strict;
    for (const ProfileSwitch &one : profileSwitches())
        strict.*one.member = false;
    holdTo(Pairs, strict);
}

void SwitchesTest::reducedOnlyAsksForTheForm()
{
    Profile profile;
    profile.reducedOnly = true;
    Judge judge(profile);
    QCOMPARE(judge.compare("1/2", "2/4").verdict, Verdict::FormDiffers);
    QCOMPARE(judge.compare("1/2", "\\frac{1}{2}").verdict, Verdict::Equal);
    QCOMPARE(judge.compare("1/2", "0.5").verdict, Verdict::Equal);
    QCOMPARE(judge.compare("2/4", "2/4").verdict, Verdict::Equal);
}

void SwitchesTest::aCommaBeforeDecimalsWhereAsked()
{
    Profile profile;
    QCOMPARE(Judge(profile).compare("1.22", "1,22").verdict, Verdict::CannotTell);
    profile.decimalComma = true;
    Judge judge(profile);
    QCOMPARE(judge.compare("1.22", "1,22").verdict, Verdict::Equal);
    QCOMPARE(judge.compare("1.22", "1,22").proof, Proof::Policy);
    QCOMPARE(judge.compare("1,22", "1.22").verdict, Verdict::Equal);
    QCOMPARE(judge.compare("1.23", "1,22").verdict, Verdict::Different);
    // A list is what the switch says it is not, and still not called another number.
    QVERIFY(judge.compare("(1, 22)", "1,22").verdict != Verdict::Equal);
    QVERIFY(judge.compare("1, 22", "1,22").verdict != Verdict::Different);
    QCOMPARE(judge.compare("(7,6)", "(7,6)").proof, Proof::Structural);
    QCOMPARE(judge.compare("[0,1)", "0 \\le x < 1").verdict,
             Judge().compare("[0,1)", "0 \\le x < 1").verdict);
    QCOMPARE(judge.compare("1, 2", "2, 1").verdict, Verdict::Equal);
    QCOMPARE(judge.compare("1234", "1,234").verdict, Verdict::Equal);
}

void SwitchesTest::fourDecimalsWhereAsked()
{
    Profile profile;
    QCOMPARE(Judge(profile).compare("\\frac{8}{3}", "2.6667").verdict, Verdict::CannotTell);
    profile.fourDecimals = true;
    Judge judge(profile);
    QCOMPARE(judge.compare("\\frac{8}{3}", "2.6667").verdict, Verdict::Equal);
    QCOMPARE(judge.compare("\\frac{8}{3}", "2.6667").proof, Proof::Rounded);
    QCOMPARE(judge.compare("\\frac{8}{3}", "2.6666").verdict, Verdict::Different);
    QVERIFY(judge.compare("\\frac{8}{3}", "2.667").verdict != Verdict::Equal);
}

void SwitchesTest::theLastNumberWhereAsked()
{
    Profile profile;
    profile.lastNumber = true;
    Judge judge(profile);
    const std::string prose = "She had 80 clips, and so she sold 72 clips. That is all.";
    const AnswerCheck check = judge.check("72", prose);
    QCOMPARE(check.verdict, Verdict::Equal);
    QCOMPARE(check.proof, Proof::Policy);
    QCOMPARE(check.extracted.rule, std::string("last number"));
    QVERIFY(check.extracted.lowConfidence);
    QCOMPARE(prose.substr(check.extracted.begin, 2), std::string("72"));
    QCOMPARE(judge.check("80", prose).verdict, Verdict::Different);
    // What a rule names, or begins to, is not guessed at.
    QCOMPARE(judge.check("2", "\\boxed{72} in 2 months").verdict, Verdict::Different);
    QCOMPARE(judge.check("72", "so \\boxed{72").verdict, Verdict::NoAnswer);
    QCOMPARE(judge.check("72", prose, true).verdict, Verdict::NoAnswer);
    QCOMPARE(judge.check("72", "I cannot say").verdict, Verdict::NoAnswer);
    const AnswerCheck within = judge.check("120", "Final Answer: The volume of $ABCD$ is 120. 7!");
    QCOMPARE(within.verdict, Verdict::Equal);
    QCOMPARE(within.extracted.text, std::string("120"));
}

QTEST_GUILESS_MAIN(SwitchesTest)
#include "switches_test.moc"
