// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <items/standingwords.h>
#include <pipeline/jobrunner.h>
#include <pipeline/responsechecker.h>
#include <pipeline/verifyjob.h>
#include <widgets/check/checkdialog.h>
#include <widgets/check/choosedialog.h>
#include <widgets/check/scriptdialog.h>
#include <widgets/common/chip.h>
#include <widgets/reading/traceview.h>
#include <widgets/review/answerdetail.h>
#include <widgets/review/panefoot.h>
#include <widgets/review/reviewpage.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <support/project.h>
#include <support/testdata.h>
#include <support/windowdriver.h>

using namespace touchstone;
using test::press;

/// The review page on a project that was verified: people are right, the teacher is wrong.
class VerdictPaneTest final : public QObject
{
    Q_OBJECT

private:
    test::PreparedAsk m_ask;
    std::unique_ptr<test::Project> m_project;
    std::unique_ptr<ReviewPage> m_page;

    Store &store() { return **m_project; }
    Item item() { return *store().item(*store().promptByKey("pears")); }
    template <typename Widget>
    Widget *part(const char *name)
    {
        return m_page->findChild<Widget *>(QLatin1String(name));
    }
    QString detailText()
    {
        QStringList all;
        for (const QLabel *label : part<AnswerDetail>("answer-detail")->findChildren<QLabel *>())
            all << label->text();
        return all.join(QLatin1Char('\n'));
    }
    void verify()
    {
        VerifyJob job({});
        Progress progress;
        VERIFY_RESULT(job.run(store(), progress));
    }
    QAction *overruling(const QString &button, const QString &words)
    {
        const auto *owner = m_page->findChild<QToolButton *>(button);
        for (QAction *action : owner->menu()->actions()) {
            if (action->text() == words)
                return action;
        }
        return nullptr;
    }

private slots:
    void init()
    {
        m_project = std::make_unique<test::Project>();
        VERIFY_RESULT(test::import(
            store(), {{"pears",
                       "Nine pears and three pears?",
                       {{"people", SourceKind::Human, "9 + 3 = 12\n#### 12"},
                        {"r1", SourceKind::Teacher, "So it is \\boxed{13} pears."}},
                       "12"},
                      {"plums", "Two plums?", {{"people", SourceKind::Human, "#### 2"}}, "2"}}));
        m_page = std::make_unique<ReviewPage>(m_ask);
        m_page->resize(1300, 800);
        m_page->setProject(&store(), nullptr);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->start(Query{}, *store().promptByKey("pears"));
    }

    void cleanup()
    {
        m_page.reset();
        m_project.reset();
    }

    void aChipSaysHowAResponseStands()
    {
        QVERIFY(!part<Chip>("verdict-left")->isVisible());
        verify();
        QVERIFY(part<Chip>("verdict-left")->isVisible());
        QCOMPARE(part<Chip>("verdict-left")->text(), QStringLiteral("✓ correct"));
        QCOMPARE(part<Chip>("verdict-right")->text(), QStringLiteral("✕ wrong"));
        QVERIFY(part<Chip>("verdict-right")->toolTip().contains(QStringLiteral("read as 13")));
        QCOMPARE(part<PaneFoot>("final-answer-right")->answer(), QStringLiteral("13"));
        QVERIFY(part<TraceView>("trace-right")->highlights().answer().has_value());
        QCOMPARE(part<TraceView>("trace-right")->highlights().answer()->begin, std::size_t{16});
        press(Qt::Key_Right);
        QVERIFY(!part<Chip>("verdict-right")->isVisible());
    }

