// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "barefile.h"

#include <sqlite3.h>

namespace touchstone::benchmark {

namespace {

Error failed(sqlite3 *database)
{
    return {Error::Code::Io, QString::fromUtf8(sqlite3_errmsg(database))};
}

} // namespace

void CloseDatabase::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database);
}

void FinalizeStatement::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Result<BareFile> BareFile::open(const QString &path)
{
    sqlite3 *database = nullptr;
    const int code =
        sqlite3_open_v2(path.toUtf8().constData(), &database,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    BareFile file;
    file.m_database.reset(database);
    if (code != SQLITE_OK)
        return failed(database);
    return file;
}

Result<> BareFile::exec(const char *script) const
{
    if (sqlite3_exec(m_database.get(), script, nullptr, nullptr, nullptr) != SQLITE_OK)
        return failed(m_database.get());
    return {};
}

Result<BareFile::Statement> BareFile::prepare(const char *text) const
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_database.get(), text, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                           nullptr)
        != SQLITE_OK)
        return failed(m_database.get());
    return Statement(statement);
}

std::int64_t BareFile::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_database.get());
}

void bindText(sqlite3_stmt *statement, int index, std::string_view text)
{
    sqlite3_bind_text(statement, index, text.data() ? text.data() : "",
                      static_cast<int>(text.size()), SQLITE_STATIC);
}

std::string_view textAt(sqlite3_stmt *statement, int column)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return {text ? text : "", static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

} // namespace touchstone::benchmark
