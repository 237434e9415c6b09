// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "support/project.h"
#include "support/teacherkeys.h"
#include "support/windowdriver.h"

#include <pipeline/jobrunner.h>
#include <widgets/browse/browsepage.h>
#include <widgets/common/navrail.h>
#include <widgets/common/noticebar.h>
#include <widgets/common/statusline.h>
#include <widgets/common/theme.h>
#include <widgets/dialogs/aboutdialog.h>
#include <widgets/dialogs/backupsdialog.h>
#include <widgets/dialogs/importsdialog.h>
#include <widgets/dialogs/keysdialog.h>
#include <widgets/export/exportpage.h>
#include <widgets/generate/generatepage.h>
#include <widgets/generate/keydialog.h>
#include <widgets/generate/teachereditor.h>
#include <widgets/import/importsheet.h>
#include <widgets/start/startpage.h>

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <set>

using namespace touchstone;

namespace {

QString describe(const QWidget *widget)
{
    return QStringLiteral("%1 \"%2\" in \"%3\"")
        .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
             widget->parentWidget() ? widget->parentWidget()->objectName() : QString{});
}

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
    return spoken ? spoken->text(QAccessible::Name).trimmed() : QString{};
}

/// What the keyboard can reach in a window: shown, enabled, in the tab order.
std::vector<QWidget *> reachable(QWidget &window)
{
    std::vector<QWidget *> found;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        // A radio group is one stop: the arrows go on inside it.
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        const bool inGroup = button && button->autoExclusive() && !button->isChecked();
        if (widget->isVisibleTo(&window) && widget->isEnabled() && !inGroup
            && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy())
            found.push_back(widget);
    }
    return found;
}

QString names(const std::set<QWidget *> &widgets)
{
    QStringList all;
    for (const QWidget *widget : widgets)
        all << describe(widget);
    return all.join(QStringLiteral("; "));
}

/// Where the focus comes to by pressing Tab, again and again: links inside a label are stops too,
/// so more presses are needed than there are widgets.
std::set<QWidget *> walk(QWidget &window, bool backwards)
{
    std::set<QWidget *> seen;
    constexpr int Presses = 150;
    for (int i = 0; i < Presses; ++i) {
        QWidget *focus = window.focusWidget();
        if (focus)
            seen.insert(focus);
        QTest::keyClick(focus ? focus : &window, backwards ? Qt::Key_Backtab : Qt::Key_Tab,
                        backwards ? Qt::ShiftModifier : Qt::NoModifier);
    }
    return seen;
}

} // namespace

class AccessibilityTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFocusableWidgetHasAName_data();
    void everyFocusableWidgetHasAName();
    void tabReachesEverythingAndLeavesIt_data();
    void tabReachesEverythingAndLeavesIt();
    void theAccountingIsReadAsOneSentence();

private:
    /// The window of one row: a page or a dialog, shown and filled.
    std::unique_ptr<QWidget> make(const QString &what);

    test::Project m_project;
    std::unique_ptr<JobRunner> m_jobs;
    test::PreparedAsk m_ask;
    test::PreparedKeys m_teacherKeys;
    TeacherProfile m_teacher;
};