    void theDetailTellsHowItCameAbout()
    {
        press(Qt::Key_V);
        QVERIFY(detailText().contains(QStringLiteral("not checked yet")));
        press(Qt::Key_V);
        verify();
        press(Qt::Key_V);
        const QString text = detailText();
        for (const char *words :
             {"the last \\boxed", "“So it is \\boxed{13} pears.”",
              "read as 13, the reference as 12", "shown exactly", "checked by touchstone, version"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
        press(Qt::Key_Escape);
        QVERIFY(!part<AnswerDetail>("answer-detail")->isVisible());
    }

    void aPersonOverrulesAndUndoes()
    {
        verify();
        const ResponseId teacher = item().responses[1].id;
        press(Qt::Key_V);
        QAction *correct =
            overruling(QStringLiteral("overrule-2"), signAndWords(Standing::Correct));
        QVERIFY(correct != nullptr);
        correct->trigger();
        QCOMPARE(*item().standingOf(teacher), Standing::Correct);
        QCOMPARE(part<Chip>("verdict-right")->text(), QStringLiteral("✓ correct, by you"));
        // Why, which the step after it keeps.
        auto *note = m_page->findChild<QLineEdit *>(QStringLiteral("overrule-note-2"));
        QTRY_VERIFY(note->isVisible());
        note->setFocus();
        test::type(QStringLiteral("the box is a slip"));
        press(Qt::Key_Return);
        QCOMPARE(item().overruleOf(teacher)->note, std::string("the box is a slip"));
        part<AnswerDetail>("answer-detail")->close();
        m_page->undo();
        m_page->undo();
        QVERIFY(item().overrules.empty());
        QCOMPARE(part<Chip>("verdict-right")->text(), QStringLiteral("✕ wrong"));
        m_page->redo();
        QCOMPARE(part<Chip>("verdict-right")->text(), QStringLiteral("✓ correct, by you"));
    }

    void theReferenceCanBeDoubted()
    {
        verify();
        press(Qt::Key_V);
        QTest::mouseClick(part<QPushButton>("reference-is-wrong"), Qt::LeftButton);
        QVERIFY(!part<AnswerDetail>("answer-detail")->isVisible());
        m_page->leave();
        QCOMPARE(item().decision->outcome, Outcome::ReferenceWrong);
    }

    void anOlderVerdictSaysSo()
    {
        ResponseVerdict old;
        old.profile = "touchstone, without rounding";
        old.version = 0;
        QVERIFY(isOutdated(old));
        verify();
        QVERIFY(!isOutdated(item().verdicts[0]));
    }

    void theRulesAreAskedForAndRemembered()
    {
        CheckRules rules;
        rules.switches = {{"rounding", false}};
        rules.expression = "Antwort: (.*)";
        VERIFY_RESULT(store().perform({{SetCheckRules{rules}}}));
        JobRunner jobs(store());
        CheckDialog dialog(store(), jobs, {*parseQuery("key:pears"), 1, {}, false});
        VerifyPlan plan = dialog.plan();
        QVERIFY(plan.rules == rules);
        QCOMPARE(toText(plan.query), std::string("key:pears"));
        auto *expression = dialog.findChild<QLineEdit *>(QStringLiteral("check.expression"));
        auto *start = dialog.findChild<QPushButton *>(QStringLiteral("check.start"));
        expression->setText(QStringLiteral("(unclosed"));
        QVERIFY(!start->isEnabled());
        expression->clear();
        QVERIFY(start->isEnabled());
        dialog.show();
        QVERIFY(start->isDefault());
        dialog.findChild<QCheckBox *>(QStringLiteral("check.switch.reduced-only"))
            ->setChecked(true);
        plan = dialog.plan();
        QVERIFY(plan.rules.expression.empty());
        QVERIFY(plan.rules.switches
                == (std::map<std::string, bool>{{"rounding", false}, {"reduced-only", true}}));
        auto *profile = dialog.findChild<QComboBox *>(QStringLiteral("check.profile"));
        profile->setCurrentIndex(profile->findData(QStringLiteral("math-string")));
        plan = dialog.plan();
        QCOMPARE(plan.rules.profile, std::string("math-string"));
        QVERIFY(plan.rules.switches.empty());
    }

    void whatTheProjectBringsIsRunOnlyWhenAllowed()
    {
        CheckRules rules;
        rules.by = CheckRules::By::Script;
        rules.script = "function validate(item) { return true; }";
        VERIFY_RESULT(store().perform({{SetCheckRules{rules}}}));
        JobRunner jobs(store());
        {
            CheckDialog dialog(store(), jobs, {Query{}, 2, {}, false});
            const auto *start = dialog.findChild<QPushButton *>(QStringLiteral("check.start"));
            auto *trust = dialog.findChild<QCheckBox *>(QStringLiteral("check.trust"));
            QVERIFY(!start->isEnabled());
            QVERIFY(!trust->isHidden());
            trust->setChecked(true);
            QVERIFY(start->isEnabled());
            QVERIFY(dialog.plan().rules == rules);
        }
        CheckDialog known(store(), jobs, {Query{}, 2, {}, true});
        QVERIFY(known.findChild<QPushButton *>(QStringLiteral("check.start"))->isEnabled());
        auto *how = known.findChild<QComboBox *>(QStringLiteral("check.profile"));
        how->setCurrentIndex(how->findData(QStringLiteral("command")));
        QVERIFY(!known.findChild<QPushButton *>(QStringLiteral("check.start"))->isEnabled());
        known.findChild<QLineEdit *>(QStringLiteral("check.command"))
            ->setText(QStringLiteral("python3 \"my grade.py\""));
        QVERIFY(known.findChild<QPushButton *>(QStringLiteral("check.start"))->isEnabled());
        QCOMPARE(known.plan().rules.command, (std::vector<std::string>{"python3", "my grade.py"}));
    }

    void aScriptIsTriedOnThePromptThatIsLookedAt()
    {
        JobRunner jobs(store());
        ScriptDialog dialog(jobs, {}, m_page->current());
        auto *text = dialog.findChild<QPlainTextEdit *>(QStringLiteral("script.text"));
        const auto *output = dialog.findChild<QPlainTextEdit *>(QStringLiteral("script.output"));
        auto *trial = dialog.findChild<QPushButton *>(QStringLiteral("script.try"));
        QVERIFY(text->toPlainText().contains(QStringLiteral("function validate(item)")));
        trial->click();
        QTRY_VERIFY(output->toPlainText().contains(QStringLiteral("people, sample 1: ✓ correct")));
        QVERIFY(output->toPlainText().contains(QStringLiteral("r1, sample 1: ✕ wrong")));
        text->setPlainText(QStringLiteral("function validate(item) {\n"
                                          "    console.log('seen ' + item.key);\n"
                                          "    return item.no.way;\n"
                                          "}"));
        trial->click();
        QTRY_VERIFY(output->toPlainText().contains(QStringLiteral("line 3")));
        QVERIFY(output->toPlainText().contains(QStringLiteral("seen pears")));
        QVERIFY(item().verdicts.empty());
    }

    void aChoiceShowsWhatItKeeps()
    {
        verify();
        JobRunner jobs(store());
        ChooseDialog dialog(jobs, Query{}, 2);
        dialog.show();
        QVERIFY(dialog.findChild<QPushButton *>(QStringLiteral("choose.start"))->isDefault());
        auto *summary = dialog.findChild<QLabel *>(QStringLiteral("choose.summary"));
        QTRY_VERIFY(summary->text().contains(QStringLiteral("0 responses of 2 prompts")));
        QVERIFY(summary->text().contains(QStringLiteral("1 responses: not correct")));
        QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("choose.start"))->isEnabled());
        dialog.findChild<QCheckBox *>(QStringLiteral("choose.people"))->setChecked(true);
        QTRY_VERIFY(summary->text().contains(QStringLiteral("2 responses of 2 prompts")));
        QVERIFY(dialog.findChild<QPushButton *>(QStringLiteral("choose.start"))->isEnabled());
        const auto *examples = dialog.findChild<QTreeWidget *>(QStringLiteral("choose.examples"));
        QCOMPARE(examples->topLevelItemCount(), 2);
        QCOMPARE(examples->topLevelItem(0)->text(0), QStringLiteral("pears"));
        QVERIFY(examples->topLevelItem(0)->text(1).startsWith(QStringLiteral("people, sample 1")));
        QCOMPARE(dialog.plan().rule.kinds.size(), std::size_t{4});
    }
};

QTEST_MAIN(VerdictPaneTest)
#include "verdictpane_test.moc"
