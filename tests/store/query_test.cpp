// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>

#include <QTest>

#include <algorithm>
#include <functional>
#include <random>
#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;
using test::Project;

namespace {

constexpr int Prompts = 120;

/// A project with something of everything, and all of it as items, to be filtered by hand.
class Mixed
{
public:
    Mixed()
    {
        for (const auto &step : {fill(), decide()}) {
            if (!step)
                qFatal("%s", qPrintable(step.error().message + step.error().detail));
        }
        const auto ids = *project->promptIds(Query{});
        for (const PromptId id : ids)
            items.push_back(*project->item(id));
    }

    Project project;
    std::vector<Item> items; ///< in the order of import

private:
    Result<> fill()
    {
        std::vector<test::Row> rows;
        for (int i = 0; i < Prompts; ++i) {
            const std::string number = std::to_string(i);
            test::Row row{"Key-" + std::to_string((i * 37) % Prompts),
                          "Question " + number + std::string(static_cast<std::size_t>(i % 5), '!')};
            if (i % 3 != 0)
                row.replies.push_back({"people", SourceKind::Human, words(i % 11)});
            if (i % 4 != 1)
                row.replies.push_back(
                    {"model", SourceKind::Teacher, words(i % 7), words(i % 13), flagsFor(i)});
            if (i % 10 == 3)
                row.replies.push_back({"pupil", SourceKind::Student, words(3)});
            if (i % 6 == 0)
                row.reference = number;
            if (i % 9 == 2)
                row.tags.push_back("hard");
            rows.push_back(row);
        }
        TRY(test::import(*project, rows));
        return {};
    }

    Result<> decide()
    {
        std::mt19937 random(5);
        const AnnotatorId me = project->annotator();
        TRY_ASSIGN(const std::vector<PromptId> ids, project->promptIds(Query{}));
        for (const PromptId id : ids) {
            if (random() % 3 == 0)
                continue;
            TRY_ASSIGN(const Item item, project->item(id));
            Decision decision;
            decision.outcome = static_cast<Outcome>(random() % 8);
            if (!item.responses.empty()) {
                decision.left = item.responses.front().id;
                decision.right = item.responses.back().id;
            }
            TRY(project->perform(Step{{SetDecision{id, me, decision}}}));
            if (random() % 5 == 0)
                TRY(project->perform(Step{{SetFlag{id, true}}}));
            if (random() % 9 == 0 && !item.responses.empty())
                TRY(edit(item));
        }
        return {};
    }

    Result<> edit(const Item &item)
    {
        Response response;
        response.uid = Uid::make(item.prompt.id.value);
        response.prompt = item.prompt.id;
        TRY_ASSIGN(response.source, project->ensureSource("edit by ines", SourceKind::Edited));
        response.answer = "mine";
        return project->perform(Step{{AddResponse{response}}});
    }

    static std::string words(int count)
    {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += "word" + std::to_string(i) + " ";
        return text;
    }

