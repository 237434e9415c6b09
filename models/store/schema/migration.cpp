// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "migration.h"

#include "../backup.h"
#include "../sql/database.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::Schema", text);
}

/// Where the copy of the version before goes: a name that no file has.
QString copyPath(const QString &path, std::int64_t version)
{
    const QFileInfo info(path);
    const QString stem = info.dir().filePath(
        QStringLiteral("%1.v%2").arg(info.completeBaseName(), QString::number(version)));
    QString name = stem + QStringLiteral(".touchstone");
    for (int i = 2; QFileInfo::exists(name); ++i)
        name = QStringLiteral("%1-%2.touchstone").arg(stem, QString::number(i));
    return name;
}

Result<> takeStep(sql::Database &database, const std::string &step, std::int64_t version)
{
    TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(database));
    TRY(database.exec(step));
    TRY_ASSIGN(sql::Statement broken,
               database.prepare("SELECT \"table\" FROM pragma_foreign_key_check"));
    TRY_ASSIGN(const bool anyBroken, broken.step());
    if (anyBroken) {
        return Error{Error::Code::Damaged,
                     tr("it could not be carried over to the format of this version; nothing was "
                        "changed."),
                     QString::fromStdString(broken.string(0))};
    }
    broken.reset();
    TRY(database.exec("PRAGMA user_version=" + std::to_string(version)));
    return transaction.commit();
}

} // namespace

Result<> migrate(sql::Database &database, const Schema &schema, const QString &path)
{
    TRY_ASSIGN(std::int64_t version, database.number("PRAGMA user_version"));
    if (version >= schema.version())
        return {};
    TRY(copyDatabase(database, copyPath(path, version)));
    // A table that is made anew stands for a moment without what refers to it.
    TRY(database.exec("PRAGMA foreign_keys=OFF"));
    while (version < schema.version()) {
        TRY(takeStep(database, schema.steps[static_cast<std::size_t>(version) - 1], version + 1));
        ++version;
    }
    TRY(database.exec("PRAGMA foreign_keys=ON"));
    return verifySchema(database, schema, schema.version());
}

} // namespace touchstone
