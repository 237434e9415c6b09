// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "helper.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace touchstone {

QString pathOfHelper(const QString &name)
{
    const QDir here(QCoreApplication::applicationDirPath());
    const QString beside = here.filePath(name);
    for (const QString &path :
         {beside, here.filePath(QStringLiteral("../bin/") + name),
          here.filePath(QStringLiteral("../" TOUCHSTONE_LIBEXEC_DIR "/touchstone/") + name)}) {
        if (QFileInfo(path).isExecutable())
            return QDir::cleanPath(path);
    }
    return beside;
}

} // namespace touchstone
