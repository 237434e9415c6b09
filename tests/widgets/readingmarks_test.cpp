// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/common/colors.h>
#include <widgets/reading/steprail.h>
#include <widgets/reading/traceview.h>
#include <widgets/review/reviewcommands.h>
#include <widgets/review/reviewpage.h>
#include <widgets/score/scorerow.h>

#include <QAbstractButton>
#include <QAction>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

#include <support/project.h>
#include <support/testdata.h>
#include <support/windowdriver.h>

using namespace touchstone;
using test::press;

namespace {

const std::string Reasoning = "First I count the pears: there are nine.\n\n"
                              "Each **pear** costs 4 টাকা, so nine cost 35 টাকা. I add them up.\n\n"
                              "So the answer is 35.\n\n"
                              "Let me check that again.";

} // namespace

/// The review page on a project of two prompts; the teacher's pane has the focus.
class ReadingMarksTest final : public QObject
{
    Q_OBJECT

private:
    test::PreparedAsk m_ask;
    std::unique_ptr<test::Project> m_project;
    std::unique_ptr<ReviewPage> m_page;
    QString m_said;

    Store &store() { return **m_project; }
    TraceView &view() { return *m_page->findChild<TraceView *>(QStringLiteral("trace-right")); }
    QWidget *part(const char *name) { return m_page->findChild<QWidget *>(QLatin1String(name)); }
    Item item() { return *store().item(*store().promptByKey("pears")); }
    ReadingMarks marks() { return item().marks; }

    void openPage()
    {
        m_page = std::make_unique<ReviewPage>(m_ask);
        connect(m_page.get(), &Page::said, this, [this](const QString &words) { m_said = words; });
        m_page->resize(1300, 800);
        m_page->setProject(&store(), nullptr);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->start(Query{}, *store().promptByKey("pears"));
        press(Qt::Key_F6);
        QVERIFY(view().hasFocus());
    }

    int positionOf(const QString &words)
    {
        const QTextCursor found = view().document()->find(words);
        return found.isNull() ? -1 : found.selectionStart();
    }
    QPoint placeOf(int position)
    {
        QTextCursor cursor(view().document());
        cursor.setPosition(position);
        return view().cursorRect(cursor).center();
    }
    void click(const QString &words)
    {
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, placeOf(positionOf(words)));
    }
    /// As by drawing over it with the mouse.
    void select(const QString &words)
    {
        const int begin = positionOf(words);
        QVERIFY(begin >= 0);
        QTest::mousePress(view().viewport(), Qt::LeftButton, {}, placeOf(begin));
        QTest::mouseMove(view().viewport(), placeOf(begin + static_cast<int>(words.size()) / 2));
        QTest::mouseMove(view().viewport(), placeOf(begin + static_cast<int>(words.size())));
        QTest::mouseRelease(view().viewport(), Qt::LeftButton, {},
                            placeOf(begin + static_cast<int>(words.size())));
        QCOMPARE(view().textCursor().selectedText(), words);
    }
    QAction *command(const char *id)
    {
        const QString name = QStringLiteral("command.") + QLatin1String(id);
        for (QAction *action : m_page->commands().actions()) {
            if (action->objectName() == name)
                return action;
        }
        return nullptr;
    }
    std::string wordsOf(const ErrorSpan &span)
    {
        return Reasoning.substr(span.place.byte, span.end - span.place.byte);
    }

