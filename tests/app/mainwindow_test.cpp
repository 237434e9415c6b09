// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <app/mainwindow.h>
#include <app/session.h>
#include <base/json.h>
#include <base/text.h>
#include <widgets/import/importsheet.h>

#include <QAbstractButton>
#include <QAccessible>
#include <QFile>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

#include <algorithm>
#include <support/project.h>
#include <support/testdata.h>
#include <support/windowdriver.h>

using namespace touchstone;
using test::press;
using test::tabTo;
using test::type;

namespace {

constexpr int Prompts = 12;

void writeLines(const QString &path, const std::vector<Json> &rows)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (const Json &row : rows)
        file.write(QByteArray::fromStdString(row.dump()) + '\n');
}

/// A program that runs: its settings, its session and its window.
struct Program
{
    explicit Program(const QString &folder)
        : session(std::make_unique<QSettings>(folder + QStringLiteral("/settings.ini"),
                                              QSettings::IniFormat))
        , window(session, ask)
    {
        window.resize(1440, 900);
        window.show();
    }

    [[nodiscard]] Store &store() { return *session.store(); }
    [[nodiscard]] Accounting sum() { return *store().accounting(); }
    [[nodiscard]] std::string shownKey()
    {
        const auto *chip = window.findChild<QAbstractButton *>(QStringLiteral("key-chip"));
        return toUtf8(chip->text());
    }
    [[nodiscard]] Item item(const std::string &key)
    {
        return *store().item(*store().promptByKey(key));
    }
    [[nodiscard]] Outcome outcome(const std::string &key)
    {
        const Item shown = item(key);
        return shown.decision ? shown.decision->outcome : Outcome::None;
    }

    Session session;
    test::PreparedAsk ask;
    MainWindow window;
};

std::string questionOf(int number)
{
    return "How many pears hang on " + std::to_string(number) + " trees of 7?";
}

std::string keyOf(int number)
{
    return "orchard-" + std::string(number < 10 ? "0" : "") + std::to_string(number);
}

} // namespace

class MainWindowTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    void writeInput()
    {
        std::vector<Json> human;
        std::vector<Json> teacher;
        for (int i = 1; i <= Prompts; ++i) {
            const std::string n = std::to_string(i);
            const std::string question = questionOf(i);
            human.push_back({{"id", keyOf(i)},
                             {"question", question},
                             {"answer", n + " * 7 = " + std::to_string(7 * i) + "\n#### "
                                            + std::to_string(7 * i)}});
            teacher.push_back(
                {{"id", keyOf(i)},
                 {"question", question},
                 {"model", "teacher-r1"},
                 {"output", "<think>\nSeven pears a tree.\n</think>\n\nThat is \\boxed{"
                                + std::to_string(7 * i) + "}."}});
        }
        writeLines(file("human.jsonl"), human);
        writeLines(file("teacher.jsonl"), teacher);
    }

    /// Import… by its key, one file, its sheet answered by keys.
    void importByKeys(Program &program, const char *name, bool teacher)
    {
        program.ask.answers = {{file(name)}};
        press(Qt::Key_I, Qt::ControlModifier);
        QTRY_VERIFY(qobject_cast<ImportSheet *>(QApplication::activeWindow()));
        const auto *format = program.window.findChild<QWidget *>(QStringLiteral("import.format"));
        QTRY_VERIFY(format->isEnabled()); // its first rows are there
        if (teacher) {
            QVERIFY(tabTo(QStringLiteral("import.kind")));
            press(Qt::Key_Down);
        }
        QVERIFY(tabTo(QStringLiteral("import.accept")));
        press(Qt::Key_Space);
        QTRY_VERIFY(!program.window.findChild<ImportSheet *>());
        // What a window manager does when a dialog goes.
        program.window.activateWindow();
        QTRY_VERIFY(program.window.isActiveWindow());
        QTRY_COMPARE(program.session.jobs()->running(), 0);
    }

    void decideTen(Program &program)
    {
        QTRY_COMPARE(program.shownKey(), keyOf(1));
        press(Qt::Key_A);
        press(Qt::Key_5);
        press(Qt::Key_Down);
        press(Qt::Key_4);
        press(Qt::Key_Return);

        QTRY_COMPARE(program.shownKey(), keyOf(2));
        press(Qt::Key_B);
        press(Qt::Key_C);
        type(QStringLiteral("the teacher explains it, a b e n x s"));
        press(Qt::Key_Return); // back to the text
        press(Qt::Key_Return);

        QTRY_COMPARE(program.shownKey(), keyOf(3));
        press(Qt::Key_E);
        press(Qt::Key_Return, Qt::ControlModifier);

        QTRY_COMPARE(program.shownKey(), keyOf(4));
        press(Qt::Key_N);
        press(Qt::Key_Enter);

        QTRY_COMPARE(program.shownKey(), keyOf(5));
        press(Qt::Key_S);

        QTRY_COMPARE(program.shownKey(), keyOf(6));
        press(Qt::Key_X);
        press(Qt::Key_B);

        QTRY_COMPARE(program.shownKey(), keyOf(7));
        press(Qt::Key_X);
        QVERIFY(tabTo(QStringLiteral("reject-reason")));
        type(QStringLiteral("it is 48"));
        press(Qt::Key_Return);
        press(Qt::Key_R);

        QTRY_COMPARE(program.shownKey(), keyOf(8));
        press(Qt::Key_NumberSign);
        type(QStringLiteral("unit price"));
        press(Qt::Key_Return);
        press(Qt::Key_F);
        press(Qt::Key_A);
        press(Qt::Key_Return);

        QTRY_COMPARE(program.shownKey(), keyOf(9));
        press(Qt::Key_E, Qt::ControlModifier);
        type(QStringLiteral("Count the trees first. "));
        press(Qt::Key_Return, Qt::ControlModifier);
        press(Qt::Key_A);
        press(Qt::Key_Return);

        QTRY_COMPARE(program.shownKey(), keyOf(10));
        press(Qt::Key_Up); // from the first of the left to the last of the right
        press(Qt::Key_3);
        press(Qt::Key_0);
        press(Qt::Key_2);
        press(Qt::Key_B);
        press(Qt::Key_Return);
        QTRY_COMPARE(program.shownKey(), keyOf(11));
    }

    void checkTen(Program &program)
    {
        const Outcome expected[] = {Outcome::Left,           Outcome::Right, Outcome::Tie,
                                    Outcome::Neither,        Outcome::Skip,  Outcome::BadProblem,
                                    Outcome::ReferenceWrong, Outcome::Left,  Outcome::Left,
                                    Outcome::Right};
        for (int i = 1; i <= 10; ++i)
            QCOMPARE(program.outcome(keyOf(i)), expected[i - 1]);
        const Item first = program.item(keyOf(1));
        QCOMPARE(first.scores.size(), std::size_t{2});
        QVERIFY(first.decision->durationMs >= 0);
        QCOMPARE(program.item(keyOf(2)).decision->note,
                 std::string("the teacher explains it, a b e n x s"));
        QCOMPARE(program.item(keyOf(7)).decision->note, std::string("it is 48"));
        const Item eighth = program.item(keyOf(8));
        QCOMPARE(eighth.tags, std::vector<std::string>{"unit price"});
        QVERIFY(eighth.flagged);
        const Item ninth = program.item(keyOf(9));
        QCOMPARE(ninth.responses.size(), std::size_t{3});
        QVERIFY(ninth.responses[2].answer.starts_with("Count the trees first. "));
        QCOMPARE(ninth.responses[2].derivedFrom, ninth.responses[0].id);
        QCOMPARE(ninth.decision->left, ninth.responses[2].id);
        const Item tenth = program.item(keyOf(10));
        QCOMPARE(tenth.scores.size(), std::size_t{1});
        QCOMPARE(tenth.scores[0].response, tenth.responses[1].id);
        QCOMPARE(tenth.scores[0].value, 2);
    }

