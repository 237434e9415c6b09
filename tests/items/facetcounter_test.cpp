// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "support/project.h"

#include <items/facetcounter.h>

#include <QTest>

using namespace touchstone;

namespace {

/// The last count of a counter, by the text of its term.
class Counts final
{
public:
    explicit Counts(FacetCounter &counter)
    {
        QObject::connect(&counter, &FacetCounter::counted, &counter,
                         [this](const std::vector<Facet> &facets, qint64 prompts) {
                             m_facets = facets;
                             m_prompts = prompts;
                             ++m_times;
                         });
    }

    /// -1: there is no such facet.
    [[nodiscard]] std::int64_t of(const std::string &text) const
    {
        for (const Facet &facet : m_facets) {
            Query query;
            query.terms = {facet.term};
            if (toText(query) == text)
                return facet.count;
        }
        return -1;
    }
    [[nodiscard]] qint64 prompts() const { return m_prompts; }
    [[nodiscard]] int times() const { return m_times; }

private:
    std::vector<Facet> m_facets;
    qint64 m_prompts = 0;
    int m_times = 0;
};

} // namespace

class FacetCounterTest final : public QObject
{
    Q_OBJECT

private slots:
    void countsEveryGroup();
    void countsAgainAfterADecision();
    void waitsUntilItIsLive();
    void forgetsAProjectThatIsClosed();
};

void FacetCounterTest::countsEveryGroup()
{
    test::Project project;
    project.addProblems(4);
    project.addProblems(6, true, false);
    project.decide(project.prompt("p1"), Outcome::Left);
    project.decide(project.prompt("p2"), Outcome::Right);
    project.decide(project.prompt("p3"), Outcome::Skip);
    QVERIFY(project->perform(Step{{SetTag{project.prompt("p4"), "unit price", true}}}));
    FacetCounter counter;
    const Counts counts(counter);
    counter.setStore(&*project);
    QTRY_COMPARE(counts.prompts(), 6);
    QCOMPARE(counts.of("state:open"), 3);
    QCOMPARE(counts.of("decision:human"), 1);
    QCOMPARE(counts.of("decision:teacher"), 1);
    QCOMPARE(counts.of("state:skipped"), 1);
    QCOMPARE(counts.of("source:\"human label\""), 6);
    QCOMPARE(counts.of("source:teacher-r1"), 4);
    QCOMPARE(counts.of("has:both"), 4);
    QCOMPARE(counts.of("tag:\"unit price\""), 1);
}

void FacetCounterTest::countsAgainAfterADecision()
{
    test::Project project;
    project.addProblems(2);
    FacetCounter counter;
    const Counts counts(counter);
    counter.setStore(&*project);
    QTRY_COMPARE(counts.of("state:open"), 2);
    project.decide(project.prompt("p1"), Outcome::Tie);
    QTRY_COMPARE(counts.of("decision:tie"), 1);
    QCOMPARE(counts.of("state:open"), 1);
}

void FacetCounterTest::waitsUntilItIsLive()
{
    test::Project project;
    project.addProblems(2);
    FacetCounter counter;
    const Counts counts(counter);
    counter.setStore(&*project);
    QTRY_COMPARE(counts.times(), 1);
    counter.setLive(false);
    project.decide(project.prompt("p1"), Outcome::Tie);
    counter.setLive(true);
    QTRY_COMPARE(counts.of("decision:tie"), 1);
    QCOMPARE(counts.times(), 2);
}

void FacetCounterTest::forgetsAProjectThatIsClosed()
{
    test::Project project;
    project.addProblems(2);
    FacetCounter counter;
    const Counts counts(counter);
    counter.setStore(&*project);
    QTRY_COMPARE(counts.prompts(), 2);
    counter.setStore(nullptr);
    QCOMPARE(counts.prompts(), 0);
    QCOMPARE(counts.of("state:open"), -1);
}

QTEST_GUILESS_MAIN(FacetCounterTest)
#include "facetcounter_test.moc"
