// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <widgets/page.h>

#include <QDateTime>
#include <QString>
#include <QVector>

class QVBoxLayout;

namespace touchstone {

/// A project that was open before.
struct RecentProject
{
    QString path;
    QString sources; ///< "human label, deepseek-r1"
    qint64 openedUs = 0;
    qint64 done = 0; ///< decided and skipped
    qint64 prompts = 0;
};

/// Three acts, the recent projects with their progress, a place to drop files.
class StartPage final : public Page
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void setProject(Store *, JobRunner *) override {}
    void setRecent(const QVector<RecentProject> &projects);

signals:
    void newRequested();
    void openRequested();
    void sampleRequested();
    void projectRequested(const QString &path);
    /// The file of a recent project is not where it was; look for it.
    void findRequested(const QString &path);

private:
    QVBoxLayout *m_recent;
};

} // namespace touchstone
