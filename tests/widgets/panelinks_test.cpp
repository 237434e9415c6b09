// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "support/project.h"
#include "support/windowdriver.h"

#include <widgets/reading/alignmentgutter.h>
#include <widgets/reading/linkedscroll.h>
#include <widgets/reading/stepplaces.h>
#include <widgets/reading/tracecomparison.h>
#include <widgets/reading/traceview.h>
#include <widgets/review/comparisonview.h>
#include <widgets/review/panelinks.h>
#include <widgets/review/reviewpage.h>

#include <QAction>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace touchstone;

namespace {

const std::string Human = "The pears of one year bring 9 * 4 / 3 = 12 euros.\n\n"
                          "After watering, 12 - 5 = 7 euros remain each year.\n\n"
                          "The tree has paid for itself after 84 / 7 = 12 years.\n\n"
                          "So year 12 + 1 = 13 is the first one.";
const std::string Thought = "Okay, let me see what is asked here.\n\n"
                            "The pears bring 9 * 4 / 3 = 12 euros a year.\n\n"
                            "Hmm, nothing else grows on it.\n\n"
                            "Watering costs something, so 12 - 5 = 7 euros remain.\n\n"
                            "It has paid for itself after 84 / 7 = 12 years.";

/// Paragraphs that have little in common but their own numbers.
std::string rows(int from, int to)
{
    std::string text;
    for (int i = from; i < to; ++i)
        text += "Row " + std::to_string(7'000 + i * 37) + " is read and put aside for later, with "
                + "its total of " + std::to_string(90'000 + i * 101) + " euros.\n\n";
    return text;
}

std::string textOf(const TraceView &view, const SourcePiece &span)
{
    const Response &response = view.response();
    const std::string &part =
        span.part == TextPart::Reasoning ? response.reasoning : response.answer;
    return part.substr(span.begin, span.end - span.begin);
}

} // namespace

class PaneLinksTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_page.reset(); }
    void stepsThatSayTheSameAreAligned();
    void aBandReachesFromStepToStep();
    void nothingIsSaidOfStrangers();
    void oneResponseHasNothingToBeComparedWith();
    void wordDifferencesAreMarkedOnAKey();
    void theNextDifferenceIsShownOnBothSides();
    void ofThreePanesTheCurrentOneDiffersFromItsLeft();
    void equalNumbersAreLitOnBothSides();
    void equalNumbersAreLitByTheKeyboard();
    void theCurrentStepTakesItsCounterpartAlong();
    void pinsAreKeptAndUndone();
    void draggingFromEdgeToEdgePins();
    void aClickOnABandGoesToItsSteps();
    void scrollingFollowsTheAlignment();
    void findCountsThePromptToo();
    void aTextThatIsNotThereToItsEndIsSaidToBe();

private:
    TraceView *view(const char *side) const
    {
        return m_page->findChild<TraceView *>(QStringLiteral("trace-") + QLatin1String(side));
    }
    PaneLinks &links() const { return *m_page->findChild<PaneLinks *>(); }
    AlignmentGutter &gutter() const
    {
        return *m_page->findChild<AlignmentGutter *>(QStringLiteral("alignment-1"));
    }
    const TraceComparison::Findings &findings() const { return links().comparison().findings(); }
    void trigger(const char *command) const
    {
        m_page->findChild<QAction *>(QStringLiteral("command.") + QLatin1String(command))
            ->trigger();
    }
    /// Shows the item of this key, compared.
    bool go(const std::string &key);
    QPoint placeOf(const TraceView &view, const char *words) const;
    std::vector<Pin> keptPins() const
    {
        return (*m_project)->item(m_project->prompt("pears"))->marks.pins;
    }

    std::unique_ptr<test::Project> m_project;
    test::PreparedAsk m_ask;
    std::unique_ptr<ReviewPage> m_page;
};

