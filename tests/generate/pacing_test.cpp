// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <generate/pacing.h>

#include <QTest>

#include <limits>

using namespace touchstone;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr auto Greatest = std::numeric_limits<std::uint64_t>::max();

Fault refusal(std::optional<milliseconds> retryAfter = {})
{
    Fault fault;
    fault.kind = FaultKind::RateLimited;
    fault.remedy = Remedy::Retry;
    fault.retryAfter = retryAfter;
    return fault;
}

/// The longest of the pauses that `rule` draws.
milliseconds longestPause(const RetryRule &rule, const Fault &fault, int attempts)
{
    milliseconds longest{0};
    for (std::uint64_t random = 0; random < 100'000; random += 7)
        longest = std::max(longest, rule.pause(fault, attempts, random).value_or(-1ms));
    return longest;
}

} // namespace

class PacingTest final : public QObject
{
    Q_OBJECT

private slots:
    void pausesGrowTwofoldAndAreDrawnFromZero()
    {
        const RetryRule rule;
        QCOMPARE(rule.pause(refusal(), 1, 0), std::optional(0ms));
        QVERIFY(longestPause(rule, refusal(), 1) > 490ms);
        QVERIFY(longestPause(rule, refusal(), 1) <= 500ms);
        QVERIFY(longestPause(rule, refusal(), 2) > 990ms);
        QVERIFY(longestPause(rule, refusal(), 2) <= 1s);
        QVERIFY(longestPause(rule, refusal(), 5) <= 8s);
    }

    void noPauseIsLongerThanTheLongest()
    {
        const RetryRule rule{100, 500ms, 60s};
        QVERIFY(longestPause(rule, refusal(), 99) <= 60s);
        QVERIFY(*rule.pause(refusal(), 99, Greatest) <= 60s);
    }

    void theServersOwnPauseIsKept()
    {
        const RetryRule rule;
        QCOMPARE(rule.pause(refusal(90s), 1, 0), std::optional<milliseconds>(90s));
        QVERIFY(*rule.pause(refusal(90s), 1, Greatest) <= 90s + rule.first);
    }

    void whatIsNoUseIsNotTriedAgain()
    {
        const RetryRule rule;
        QCOMPARE(rule.pause(refusal(), 6, 0), std::nullopt);
        Fault bad = refusal();
        bad.remedy = Remedy::Fail;
        QCOMPARE(rule.pause(bad, 1, 0), std::nullopt);
        bad.remedy = Remedy::StopAll;
        QCOMPARE(rule.pause(bad, 1, 0), std::nullopt);
    }

    void theWidthIsHalvedOnceForWhatIsRefusedTogether()
    {
        const Pacer::Time now{};
        Pacer pacer(64, 0);
        QCOMPARE(pacer.room(now, 10), 54);
        for (int count = 0; count < 60; ++count)
            pacer.refused(now + count * 1ms, refusal());
        QCOMPARE(pacer.width(), 32);
        QCOMPARE(pacer.room(now + 60ms, 10), 22);
        QCOMPARE(pacer.room(now + 60ms, 60), 0);
        pacer.refused(now + 2s, refusal());
        QCOMPARE(pacer.width(), 16);
    }

    void answersWidenItAgainToAllStreams()
    {
        const Pacer::Time now{};
        Pacer pacer(8, 0);
        pacer.refused(now, refusal());
        QCOMPARE(pacer.width(), 4);
        for (int count = 0; count < 4; ++count)
            pacer.answered(now);
        QCOMPARE(pacer.width(), 5);
        for (int count = 0; count < 100; ++count)
            pacer.answered(now);
        QCOMPARE(pacer.width(), 8);
    }

    void aServerThatRefusesEvenOneIsLeftAloneForLonger()
    {
        Pacer::Time now{};
        Pacer pacer(1, 0);
        pacer.refused(now, refusal());
        QCOMPARE(pacer.room(now, 0), 0);
        QCOMPARE(pacer.opensAt(), std::optional<Pacer::Time>(now + 1s));
        now += 1s;
        QCOMPARE(pacer.room(now, 0), 1);
        pacer.refused(now, refusal());
        QCOMPARE(pacer.opensAt(), std::optional<Pacer::Time>(now + 2s));
        for (int count = 0; count < 20; ++count) {
            now += 60s;
            pacer.refused(now, refusal());
        }
        QCOMPARE(pacer.opensAt(), std::optional<Pacer::Time>(now + 60s));
        now += 60s;
        pacer.answered(now);
        pacer.refused(now, refusal());
        QCOMPARE(pacer.opensAt(), std::optional<Pacer::Time>(now + 1s));
    }

    void nothingLeavesWhileTheServerWantsQuiet()
    {
        const Pacer::Time now{};
        Pacer pacer(4, 0);
        pacer.refused(now, refusal(5s));
        pacer.refused(now + 1ms, refusal(2s));
        QCOMPARE(pacer.room(now + 4999ms, 0), 0);
        QCOMPARE(pacer.opensAt(), std::optional<Pacer::Time>(now + 5s));
        QCOMPARE(pacer.room(now + 5s, 0), 2);
    }

    void noMoreLeaveInAMinuteThanAreAllowed()
    {
        const Pacer::Time now{};
        Pacer pacer(100, 3);
        QVERIFY(!pacer.opensAt());
        for (int second = 0; second < 3; ++second) {
            QCOMPARE(pacer.room(now + second * 1s, 0), 3 - second);
            pacer.sent(now + second * 1s);
        }
        QCOMPARE(pacer.room(now + 59s, 0), 0);
        QCOMPARE(pacer.opensAt(), std::optional<Pacer::Time>(now + 60s));
        QCOMPARE(pacer.room(now + 60s, 0), 1);
        pacer.sent(now + 60s);
        QCOMPARE(pacer.room(now + 60s, 0), 0);
        QCOMPARE(pacer.room(now + 62s, 0), 2);
    }

    void theServersCountIsHeldUntilItsReset()
    {
        const Pacer::Time now{};
        Pacer pacer(100, 0);
        pacer.left(now, 2, 10s);
        QCOMPARE(pacer.room(now, 0), 2);
        pacer.sent(now);
        QCOMPARE(pacer.room(now, 1), 1);
        pacer.sent(now);
        QCOMPARE(pacer.room(now, 2), 0);
        QCOMPARE(pacer.opensAt(), std::optional<Pacer::Time>(now + 10s));
        QCOMPARE(pacer.room(now + 10s, 2), 98);
        pacer.left(now + 11s, -5, -3s);
        QCOMPARE(pacer.room(now + 11s, 0), 100);
    }
};

QTEST_GUILESS_MAIN(PacingTest)
#include "pacing_test.moc"
