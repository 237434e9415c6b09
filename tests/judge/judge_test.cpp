// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "pairs.h"

#include <thread>

using namespace touchstone;
using namespace touchstone::test;

/// What Touchstone's own profile says of pairs of answers.
class JudgeTest final : public QObject
{
    Q_OBJECT

private slots:
    void listsAreComparedAlikeBothWays()
    {
        Judge judge;
        for (const auto &[one, other] :
             {std::pair{"5 dollars and 250 cents", "(A) and (B)"}, std::pair{"5, 5 cents", "5, 7"},
              std::pair{"2.5 hours", "2 hours, 30 minutes"}}) {
            const Verdict there = judge.compare(one, other).verdict;
            QCOMPARE(judge.compare(other, one).verdict, there);
            QVERIFY(there != Verdict::Equal);
        }
    }

    void numbers();
    void roots();
    void functions();
    void readings();
    void units();
    void structures();
    void relations();
    void words();
    void undefinedIsNeverEqual();
    void whatIsTooLargeIsNotDecided();
    void looksForTheAnswerInTheResponse();
    void goldMayBeASolution();
    void oneJudgePerThread();
};

void JudgeTest::numbers()
{
    constexpr Pair Pairs[] = {
        {"72", "72", "equal structural"},
        {"72", "072", "equal structural"},
        {"72", "72.", "equal structural"},
        {"72", "72.0", "equal exact"},
        {"72", "73", "different"},
        {"1000", "1,000", "equal structural"},
        {"1000", "1{,}000", "equal structural"},
        {"1000", "1\\,000", "equal structural"},
        {"1000", "1 000", "equal structural"},
        {"1000", "1 {, }000", "equal structural"},
        {"1000", "1'000", "equal structural"},
        {"1000", "1e3", "equal exact"},
        {"1000", "10^3", "equal exact"},
        {"1500", "1.5 \\times 10^{3}", "equal exact"},
        {"0.0015", "1.5e-3", "equal structural"},
        {"1234567", "12,34,567", "cannot tell"},
        {"1234567", "1.234.567", "equal structural"},
        {"1000000", "1 million", "equal exact"},
        {"60", "5 dozen", "equal exact"},
        {"0.5", "1/2", "equal exact"},
        {"0.5", "\\frac12", "equal exact"},
        {"0.5", ".5", "equal structural"},
        {"2/4", "1/2", "equal exact"},
        {"5/2", "2 1/2", "equal exact"},
        {"5/2", "2\\frac{1}{2}", "equal exact"},
        {"5/2", "2\xC2\xBD", "equal exact"},
        {"-5/2", "-2\\frac12", "equal exact"},
        {"1", "2\\frac{1}{2}", "cannot tell"},
        {"1/3", "0.\\overline{3}", "equal exact"},
        {"1/6", "0.1\\overline{6}", "equal exact"},
        {"1/3", "0.333333", "equal rounded"},
        {"1/3", "0.333", "cannot tell"},
        {"1/3", "0.3", "different"},
        {"1/3", "0.333334", "different"},
        {"0.125", "0.13", "different"},
        {"0", "0.0000001", "different"},
        {"-3",
         "\xE2\x88\x92"
         "3",
         "equal structural"},
        {"-3", "3", "different"},
        {"10!", "3628800", "equal exact"},
        {"\\binom{5}{2}", "10", "equal exact"},
        {"10^{100}", "10^{100}+1", "different"},
        {"1/2", "50\\%", "equal exact"},
        {"50", "50\\%", "equal policy"},
        {"i^2", "-1", "equal exact"},
        {"1+2i", "2i+1", "equal exact"},
        {"\\infty", "+\\infty", "equal structural"},
        {"\\infty", "-\\infty", "different"},
        {"\\lfloor 2.7 \\rfloor", "2", "equal exact"},
        {"|-3|", "3", "equal exact"},
    };
    holdTo(Pairs);
}

