// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <pipeline/bestof.h>

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace touchstone;

namespace {

using By = BestOfRule::By;
using Reasons = std::map<int, std::string>;

const Uid Plums = Uid::hashOf("How many plums?");

/// A teacher's correct response, named by its number.
Candidate correct(int number, int words, std::optional<double> score = {})
{
    return {ResponseId{number},
            Uid::hashOf(std::to_string(number)),
            SourceKind::Teacher,
            Standing::Correct,
            words,
            score,
            number};
}

Candidate standing(int number, std::optional<Standing> standing)
{
    Candidate made = correct(number, 10);
    made.standing = standing;
    return made;
}

std::vector<int> kept(const BestOf &best)
{
    std::vector<int> numbers;
    for (const ResponseId id : best.kept)
        numbers.push_back(static_cast<int>(id.value));
    return numbers;
}

Reasons reasons(const BestOf &best)
{
    Reasons made;
    for (const BestOf::Dropped &dropped : best.dropped)
        made[static_cast<int>(dropped.response.value)] = std::string(nameOf(dropped.reason));
    return made;
}

} // namespace

/// Rejection sampling: which of a prompt's responses are kept, and why the others are not.
class BestOfTest final : public QObject
{
    Q_OBJECT

private slots:
    void keepsOnlyWhatIsCorrect()
    {
        std::vector<Candidate> all = {standing(1, Standing::Wrong),
                                      standing(2, Standing::UnitDiffers),
                                      standing(3, Standing::FormDiffers),
                                      standing(4, Standing::CannotTell),
                                      standing(5, Standing::NoAnswer),
                                      standing(6, Standing::Truncated),
                                      standing(7, Standing::Skip),
                                      standing(8, {}),
                                      correct(9, 100)};
        const BestOf best = bestOf(Plums, all, {});
        QCOMPARE(kept(best), std::vector<int>{9});
        QCOMPARE(best.outcome, BestOfOutcome::Complete);
        const Reasons expected = {{1, "not correct"},  {2, "not correct"}, {3, "not correct"},
                                  {4, "cannot tell"},  {5, "no answer"},   {6, "cut off"},
                                  {7, "no reference"}, {8, "not checked"}};
        QCOMPARE(reasons(best), expected);
        all.pop_back();
        QCOMPARE(bestOf(Plums, all, {}).outcome, BestOfOutcome::NoneCorrect);
        QCOMPARE(bestOf(Plums, {}, {}).outcome, BestOfOutcome::NoneCorrect);
    }

    void ranksByTheRule_data()
    {
        QTest::addColumn<int>("by");
        QTest::addColumn<std::vector<int>>("kept");
        QTest::addColumn<QString>("reason");
        const auto add = [](By by, std::vector<int> numbers, const char *reason) {
            QTest::newRow(std::string(nameOf(by)).c_str())
                << static_cast<int>(by) << std::move(numbers) << QString::fromLatin1(reason);
        };
        // 40, 10, 30, 90, 20 words: the median is 30.
        add(By::Shortest, {2, 5}, "longer than those kept");
        add(By::Longest, {4, 1}, "shorter than those kept");
        add(By::Median, {3, 1}, "farther from the median length");
        add(By::Highest, {5, 3}, "lower score than those kept");
    }

    void ranksByTheRule()
    {
        QFETCH(int, by);
        QFETCH(QString, reason);
        const std::vector<Candidate> all = {correct(1, 40, 1.0), correct(2, 10, 1.5),
                                            correct(3, 30, 4.0), correct(4, 90, 0.5),
                                            correct(5, 20, 4.5)};
        const BestOf best = bestOf(Plums, all, {.n = 2, .by = static_cast<By>(by)});
        QTEST(kept(best), "kept");
        // 20 words are as near to the median as 40, in a later sample.
        QCOMPARE(best.dropped.size(), std::size_t{3});
        for (const auto &[number, words] : reasons(best)) {
            const bool tied = static_cast<By>(by) == By::Median && number == 5;
            QCOMPARE(words, tied ? std::string("as good, a later sample") : reason.toStdString());
        }
    }

    void theMedianOfAnEvenNumberLiesBetween()
    {
        // 10, 20, 31, 90: the median is 25.5, and 20 and 31 are as near.
        const std::vector<Candidate> all = {correct(1, 90), correct(2, 31), correct(3, 20),
                                            correct(4, 10)};
        QCOMPARE(kept(bestOf(Plums, all, {.n = 2, .by = By::Median})), (std::vector<int>{2, 3}));
    }

