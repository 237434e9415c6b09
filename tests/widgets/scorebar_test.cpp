// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/score/outcomebar.h>
#include <widgets/score/rubricdialog.h>
#include <widgets/score/scorebar.h>
#include <widgets/score/scorerow.h>

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

#include <algorithm>

using namespace touchstone;

class ScoreBarTest final : public QObject
{
    Q_OBJECT

private slots:
    void numbersGoToTheCurrentRow()
    {
        ScoreBar bar;
        QSignalSpy edited(&bar, &ScoreBar::edited);
        bar.setCurrentScore(4);
        bar.moveCurrent(1);
        bar.setCurrentScore(2);
        QCOMPARE(bar.values().left[0], std::optional<int>(4));
        QCOMPARE(bar.values().left[1], std::optional<int>(2));
        bar.setCurrentScore(std::nullopt);
        QVERIFY(!bar.values().left[1]);
        QCOMPARE(edited.size(), 3);
    }

    void rowsGoRoundBothSides()
    {
        ScoreBar bar;
        bar.moveCurrent(-1);
        QCOMPARE(bar.currentRow(), 7);
        bar.setCurrentScore(5);
        QCOMPARE(bar.values().right[3], std::optional<int>(5));
        bar.moveCurrent(1);
        QCOMPARE(bar.currentRow(), 0);
    }

    void aValueOutsideTheRangeIsNotTaken()
    {
        ScoreBar bar;
        QSignalSpy edited(&bar, &ScoreBar::edited);
        bar.setCurrentScore(6);
        QVERIFY(!bar.values().left[0]);
        QCOMPARE(edited.size(), 0);
    }

    void oneResponseHasNoTieAndNoRight()
    {
        ScoreBar bar;
        bar.setSides({QStringLiteral("Human"), Qt::red}, {});
        QVERIFY(!bar.findChild<QWidget *>(QStringLiteral("outcome-right"))->isEnabled());
        QVERIFY(!bar.findChild<QWidget *>(QStringLiteral("outcome-tie"))->isEnabled());
        QVERIFY(bar.findChild<QWidget *>(QStringLiteral("outcome-left"))->isEnabled());
        bar.moveCurrent(-1);
        bar.setCurrentScore(3);
        QVERIFY(!bar.values().right[3]);
    }

    void aClickChoosesAndASecondTakesBack()
    {
        ScoreBar bar;
        bar.resize(1200, 120);
        bar.show();
        auto *tie = bar.findChild<QAbstractButton *>(QStringLiteral("outcome-tie"));
        QTest::mouseClick(tie, Qt::LeftButton);
        QCOMPARE(bar.values().outcome, Outcome::Tie);
        QTest::mouseClick(tie, Qt::LeftButton);
        QCOMPARE(bar.values().outcome, Outcome::None);
    }

    void whatIsSetIsNotSignalled()
    {
        ScoreBar bar;
        QSignalSpy edited(&bar, &ScoreBar::edited);
        const ScoreBar::Values values{
            Outcome::Right, {}, QStringLiteral("why"), {5, {}, {}, {}}, {1, {}, {}, {}}};
        bar.setValues(values);
        QCOMPARE(bar.values(), values);
        QCOMPARE(edited.size(), 0);
    }

    void oneLineShowsTheSideThatIsScored()
    {
        ScoreBar bar;
        bar.resize(900, 50);
        bar.show();
        bar.setCompact(true);
        const auto visible = [&bar](const QString &side) {
            const auto rows = bar.findChildren<ScoreRow *>();
            return std::count_if(rows.begin(), rows.end(), [&side](const ScoreRow *row) {
                return row->isVisible()
                       && row->objectName().startsWith(QStringLiteral("score-") + side);
            });
        };
        QCOMPARE(visible(QStringLiteral("left")), 1);
        QCOMPARE(visible(QStringLiteral("right")), 0);
        bar.moveCurrent(4);
        QCOMPARE(visible(QStringLiteral("left")), 0);
        QCOMPARE(visible(QStringLiteral("right")), 1);
    }

    void theRubricIsEditedRowByRow()
    {
        RubricDialog dialog(Rubric::standard());
        auto *table = dialog.findChild<QTableWidget *>(QStringLiteral("rubric-table"));
        const auto click = [&dialog](const char *name) {
            dialog.findChild<QPushButton *>(QLatin1String(name))->click();
        };
        table->setCurrentCell(0, 0);
        click("rubric-down");
        QCOMPARE(dialog.rubric().criteria[1], Rubric::standard().criteria[0]);
        click("rubric-remove");
        QCOMPARE(dialog.rubric().criteria.size(), std::size_t{3});
        click("rubric-add");
        const auto field = [table](int row) {
            return qobject_cast<QLineEdit *>(table->cellWidget(row, 0));
        };
        const auto *accept = dialog.findChild<QPushButton *>(QStringLiteral("rubric-accept"));
        QTest::keyClicks(field(3), QStringLiteral("Tone"));
        QCOMPARE(dialog.rubric().criteria.back().name, std::string("Tone"));
        QVERIFY(accept->isEnabled());
        field(3)->clear();
        QTest::keyClicks(field(3), field(0)->text());
        QVERIFY(!accept->isEnabled());
    }
};

QTEST_MAIN(ScoreBarTest)
#include "scorebar_test.moc"