void JudgeTest::roots()
{
    constexpr Pair Pairs[] = {
        {"2\\sqrt3", "\\sqrt{12}", "equal exact"},
        {"\\frac{1}{\\sqrt2}", "\\frac{\\sqrt2}{2}", "equal exact"},
        {"\\sqrt{5+2\\sqrt6}", "\\sqrt2+\\sqrt3", "equal exact"},
        {"\\sqrt{5+2\\sqrt6}", "\\sqrt2+\\sqrt3+10^{-30}", "different"},
        {"\\sqrt2", "1.41421356", "equal rounded"},
        {"\\sqrt2", "1.41421357", "different"},
        {"\\sqrt2", "2^{1/2}", "equal exact"},
        {"\\sqrt{-4}", "2i", "equal exact"},
        {"\\sqrt{2}\\sqrt{3}", "\\sqrt6", "equal exact"},
        {"e^{i\\pi}", "-1", "equal exact"},
        {"\\frac{\\pi}{6}", "30^\\circ", "equal exact"},
        {"\\tan 45^\\circ", "1", "equal exact"},
        {"\\sin 30^\\circ", "\\frac12", "equal exact"},
        {"\\cos\\frac{\\pi}{5}", "\\frac{1+\\sqrt5}{4}", "equal exact"},
        {"\\log_2 8", "3", "equal exact"},
        {"\\log_2 3 \\log_3 4", "2", "equal exact"},
        {"\\ln 8/\\ln 2", "3", "equal exact"},
        {"\\arctan 1", "\\pi/4", "equal exact"},
        {"\\pi", "3.14", "cannot tell"},
        {"\\pi", "3.141593", "equal rounded"},
        {"\\pi", "22/7", "different"},
        {"\\log 100", "2", "cannot tell"},
        {"\\log 100", "2\\log 10", "equal exact"},
        {"\\sqrt[3]{-8}", "-2", "cannot tell"},
    };
    holdTo(Pairs);
}

void JudgeTest::functions()
{
    constexpr Pair Pairs[] = {
        {"x^2+2x+1", "(x+1)^2", "equal exact"},
        {"x^2+2x+1", "x^2+2x", "different"},
        {"\\frac{1}{x-1}-\\frac{1}{x+1}", "\\frac{2}{x^2-1}", "equal exact"},
        {"\\frac{x^2-1}{x-1}", "x+1", "equal exact"},
        {"ab", "ba", "cannot tell"},
        {"ab+1", "1+ba", "equal exact"},
        {"x", "X", "different"},
        {"x", "y", "different"},
        {"x_1+x_2", "x_2+x_1", "equal exact"},
        {"\\sin^2 x+\\cos^2 x", "1", "equal exact"},
        {"\\sin 2x", "2\\sin x\\cos x", "equal numeric"},
        {"\\sin x", "\\sin(x)+10^{-300}", "different"},
        {"2^{n+1}", "2\\cdot 2^n", "equal exact"},
        {"4^n", "2^{2n}", "equal exact"},
        {"e^{2x}", "(e^x)^2", "equal exact"},
        {"\\sqrt{12x}", "2\\sqrt{3x}", "equal exact"},
        {"\\sqrt{x^2}", "x", "cannot tell"},
        {"x^{1/3}", "\\sqrt[3]{x}", "equal exact"},
        {"\\frac{n!}{2}", "n!/2", "equal structural"},
        {"f(x)+1", "1+f(x)", "equal exact"},
        {"f(x)", "f(y)", "cannot tell"},
    };
    holdTo(Pairs);
}

void JudgeTest::readings()
{
    constexpr Pair Pairs[] = {
        {"1/2x", "1/(2x)", "cannot tell"},
        {"1/2x", "x/2", "cannot tell"},
        {"1/2x", "1/2x", "equal structural"},
        {"1.000", "1000", "cannot tell"},
        {"1.250", "1.25", "equal exact"},
        {"1,25", "1.25", "cannot tell"},
        {"(1,234)", "1234", "cannot tell"},
        {"10:30", "10:30", "equal structural"},
        {"3:4", "6:8", "equal exact"},
        {"3:4", "3/4", "cannot tell"},
        {"4:30 p.m.", "4:30\\text{ PM}", "equal structural"},
        {"4:30 pm", "4:30 am", "different"},
    };
    holdTo(Pairs);
}

