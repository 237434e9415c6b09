// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "support/project.h"

#include <pipeline/jobrunner.h>
#include <widgets/dialogs/importsdialog.h>
#include <widgets/import/importsheet.h>

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QThreadPool>

using namespace touchstone;

class ImportSheetTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_project = std::make_unique<test::Project>(); }
    void recognisesAKnownShape();
    void previewsTenRowsByRoles();
    void everyRoleSaysWhatItWillDo();
    void listsRefusedRowsBeforeAnythingIsKept();
    void cannotImportWithoutAPrompt();
    void remembersTheRolesOfAShape();
    void aScoreNeedsNoCriterion();
    void keepsTheSourceOfAResponseColumn();
    void saysWhyAFileCannotBeRead();
    void nobodyWaitsForTheFirstRows();
    void leavingBeforeTheFirstRowsAreThereLeavesNothing();
    void anImportIsTakenBackAndBroughtInAgain();
    void refusedRowsStayListedWithTheirImport();

private:
    QString write(const char *name, const QByteArray &bytes);
    /// Twelve rows of columns that no format knows; the last is no JSON.
    QString oddFile(const char *name = "odd.jsonl");
    /// Waits for the first rows.
    static bool load(ImportSheet &sheet)
    {
        QSignalSpy loaded(&sheet, &ImportSheet::loaded);
        sheet.load();
        return loaded.wait();
    }
    template <typename T>
    static T *part(QWidget &of, const char *name)
    {
        return of.findChild<T *>(QString::fromLatin1(name));
    }
    static void setRole(QWidget &sheet, const char *column, const char *role)
    {
        auto *box = part<QComboBox>(sheet, column);
        box->setCurrentIndex(box->findText(QString::fromLatin1(role)));
    }
    void import(const ImportPlan &plan);

    std::unique_ptr<test::Project> m_project;
};

