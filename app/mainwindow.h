// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <QMainWindow>

#include <functional>
#include <memory>
#include <vector>

class QLabel;
class QSplitter;
class QStackedWidget;
class QTimer;

namespace touchstone {

class Ask;
class BrowsePage;
class ExportPage;
class GeneratePage;
class Job;
class NavRail;
class NoticeBar;
class Page;
class ProjectJobs;
class ReviewPage;
class Session;
class StartPage;
class StatusLine;
struct Backup;
struct ImportPlan;
struct VerifyPlan;

/// The one window: menu bar, rail, pages, status line. Wires what the pages wish to what the
/// session does; no page knows another.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    enum PageIndex { StartIndex, BrowseIndex, ReviewIndex, GenerateIndex, ExportIndex };

    /// Both outlive the window.
    MainWindow(Session &session, Ask &ask);
    ~MainWindow() override;

    void openProject(const QString &path);
    void openSample();
    void importFiles(const QStringList &paths);
    /// Shows a page; false where the present one could not be left.
    bool showPage(int index);
    [[nodiscard]] int currentPage() const;

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildMenus();
    void applyKeys(QAction *action);
    QAction *addCommand(QMenu *menu,
                        const QString &id,
                        const QString &text,
                        const QString &key,
                        const std::function<void()> &act);
    void connectPages();
    void projectChanged();
    void refreshStatus();
    void refreshUndo();
    void newProject();
    void askForNextImport();
    void startImport(const ImportPlan &plan);
    void jobFinished(const std::shared_ptr<Job> &job, const Result<> &result);
    void importFinished(const std::shared_ptr<Job> &job);
    void checkAnswers();
    [[nodiscard]] QStringList trusted() const;
    void startCheck(const VerifyPlan &plan);
    void chooseBest();
    void checkFinished(const std::shared_ptr<Job> &job);
    void connectGenerate();
    void generate();
    void showTeachers();
    void editTeachers();
    void readBatch();
    void batchFinished(const std::shared_ptr<Job> &job);
    bool generateFinished(const std::shared_ptr<Job> &job);
    [[nodiscard]] bool mayEndRun();
    void fail(const QString &message, const QString &detail = {});
    void saveCopy();
    void restore(const Backup &backup);
    void flip(bool redo);
    void flipStep(bool redo);
    void sayFlipped(bool redo, const QString &words);
    void setTheme(const QString &name);
    void dropped(const QStringList &paths);
    [[nodiscard]] QList<QSplitter *> splitters() const;

    Session &m_session;
    Ask &m_ask;
    NavRail *m_rail;
    NoticeBar *m_notice;
    QStackedWidget *m_stack;
    StatusLine *m_status;
    StartPage *m_start;
    BrowsePage *m_browse;
    ReviewPage *m_review;
    GeneratePage *m_generate;
    ExportPage *m_export;
    std::vector<Page *> m_pages;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    std::vector<QAction *> m_needProject;
    ProjectJobs *m_jobs;
    QStringList m_toImport; ///< files whose sheet is still to be shown
    QTimer *m_counting;     ///< the accounting is asked for once, however many changes there are
    bool m_reviewWhenRead = false; ///< the sample is being read
};

} // namespace touchstone
