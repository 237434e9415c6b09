// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "mainwindow.h"
#include "projectjobs.h"
#include "session.h"

#include <pipeline/indexjob.h>
#include <widgets/common/ask.h>
#include <widgets/common/theme.h>
#include <widgets/dialogs/aboutdialog.h>
#include <widgets/dialogs/backupsdialog.h>
#include <widgets/dialogs/importsdialog.h>
#include <widgets/dialogs/keysdialog.h>
#include <widgets/review/reviewcommands.h>
#include <widgets/review/reviewpage.h>

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

namespace touchstone {

namespace {

const QString ProjectFilter = QStringLiteral("Touchstone (*.touchstone)");
const QString DataFilter =
    QStringLiteral("JSONL, JSON, CSV, TSV (*.jsonl *.json *.csv *.tsv *.gz);;* (*)");

/// A line for every command of a menu and of those in it that has a key.
void listKeys(const QMenu *menu, const QString &group, QVector<KeyLine> &lines)
{
    for (const QAction *action : menu->actions()) {
        if (action->menu() != nullptr)
            listKeys(action->menu(), group, lines);
        else if (!action->shortcut().isEmpty())
            lines.push_back(
                {group,
                 QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)
                     .replace(QStringLiteral("; "), QStringLiteral(", ")),
                 action->text().remove(QLatin1Char('&'))});
    }
}

} // namespace

QAction *MainWindow::addCommand(QMenu *menu,
                                const QString &id,
                                const QString &text,
                                const QString &key,
                                const std::function<void()> &act)
{
    QAction *action = menu->addAction(text);
    action->setObjectName(QStringLiteral("command.") + id);
    action->setShortcuts(QKeySequence::listFromString(key));
    applyKeys(action);
    connect(action, &QAction::triggered, this, act);
    return action;
}

/// The keys that the person gave the command, where there are such.
void MainWindow::applyKeys(QAction *action)
{
    const QString setting =
        QStringLiteral("keys/") + action->objectName().section(QLatin1Char('.'), 1);
    if (m_session.settings().contains(setting))
        action->setShortcuts(
            QKeySequence::listFromString(m_session.settings().value(setting).toString()));
}

void MainWindow::buildMenus()
{
    const auto needsProject = [this](QAction *action) { m_needProject.push_back(action); };
    QMenu *project = menuBar()->addMenu(tr("&Project"));
    addCommand(project, QStringLiteral("new"), tr("New project…"), QStringLiteral("Ctrl+N"),
               [this] { newProject(); });
    addCommand(project, QStringLiteral("open"), tr("Open project…"), QStringLiteral("Ctrl+O"),
               [this] {
                   const QString path = m_ask.openFile(this, tr("Open project"), ProjectFilter);
                   if (!path.isEmpty())
                       openProject(path);
               });
    addCommand(project, QStringLiteral("sample"), tr("Open the sample"), {},
               [this] { openSample(); });
    project->addSeparator();
    needsProject(addCommand(project, QStringLiteral("copy"), tr("Save a copy…"),
                            QStringLiteral("Ctrl+Shift+S"), [this] { saveCopy(); }));
    needsProject(addCommand(project, QStringLiteral("backups"), tr("Backups…"), {}, [this] {
        auto *dialog = new BackupsDialog(m_session.store()->path(), m_session.backupFolder(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, this, [this, dialog] { restore(dialog->chosen()); });
        dialog->open();
    }));
    needsProject(addCommand(project, QStringLiteral("close"), tr("Close project"),
                            QStringLiteral("Ctrl+W"), [this] {
                                if (mayEndRun() && showPage(StartIndex))
                                    m_session.close();
                            }));
    project->addSeparator();
    addCommand(project, QStringLiteral("quit"), tr("Quit"), QStringLiteral("Ctrl+Q"),
               [this] { close(); });

    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    m_undo = addCommand(edit, QStringLiteral("undo"), tr("Undo"), QStringLiteral("Ctrl+Z"),
                        [this] { flip(false); });
    m_redo = addCommand(edit, QStringLiteral("redo"), tr("Redo"), QStringLiteral("Ctrl+Shift+Z"),
                        [this] { flip(true); });
    connect(edit, &QMenu::aboutToShow, this, &MainWindow::refreshUndo);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    const QStringList names = {tr("Start"), tr("Browse"), tr("Review"), tr("Generate"),
                               tr("Export")};
    for (int i = 0; i < names.size(); ++i) {
        QAction *show =
            addCommand(view, QStringLiteral("page%1").arg(i + 1), names[i],
                       QStringLiteral("Ctrl+%1").arg(i + 1), [this, i] { showPage(i); });
        if (i > 0)
            needsProject(show);
    }
    view->addSeparator();
    auto *themes = new QActionGroup(this);
    const Theme chosen =
        themeFromName(m_session.settings().value(QStringLiteral("theme")).toString());
    for (const QString &theme :
         {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")}) {
        const QString words = theme == QLatin1String("system")  ? tr("As the system")
                              : theme == QLatin1String("light") ? tr("Light")
                                                                : tr("Dark");
        QAction *action = addCommand(view, theme, words, {}, [this, theme] { setTheme(theme); });
        action->setCheckable(true);
        action->setChecked(theme == nameOf(chosen));
        themes->addAction(action);
    }

    QMenu *review = menuBar()->addMenu(tr("&Review"));
    for (QAction *action : m_review->commands().actions())
        applyKeys(action);
    m_review->commands().fill(review);

    QMenu *import = menuBar()->addMenu(tr("&Data"));
    needsProject(
        addCommand(import, QStringLiteral("import"), tr("Import…"), QStringLiteral("Ctrl+I"),
                   [this] { importFiles(m_ask.openFiles(this, tr("Import"), DataFilter)); }));
    needsProject(addCommand(import, QStringLiteral("imports"), tr("Imports…"), {}, [this] {
        auto *dialog = new ImportsDialog(*m_session.store(), *m_session.jobs(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    }));
    import->addSeparator();
    needsProject(addCommand(import, QStringLiteral("generate"), tr("Generate with a teacher…"),
                            QStringLiteral("Ctrl+Shift+G"), [this] { generate(); }));
    needsProject(addCommand(import, QStringLiteral("batch"), tr("Read batch results…"), {},
                            [this] { readBatch(); }));
    addCommand(import, QStringLiteral("teachers"), tr("Teachers…"), {}, [this] { editTeachers(); });
    import->addSeparator();
    needsProject(addCommand(import, QStringLiteral("check"), tr("Check the answers…"),
                            QStringLiteral("Ctrl+Shift+V"), [this] { checkAnswers(); }));
    needsProject(addCommand(import, QStringLiteral("choose"), tr("Choose the best responses…"),
                            QStringLiteral("Ctrl+Shift+B"), [this] { chooseBest(); }));
    import->addSeparator();
    needsProject(addCommand(import, QStringLiteral("index"), tr("Prepare the search"), {},
                            [this] { m_jobs->start(std::make_shared<IndexJob>()); }));

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    addCommand(help, QStringLiteral("keys"), tr("Keys"), QStringLiteral("?; F1"), [this] {
        QVector<KeyLine> lines;
        for (const QAction *top : menuBar()->actions())
            listKeys(top->menu(), top->text().remove(QLatin1Char('&')), lines);
        auto *dialog = new KeysDialog(lines, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    addCommand(help, QStringLiteral("about"), tr("About Touchstone"), {}, [this] {
        auto *dialog = new AboutDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

} // namespace touchstone
