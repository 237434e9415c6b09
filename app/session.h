// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <generate/teachershelf.h>
#include <pipeline/jobrunner.h>
#include <store/store.h>
#include <widgets/start/startpage.h>

#include <QObject>
#include <QSettings>

#include <memory>

namespace touchstone {

class FormulaService;
class TeacherKeys;

/// What the window has open: the project, its jobs, the formulas that were set, and what is
/// remembered between runs. Owns all of it.
class Session final : public QObject
{
    Q_OBJECT

public:
    /// `settings` is handed in, so that tests bring their own.
    explicit Session(std::unique_ptr<QSettings> settings, QObject *parent = nullptr);
    ~Session() override;

    Result<> open(const QString &path);
    Result<> create(const QString &path);
    void close();

    [[nodiscard]] Store *store() const { return m_store.get(); }
    [[nodiscard]] JobRunner *jobs() const { return m_jobs.get(); }
    [[nodiscard]] FormulaService &formulas() { return *m_formulas; }
    /// Where the keys of teachers come from. Holds them; the settings never do.
    [[nodiscard]] TeacherKeys &keys() { return *m_keys; }
    /// People's own teachers, beside the settings.
    [[nodiscard]] TeacherShelf teachers() const;
    [[nodiscard]] QSettings &settings() { return *m_settings; }
    [[nodiscard]] QString annotator() const;
    void setAnnotator(const QString &name);
    /// The folder of automatic backups, beside the user's data.
    [[nodiscard]] QString backupFolder() const;
    [[nodiscard]] QString dataFolder() const;
    /// Newest first, each as it was when it was last remembered.
    [[nodiscard]] QVector<RecentProject> recent() const;
    /// Brings what recent() says of the open project up to date.
    void remember();
    void forget(const QString &path);

signals:
    /// Another project, or none, is open now.
    void projectChanged();

private:
    Result<> take(Result<std::unique_ptr<Store>> opened, const QString &path);

    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<FormulaService> m_formulas;
    std::unique_ptr<TeacherKeys> m_keys;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<JobRunner> m_jobs;
};

} // namespace touchstone