QString ImportSheetTest::write(const char *name, const QByteArray &bytes)
{
    const QString path = m_project->folder() + QLatin1Char('/') + QLatin1String(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", name);
    return path;
}

QString ImportSheetTest::oddFile(const char *name)
{
    QByteArray rows;
    for (int i = 1; i <= 11; ++i)
        rows += QByteArrayLiteral("{\"aufgabe\":\"Wie viele Birnen sind ") + QByteArray::number(i)
                + "?\",\"loesung\":\"Es sind " + QByteArray::number(i) + ".\"}\n";
    return write(name, rows + "{\"aufgabe\": no\n");
}

void ImportSheetTest::import(const ImportPlan &plan)
{
    ImportJob job(plan);
    Progress progress;
    const auto done = job.run(**m_project, progress);
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
}

void ImportSheetTest::recognisesAKnownShape()
{
    const QString path = write("gsm.jsonl", "{\"question\":\"One pear and one?\","
                                            "\"answer\":\"1 + 1 = 2\\n#### 2\"}\n");
    ImportSheet sheet(**m_project, path);
    QVERIFY(load(sheet));
    QCOMPARE(part<QComboBox>(sheet, "import.format")->currentData().toString(),
             QStringLiteral("gsm8k"));
    auto *after = part<QTableWidget>(sheet, "import.after");
    QCOMPARE(after->rowCount(), 1);
    QCOMPARE(after->item(0, 1)->text(), QStringLiteral("One pear and one?"));
    QCOMPARE(after->item(0, 2)->text(), QStringLiteral("2"));
    QTRY_COMPARE(part<QPushButton>(sheet, "import.accept")->text(),
                 QStringLiteral("Import 1 rows"));
}

void ImportSheetTest::previewsTenRowsByRoles()
{
    ImportSheet sheet(**m_project, oddFile());
    QVERIFY(load(sheet));
    QCOMPARE(part<QComboBox>(sheet, "import.format")->currentData().toString(),
             QStringLiteral("mapping"));
    setRole(sheet, "import.role.aufgabe", "prompt");
    setRole(sheet, "import.role.loesung", "response");
    auto *after = part<QTableWidget>(sheet, "import.after");
    QCOMPARE(after->rowCount(), 10);
    QCOMPARE(after->item(2, 1)->text(), QStringLiteral("Wie viele Birnen sind 3?"));
    QCOMPARE(after->item(2, 5)->text(), QStringLiteral("Es sind 3."));
    setRole(sheet, "import.role.loesung", "reference");
    QCOMPARE(after->item(2, 2)->text(), QStringLiteral("Es sind 3."));
    QCOMPARE(after->item(2, 5)->text(), QString{});
}

void ImportSheetTest::everyRoleSaysWhatItWillDo()
{
    ImportSheet sheet(**m_project, oddFile());
    QVERIFY(load(sheet));
    setRole(sheet, "import.role.aufgabe", "prompt");
    setRole(sheet, "import.role.loesung", "reference");
    const QString help = part<QLabel>(sheet, "import.help")->text();
    QVERIFY(help.contains(QStringLiteral("aufgabe → prompt: ")));
    QVERIFY(help.contains(QStringLiteral("loesung → reference: ")));
}

void ImportSheetTest::listsRefusedRowsBeforeAnythingIsKept()
{
    ImportSheet sheet(**m_project, oddFile());
    QVERIFY(load(sheet));
    setRole(sheet, "import.role.aufgabe", "prompt");
    auto *refused = part<QTableWidget>(sheet, "import.refused");
    QTRY_COMPARE(refused->rowCount(), 1);
    QCOMPARE(refused->item(0, 0)->text(), QStringLiteral("12"));
    QVERIFY(!refused->item(0, 2)->text().isEmpty());
    QCOMPARE(part<QPushButton>(sheet, "import.accept")->text(), QStringLiteral("Import 11 rows"));
    QCOMPARE((*m_project)->accounting()->imported, 0);
    QVERIFY((*m_project)->batches()->empty());
}

void ImportSheetTest::cannotImportWithoutAPrompt()
{
    ImportSheet sheet(**m_project, oddFile());
    QVERIFY(load(sheet));
    setRole(sheet, "import.role.aufgabe", "meta");
    setRole(sheet, "import.role.loesung", "response");
    QVERIFY(!part<QPushButton>(sheet, "import.accept")->isEnabled());
    QVERIFY(part<QLabel>(sheet, "import.checked")->text().contains(QStringLiteral("✕")));
}

void ImportSheetTest::remembersTheRolesOfAShape()
{
    {
        ImportSheet sheet(**m_project, oddFile());
        QVERIFY(load(sheet));
        setRole(sheet, "import.role.aufgabe", "prompt");
        setRole(sheet, "import.role.loesung", "reasoning");
        part<QPushButton>(sheet, "import.accept")->click();
        QCOMPARE(sheet.result(), static_cast<int>(QDialog::Accepted));
    }
    ImportSheet again(**m_project, oddFile("another.jsonl"));
    QVERIFY(load(again));
    QCOMPARE(part<QComboBox>(again, "import.role.aufgabe")->currentText(),
             QStringLiteral("prompt"));
    QCOMPARE(part<QComboBox>(again, "import.role.loesung")->currentText(),
             QStringLiteral("reasoning"));
}

void ImportSheetTest::aScoreNeedsNoCriterion()
{
    ImportSheet sheet(**m_project,
                      write("scored.jsonl", R"({"frage":"1+1?","antwort":"2","note":4})"
                                            "\n"));
    sheet.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sheet));
    QVERIFY(load(sheet));
    setRole(sheet, "import.role.frage", "prompt");
    setRole(sheet, "import.role.antwort", "response");
    setRole(sheet, "import.role.note", "score");
    auto *criterion = part<QLineEdit>(sheet, "import.argument.note");
    QVERIFY(criterion->isEnabled());
    criterion->setFocus();
    auto *accept = part<QPushButton>(sheet, "import.accept");
    QTRY_COMPARE(accept->text(), QStringLiteral("Import 1 rows"));
    QTest::mouseClick(accept, Qt::LeftButton);
    QCOMPARE(sheet.result(), static_cast<int>(QDialog::Accepted));
}

