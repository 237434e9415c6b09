// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "statement.h"

#include <base/result.h>

#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

struct sqlite3;

namespace touchstone::sql {

/// One connection to one SQLite file. Shall not be used by two threads: it is opened without
/// SQLite's own mutex.
class Database final
{
public:
    enum class Access {
        ReadWrite,
        Create,
        ReadOnly,
        Immutable, ///< a read-only medium: without locks and without side files
    };

    static Result<std::unique_ptr<Database>> open(const QString &path, Access access);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs a script of several statements without parameters.
    Result<> exec(const std::string &script);
    /// The statement of this text, prepared once and kept. It is reset and without bindings.
    Result<Statement *> statement(const std::string &text);
    /// A statement of the caller's own, for scans that run while others do.
    Result<Statement> prepare(const std::string &text);
    /// The first column of the first row as a number; 0 where there is no row.
    Result<std::int64_t> number(const std::string &text);

    [[nodiscard]] std::int64_t lastInsertId() const;
    [[nodiscard]] std::int64_t changedRows() const;
    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] Error lastError() const;
    /// Folds the log into the file and empties it; false where a reader is in the way. Never waits.
    Result<bool> foldLog();
    /// Ends what runs, with Cancelled. The one call that another thread may make.
    void interrupt();

private:
    friend class Transaction;
    explicit Database(sqlite3 *handle);
    Error failed();

    sqlite3 *m_handle;
    std::optional<Error> m_failure; ///< the first since the transaction began
    std::unordered_map<std::string, Statement> m_statements;
};

/// BEGIN IMMEDIATE on construction by begin(); rolled back on destruction unless committed. After
/// any error within it commit() fails with that error: SQLite alone would keep the rest.
class Transaction final
{
public:
    static Result<Transaction> begin(Database &database);
    ~Transaction();
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;

    Result<> commit();

private:
    explicit Transaction(Database &database);
    Database *m_database;
};

} // namespace touchstone::sql
