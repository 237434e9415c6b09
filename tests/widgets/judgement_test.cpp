// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/review/judgement.h>

#include <QTest>

using namespace touchstone;

namespace {

constexpr AnnotatorId Me{7};

Response response(std::int64_t id, std::int64_t source)
{
    Response made;
    made.id = {id};
    made.source = {source};
    return made;
}

/// Two human responses, two of a teacher.
Item item()
{
    Item made;
    made.prompt.id = {1};
    made.responses = {response(1, 1), response(2, 1), response(3, 2), response(4, 2)};
    const Source human{{1}, "human label", SourceKind::Human, "{}"};
    const Source teacher{{2}, "r1", SourceKind::Teacher, "{}"};
    made.sources = {human, human, teacher, teacher};
    return made;
}

Item decided(Outcome outcome)
{
    Item made = item();
    Decision decision;
    decision.prompt = {1};
    decision.annotator = Me;
    decision.outcome = outcome;
    decision.left = {1};
    decision.right = {3};
    decision.durationMs = 1'000;
    made.decision = decision;
    return made;
}

const Rubric rubric = Rubric::standard();

Step step(const Item &from, const Judgement &judgement)
{
    return stepFor(from, judgement, rubric, Me, 500);
}

} // namespace

class JudgementTest final : public QObject
{
    Q_OBJECT

private slots:
    void humanIsLeftAndTeacherRight()
    {
        const Judgement judgement = judgementOf(item(), rubric);
        QCOMPARE(judgement.left, ResponseId{1});
        QCOMPARE(judgement.right, ResponseId{3});
        QVERIFY(isEmpty(judgement));
    }

    void oneResponseHasNoRival()
    {
        Item one = item();
        one.responses.resize(1);
        one.sources.resize(1);
        QCOMPARE(judgementOf(one, rubric).left, ResponseId{1});
        QVERIFY(judgementOf(one, rubric).right.isNull());
        one.responses.clear();
        one.sources.clear();
        QVERIFY(judgementOf(one, rubric).left.isNull());
    }

    void thePreferredSourcesAreShown()
    {
        const Judgement judgement = judgementOf(item(), rubric, {{2}, {2}, false});
        QCOMPARE(judgement.left, ResponseId{3});
        QCOMPARE(judgement.right, ResponseId{4});
        QCOMPARE(judgementOf(item(), rubric, {{}, {}, true}).left, ResponseId{3});
    }

    void aKeptDecisionShowsItsOwnSides()
    {
        Item kept = decided(Outcome::Right);
        kept.decision->left = {4};
        kept.decision->right = {2};
        const Judgement judgement = judgementOf(kept, rubric, {{1}, {2}, false});
        QCOMPARE(judgement.left, ResponseId{4});
        QCOMPARE(judgement.right, ResponseId{2});
        QCOMPARE(judgement.outcome, Outcome::Right);
    }

    void swappingKeepsWhoWasPreferred()
    {
        Judgement judgement = judgementOf(decided(Outcome::Left), rubric);
        swapSides(judgement);
        QCOMPARE(judgement.outcome, Outcome::Right);
        QCOMPARE(judgement.right, ResponseId{1});
        QVERIFY(step(decided(Outcome::Left), judgement).edits.empty());
    }

    void lookingAtAnotherResponseTakesNoDecisionBack()
    {
        Judgement judgement = judgementOf(decided(Outcome::Left), rubric);
        judgement.right = {4};
        judgement.outcome = Outcome::None;
        QVERIFY(step(decided(Outcome::Left), judgement).edits.empty());
        judgement.note = "a note meanwhile";
        const Step made = step(decided(Outcome::Left), judgement);
        QCOMPARE(made.edits.size(), std::size_t{1});
        const auto &value = std::get<SetDecision>(made.edits[0]).value;
        QCOMPARE(value->outcome, Outcome::Left);
        QCOMPARE(value->right, ResponseId{3});
        QCOMPARE(value->note, std::string("a note meanwhile"));
    }

    void unchoosingTakesTheDecisionBack()
    {
        Judgement judgement = judgementOf(decided(Outcome::Left), rubric);
        judgement.outcome = Outcome::None;
        const Step made = step(decided(Outcome::Left), judgement);
        QCOMPARE(made.edits.size(), std::size_t{1});
        QVERIFY(!std::get<SetDecision>(made.edits[0]).value);
    }

    void timeIsAddedUp()
    {
        Judgement judgement = judgementOf(decided(Outcome::Left), rubric);
        judgement.outcome = Outcome::Tie;
        const Step made = step(decided(Outcome::Left), judgement);
        QCOMPARE(std::get<SetDecision>(made.edits[0]).value->durationMs, 1'500);
    }

    void scoresAloneAreADraft()
    {
        Judgement judgement = judgementOf(item(), rubric);
        judgement.scores[{3}] = {std::nullopt, 4, std::nullopt, std::nullopt};
        const Step made = step(item(), judgement);
        QCOMPARE(made.edits.size(), std::size_t{2});
        QCOMPARE(std::get<SetDecision>(made.edits[0]).value->outcome, Outcome::None);
        const auto &score = std::get<SetScore>(made.edits[1]);
        QCOMPARE(score.response, ResponseId{3});
        QCOMPARE(score.criterion, rubric.criteria[1].name);
        QCOMPARE(score.value, std::optional<int>(4));
    }

    void whatIsThereAlreadyIsNoStep()
    {
        Item scored = decided(Outcome::Tie);
        scored.scores = {{{3}, Me, rubric.criteria[0].name, 2}};
        const Judgement judgement = judgementOf(scored, rubric);
        QCOMPARE(judgement.scores.at({3})[0], std::optional<int>(2));
        QVERIFY(step(scored, judgement).edits.empty());
        QVERIFY(step(item(), judgementOf(item(), rubric)).edits.empty());
    }
};

QTEST_GUILESS_MAIN(JudgementTest)
#include "judgement_test.moc"