void JudgeTest::units()
{
    constexpr Pair Pairs[] = {
        {"5\\text{ cm}", "5 cm", "equal structural"},
        {"5\\text{ cm}", "50 mm", "equal exact"},
        {"5\\text{ cm}", "0.05\\text{ m}", "equal exact"},
        {"5\\text{ cm}", "5 m", "unit differs"},
        {"5\\text{ cm}", "5\\text{ kg}", "unit differs"},
        {"5\\text{ cm}", "6 cm", "different"},
        {"5\\text{ cm}", "5", "equal policy"},
        {"5\\text{ cm}", "6", "cannot tell"},
        {"12 inches", "1 foot", "equal exact"},
        {"72 km/h", "20 m/s", "equal exact"},
        {"3\\text{ square meters}", "3 m^2", "equal structural"},
        {"3\\text{ m}^2", "3\\text{ m}", "unit differs"},
        {"2 hours", "120 minutes", "equal exact"},
        {"2 hours 30 minutes", "150 minutes", "equal exact"},
        {"2 hours and 30 minutes", "2.5 hours", "equal exact"},
        {"2\\text{ hours }30\\text{ minutes}", "2 hours, 30 minutes", "cannot tell"},
        {"2.5 hours", "2 hours, 30 minutes", "cannot tell"},
        {"2 hours, 30 minutes", "30 minutes, 2 hours", "equal policy"},
        {"2 hours 30 minutes", "2.3 hours", "different"},
        {"5 ft 3 in", "63 inches", "equal exact"},
        {"5 feet 3 inches", "5 ft 3 in", "equal structural"},
        {"5 feet 3 inches", "5.3 feet", "different"},
        {"1 day 2 hours 3 minutes", "1563 minutes", "equal exact"},
        {"5 dollars and 25 cents", "$5.25", "equal exact"},
        {"5 dollars and 25 cents", "5.25", "equal policy"},
        {"$5 and 25 cents", "$5.25", "equal exact"},
        {"5 dollars and 25 cents", "$5.50", "different"},
        {"5 cm and 3 kg", "8 cm", "different"},
        {"\\$5.50", "5.50 dollars", "equal structural"},
        {"\\$5.50", "550 cents", "equal exact"},
        {"\\$5.50", "5.5", "equal policy"},
        {"5", "5 cents", "cannot tell"},
        {"\\$5",
         "\xE2\x82\xAC"
         "5",
         "unit differs"},
        {"\\$5 million", "5000000", "equal policy"},
        {"72", "72\\text{ clips}", "equal policy"},
        {"72 apples", "72 pears", "cannot tell"},
        {"30^\\circ", "30\\text{ degrees}", "equal structural"},
        {"30^\\circ", "30", "equal policy"},
        {"50\\%", "50 percent", "equal structural"},
        {"50\\%", "50 pct", "equal structural"},
        {"50\\%", "0.5", "equal exact"},
        {"50+20\\%", "70\\%", "different"},
        {"0.75", "0.75\\%", "cannot tell"},
        {"0.75", "75\\%", "equal exact"},
    };
    holdTo(Pairs);
}

