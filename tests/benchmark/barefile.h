// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <QString>

#include <memory>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace touchstone::benchmark {

struct CloseDatabase
{
    void operator()(sqlite3 *database) const;
};
struct FinalizeStatement
{
    void operator()(sqlite3_stmt *statement) const;
};

/// SQLite as a bare program would use it, without any layer of ours: what floors are made of.
class BareFile final
{
public:
    using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

    static Result<BareFile> open(const QString &path);
    Result<> exec(const char *script) const;
    [[nodiscard]] Result<Statement> prepare(const char *text) const;
    [[nodiscard]] std::int64_t lastInsertId() const;

private:
    std::unique_ptr<sqlite3, CloseDatabase> m_database;
};

void bindText(sqlite3_stmt *statement, int index, std::string_view text);
std::string_view textAt(sqlite3_stmt *statement, int column);

} // namespace touchstone::benchmark
