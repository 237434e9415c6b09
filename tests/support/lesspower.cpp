// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "lesspower.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace touchstone::test {

namespace {

constexpr uid_t Nobody = 65534;

} // namespace

LessPower::LessPower(const QString &folder)
{
    if (geteuid() != 0)
        return;
    QStringList paths = {folder};
    for (const QFileInfo &file :
         QDir(folder).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
        paths << file.absoluteFilePath();
    for (const QString &path : std::as_const(paths)) {
        if (chown(QFile::encodeName(path).constData(), Nobody, Nobody) != 0)
            qFatal("%s cannot be given away", qPrintable(path));
    }
    m_dropped = seteuid(Nobody) == 0;
}

LessPower::~LessPower()
{
    if (m_dropped && seteuid(0) != 0)
        qFatal("the superuser's rights did not come back");
}

} // namespace touchstone::test