private slots:
    void init()
    {
        m_said.clear();
        m_project = std::make_unique<test::Project>();
        VERIFY_RESULT(test::import(
            store(), {{"pears",
                       "What do nine pears cost?",
                       {{"people", SourceKind::Human, "36"},
                        {"model", SourceKind::Teacher, "It is 35.", Reasoning}},
                       "36"},
                      {"ships", "How many ships?", {{"people", SourceKind::Human, "2"}}, "2"}}));
        openPage();
    }
    void cleanup() { m_page.reset(); }

    void noScoreIsOutlinedWhileTheDigitsMarkAStep()
    {
        const auto outlined = [this] {
            const auto rows = m_page->findChildren<ScoreRow *>();
            return std::count_if(rows.begin(), rows.end(),
                                 [](const ScoreRow *row) { return row->isOutlined(); });
        };
        QCOMPARE(outlined(), 1);
        press(Qt::Key_J);
        QCOMPARE(outlined(), 0);
        press(Qt::Key_Down);
        QCOMPARE(outlined(), 1);
    }

    void digitsMarkTheStepThatWasGoneTo()
    {
        QCOMPARE(view().steps().size(), std::size_t{4});
        for (const Qt::Key key : {Qt::Key_3, Qt::Key_2, Qt::Key_1}) {
            press(Qt::Key_J);
            press(key);
        }
        ReadingMarks kept = marks();
        QCOMPARE(kept.steps.size(), std::size_t{3});
        const std::vector<int> values = {1, 0, -1};
        for (std::size_t i = 0; i < values.size(); ++i) {
            QCOMPARE(kept.steps[i].value, values[i]);
            QCOMPARE(kept.steps[i].place.byte, view().steps()[i].step.begin);
            QCOMPARE(kept.steps[i].end, view().steps()[i].step.end);
            QCOMPARE(view().marks().label(static_cast<int>(i)).mark, std::optional(values[i]));
        }
        QVERIFY(m_said.contains(QStringLiteral("Step 3 is marked wrong")));
        press(Qt::Key_0);
        QCOMPARE(marks().steps.size(), std::size_t{2});
        press(Qt::Key_7);
        QVERIFY(m_said.contains(QStringLiteral("1 wrong")));
        press(Qt::Key_U);
        press(Qt::Key_U);
        QCOMPARE(marks().steps.size(), std::size_t{2});
        QVERIFY(!view().marks().label(2).mark);
        m_page->redo();
        QCOMPARE(view().marks().label(2).mark, std::optional(-1));
    }

    void afterTheArrowsDigitsScore()
    {
        press(Qt::Key_4);
        press(Qt::Key_J);
        press(Qt::Key_1);
        press(Qt::Key_Down);
        press(Qt::Key_5);
        QVERIFY(m_page->leave());
        const Item kept = item();
        QCOMPARE(kept.scores.size(), std::size_t{2});
        QCOMPARE(kept.marks.steps.size(), std::size_t{1});
    }

    void whatWasEnteredBeforeAMarkIsUndoneAfterIt()
    {
        press(Qt::Key_4);
        press(Qt::Key_J);
        press(Qt::Key_3);
        press(Qt::Key_U);
        QVERIFY(marks().steps.empty());
        QCOMPARE(item().scores.size(), std::size_t{1});
    }

    void theFirstErrorIsSetAndTakenAwayByTheSameKey()
    {
        press(Qt::Key_W);
        QVERIFY(m_said.contains(QStringLiteral("J and K")));
        press(Qt::Key_J);
        press(Qt::Key_J);
        press(Qt::Key_W);
        QCOMPARE(marks().firstErrors.size(), std::size_t{1});
        QCOMPARE(marks().steps.front().value, -1);
        QVERIFY(view().marks().label(1).isFirstError);
        const auto *rail = m_page->findChild<StepRail *>(QStringLiteral("steps-right"));
        QCOMPARE(rail->accessibleDescription(), QStringLiteral("Step 2 of 4, wrong, first error"));
        press(Qt::Key_J);
        press(Qt::Key_W);
        QCOMPARE(marks().firstErrors.front().byte, view().steps()[2].step.begin);
        press(Qt::Key_W);
        QVERIFY(marks().firstErrors.empty());
    }

    void shiftGoesToStepsWithoutAMark()
    {
        press(Qt::Key_J, Qt::ShiftModifier);
        QCOMPARE(view().currentStep(), 0);
        press(Qt::Key_1, Qt::AltModifier);
        press(Qt::Key_J);
        press(Qt::Key_3);
        press(Qt::Key_K);
        press(Qt::Key_J, Qt::ShiftModifier);
        QCOMPARE(view().currentStep(), 2);
        press(Qt::Key_K, Qt::ShiftModifier);
        QCOMPARE(view().currentStep(), 2);
        QVERIFY(m_said.contains(QStringLiteral("goes before")));
    }

    void selectedWordsBecomeAnErrorWithTypeAndNote()
    {
        const int revision = view().document()->revision();
        select(QString::fromUtf8("nine cost 35 টাকা"));
        press(Qt::Key_M);
        QVERIFY(part("span-editor")->isVisible());
        press(Qt::Key_2);
        QCOMPARE(part("span-note"), QApplication::focusWidget());
        test::type(QStringLiteral("it is 36"));
        press(Qt::Key_Return);
        QVERIFY(!part("span-editor")->isVisible());
        QVERIFY(view().hasFocus());
        QCOMPARE(marks().spans.size(), std::size_t{1});
        const ErrorSpan span = marks().spans.front();
        QCOMPARE(wordsOf(span), std::string("nine cost 35 টাকা"));
        QCOMPARE(span.type, std::string("logic"));
        QCOMPARE(span.note, std::string("it is 36"));
        QCOMPARE(view().document()->revision(), revision);

        // The same key opens it again.
        QVERIFY(!view().textCursor().hasSelection());
        press(Qt::Key_M);
        QVERIFY(part("span-remove")->isVisible());
        press(Qt::Key_Escape);

        // Clicked and opened again, it is changed; then removed, and brought back.
        click(QStringLiteral("cost 35"));
        press(Qt::Key_M);
        press(Qt::Key_1);
        press(Qt::Key_Enter);
        QCOMPARE(marks().spans.front().type, std::string("arithmetic"));
        QCOMPARE(marks().spans.front().uid, span.uid);
        press(Qt::Key_M);
        press(Qt::Key_Delete);
        QVERIFY(marks().spans.empty());
        press(Qt::Key_U);
        press(Qt::Key_U);
        QVERIFY(marks().spans == std::vector<ErrorSpan>{span});
    }

    void wordsAcrossMarkupAreTakenWithIt()
    {
        select(QStringLiteral("Each pear costs"));
        press(Qt::Key_M);
        press(Qt::Key_Return);
        QCOMPARE(wordsOf(marks().spans.front()), std::string("Each **pear** costs"));
        const auto [begin, end] = view().marks().placeOf(0);
        QTextCursor shown(view().document());
        shown.setPosition(begin);
        shown.setPosition(end, QTextCursor::KeepAnchor);
        QCOMPARE(shown.selectedText(), QStringLiteral("Each pear costs"));
    }

    void escapeLeavesNoMarkAndGoingOnKeepsIt()
    {
        press(Qt::Key_J);
        press(Qt::Key_M);
        press(Qt::Key_Escape);
        QVERIFY(marks().isEmpty());
        QVERIFY(view().hasFocus());
        press(Qt::Key_M);
        command("next")->trigger();
        QCOMPARE(marks().spans.size(), std::size_t{1});
        QCOMPARE(wordsOf(marks().spans.front()),
                 std::string("First I count the pears: there are nine."));
        QVERIFY(!part("span-editor")->isVisible());
    }

    void aStepIsSplitWhereItWasClickedAndJoined()
    {
        press(Qt::Key_I);
        QVERIFY(m_said.contains(QStringLiteral("J and K")));
        const auto four = view().steps().size();
        select(QStringLiteral("I add"));
        press(Qt::Key_I);
        QCOMPARE(view().steps().size(), four + 1);
        QVERIFY(m_said.contains(QStringLiteral("Step 2 is split")));
        press(Qt::Key_J);
        press(Qt::Key_J);
        QCOMPARE(view().currentStep(), 1);
        const std::size_t second = view().steps()[2].step.begin;
        QCOMPARE(Reasoning.substr(second, 5), std::string("I add"));
        press(Qt::Key_J);
        QCOMPARE(view().currentStep(), 2);
        press(Qt::Key_3);
        QCOMPARE(marks().steps.front().place.byte, second);
        press(Qt::Key_J);
        press(Qt::Key_G);
        QCOMPARE(view().steps().size(), four);
        QCOMPARE(view().currentStep(), 2);
        QCOMPARE(marks().cuts.size(), std::size_t{2});

        // As they are when the project is opened again.
        m_page.reset();
        VERIFY_RESULT(m_project->reopen());
        openPage();
        QCOMPARE(view().steps().size(), four);
        QCOMPARE(view().steps()[2].step.begin, second);
        QCOMPARE(view().marks().label(2).mark, std::optional(1));
        for (int i = 0; i < 3; ++i)
            press(Qt::Key_U);
        QVERIFY(marks().isEmpty());
        QCOMPARE(view().steps().size(), four);
        press(Qt::Key_J);
        press(Qt::Key_G);
        QVERIFY(m_said.contains(QStringLiteral("none before it")));
    }

    void aStepIsNotSplitWithinAWord()
    {
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {},
                          placeOf(positionOf(QString::fromUtf8("টাকা, so")) + 2));
        press(Qt::Key_I);
        QCOMPARE(view().steps().size(), std::size_t{5});
        QCOMPARE(Reasoning.substr(view().steps()[2].step.begin).substr(0, 13),
                 std::string("টাকা,"));
    }

    void aStepIsSplitByKeysAlone()
    {
        press(Qt::Key_J);
        for (int i = 0; i < 6; ++i)
            press(Qt::Key_Right, Qt::ShiftModifier);
        press(Qt::Key_I);
        QCOMPARE(view().steps().size(), std::size_t{5});
        QCOMPARE(Reasoning.substr(view().steps()[1].step.begin, 7), std::string("I count"));
    }

    void theMenuOfAStepMarksIt()
    {
        const QPoint place(8, placeOf(positionOf(QStringLiteral("So the answer"))).y());
        QContextMenuEvent event(QContextMenuEvent::Mouse, place,
                                view().viewport()->mapToGlobal(place));
        QApplication::sendEvent(view().viewport(), &event);
        auto *menu = m_page->findChild<QMenu *>(QStringLiteral("marks-menu"));
        QVERIFY(menu != nullptr);
        QVERIFY(menu->isVisible());
        QCOMPARE(view().currentStep(), 2);
        QVERIFY(menu->actions().contains(command("step-wrong")));
        QVERIFY(menu->actions().contains(command("step-split")));
        command("step-wrong")->trigger();
        menu->close();
        QCOMPARE(view().marks().label(2).mark, std::optional(-1));
    }

    void theRailShowsMarksByFormAndColour()
    {
        const auto *rail = m_page->findChild<StepRail *>(QStringLiteral("steps-right"));
        const Colors &colors = colorsOf(rail);
        const QRectF block = rail->blockOf(0);
        const auto colorAt = [&](double x) {
            return const_cast<StepRail *>(rail)->grab().toImage().pixelColor(
                static_cast<int>(x), static_cast<int>(block.center().y()));
        };
        press(Qt::Key_J);
        press(Qt::Key_3);
        press(Qt::Key_J);
        QCOMPARE(colorAt(block.center().x()), colors.correct);
        QVERIFY(colorAt(block.left()) != colors.correct);
        press(Qt::Key_K);
        press(Qt::Key_1);
        press(Qt::Key_J);
        QCOMPARE(colorAt(block.center().x()), colors.differs);
        QCOMPARE(colorAt(block.left() - 1), colors.differs);
    }

    void theTypesCanBeChangedMeanwhile()
    {
        press(Qt::Key_J);
        press(Qt::Key_M);
        QTest::mouseClick(part("span-edit-types"), Qt::LeftButton);
        auto *lines = m_page->findChild<QPlainTextEdit *>(QStringLiteral("error-types-lines"));
        QVERIFY(lines != nullptr);
        lines->setPlainText(QStringLiteral("sign\n\n  rounding  up \nsign"));
        auto *dialog = qobject_cast<QDialog *>(lines->window());
        dialog->accept();
        QVERIFY(*store().errorTypes() == (ErrorTypes{{"sign", "rounding up"}}));
        const auto *types = qobject_cast<QListWidget *>(part("span-types"));
        QVERIFY(types->count() >= 2);
        QVERIFY(types->item(0)->text().contains(QStringLiteral("sign")));
    }

    void inRawTextNothingIsMarked()
    {
        press(Qt::Key_J);
        press(Qt::Key_R);
        press(Qt::Key_M);
        QVERIFY(!part("span-editor")->isVisible());
        press(Qt::Key_W);
        press(Qt::Key_1, Qt::AltModifier);
        press(Qt::Key_I);
        QVERIFY(marks().isEmpty());
    }
};

QTEST_MAIN(ReadingMarksTest)
#include "readingmarks_test.moc"
