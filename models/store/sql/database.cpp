// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "database.h"

#include "bitsor.h"

#include <QUrl>

#include <sqlite3.h>

#include <chrono>
#include <thread>
#include <utility>

namespace touchstone::sql {

namespace {

constexpr int BusyMilliseconds = 5000;

/// Asks every millisecond. SQLite's own handler waits longer each time, and so misses the short
/// gaps that an import leaves for people.
int waitWhileBusy(void *, int tries)
{
    if (tries >= BusyMilliseconds)
        return 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return 1;
}

int flagsFor(Database::Access access)
{
    switch (access) {
    case Database::Access::Create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Access::ReadWrite:
        return SQLITE_OPEN_READWRITE;
    case Database::Access::Immutable:
        return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    case Database::Access::ReadOnly:
        break;
    }
    return SQLITE_OPEN_READONLY;
}

/// SQLite counts the memory it has, under a lock at every allocation; nobody here asks for the sum.
/// Refused where somebody uses the library already, which only costs time.
void stopCountingMemory()
{
    [[maybe_unused]] static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const QString &path, Access access)
{
    stopCountingMemory();
    sqlite3 *handle = nullptr;
    const QByteArray name =
        access == Access::Immutable
            ? "file:" + QUrl::toPercentEncoding(path, QByteArrayLiteral("/")) + "?immutable=1"
            : path.toUtf8();
    int code =
        sqlite3_open_v2(name.constData(), &handle,
                        flagsFor(access) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code == SQLITE_OK)
        code = addBitsOr(handle);
    if (code != SQLITE_OK) {
        const Error error = errorFor(code, handle ? sqlite3_errmsg(handle) : "out of memory");
        sqlite3_close_v2(handle);
        return error;
    }
    sqlite3_busy_handler(handle, waitWhileBusy, nullptr);
    // A project may come from a stranger: no typo passes as a string, no schema trick writes pages.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return std::unique_ptr<Database>(new Database(handle));
}

Database::Database(sqlite3 *handle)
    : m_handle(handle)
{}

Database::~Database()
{
    m_statements.clear();
    sqlite3_close_v2(m_handle);
}

Result<> Database::exec(const std::string &script)
{
    const int code = sqlite3_exec(m_handle, script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return failed();
    return {};
}

Result<Statement> Database::prepare(const std::string &text)
{
    sqlite3_stmt *handle = nullptr;
    const char *rest = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, text.c_str(), static_cast<int>(text.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &handle, &rest);
    if (code != SQLITE_OK)
        return failed();
    // SQLite would prepare the first of several and be silent about the others.
    if (!handle || (rest && *rest != '\0')) {
        sqlite3_finalize(handle);
        return errorFor(SQLITE_MISUSE, "not one statement");
    }
    return Statement(handle, &m_failure);
}

Result<Statement *> Database::statement(const std::string &text)
{
    auto found = m_statements.find(text);
    if (found == m_statements.end()) {
        TRY_ASSIGN(Statement prepared, prepare(text));
        found = m_statements.emplace(text, std::move(prepared)).first;
    }
    found->second.reset();
    return &found->second;
}

Result<std::int64_t> Database::number(const std::string &text)
{
    TRY_ASSIGN(Statement * query, statement(text));
    TRY_ASSIGN(const bool row, query->step());
    const std::int64_t value = row ? query->integer(0) : 0;
    query->reset();
    return value;
}

std::int64_t Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

std::int64_t Database::changedRows() const
{
    return sqlite3_changes64(m_handle);
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

Error Database::lastError() const
{
    return errorFor(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle));
}

Error Database::failed()
{
    Error error = lastError();
    if (!m_failure)
        m_failure = error;
    return error;
}

Result<bool> Database::foldLog()
{
    if (inTransaction())
        return false;
    sqlite3_busy_handler(m_handle, nullptr, nullptr);
    const auto busy = number("PRAGMA wal_checkpoint(TRUNCATE)");
    sqlite3_busy_handler(m_handle, waitWhileBusy, nullptr);
    if (!busy)
        return busy.error();
    return *busy == 0;
}

void Database::interrupt()
{
    sqlite3_interrupt(m_handle);
}

Result<Transaction> Transaction::begin(Database &database)
{
    // Immediate, because a reader that becomes a writer is refused at once, whatever the timeout.
    TRY_ASSIGN(Statement * begin, database.statement("BEGIN IMMEDIATE"));
    TRY(begin->run());
    database.m_failure.reset();
    return Transaction(database);
}

Transaction::Transaction(Database &database)
    : m_database(&database)
{}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{}

Transaction::~Transaction()
{
    // After a full disk SQLite may have rolled back already.
    if (!m_database || !m_database->inTransaction())
        return;
    [[maybe_unused]] const auto rolledBack = m_database->exec("ROLLBACK");
}

Result<> Transaction::commit()
{
    if (m_database->m_failure)
        return *m_database->m_failure;
    TRY_ASSIGN(Statement * commit, m_database->statement("COMMIT"));
    TRY(commit->run());
    m_database = nullptr;
    return {};
}

} // namespace touchstone::sql
