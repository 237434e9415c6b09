// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "teachershelf.h"

#include "teachers.h"

#include <base/text.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace touchstone {

namespace {

constexpr int MostFiles = 1'000;
constexpr qint64 LargestFile = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::TeacherShelf", text);
}

bool isBefore(const TeacherProfile &left, const TeacherProfile &right)
{
    return toQString(left.label).compare(toQString(right.label), Qt::CaseInsensitive) < 0;
}

} // namespace

TeacherShelf::TeacherShelf(QString folder)
    : m_folder(std::move(folder))
    , m_teachers(shippedTeachers())
{}

QString TeacherShelf::standardFolder()
{
    // Not AppConfigLocation, which is another one for the command line.
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
           + QStringLiteral("/touchstone/teachers");
}

QString TeacherShelf::fileOf(std::string_view name) const
{
    return m_folder + QLatin1Char('/') + toQString(name) + QStringLiteral(".json");
}

void TeacherShelf::put(TeacherProfile profile)
{
    if (!isOwn(profile.name))
        m_own.push_back(profile.name);
    const auto same =
        std::find_if(m_teachers.begin(), m_teachers.end(),
                     [&](const TeacherProfile &teacher) { return teacher.name == profile.name; });
    if (same != m_teachers.end())
        *same = std::move(profile);
    else
        m_teachers.push_back(std::move(profile));
    std::stable_sort(m_teachers.begin(), m_teachers.end(), isBefore);
}

void TeacherShelf::readFile(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_complaints.push_back(tr("%1 cannot be read: %2").arg(name, file.errorString()));
        return;
    }
    auto profile = teacherFromText(file.read(LargestFile).toStdString());
    if (!profile)
        m_complaints.push_back(tr("%1 is no teacher: %2").arg(name, profile.error().message));
    else if (fileOf(profile->name) != path)
        m_complaints.push_back(tr("%1 holds the teacher \"%2\" and must be called %2.json.")
                                   .arg(name, toQString(profile->name)));
    else
        put(*std::move(profile));
}

Result<> TeacherShelf::load()
{
    m_teachers = shippedTeachers();
    m_own.clear();
    m_complaints.clear();
    const QDir folder(m_folder);
    if (!folder.exists())
        return {};
    if (!QFileInfo(m_folder).isReadable())
        return Error{Error::Code::Io, tr("The folder %1 cannot be read.").arg(m_folder)};
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names.mid(0, MostFiles))
        readFile(m_folder + QLatin1Char('/') + name);
    return {};
}

const TeacherProfile *TeacherShelf::find(std::string_view name) const
{
    const auto found =
        std::find_if(m_teachers.begin(), m_teachers.end(),
                     [&](const TeacherProfile &teacher) { return teacher.name == name; });
    return found == m_teachers.end() ? nullptr : &*found;
}

bool TeacherShelf::isShipped(std::string_view name)
{
    const auto &shipped = shippedTeachers();
    return std::any_of(shipped.begin(), shipped.end(),
                       [&](const TeacherProfile &teacher) { return teacher.name == name; });
}

bool TeacherShelf::isOwn(std::string_view name) const
{
    return std::find(m_own.begin(), m_own.end(), name) != m_own.end();
}

Result<> TeacherShelf::save(const TeacherProfile &profile)
{
    // Read back, so that nothing is kept that load() would refuse.
    const std::string text = textOf(profile);
    TRY_ASSIGN(TeacherProfile read, teacherFromText(text));
    const auto failed = [this](const QString &why) {
        return Error{Error::Code::Io,
                     tr("The teacher could not be kept in %1: %2").arg(m_folder, why)};
    };
    if (!QDir().mkpath(m_folder))
        return failed(tr("the folder cannot be made."));
    QSaveFile file(fileOf(read.name));
    const QByteArray bytes = QByteArray::fromStdString(text) + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failed(file.errorString());
    put(std::move(read));
    return {};
}

Result<> TeacherShelf::remove(std::string_view name)
{
    if (!isOwn(name))
        return Error{Error::Code::NotFound,
                     tr("There is no teacher of your own called \"%1\".").arg(toQString(name))};
    QFile file(fileOf(name));
    if (!file.remove())
        return Error{Error::Code::Io,
                     tr("%1 could not be removed: %2").arg(file.fileName(), file.errorString())};
    m_own.erase(std::find(m_own.begin(), m_own.end(), name));
    const auto taken =
        std::find_if(m_teachers.begin(), m_teachers.end(),
                     [&](const TeacherProfile &teacher) { return teacher.name == name; });
    const auto &shipped = shippedTeachers();
    const auto own =
        std::find_if(shipped.begin(), shipped.end(),
                     [&](const TeacherProfile &teacher) { return teacher.name == name; });
    if (own == shipped.end())
        m_teachers.erase(taken);
    else
        *taken = *own;
    std::stable_sort(m_teachers.begin(), m_teachers.end(), isBefore);
    return {};
}

} // namespace touchstone