    static ResponseFlags flagsFor(int i)
    {
        return (i % 8 == 0 ? Truncated : 0U) | (i % 12 == 0 ? UnterminatedThink : 0U)
               | (i % 15 == 0 ? EmptyReasoning : 0U) | (i % 20 == 0 ? EmptyAnswer : 0U);
    }
};

bool hasKind(const Item &item, std::initializer_list<SourceKind> kinds)
{
    return std::any_of(item.sources.begin(), item.sources.end(), [&](const Source &source) {
        return std::find(kinds.begin(), kinds.end(), source.kind) != kinds.end();
    });
}

bool hasFlag(const Item &item, ResponseFlags flags)
{
    return std::any_of(item.responses.begin(), item.responses.end(),
                       [&](const Response &response) { return (response.flags & flags) != 0; });
}

int wordsOf(const Item &item, std::initializer_list<SourceKind> kinds)
{
    int most = 0;
    for (std::size_t i = 0; i < item.responses.size(); ++i) {
        if (std::find(kinds.begin(), kinds.end(), item.sources[i].kind) != kinds.end())
            most = std::max(most, item.responses[i].reasoningWords + item.responses[i].answerWords);
    }
    return most;
}

Outcome outcomeOf(const Item &item)
{
    return item.decision ? item.decision->outcome : Outcome::None;
}

bool prefers(const Item &item, std::initializer_list<SourceKind> kinds)
{
    const Outcome outcome = outcomeOf(item);
    if (outcome != Outcome::Left && outcome != Outcome::Right)
        return false;
    const ResponseId wanted = outcome == Outcome::Left ? item.decision->left : item.decision->right;
    for (std::size_t i = 0; i < item.responses.size(); ++i) {
        if (item.responses[i].id == wanted)
            return std::find(kinds.begin(), kinds.end(), item.sources[i].kind) != kinds.end();
    }
    return false;
}

using Test = std::function<bool(const Item &)>;

const std::vector<std::pair<const char *, Test>> Terms = {
    {"state:open", [](const Item &i) { return !i.decision; }},
    {"state:drafted", [](const Item &i) { return i.decision && outcomeOf(i) == Outcome::None; }},
    {"state:skipped", [](const Item &i) { return outcomeOf(i) == Outcome::Skip; }},
    {"state:decided",
     [](const Item &i) { return i.decision && stateOf(outcomeOf(i)) == State::Decided; }},
    {"decision:left", [](const Item &i) { return outcomeOf(i) == Outcome::Left; }},
    {"decision:tie", [](const Item &i) { return outcomeOf(i) == Outcome::Tie; }},
    {"decision:neither", [](const Item &i) { return outcomeOf(i) == Outcome::Neither; }},
    {"decision:bad", [](const Item &i) { return outcomeOf(i) == Outcome::BadProblem; }},
    {"decision:reference", [](const Item &i) { return outcomeOf(i) == Outcome::ReferenceWrong; }},
    {"decision:human", [](const Item &i) { return prefers(i, {SourceKind::Human}); }},
    {"decision:teacher",
     [](const Item &i) {
         return prefers(i, {SourceKind::Teacher, SourceKind::Student});
     }},
    {"has:human", [](const Item &i) { return hasKind(i, {SourceKind::Human}); }},
    {"has:teacher",
     [](const Item &i) {
         return hasKind(i, {SourceKind::Teacher, SourceKind::Student});
     }},
    {"has:both",
     [](const Item &i) {
         return hasKind(i, {SourceKind::Human})
                && hasKind(i, {SourceKind::Teacher, SourceKind::Student});
     }},
    {"has:edit", [](const Item &i) { return hasKind(i, {SourceKind::Edited}); }},
    {"has:reference", [](const Item &i) { return !i.prompt.reference.empty(); }},
    {"has:truncated", [](const Item &i) { return hasFlag(i, Truncated); }},
    {"has:unterminated", [](const Item &i) { return hasFlag(i, UnterminatedThink); }},
    {"has:empty", [](const Item &i) { return hasFlag(i, EmptyReasoning | EmptyAnswer); }},
    {"source:pupil", [](const Item &i) { return hasKind(i, {SourceKind::Student}); }},
    {"source:nobody", [](const Item &) { return false; }},
    {"tag:hard", [](const Item &i) { return !i.tags.empty(); }},
    {"flag:yes", [](const Item &i) { return i.flagged; }},
    {"flag:no", [](const Item &i) { return !i.flagged; }},
    {"key:KEY-1", [](const Item &i) { return i.prompt.key.find("Key-1") != std::string::npos; }},
    {"key:%", [](const Item &) { return false; }},
    {"words>12",
     [](const Item &i) {
         return wordsOf(i, {SourceKind::Human, SourceKind::Teacher, SourceKind::Student}) > 12;
     }},
    {"words<1",
     [](const Item &i) {
         return wordsOf(i, {SourceKind::Human, SourceKind::Teacher, SourceKind::Student}) < 1;
     }},
    {"words:3",
     [](const Item &i) {
         return wordsOf(i, {SourceKind::Human, SourceKind::Teacher, SourceKind::Student}) == 3;
     }},
};

std::vector<PromptId> pick(const std::vector<Item> &items, const Test &test)
{
    std::vector<PromptId> ids;
    for (const Item &item : items) {
        if (test(item))
            ids.push_back(item.prompt.id);
    }
    return ids;
}

/// What a sort puts first, as a number or a text.
using Rank = std::function<std::pair<std::int64_t, std::string>(const Item &)>;

std::int64_t stateRank(const Item &item)
{
    const int outcome = static_cast<int>(outcomeOf(item));
    if (!item.decision)
        return -1;
    return outcome == 0 ? 0 : outcome == 5 ? 1 : 1 + outcome;
}

const std::vector<std::pair<Query::Sort, Rank>> Sorts = {
    {Query::Sort::Import,
     [](const Item &i) { return std::pair(i.prompt.id.value, std::string{}); }},
    {Query::Sort::Key, [](const Item &i) { return std::pair(std::int64_t{0}, i.prompt.key); }},
    {Query::Sort::State, [](const Item &i) { return std::pair(stateRank(i), std::string{}); }},
    {Query::Sort::PromptWords,
     [](const Item &i) {
         return std::pair(std::int64_t{countWords(i.prompt.text)}, std::string{});
     }},
    {Query::Sort::HumanWords,
     [](const Item &i) {
         return std::pair(std::int64_t{wordsOf(i, {SourceKind::Human})}, std::string{});
     }},
    {Query::Sort::TeacherWords,
     [](const Item &i) {
         return std::pair(std::int64_t{wordsOf(i, {SourceKind::Teacher, SourceKind::Student})},
                          std::string{});
     }},
    {Query::Sort::Decided,
     [](const Item &i) {
         return std::pair(i.decision ? i.decision->decidedUs : -1, std::string{});
     }},
};

} // namespace

class QueryTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyTermPicksWhatItsWordsSay()
    {
        const Mixed mixed;
        for (const auto &[text, test] : Terms) {
            const std::vector<PromptId> wanted = pick(mixed.items, test);
            QVERIFY2(*mixed.project->promptIds(*parseQuery(text)) == wanted, text);
            const std::string negated = std::string("-") + text;
            const auto others = pick(mixed.items, [&](const Item &i) { return !test(i); });
            QVERIFY2(*mixed.project->promptIds(*parseQuery(negated)) == others, negated.c_str());
        }
    }

    void termsMustAllHold()
    {
        const Mixed mixed;
        std::mt19937 random(11);
        for (int i = 0; i < 200; ++i) {
            const auto &[a, testA] = Terms[random() % Terms.size()];
            const auto &[b, testB] = Terms[random() % Terms.size()];
            const std::string text = std::string(a) + " -" + b;
            const auto wanted =
                pick(mixed.items, [&](const Item &item) { return testA(item) && !testB(item); });
            QVERIFY2(*mixed.project->promptIds(*parseQuery(text)) == wanted, text.c_str());
        }
    }

    void everySortStandsInItsOrderUnderEveryTerm_data()
    {
        QTest::addColumn<bool>("indexed");
        QTest::newRow("before the indexes") << false;
        QTest::newRow("with the indexes") << true;
    }
    void everySortStandsInItsOrderUnderEveryTerm()
    {
        QFETCH(bool, indexed);
        Mixed mixed;
        Progress progress;
        if (indexed)
            VERIFY_RESULT(mixed.project->buildSearchIndex(progress));
        for (const auto &[text, test] : Terms) {
            std::vector<PromptId> wanted = pick(mixed.items, test);
            for (const auto &[sort, rank] : Sorts) {
                for (const bool descending : {false, true}) {
                    Query query = *parseQuery(text);
                    query.sort = sort;
                    query.descending = descending;
                    const auto ids = *mixed.project->promptIds(query);
                    verifyOrder(mixed, ids, rank, descending);
                    auto sorted = ids;
                    std::sort(sorted.begin(), sorted.end());
                    QVERIFY2(sorted == wanted, text);
                    // A first page is the beginning of the whole.
                    const auto page = *mixed.project->promptIds(query, 7);
                    QVERIFY2(std::equal(page.begin(), page.end(), ids.begin()), text);
                    QCOMPARE(page.size(), std::min<std::size_t>(7, ids.size()));
                }
            }
        }
    }

    void theSumAlwaysAddsUp()
    {
        const Mixed mixed;
        const Accounting sum = *mixed.project->accounting();
        const auto count = [&](const char *text) {
            return static_cast<std::int64_t>(mixed.project->promptIds(*parseQuery(text))->size());
        };
        QCOMPARE(sum.imported, Prompts);
        QCOMPARE(sum.decided, count("state:decided"));
        QCOMPARE(sum.skipped, count("state:skipped"));
        QCOMPARE(sum.drafted, count("state:drafted"));
        QCOMPARE(sum.open, count("state:open"));
        QCOMPARE(sum.imported, sum.decided + sum.skipped + sum.drafted + sum.open);
        std::int64_t outcomes = 0;
        const auto counts = *mixed.project->outcomeCounts();
        for (const auto &[outcome, prompts] : counts)
            outcomes += prompts;
        QCOMPARE(outcomes, sum.decided + sum.skipped);
    }

    void summariesSayWhatTheItemsSay()
    {
        const Mixed mixed;
        const auto ids = *mixed.project->promptIds(Query{});
        const auto summaries = *mixed.project->summaries(ids);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const Item &item = mixed.items[i];
            QCOMPARE(summaries[i].key, item.prompt.key);
            QCOMPARE(summaries[i].outcome, outcomeOf(item));
            QCOMPARE(summaries[i].humanWords, wordsOf(item, {SourceKind::Human}));
            QCOMPARE(summaries[i].flagged, item.flagged);
            std::size_t samples = 0;
            for (const PromptSummary::SourceMark &mark : summaries[i].sources)
                samples += static_cast<std::size_t>(mark.samples);
            QCOMPARE(samples, item.responses.size());
        }
    }

    void manyPromptsAloneComeOnceEachByNumber()
    {
        const Mixed mixed;
        std::vector<PromptId> asked;
        for (const std::size_t index : {std::size_t{7}, std::size_t{3}, std::size_t{7}})
            asked.push_back(mixed.items[index].prompt.id);
        const auto prompts = mixed.project->prompts(asked);
        VERIFY_RESULT(prompts);
        QCOMPARE(prompts->size(), std::size_t{2});
        QVERIFY(prompts->front() == mixed.items[3].prompt);
        QVERIFY(prompts->back() == mixed.items[7].prompt);
        QVERIFY(mixed.project->prompts({})->empty());
        asked.push_back(PromptId{1'000'000});
        QCOMPARE(mixed.project->prompts(asked).error().code, Error::Code::NotFound);
    }

private:
    static void
    verifyOrder(const Mixed &mixed, const std::vector<PromptId> &ids, const Rank &rank, bool down)
    {
        const auto item = [&](PromptId id) -> const Item & {
            return *std::find_if(mixed.items.begin(), mixed.items.end(),
                                 [&](const Item &i) { return i.prompt.id == id; });
        };
        for (std::size_t i = 1; i < ids.size(); ++i) {
            const auto before = rank(item(ids[i - 1]));
            const auto after = rank(item(ids[i]));
            QVERIFY(down ? before >= after : before <= after);
        }
    }
};

QTEST_GUILESS_MAIN(QueryTest)
#include "query_test.moc"