void JudgeTest::structures()
{
    constexpr Pair Pairs[] = {
        {"(1,2)", "(1, 2)", "equal structural"},
        {"(1,2)", "(2,1)", "different"},
        {"(3,-2)", "(3, -2)", "equal structural"},
        {"(3,-2)", "3, -2", "equal policy"},
        {"(1,2,3)", "(3,2,1)", "different"},
        {"(1,2)", "[1,2]", "cannot tell"},
        {"(1,2)", "1,2", "equal policy"},
        {"(1,2)", "2,1", "different"},
        {"\\{1,2\\}", "\\{2,1\\}", "equal structural"},
        {"\\{1,2\\}", "1 \\text{ and } 2", "equal structural"},
        {"\\{1,1,2\\}", "\\{1,2\\}", "cannot tell"},
        {"1,2,3", "3, 2, and 1", "equal policy"},
        {"1,2,3", "1,2", "different"},
        {"\\pm 2", "2,-2", "equal structural"},
        {"3\\pm\\sqrt2", "3+\\sqrt2, 3-\\sqrt2", "equal structural"},
        {"2", "2,3", "different"},
        {"72", "72 or 73", "different"},
        {"\\emptyset", "\\varnothing", "equal structural"},
        {"\\emptyset", "\\{\\}", "equal structural"},
        {"\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}",
         "equal structural"},
        {"\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "\\begin{pmatrix}1&2\\\\3&5\\end{pmatrix}",
         "different"},
        {"\\begin{pmatrix}1\\\\2\\end{pmatrix}", "(1,2)", "equal policy"},
        {"\\begin{pmatrix}6&8\\\\10&12\\end{pmatrix}",
         "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}+\\begin{pmatrix}5&6\\\\7&8\\end{pmatrix}",
         "equal exact"},
        {"\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
         "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}\\begin{pmatrix}1&0\\\\0&1\\end{pmatrix}",
         "equal exact"},
        {"\\begin{pmatrix}2&1\\\\4&3\\end{pmatrix}",
         "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}\\cdot\\begin{pmatrix}0&1\\\\1&0\\end{pmatrix}",
         "equal exact"},
        {"\\begin{pmatrix}3&4\\\\1&2\\end{pmatrix}",
         "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}\\cdot\\begin{pmatrix}0&1\\\\1&0\\end{pmatrix}",
         "different"},
        {"\\begin{pmatrix}1/2\\\\-1\\end{pmatrix}", "\\frac12\\begin{pmatrix}1\\\\-2\\end{pmatrix}",
         "equal exact"},
        {"\\begin{pmatrix}-1\\\\2\\end{pmatrix}", "-\\begin{pmatrix}1\\\\-2\\end{pmatrix}",
         "equal exact"},
        {"\\begin{pmatrix}4\\\\1\\end{pmatrix}",
         "5\\begin{pmatrix}1\\\\0\\end{pmatrix}-\\begin{pmatrix}1\\\\-1\\end{pmatrix}",
         "equal exact"},
        {"1011_2", "1011_{2}", "equal structural"},
        {"1011_2", "1010_2", "different"},
        {"1011_2", "1011", "cannot tell"},
        {"1011_2", "11", "cannot tell"},
    };
    holdTo(Pairs);
}

void JudgeTest::relations()
{
    constexpr Pair Pairs[] = {
        {"x=5", "5", "equal structural"},
        {"x=5", "x = 5", "equal structural"},
        {"x=5", "y=5", "cannot tell"},
        {"x=5", "6", "different"},
        {"y=2x+1", "2x+1", "equal policy"},
        {"y=2x+1", "2x-y+1=0", "equal exact"},
        {"x+y=3", "2x+2y=6", "equal exact"},
        {"x+y=3", "x+y=4", "different"},
        {"x^2/4+y^2/3=1", "3x^2+4y^2=12", "equal exact"},
        {"7=11a+c", "11a+c", "cannot tell"},
        {"f(x)=x^2", "x^2", "equal policy"},
        {"x=1, y=2", "y=2, x=1", "equal structural"},
        {"x=1, y=2", "(1,2)", "equal policy"},
        {"x=2, x=3", "2,3", "equal structural"},
        {"x=2, x=3", "(2,3)", "cannot tell"},
        {"(x,y)=(1,2)", "(1,2)", "equal structural"},
        {"[1,2)", "1 \\le x < 2", "equal structural"},
        {"[1,2)", "[1,2]", "different"},
        {"x>2", "(2,\\infty)", "equal structural"},
        {"x>2", "x\\ge 2", "different"},
        {"x>2", "x<2", "different"},
        {"1<x<2", "(1,2)", "equal policy"},
        {"(-\\infty,1)\\cup(2,\\infty)", "(2,\\infty)\\cup(-\\infty,1)", "equal structural"},
        {"x<1 \\text{ or } x>2", "(-\\infty,1)\\cup(2,\\infty)", "equal structural"},
        {"x\\ne 3", "(-\\infty,3)\\cup(3,\\infty)", "equal structural"},
        {"\\mathbb{R}", "(-\\infty,\\infty)", "equal structural"},
        {"x+y<3", "2x+2y<6", "equal exact"},
        {"x+y<3", "-x-y<-3", "different"},
        {"1<2", "1<3", "cannot tell"},
        {"0x=1", "0x=2", "cannot tell"},
        {"x<1", "-x>-1", "equal exact"},
        {"x<1", "-x<-1", "different"},
        {"x\\le 1", "2x<2", "different"},
        {"5", "2+3=5", "equal policy"},
        {"5", "2+2=5", "cannot tell"},
    };
    holdTo(Pairs);
}

