// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "session.h"

#include "keystore.h"

#include <base/text.h>
#include <widgets/formulas/formulaservice.h>

#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QStandardPaths>

namespace touchstone {

namespace {

constexpr int MostRecent = 12;

void writeRecent(QSettings &settings, const QVector<RecentProject> &projects)
{
    settings.remove(QStringLiteral("recent"));
    settings.beginWriteArray(QStringLiteral("recent"));
    for (int i = 0; i < projects.size() && i < MostRecent; ++i) {
        settings.setArrayIndex(i);
        settings.setValue(QStringLiteral("path"), projects[i].path);
        settings.setValue(QStringLiteral("sources"), projects[i].sources);
        settings.setValue(QStringLiteral("opened"), projects[i].openedUs);
        settings.setValue(QStringLiteral("done"), projects[i].done);
        settings.setValue(QStringLiteral("prompts"), projects[i].prompts);
    }
    settings.endArray();
}

} // namespace

Session::Session(std::unique_ptr<QSettings> settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_formulas(std::make_unique<FormulaService>(QGuiApplication::font()))
    , m_keys(std::make_unique<KeyStore>())
{}

Session::~Session()
{
    remember();
    m_jobs.reset();
}

QString Session::dataFolder() const
{
    const QString named = m_settings->value(QStringLiteral("dataFolder")).toString();
    return named.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                           : named;
}

TeacherShelf Session::teachers() const
{
    return TeacherShelf(
        QFileInfo(m_settings->fileName()).dir().filePath(QStringLiteral("teachers")));
}

QString Session::backupFolder() const
{
    return QDir(dataFolder()).filePath(QStringLiteral("backups"));
}

QString Session::annotator() const
{
    const QString user = qEnvironmentVariable("USER", tr("me"));
    return m_settings->value(QStringLiteral("annotator"), user).toString();
}

void Session::setAnnotator(const QString &name)
{
    m_settings->setValue(QStringLiteral("annotator"), name);
}

Result<> Session::open(const QString &path)
{
    Store::Options options;
    options.annotator = toUtf8(annotator());
    options.backupFolder = backupFolder();
    // The old project lets go of its lock first: it may be the same file.
    const QString before = m_store ? m_store->path() : QString{};
    close();
    const Result<> taken = take(Store::open(path, options), path);
    if (!taken && !before.isEmpty() && before != path) [[maybe_unused]]
        const auto back = take(Store::open(before, options), before);
    return taken;
}

Result<> Session::create(const QString &path)
{
    Store::Options options;
    options.annotator = toUtf8(annotator());
    options.backupFolder = backupFolder();
    auto made = Store::create(path, options);
    if (!made)
        return made.error();
    close();
    return take(std::move(made), path);
}

Result<> Session::take(Result<std::unique_ptr<Store>> opened, const QString &)
{
    if (!opened)
        return opened.error();
    m_store = std::move(*opened);
    m_jobs = std::make_unique<JobRunner>(*m_store);
    remember();
    emit projectChanged();
    return {};
}

void Session::close()
{
    if (!m_store)
        return;
    remember();
    // Views let go while the project is still there.
    std::unique_ptr<JobRunner> jobs = std::move(m_jobs);
    std::unique_ptr<Store> store = std::move(m_store);
    emit projectChanged();
}

void Session::remember()
{
    if (!m_store)
        return;
    QVector<RecentProject> projects = recent();
    const QString path = QFileInfo(m_store->path()).absoluteFilePath();
    projects.removeIf([&path](const RecentProject &project) { return project.path == path; });
    RecentProject project;
    project.path = path;
    project.openedUs = systemClock()();
    const Accounting sum = m_store->accounting().value_or({});
    project.done = sum.decided + sum.skipped;
    project.prompts = sum.imported;
    QStringList names;
    for (const Source &source : m_store->sources().value_or({}))
        names << toQString(source.name);
    project.sources = names.join(QStringLiteral(", "));
    projects.prepend(project);
    writeRecent(*m_settings, projects);
}

QVector<RecentProject> Session::recent() const
{
    QVector<RecentProject> projects;
    const int count = m_settings->beginReadArray(QStringLiteral("recent"));
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        projects.push_back({m_settings->value(QStringLiteral("path")).toString(),
                            m_settings->value(QStringLiteral("sources")).toString(),
                            m_settings->value(QStringLiteral("opened")).toLongLong(),
                            m_settings->value(QStringLiteral("done")).toLongLong(),
                            m_settings->value(QStringLiteral("prompts")).toLongLong()});
    }
    m_settings->endArray();
    return projects;
}

void Session::forget(const QString &path)
{
    QVector<RecentProject> projects = recent();
    projects.removeIf([&path](const RecentProject &project) { return project.path == path; });
    writeRecent(*m_settings, projects);
}

} // namespace touchstone
