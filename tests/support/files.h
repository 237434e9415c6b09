// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace touchstone::test {

/// Writes a file below `folder` and gives its path.
QString writeFile(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes);
/// The whole of a file; empty where it cannot be read.
QByteArray readFile(const QString &path);
/// `bytes` as one member of a gzip file.
QByteArray gzipped(const QByteArray &bytes);

} // namespace touchstone::test