void AccessibilityTest::initTestCase()
{
    applyTheme(*qApp, Theme::Light);
    m_project.addProblems(12);
    m_project.decide(m_project.prompt("p1"), Outcome::Tie);
    m_jobs = std::make_unique<JobRunner>(*m_project);
    m_teacher.name = "example";
    m_teacher.label = "Example";
    m_teacher.base = "https://api.example.com";
    m_teacher.models = {"large"};
    QFile file(m_project.folder() + QStringLiteral("/odd.jsonl"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"aufgabe\":\"Eine Birne?\",\"loesung\":\"Ja.\"}\n{\n");
}

std::unique_ptr<QWidget> AccessibilityTest::make(const QString &what)
{
    std::unique_ptr<QWidget> made;
    if (what == QLatin1String("start")) {
        auto page = std::make_unique<StartPage>();
        page->setRecent({{m_project.path(), QStringLiteral("people"), 1, 1, 12},
                         {QStringLiteral("/absent.touchstone"), {}, 1, 0, 0}});
        made = std::move(page);
    } else if (what == QLatin1String("browse") || what == QLatin1String("export")) {
        const bool browse = what == QLatin1String("browse");
        std::unique_ptr<Page> page = browse ? std::unique_ptr<Page>(std::make_unique<BrowsePage>())
                                            : std::make_unique<ExportPage>(m_ask);
        page->setProject(&*m_project, m_jobs.get());
        made = std::move(page);
    } else if (what == QLatin1String("generate")) {
        auto page = std::make_unique<GeneratePage>(m_ask, m_teacherKeys);
        page->setTeachers({m_teacher});
        page->setProject(&*m_project, m_jobs.get());
        made = std::move(page);
    } else if (what == QLatin1String("teachers")) {
        made = std::make_unique<TeacherEditor>(TeacherShelf(m_project.folder()), m_teacherKeys);
    } else if (what == QLatin1String("key")) {
        made = std::make_unique<KeyDialog>(
            m_teacher, TeacherKeys::Found{TeacherKeys::Place::Nowhere, {}, true, {}});
    } else if (what == QLatin1String("import")) {
        auto sheet = std::make_unique<ImportSheet>(*m_project, m_project.folder()
                                                                   + QStringLiteral("/odd.jsonl"));
        QSignalSpy loaded(sheet.get(), &ImportSheet::loaded);
        sheet->load();
        if (!loaded.wait())
            qFatal("the file of the test cannot be read");
        made = std::move(sheet);
    } else if (what == QLatin1String("imports")) {
        made = std::make_unique<ImportsDialog>(*m_project, *m_jobs);
    } else if (what == QLatin1String("backups")) {
        made = std::make_unique<BackupsDialog>(m_project.path(), m_project.folder());
    } else if (what == QLatin1String("keys")) {
        made = std::make_unique<KeysDialog>(QVector<KeyLine>{
            {QStringLiteral("Everywhere"), QStringLiteral("F1"), QStringLiteral("Keys")}});
    } else if (what == QLatin1String("about")) {
        made = std::make_unique<AboutDialog>();
    } else {
        made = std::make_unique<QWidget>();
        auto *layout = new QVBoxLayout(made.get());
        auto *rail = new NavRail;
        rail->addPage(QStringLiteral("start"), QStringLiteral("Start"), QStringLiteral("Ctrl+1"));
        rail->addFoot(QStringLiteral("jobs"), QStringLiteral("Jobs"));
        auto *notice = new NoticeBar;
        auto *status = new StatusLine;
        layout->addWidget(rail);
        layout->addWidget(notice);
        layout->addWidget(status);
        notice->showMessage(QStringLiteral("Row 7 was refused."));
        status->setAccounting({12, 1, 0, 0, 11});
    }
    made->resize(1368, 800);
    made->show();
    made->activateWindow();
    return made;
}

void AccessibilityTest::everyFocusableWidgetHasAName_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"start", "browse", "export", "generate", "teachers", "key", "import",
                             "imports", "backups", "keys", "about", "frame"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void AccessibilityTest::everyFocusableWidgetHasAName()
{
    QFETCH(QString, what);
    const std::unique_ptr<QWidget> window = make(what);
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    int checked = 0;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(window.get()))
            continue;
        if (qobject_cast<QHeaderView *>(widget) || widget->focusProxy())
            continue; // its table speaks for it
        ++checked;
        QVERIFY2(!nameOf(widget).isEmpty(), qPrintable(describe(widget)));
    }
    QVERIFY(checked > 0);
}

void AccessibilityTest::tabReachesEverythingAndLeavesIt_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"start", "browse", "export", "generate", "teachers", "key", "import",
                             "imports", "backups", "keys", "about", "frame"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void AccessibilityTest::tabReachesEverythingAndLeavesIt()
{
    QFETCH(QString, what);
    const std::unique_ptr<QWidget> window = make(what);
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    const std::vector<QWidget *> expected = reachable(*window);
    for (const bool backwards : {false, true}) {
        const std::set<QWidget *> seen = walk(*window, backwards);
        for (QWidget *widget : expected)
            QVERIFY2(
                seen.count(widget) == 1,
                qPrintable(QStringLiteral("%1 is not reached by %2, which comes to %3")
                               .arg(describe(widget),
                                    backwards ? QStringLiteral("Shift+Tab") : QStringLiteral("Tab"),
                                    names(seen))));
    }
}

void AccessibilityTest::theAccountingIsReadAsOneSentence()
{
    const std::unique_ptr<QWidget> window = make(QStringLiteral("frame"));
    auto *accounting = window->findChild<QWidget *>(QStringLiteral("status.accounting"));
    QCOMPARE(nameOf(accounting),
             QStringLiteral("12 prompts = 1 decided + 0 skipped + 0 drafted + 11 open"));
}

QTEST_MAIN(AccessibilityTest)
#include "accessibility_test.moc"