void JudgeTest::words()
{
    constexpr Pair Pairs[] = {
        {"24", "twenty-four", "equal structural"},
        {"24", "Twenty four", "equal structural"},
        {"24", "\\text{twenty-four}", "equal structural"},
        {"24", "twenty-five", "different"},
        {"3", "three apples", "equal policy"},
        {"105", "one hundred and five", "equal structural"},
        {"105", "one hundred five", "equal structural"},
        {"12345", "twelve thousand three hundred forty-five", "equal structural"},
        {"505000", "five hundred five thousand", "equal structural"},
        {"2000000", "two million", "equal exact"},
        {"36", "three dozen", "equal exact"},
        {"0", "zero", "equal structural"},
        {"seven", "Seven", "equal structural"},
        {"\\text{Evelyn}", "evelyn", "equal structural"},
        {"\\text{even}", "\\text{odd}", "different"},
        {"B", "(B)", "equal structural"},
        {"\\text{(B)}", "B", "equal structural"},
        {"B", "option B", "equal structural"},
        {"B", "(B) 0.8", "equal structural"},
        {"B", "C", "different"},
        {"(B) 72", "(B) 72.0", "equal structural"},
        {"(B) 72", "(B) 73", "cannot tell"},
        {"Yes", "yes", "equal structural"},
        {"yes", "no", "different"},
        {"yes", "true", "different"},
        {"Monday", "5", "cannot tell"},
    };
    holdTo(Pairs);
    Judge judge;
    QCOMPARE(judge.compare("5", "not 5").verdict, Verdict::Unparsable);
    for (const char *other :
         {"five and six", "five or six", "five and a half", "one half", "two thirds", "five six",
          "twenty-eleven", "not five", "five times", "five hundred", "fifty", "less than five"})
        QVERIFY2(judge.compare("5", other).verdict != Verdict::Equal, other);
    QCOMPARE(judge.compare("5", "5^\\circ C").verdict, Verdict::Unparsable);
    QCOMPARE(judge.compare("x", "\\frac{d}{dx}x^2").verdict, Verdict::Unparsable);
    QCOMPARE(judge.compare("\\frac{y}{x}", "\\frac{dy}{dx}").verdict, Verdict::Unparsable);
    QCOMPARE(judge.compare("not 5", "5").verdict, Verdict::GoldUnparsable);
    QCOMPARE(judge.compare("B", "B or C").verdict != Verdict::Equal, true);
    QCOMPARE(judge.compare("\\ddot x = ?", "\\ddot x = ?").verdict, Verdict::Equal);
    QCOMPARE(judge.compare("$\\ddot x = ?$", "\\ddot x = ?").verdict, Verdict::Equal);
    QCOMPARE(judge.compare("$\\ddot x = ?$", "\\ddot y = ?").verdict, Verdict::GoldUnparsable);
}

void JudgeTest::undefinedIsNeverEqual()
{
    constexpr Pair Pairs[] = {
        {"\\frac{x-x}{0}", "1", "cannot tell"},
        {"0/0", "1", "cannot tell"},
        {"\\frac{1}{\\sqrt2^2-2}-\\frac{1}{\\sqrt2^2-2}", "0", "cannot tell"},
        {"\\frac{x}{\\sqrt{5+2\\sqrt6}-\\sqrt2-\\sqrt3}\\cdot 0", "0", "cannot tell"},
        {"\\tan 90^\\circ", "0", "cannot tell"},
        {"\\ln 0", "0", "cannot tell"},
    };
    holdTo(Pairs);
}

