// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "statement.h"

#include <base/result.h>

#include <QString>

#include <memory>
#include <string>
#include <unordered_map>

struct sqlite3;

namespace touchstone::sql {

/// One connection to one SQLite file. Shall not be used by two threads: it is opened without
/// SQLite's own mutex.
class Database final
{
public:
    enum class Access { ReadWrite, Create, ReadOnly };

    static Result<std::unique_ptr<Database>> open(const QString &path, Access access);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs a script of several statements without parameters.
    Result<> exec(const std::string &script);
    /// The statement of this text, prepared once and kept. It is reset and without bindings.
    Result<Statement *> statement(const std::string &text);
    /// A statement of the caller's own, for scans that run while others do.
    Result<Statement> prepare(const std::string &text) const;
    /// The first column of the first row as a number; 0 where there is no row.
    Result<std::int64_t> number(const std::string &text);

    [[nodiscard]] std::int64_t lastInsertId() const;
    [[nodiscard]] std::int64_t changedRows() const;
    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] Error lastError() const;

private:
    explicit Database(sqlite3 *handle);
    sqlite3 *m_handle;
    std::unordered_map<std::string, Statement> m_statements;
};

/// BEGIN IMMEDIATE on construction by begin(); rolled back on destruction unless committed.
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