    void equallyGoodOnesGoBySample()
    {
        std::vector<Candidate> all = {correct(3, 10), correct(1, 10), correct(2, 10)};
        const BestOf best = bestOf(Plums, all, {.n = 2});
        QCOMPARE(kept(best), (std::vector<int>{1, 2}));
        QCOMPARE(reasons(best), (Reasons{{3, "as good, a later sample"}}));
        // The same sample of two sources: by what names them in every copy of the project.
        for (Candidate &one : all)
            one.sample = 0;
        const auto first = std::min_element(
            all.begin(), all.end(),
            [](const Candidate &one, const Candidate &two) { return one.uid < two.uid; });
        QCOMPARE(kept(bestOf(Plums, all, {})),
                 std::vector<int>{static_cast<int>(first->response.value)});
    }

    void fewerThanNAreKeptWithoutMore()
    {
        const BestOf best = bestOf(Plums, {correct(1, 10), standing(2, Standing::Wrong)}, {.n = 4});
        QCOMPARE(kept(best), std::vector<int>{1});
        QCOMPARE(best.outcome, BestOfOutcome::Fewer);
    }

    void withoutAScoreNothingIsHighest()
    {
        const BestOfRule rule{.n = 2, .by = By::Highest};
        const BestOf some = bestOf(Plums, {correct(1, 10), correct(2, 20, 1.0)}, rule);
        QCOMPARE(kept(some), std::vector<int>{2});
        QCOMPARE(reasons(some), (Reasons{{1, "no score"}}));
        QCOMPARE(some.outcome, BestOfOutcome::Fewer);
        QCOMPARE(bestOf(Plums, {correct(1, 10)}, rule).outcome, BestOfOutcome::NoneScored);
    }

    void onlyTheSourcesOfTheRuleAreCandidates()
    {
        Candidate human = correct(1, 5);
        human.kind = SourceKind::Human;
        const std::vector<Candidate> all = {human, correct(2, 10)};
        QCOMPARE(kept(bestOf(Plums, all, {})), std::vector<int>{2});
        QCOMPARE(reasons(bestOf(Plums, all, {})), (Reasons{{1, "from another source"}}));
        QCOMPARE(kept(bestOf(Plums, all, {.kinds = {SourceKind::Human, SourceKind::Teacher}})),
                 std::vector<int>{1});
    }

    void theOrderOfCandidatesChangesNothing()
    {
        std::vector<Candidate> all = {correct(1, 30, 1.0), correct(2, 10, 2.0), correct(3, 30, 2.0),
                                      correct(4, 20, 1.0), standing(5, Standing::Wrong)};
        for (const By by : {By::Shortest, By::Longest, By::Median, By::Highest, By::Random}) {
            const BestOfRule rule{.n = 2, .by = by, .seed = 7};
            const BestOf first = bestOf(Plums, all, rule);
            auto turned = all;
            std::reverse(turned.begin(), turned.end());
            QVERIFY(bestOf(Plums, turned, rule) == first);
            std::rotate(turned.begin(), turned.begin() + 2, turned.end());
            QVERIFY(bestOf(Plums, turned, rule) == first);
        }
    }

    void chanceGoesBySeedAndPromptAlone()
    {
        std::vector<Candidate> all;
        for (int number = 1; number <= 8; ++number)
            all.push_back(correct(number, number));
        const auto drawn = [&](const Uid &prompt, std::uint64_t seed) {
            return kept(bestOf(prompt, all, {.n = 8, .by = By::Random, .seed = seed}));
        };
        const std::vector<int> order = drawn(Plums, 1);
        QCOMPARE(drawn(Plums, 1), order);
        QVERIFY(drawn(Plums, 2) != order);
        QVERIFY(drawn(Uid::hashOf("How many pears?"), 1) != order);
        // One less leaves the others in their order.
        auto rest = order;
        rest.erase(std::find(rest.begin(), rest.end(), 8));
        all.pop_back();
        QCOMPARE(drawn(Plums, 1), rest);
        const BestOf one = bestOf(Plums, all, {.by = By::Random, .seed = 1});
        QCOMPARE(one.kept.size(), std::size_t{1});
        QCOMPARE(nameOf(one.dropped.front().reason), std::string_view("not drawn"));
    }

    void chanceIsFair()
    {
        std::vector<Candidate> all;
        for (int number = 1; number <= 4; ++number)
            all.push_back(correct(number, number));
        std::map<int, int> counts;
        for (int prompt = 0; prompt < 4000; ++prompt)
            ++counts[kept(bestOf(Uid::hashOf(std::to_string(prompt)), all, {.by = By::Random}))[0]];
        // Five standard deviations.
        for (const auto &[number, count] : counts)
            QVERIFY2(std::abs(count - 1000) < 137, std::to_string(count).c_str());
        QCOMPARE(counts.size(), std::size_t{4});
    }

    void namesLeadBack()
    {
        std::set<std::string_view> names;
        for (const By by : {By::Shortest, By::Longest, By::Median, By::Highest, By::Random}) {
            QCOMPARE(bestByNamed(nameOf(by)), by);
            names.insert(nameOf(by));
        }
        QCOMPARE(names.size(), std::size_t{5});
        QCOMPARE(bestByNamed("best"), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(BestOfTest)
#include "bestof_test.moc"