void JudgeTest::whatIsTooLargeIsNotDecided()
{
    constexpr Pair Pairs[] = {
        {"e^{e^{e^{e^{e^e}}}}", "5", "cannot tell"},
        {"9^{9^{9^9}}", "9^{9^{9^9}}+1", "cannot tell"},
        {"100000!", "100001!", "cannot tell"},
        {"\\sqrt{10^{5000}+1}", "\\sqrt{10^{5000}+1}+\\sqrt2-\\sqrt2", "equal numeric"},
        {"(x+y+z+1)^{500}", "(x+y+z+1)^{501}", "different"},
        {"\\sin(10^{100000})", "0", "cannot tell"},
    };
    QCOMPARE(Judge().compare("\\sqrt{10^{5000}+1}", "\\sqrt{10^{5000}+1}+1").verdict,
             Verdict::CannotTell);
    Judge judge;
    // What it says is one thing; that it comes back is another.
    for (const Pair &pair : Pairs) {
        const AnswerCheck check = judge.compare(pair.gold, pair.answer);
        QVERIFY2(check.verdict != Verdict::Equal || check.proof == Proof::Numeric, pair.gold);
    }
    // Many hard parts: only some dozens of them are decided.
    std::string list = "1";
    std::string turned = "1";
    for (int i = 40; i < 90; ++i) {
        list += ", \\cos(\\pi/" + std::to_string(i) + ")";
        turned.insert(0, "\\sin(\\pi/2-\\pi/" + std::to_string(i) + "), ");
    }
    QCOMPARE(judge.compare(list, turned).verdict, Verdict::CannotTell);
    QCOMPARE(judge.compare("5", std::string(100000, '(')).verdict, Verdict::Unparsable);
    QCOMPARE(judge.compare("5", std::string(19000, '5')).verdict == Verdict::Equal, false);
}

void JudgeTest::looksForTheAnswerInTheResponse()
{
    Judge judge;
    const auto check = [&](const char *response) { return judge.check("72", response); };
    QCOMPARE(check("so \\boxed{72}").verdict, Verdict::Equal);
    QCOMPARE(check("so \\boxed{72}").extracted.rule, std::string("boxed"));
    QCOMPARE(check("so \\boxed{72").verdict, Verdict::NoAnswer);
    QCOMPARE(check("72").verdict, Verdict::Equal);
    QCOMPARE(check("72").extracted.rule, std::string("whole text"));
    QCOMPARE(check("She sold 72 clips in 2 months").verdict, Verdict::NoAnswer);
    QCOMPARE(check("I cannot say").verdict, Verdict::NoAnswer);
    QCOMPARE(check("").verdict, Verdict::NoAnswer);
    QCOMPARE(judge.check("72", "The answer is 72", true).verdict, Verdict::NoAnswer);
    QCOMPARE(judge.check("72", "72", true).verdict, Verdict::NoAnswer);
}

void JudgeTest::goldMayBeASolution()
{
    Judge judge;
    QCOMPARE(judge.check("48/2=24\n48+24=72\n#### 72", "\\boxed{72}").verdict, Verdict::Equal);
    QCOMPARE(judge.check("Thus it is $\\boxed{72}$.", "\\boxed{72}").verdict, Verdict::Equal);
    QCOMPARE(judge.check("# 72", "72").verdict, Verdict::Equal);
    QCOMPARE(
        judge.check("90 - 18 = 72. The final answer is $72$. I hope it is correct.", "72").verdict,
        Verdict::Equal);
    QCOMPARE(judge.check("", "72").verdict, Verdict::GoldUnparsable);
}

void JudgeTest::oneJudgePerThread()
{
    std::vector<std::thread> threads;
    std::vector<int> right(4, 0);
    for (int &count : right) {
        threads.emplace_back([&count] {
            Judge judge;
            for (int i = 0; i < 50; ++i) {
                count +=
                    judge.compare("\\sqrt{5+2\\sqrt6}", "\\sqrt2+\\sqrt3").verdict == Verdict::Equal
                        ? 1
                        : 0;
                count += judge.compare("\\cos\\frac{\\pi}{7}", "0.9").verdict == Verdict::Different
                             ? 1
                             : 0;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(right, std::vector<int>(4, 100));
}

QTEST_GUILESS_MAIN(JudgeTest)
#include "judge_test.moc"
