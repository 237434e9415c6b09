// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "partfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::PartFile", text);
}

} // namespace

PartFile::PartFile(QString path)
    : m_file(path + QStringLiteral(".part"))
    , m_path(std::move(path))
{
    m_summary.path = m_path;
}

PartFile::~PartFile()
{
    if (m_published)
        return;
    const bool wasOurs = m_file.isOpen() || !m_summary.sha256.empty();
    m_file.close();
    if (wasOurs)
        m_file.remove();
    // Only empty folders go.
    while (!m_madeFolders.isEmpty())
        QDir().rmdir(m_madeFolders.takeLast());
}

Error PartFile::failed(const QString &why) const
{
    return {Error::Code::Io,
            tr("%1 could not be written: %2. Nothing was exported.").arg(m_path, why)};
}

Result<> PartFile::open()
{
    if (QFileInfo(m_path).isDir())
        return failed(tr("a folder has that name"));
    TRY(makeFolder());
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return failed(m_file.errorString());
    return {};
}

Result<> PartFile::makeFolder()
{
    const QString folder = QFileInfo(m_path).absolutePath();
    for (QString missing = folder; !QFileInfo::exists(missing);
         missing = QFileInfo(missing).absolutePath())
        m_madeFolders.prepend(missing);
    if (!QDir().mkpath(folder))
        return failed(tr("its folder cannot be made"));
    return {};
}

Result<> PartFile::write(std::string_view bytes)
{
    m_hash.add(bytes);
    m_summary.bytes += static_cast<std::int64_t>(bytes.size());
    while (!bytes.empty()) {
        const qint64 written = m_file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        if (written <= 0)
            return failed(m_file.errorString());
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<> PartFile::close()
{
    if (::fsync(m_file.handle()) != 0)
        return failed(tr("the disk did not take it"));
    m_file.close();
    m_summary.sha256 = m_hash.finishHex();
    return {};
}

Result<> PartFile::publish()
{
    // QFile::rename replaces nothing; the system's does, in one step.
    const QByteArray from = QFile::encodeName(m_file.fileName());
    if (std::rename(from.constData(), QFile::encodeName(m_path).constData()) != 0)
        return failed(tr("it could not be moved to its place"));
    m_published = true;
    // The new name is on the disk when the folder is.
    const int folder = ::open(QFile::encodeName(QFileInfo(m_path).absolutePath()).constData(),
                              O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
    return {};
}

} // namespace touchstone