void ImportSheetTest::keepsTheSourceOfAResponseColumn()
{
    ImportSheet sheet(**m_project, oddFile());
    QVERIFY(load(sheet));
    setRole(sheet, "import.role.aufgabe", "prompt");
    setRole(sheet, "import.role.loesung", "response");
    QVERIFY(!part<QLineEdit>(sheet, "import.argument.aufgabe")->isEnabled());
    part<QLineEdit>(sheet, "import.argument.loesung")->setText(QStringLiteral("teacher-x"));
    import(sheet.plan());
    const auto sources = (*m_project)->sources();
    QVERIFY(std::any_of(sources->begin(), sources->end(),
                        [](const Source &source) { return source.name == "teacher-x"; }));
}

void ImportSheetTest::saysWhyAFileCannotBeRead()
{
    ImportSheet sheet(**m_project, m_project->folder() + QStringLiteral("/absent.jsonl"));
    QString message;
    connect(&sheet, &ImportSheet::failed, &sheet,
            [&message](const Error &error) { message = error.message; });
    sheet.load();
    sheet.open();
    QTRY_VERIFY(message.contains(QStringLiteral("absent.jsonl")));
    QVERIFY(!sheet.isVisible());
}

void ImportSheetTest::nobodyWaitsForTheFirstRows()
{
    ImportSheet sheet(**m_project, oddFile());
    QSignalSpy loaded(&sheet, &ImportSheet::loaded);
    sheet.load();
    sheet.open();
    const auto *title = part<QLabel>(sheet, "import.file");
    QVERIFY(title->text().startsWith(QStringLiteral("Reading the first rows of odd.jsonl")));
    QVERIFY(!part<QPushButton>(sheet, "import.accept")->isEnabled());
    QVERIFY(!part<QComboBox>(sheet, "import.format")->isEnabled());
    QVERIFY(loaded.wait());
    QVERIFY(title->text().contains(QStringLiteral("first 10 rows")));
    QVERIFY(part<QComboBox>(sheet, "import.format")->hasFocus());
}

void ImportSheetTest::leavingBeforeTheFirstRowsAreThereLeavesNothing()
{
    auto sheet = std::make_unique<ImportSheet>(**m_project, oddFile());
    QSignalSpy loaded(sheet.get(), &ImportSheet::loaded);
    sheet->load();
    sheet.reset();
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents(); // the answer comes, and nobody is there
    QCOMPARE(loaded.count(), 0);
}

void ImportSheetTest::anImportIsTakenBackAndBroughtInAgain()
{
    m_project->addProblems(3);
    JobRunner jobs(**m_project);
    ImportsDialog dialog(**m_project, jobs);
    auto *toggle = part<QPushButton>(dialog, "imports.toggle");
    QVERIFY(toggle->isEnabled());
    QVERIFY(!toggle->isDefault() && !toggle->autoDefault()); // Enter takes nothing back
    toggle->click();
    QVERIFY(!toggle->isEnabled());
    QTRY_VERIFY(toggle->isEnabled());
    QCOMPARE((*m_project)->accounting()->imported, 0);
    toggle->click();
    QTRY_VERIFY(toggle->isEnabled());
    QCOMPARE((*m_project)->accounting()->imported, 3);
    QVERIFY((*m_project)->undo());
    QCOMPARE((*m_project)->accounting()->imported, 0);
    QCOMPARE(part<QTableWidget>(dialog, "imports.list")->item(0, 6)->text(),
             QStringLiteral("taken back"));
}

void ImportSheetTest::refusedRowsStayListedWithTheirImport()
{
    ImportSheet sheet(**m_project, oddFile());
    QVERIFY(load(sheet));
    setRole(sheet, "import.role.aufgabe", "prompt");
    import(sheet.plan());
    JobRunner jobs(**m_project);
    ImportsDialog dialog(**m_project, jobs);
    auto *refused = part<QTableWidget>(dialog, "imports.refused");
    QCOMPARE(refused->rowCount(), 1);
    QCOMPARE(refused->item(0, 0)->text(), QStringLiteral("12"));
}

QTEST_MAIN(ImportSheetTest)
#include "importsheet_test.moc"