void PaneLinksTest::init()
{
    m_project = std::make_unique<test::Project>();
    const auto human = [](const std::string &answer) {
        return test::Reply{"expert", SourceKind::Human, answer};
    };
    const auto teacher = [](const std::string &reasoning) {
        return test::Reply{"r1", SourceKind::Teacher, "The answer is 12.", reasoning};
    };
    std::vector<test::Row> all;
    all.push_back({"pears",
                   "A tree costs 84 euros. It bears 9 pears, and 84 is a lot.",
                   {human(Human), teacher(Thought)}});
    all.push_back({"strangers",
                   "What is it?",
                   {human("Nobody knows."), teacher("Blue birds sing.\n\nGreen ones fly.")}});
    all.push_back({"alone", "What is it?", {human("Nobody knows.")}});
    all.push_back({"three",
                   "How many?",
                   {human("Four pears."),
                    {"r1", SourceKind::Teacher, "So there are five pears in the tree."},
                    {"r2", SourceKind::Teacher, "So there are six pears in the tree."}}});
    all.push_back({"long",
                   "Read the rows.",
                   {human(rows(0, 60)), teacher(rows(1'000, 1'060) + rows(0, 60))}});
    all.push_back({"very long",
                   "Read the rows.",
                   {human(rows(0, 600)), teacher(rows(0, 600) + "One more.")}});
    QVERIFY(test::import(**m_project, all));
    m_page = std::make_unique<ReviewPage>(m_ask);
    m_page->resize(1'300, 800);
    m_page->setProject(&**m_project, nullptr);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QVERIFY(go("pears"));
}

bool PaneLinksTest::go(const std::string &key)
{
    m_page->start(Query{}, m_project->prompt(key));
    return QTest::qWaitFor([this] { return !findings().sides.empty(); });
}

QPoint PaneLinksTest::placeOf(const TraceView &view, const char *words) const
{
    const QTextCursor found = view.document()->find(QLatin1String(words));
    QTextCursor inside(view.document());
    inside.setPosition(found.selectionStart() + 1);
    return view.cursorRect(inside).center();
}

void PaneLinksTest::stepsThatSayTheSameAreAligned()
{
    const auto &aligned = findings().pairs.at(0).aligned;
    QCOMPARE(aligned.size(), std::size_t{3});
    const std::vector<std::pair<std::size_t, std::size_t>> wanted = {{0, 1}, {1, 3}, {2, 4}};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        QCOMPARE(aligned[i].leftBegin, wanted[i].first);
        QCOMPARE(aligned[i].rightBegin, wanted[i].second);
    }
}

void PaneLinksTest::aBandReachesFromStepToStep()
{
    const QPainterPath band = gutter().bandOf(1);
    const auto height = [this](const TraceView &view, int step) {
        const StepPlace place = placeInDocument(view, step);
        const QPointF middle(0, (place.top + place.bottom) / 2);
        return gutter().mapFromGlobal(view.viewport()->mapToGlobal(middle)).y();
    };
    QVERIFY(gutter().width() > 50);
    QVERIFY(band.contains(QPointF(1, height(*view("left"), 1))));
    QVERIFY(!band.contains(QPointF(1, height(*view("left"), 2))));
    QVERIFY(band.contains(QPointF(gutter().width() - 1, height(*view("right"), 3))));
    QVERIFY(!band.contains(QPointF(gutter().width() - 1, height(*view("right"), 1))));
}

void PaneLinksTest::nothingIsSaidOfStrangers()
{
    QVERIFY(go("strangers"));
    QVERIFY(findings().pairs.at(0).aligned.empty());
    QCOMPARE(gutter().accessibleDescription(), QStringLiteral("No steps are aligned"));
}

void PaneLinksTest::oneResponseHasNothingToBeComparedWith()
{
    QVERIFY(go("alone"));
    QVERIFY(findings().pairs.empty());
    QCOMPARE(gutter().width(), 12);
}

void PaneLinksTest::wordDifferencesAreMarkedOnAKey()
{
    QVERIFY(view("left")->highlights().differences().empty());
    trigger("differences");
    QTRY_VERIFY(!view("left")->highlights().differences().empty());
    const auto &left = view("left")->highlights().differences();
    const auto &right = view("right")->highlights().differences();
    QCOMPARE(left.size(), right.size());
    for (std::size_t i = 0; i < left.size(); ++i)
        QVERIFY(textOf(*view("left"), left[i]) != textOf(*view("right"), right[i]));
    // What the steps that say the same share is not marked.
    for (const std::string shared :
         {"9 * 4 / 3 = 12 euros", "12 - 5 = 7 euros remain", "84 / 7 = 12 years"}) {
        const std::size_t same = Human.find(shared);
        for (const SourcePiece &each : left)
            QVERIFY(each.end <= same || each.begin >= same + shared.size());
    }
    trigger("differences");
    QTRY_VERIFY(view("left")->highlights().differences().empty());
}

void PaneLinksTest::theNextDifferenceIsShownOnBothSides()
{
    QSignalSpy said(m_page.get(), &Page::said);
    trigger("difference-next"); // turns them on
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(said.last().first().toString().startsWith(QStringLiteral("Difference 1 of ")));
    trigger("difference-next");
    QVERIFY(said.last().first().toString().startsWith(QStringLiteral("Difference 2 of ")));
    trigger("difference-previous");
    trigger("difference-previous");
    const auto count = view("left")->highlights().differences().size();
    QCOMPARE(said.last().first().toString(), QStringLiteral("Difference %1 of %1").arg(count));
}