private slots:
    void initTestCase() { writeInput(); }

    void keysAloneDoTheWholeJob()
    {
        const QString project = file("study.touchstone");
        {
            Program program(m_folder.path());
            QTRY_VERIFY(program.window.isActiveWindow());
            program.ask.answers = {{project}};
            press(Qt::Key_N, Qt::ControlModifier);
            QVERIFY(program.session.store());
            importByKeys(program, "human.jsonl", false);
            importByKeys(program, "teacher.jsonl", true);
            QCOMPARE(program.sum().imported, Prompts);
            const auto before = test::snapshotOf(program.store());
            VERIFY_RESULT(before);

            press(Qt::Key_3, Qt::ControlModifier);
            decideTen(program);
            checkTen(program);
            if (QTest::currentTestFailed())
                return;
            QCOMPARE(program.sum().decided, 9);
            QCOMPARE(program.sum().skipped, 1);
            const auto after = test::snapshotOf(program.store());
            VERIFY_RESULT(after);

            for (int i = 0; i < 100 && program.store().undoable(); ++i)
                press(i % 2 == 0 ? Qt::Key_U : Qt::Key_Backspace);
            QVERIFY(*test::snapshotOf(program.store()) == *before);
            for (int i = 0; i < 100 && program.store().redoable(); ++i)
                press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            QVERIFY(*test::snapshotOf(program.store()) == *after);
            press(Qt::Key_Q, Qt::ControlModifier);
            QTRY_VERIFY(!program.window.isVisible());
        }
        Program program(m_folder.path());
        QTRY_VERIFY(program.window.isActiveWindow());
        program.ask.answers = {{project}};
        press(Qt::Key_O, Qt::ControlModifier);
        QCOMPARE(program.sum().decided, 9);
        press(Qt::Key_3, Qt::ControlModifier);
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(program.sum().decided, 8);
        QCOMPARE(program.outcome(keyOf(10)), Outcome::None);
        QCOMPARE(program.shownKey(), keyOf(10));

        press(Qt::Key_5, Qt::ControlModifier);
        const QString out = file("chosen.jsonl");
        program.ask.answers = {{out}};
        QVERIFY(tabTo(QStringLiteral("export.write")));
        press(Qt::Key_Space);
        QTRY_COMPARE(program.session.jobs()->running(), 0);
        QTRY_VERIFY(QFile::exists(out));
        checkExport(out);
    }

    void aProjectThatIsOpenElsewhereIsShownAndNotChanged()
    {
        const QString project = file("elsewhere.touchstone");
        Program first(m_folder.path());
        VERIFY_RESULT(first.session.create(project));
        VERIFY_RESULT(test::fill(first.store(), 3));
        Program second(m_folder.path());
        second.window.activateWindow();
        QTRY_VERIFY(second.window.isActiveWindow());
        second.window.openProject(project);
        QVERIFY(second.store().isReadOnly());
        press(Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(second.shownKey(), std::string("p1"));
        press(Qt::Key_A);
        press(Qt::Key_Return);
        press(Qt::Key_Right);
        QTRY_COMPARE(second.shownKey(), std::string("p2"));
        QCOMPARE(second.sum().open, 3);
        QVERIFY(!second.window.findChild<QWidget *>(QStringLiteral("score-bar"))->isEnabled());
        const auto shown = second.window.findChildren<QWidget *>();
        QVERIFY(std::any_of(shown.begin(), shown.end(), [&second](const QWidget *part) {
            return part->isVisible() && part->toolTip() == second.store().readOnlyReason();
        }));
    }

    void everythingThatTakesTheFocusHasAName()
    {
        Program program(m_folder.path());
        VERIFY_RESULT(program.session.create(file("names.touchstone")));
        VERIFY_RESULT(test::fill(program.store(), 2));
        program.window.showPage(MainWindow::ReviewIndex);
        for (const QWidget *part : program.window.findChildren<QWidget *>()) {
            if (part->focusPolicy() == Qt::NoFocus || !part->isVisible())
                continue;
            const QAccessibleInterface *readers =
                QAccessible::queryAccessibleInterface(const_cast<QWidget *>(part));
            QVERIFY(readers);
            QVERIFY2(!readers->text(QAccessible::Name).isEmpty(),
                     qPrintable(QLatin1String(part->metaObject()->className()) + QLatin1Char(' ')
                                + part->objectName()));
        }
    }

    void enterInTheTableReviewsItsFilterFromThatRow()
    {
        Program program(m_folder.path());
        program.window.activateWindow();
        QTRY_VERIFY(program.window.isActiveWindow());
        VERIFY_RESULT(program.session.create(file("browse.touchstone")));
        VERIFY_RESULT(test::fill(program.store(), 12));
        press(Qt::Key_2, Qt::ControlModifier);
        press(Qt::Key_Slash);
        type(QStringLiteral("key:p1"));
        press(Qt::Key_Return);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("browse.table"));
        const auto *table = program.window.findChild<QTableView *>(QStringLiteral("browse.table"));
        QTRY_COMPARE(table->model()->rowCount(), 4);
        QTRY_COMPARE(table->currentIndex().row(), 0);
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QTRY_COMPARE(program.window.currentPage(), int(MainWindow::ReviewIndex));
        QTRY_COMPARE(program.shownKey(), std::string("p10"));
        // The window's own word: without a window manager a closed popup leaves no window active.
        QCOMPARE(program.window.focusWidget()->objectName(), QStringLiteral("trace-left"));
        auto *chip = program.window.findChild<QAbstractButton *>(QStringLiteral("filter-chip"));
        QCOMPARE(chip->text(), QStringLiteral("key:p1"));
        press(Qt::Key_Right);
        QCOMPARE(program.shownKey(), std::string("p11"));

        QTest::mouseClick(chip, Qt::LeftButton);
        QVERIFY(!chip->isVisible());
        QCOMPARE(program.shownKey(), std::string("p11"));
        press(Qt::Key_Left);
        QCOMPARE(program.shownKey(), std::string("p10"));
        press(Qt::Key_Left);
        QCOMPARE(program.shownKey(), std::string("p9"));
    }

    void reviewGoesInTheOrderOfTheTable()
    {
        Program program(m_folder.path());
        program.window.activateWindow();
        QTRY_VERIFY(program.window.isActiveWindow());
        VERIFY_RESULT(program.session.create(file("sorted.touchstone")));
        VERIFY_RESULT(test::fill(program.store(), 5));
        press(Qt::Key_2, Qt::ControlModifier);
        auto *table = program.window.findChild<QTableView *>(QStringLiteral("browse.table"));
        table->sortByColumn(1, Qt::DescendingOrder);
        QTRY_COMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("p5"));
        press(Qt::Key_Home);
        press(Qt::Key_Return);
        QTRY_COMPARE(program.shownKey(), std::string("p5"));
        press(Qt::Key_Right);
        QCOMPARE(program.shownKey(), std::string("p4"));
    }

    void swappingTwiceIsAsBefore()
    {
        Program program(m_folder.path());
        program.window.activateWindow();
        QTRY_VERIFY(program.window.isActiveWindow());
        VERIFY_RESULT(program.session.create(file("swap.touchstone")));
        VERIFY_RESULT(test::fill(program.store(), 2));
        press(Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(program.shownKey(), std::string("p1"));
        const auto *left =
            program.window.findChild<QAbstractButton *>(QStringLiteral("outcome-left"));
        const auto shown = [&program] {
            return program.window.findChild<QTextEdit *>(QStringLiteral("trace-left"))
                ->toPlainText();
        };
        const QString words = left->text();
        const QString text = shown();
        press(Qt::Key_A);
        press(Qt::Key_Backslash, Qt::AltModifier);
        QVERIFY(left->text() != words);
        QVERIFY(shown() != text);
        QVERIFY(!left->isChecked());
        press(Qt::Key_Backslash, Qt::AltModifier);
        QCOMPARE(left->text(), words);
        QCOMPARE(shown(), text);
        QVERIFY(left->isChecked());
    }

    void escapeAsksBeforeAnEditIsLost()
    {
        Program program(m_folder.path());
        program.window.activateWindow();
        QTRY_VERIFY(program.window.isActiveWindow());
        VERIFY_RESULT(program.session.create(file("edit.touchstone")));
        VERIFY_RESULT(test::fill(program.store(), 2));
        press(Qt::Key_3, Qt::ControlModifier);
        press(Qt::Key_E, Qt::ControlModifier);
        press(Qt::Key_Escape);
        QVERIFY(program.ask.questions.isEmpty());

        press(Qt::Key_E, Qt::ControlModifier);
        type(QStringLiteral("b"));
        program.ask.agrees = false;
        press(Qt::Key_Escape);
        QCOMPARE(program.ask.questions.size(), 1);
        QVERIFY(!program.window.showPage(MainWindow::BrowseIndex));
        program.ask.agrees = true;
        press(Qt::Key_Escape);
        QVERIFY(program.window.showPage(MainWindow::BrowseIndex));
        QVERIFY(!program.store().undoable());
    }

private:
    /// What was chosen, with the edit in the place of what it was made from; ties, neithers and the
    /// undone decision give nothing.
    void checkExport(const QString &path)
    {
        const std::vector<std::pair<int, std::string>> chosen = {
            {1, "1 * 7 = 7\n#### 7"},
            {2, "<think>\nSeven pears a tree.\n</think>\n\nThat is \\boxed{14}."},
            {8, "8 * 7 = 56\n#### 56"},
            {9, "Count the trees first. 9 * 7 = 63\n#### 63"}};
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        for (const auto &[number, answer] : chosen) {
            const auto row = parseJson(written.readLine().trimmed().toStdString());
            VERIFY_RESULT(row);
            QCOMPARE((*row)["messages"][0]["content"].get<std::string>(), questionOf(number));
            QCOMPARE((*row)["messages"][1]["content"].get<std::string>(), answer);
        }
        QVERIFY(written.atEnd());
        QVERIFY(QFile::exists(path + QStringLiteral(".manifest.json")));
    }
};

QTEST_MAIN(MainWindowTest)
#include "mainwindow_test.moc"