void PaneLinksTest::ofThreePanesTheCurrentOneDiffersFromItsLeft()
{
    m_page->resize(2'000, 800);
    QVERIFY(go("three"));
    QVERIFY(m_page->findChild<ComparisonView *>()->isThirdShown());
    QTRY_COMPARE(findings().pairs.size(), std::size_t{2});
    QSignalSpy said(m_page.get(), &Page::said);
    trigger("difference-next");
    QTRY_VERIFY(!said.empty());
    QVERIFY(said.last().first().toString().endsWith(QStringLiteral(", panes 1 and 2")));
    QVERIFY(!view("left")->highlights().differences().empty());
    QVERIFY(view("third")->highlights().differences().empty());
    m_page->findChild<ComparisonView *>()->setCurrent(2);
    QVERIFY(view("left")->highlights().differences().empty());
    const auto &middle = view("right")->highlights().differences();
    QCOMPARE(middle.size(), std::size_t{1});
    QCOMPARE(textOf(*view("right"), middle.front()), std::string("five"));
    QCOMPARE(textOf(*view("third"), view("third")->highlights().differences().front()),
             std::string("six"));
    trigger("difference-next");
    QVERIFY(said.last().first().toString().endsWith(QStringLiteral(", panes 2 and 3")));
}

void PaneLinksTest::equalNumbersAreLitOnBothSides()
{
    QTest::mouseMove(view("left")->viewport(), placeOf(*view("left"), "84"));
    QCOMPARE(view("left")->highlights().lit().size(), std::size_t{1});
    const auto &right = view("right")->highlights().lit();
    QCOMPARE(right.size(), std::size_t{1});
    QCOMPARE(textOf(*view("right"), right.front()), std::string("84"));
    QTest::mouseMove(view("left")->viewport(), placeOf(*view("left"), "watering"));
    QVERIFY(view("right")->highlights().lit().empty());
}

void PaneLinksTest::equalNumbersAreLitByTheKeyboard()
{
    view("left")->setCurrentStep(1); // 12 - 5 = 7
    const auto lit = [this] {
        const auto &spans = view("right")->highlights().lit();
        return spans.empty() ? std::string() : textOf(*view("right"), spans.front());
    };
    for (const char *number : {"12", "5", "7", ""}) {
        trigger("equal");
        QCOMPARE(lit(), std::string(number));
    }
}

void PaneLinksTest::theCurrentStepTakesItsCounterpartAlong()
{
    view("left")->setCurrentStep(1);
    QCOMPARE(view("right")->currentStep(), 3);
    view("right")->setCurrentStep(4);
    QCOMPARE(view("left")->currentStep(), 2);
    // What says nothing of the other side leaves it where it is.
    view("right")->setCurrentStep(0);
    QCOMPARE(view("left")->currentStep(), 2);
    trigger("linked");
    view("right")->setCurrentStep(3);
    QCOMPARE(view("left")->currentStep(), 2);
}

void PaneLinksTest::pinsAreKeptAndUndone()
{
    trigger("linked");
    view("left")->setCurrentStep(3);
    view("right")->setCurrentStep(2);
    trigger("pin");
    QCOMPARE(keptPins().size(), std::size_t{1});
    QTRY_VERIFY(findings().pairs.at(0).aligned.back().isPinned);
    QCOMPARE(findings().pairs.at(0).aligned.back().rightBegin, std::size_t{2});
    // Steps that were looked at stay so.
    QCOMPARE(view("left")->currentStep(), 3);
    trigger("pin");
    QVERIFY(keptPins().empty());
    QTRY_VERIFY(!findings().pairs.at(0).aligned.back().isPinned);
    m_page->undo();
    QCOMPARE(keptPins().size(), std::size_t{1});
    QTRY_VERIFY(findings().pairs.at(0).aligned.back().isPinned);
}

void PaneLinksTest::draggingFromEdgeToEdgePins()
{
    const auto place = [this](const TraceView &view, int step, int x) {
        const StepPlace own = placeInDocument(view, step);
        const QPoint middle(0, static_cast<int>((own.top + own.bottom) / 2));
        return QPoint(x, gutter().mapFromGlobal(view.viewport()->mapToGlobal(middle)).y());
    };
    const QPoint from = place(*view("right"), 0, gutter().width() - 3);
    const QPoint to = place(*view("left"), 3, 3);
    QTest::mousePress(&gutter(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&gutter(), (from + to) / 2);
    QTest::mouseRelease(&gutter(), Qt::LeftButton, {}, to);
    QCOMPARE(keptPins().size(), std::size_t{1});
    ReadingMarks kept;
    kept.pins = keptPins();
    const Pin pin =
        pinsBetween(kept, view("left")->response().id, view("right")->response().id).front();
    QCOMPARE(pin.one.byte, Human.find("So year"));
    QCOMPARE(pin.other.byte, std::size_t{0});
}

void PaneLinksTest::aClickOnABandGoesToItsSteps()
{
    const QPoint middle = gutter().bandOf(1).boundingRect().center().toPoint();
    QTest::mouseClick(&gutter(), Qt::LeftButton, {}, middle);
    QCOMPARE(view("left")->currentStep(), 1);
    QCOMPARE(view("right")->currentStep(), 3);
    QVERIFY(keptPins().empty());
}

void PaneLinksTest::scrollingFollowsTheAlignment()
{
    QVERIFY(go("long"));
    QVERIFY(findings().pairs.at(0).aligned.size() > 50);
    QScrollBar *bar = view("left")->verticalScrollBar();
    // By shares alone the right one would show rows that the left one does not have.
    bar->setValue(bar->maximum() / 4);
    const auto [first, last] = view("left")->seenSteps();
    const auto [rightFirst, rightLast] = view("right")->seenSteps();
    QVERIFY(first > 0 && rightFirst <= 60 + (first + last) / 2
            && 60 + (first + last) / 2 <= rightLast);
    bar->setValue(bar->maximum());
    QCOMPARE(view("right")->verticalScrollBar()->value(),
             view("right")->verticalScrollBar()->maximum());
    // And back the other way.
    view("right")->verticalScrollBar()->setValue(0);
    QCOMPARE(bar->value(), 0);
}

void PaneLinksTest::findCountsThePromptToo()
{
    trigger("find");
    auto *field = m_page->findChild<QLineEdit *>(QStringLiteral("find-field"));
    QVERIFY(field != nullptr);
    field->setText(QStringLiteral("84"));
    auto *prompt = m_page->findChild<ReadingBrowser *>(QStringLiteral("prompt"));
    QCOMPARE(prompt->hitCount(), 2);
    const auto *hits = m_page->findChild<QLabel *>(QStringLiteral("find-hits"));
    QVERIFY(hits != nullptr);
    const auto words = [&](int hit) {
        return QStringLiteral("%1 of %2")
            .arg(hit)
            .arg(prompt->hitCount() + view("left")->hitCount() + view("right")->hitCount());
    };
    QCOMPARE(hits->text(), words(1));
    const int left = view("left")->hitCount();
    field->setText(QStringLiteral("4"));
    QVERIFY(view("left")->hitCount() > left);
    QCOMPARE(hits->text(), words(1));
    // Whoever stands at the last of all hits still does when there are more before it.
    for (int i = 1; i < prompt->hitCount() + view("left")->hitCount() + view("right")->hitCount();
         ++i)
        QTest::keyClick(field, Qt::Key_Return);
    const auto all = [&] {
        return prompt->hitCount() + view("left")->hitCount() + view("right")->hitCount();
    };
    QCOMPARE(hits->text(), words(all()));
    prompt->setSearch(QStringLiteral("e"));
    QCOMPARE(hits->text(), words(all()));
}

void PaneLinksTest::aTextThatIsNotThereToItsEndIsSaidToBe()
{
    const QSignalSpy said(m_page.get(), &ReviewPage::said);
    m_page->start(Query{}, m_project->prompt("very long"));
    QVERIFY(!view("left")->isWhole());
    trigger("find");
    auto *field = m_page->findChild<QLineEdit *>(QStringLiteral("find-field"));
    const auto *hits = m_page->findChild<QLabel *>(QStringLiteral("find-hits"));
    field->setText(QStringLiteral("one more"));
    QCOMPARE(hits->text(), QStringLiteral("not found yet"));
    trigger("difference-next");
    QTRY_VERIFY(view("left")->isWhole() && view("right")->isWhole());
    QCOMPARE(hits->text(), QStringLiteral("0 of 1"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(hits->text(), QStringLiteral("1 of 1"));
    QVERIFY(QTest::qWaitFor([&] { return links().areDifferencesShown(); }));
    // The step that was asked for comes when the words are compared.
    QTRY_VERIFY(!said.isEmpty());
    QTRY_VERIFY(said.back()[0].toString().startsWith(QStringLiteral("Difference 1 of")));
}

QTEST_MAIN(PaneLinksTest)
#include "panelinks_test.moc"
