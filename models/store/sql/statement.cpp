// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "statement.h"

#include "keepable.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <utility>

namespace touchstone::sql {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::sql", text);
}

} // namespace

Error errorFor(int code, const char *message)
{
    const QString detail =
        QStringLiteral("SQLite %1: %2").arg(code).arg(QString::fromUtf8(message));
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {Error::Code::Busy, tr("The project is in use by another program; try again."),
                detail};
    case SQLITE_FULL:
        return {
            Error::Code::Io,
            tr("The disk is full. What was kept before is safe; free some space and try again."),
            detail};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {Error::Code::Io,
                tr("The system refused to read or write the project's file. What was kept before "
                   "is safe."),
                detail};
    case SQLITE_READONLY:
        return {Error::Code::ReadOnly, tr("The project is open for reading only."), detail};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {Error::Code::Damaged,
                tr("The project's file is damaged. Restore a backup, or save what can be read as a "
                   "copy."),
                detail};
    case SQLITE_CONSTRAINT:
        return {Error::Code::Conflict,
                tr("The project already holds something else in this place."), detail};
    case SQLITE_TOOBIG:
        return {Error::Code::BadInput, tr("A text is larger than a project can keep (1 GB)."),
                detail};
    case SQLITE_INTERRUPT:
        return {Error::Code::Cancelled, tr("Cancelled."), detail};
    default:
        return {Error::Code::Io, tr("The project's file could not be used."), detail};
    }
}

Statement::Statement(sqlite3_stmt *handle, std::optional<Error> *failure)
    : m_handle(handle)
    , m_failure(failure)
{}

Statement::~Statement()
{
    sqlite3_finalize(m_handle);
}

Statement::Statement(Statement &&other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr))
    , m_failure(other.m_failure)
    , m_bindError(std::exchange(other.m_bindError, 0))
    , m_refusedByte(std::exchange(other.m_refusedByte, {}))
{}

Statement &Statement::operator=(Statement &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    std::swap(m_failure, other.m_failure);
    std::swap(m_bindError, other.m_bindError);
    std::swap(m_refusedByte, other.m_refusedByte);
    return *this;
}

Statement &Statement::bind(int index, std::int64_t value)
{
    m_bindError |= sqlite3_bind_int64(m_handle, index, value);
    return *this;
}

Statement &Statement::bind(int index, double value)
{
    m_bindError |= sqlite3_bind_double(m_handle, index, value);
    return *this;
}

Statement &Statement::bind(int index, std::string_view text)
{
    if (const auto refused = firstUnkeepable(text); refused && !m_refusedByte)
        m_refusedByte = refused;
    return bind(index, KnownKeepable{text});
}

Statement &Statement::bind(int index, KnownKeepable known)
{
    const std::string_view text = known.text;
    // A null pointer would be bound as NULL; an empty view may have one.
    m_bindError |= sqlite3_bind_text64(m_handle, index, text.data() ? text.data() : "", text.size(),
                                       SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement &Statement::bindBlob(int index, std::string_view bytes)
{
    m_bindError |= sqlite3_bind_blob64(m_handle, index, bytes.data(), bytes.size(), SQLITE_STATIC);
    return *this;
}

Statement &Statement::bindNull(int index)
{
    m_bindError |= sqlite3_bind_null(m_handle, index);
    return *this;
}

Error Statement::failed(Error error)
{
    if (m_failure && !*m_failure)
        *m_failure = error;
    return error;
}

Result<bool> Statement::step()
{
    if (const auto refused = std::exchange(m_refusedByte, {})) {
        return failed(
            {Error::Code::BadInput,
             tr("A text cannot be kept: it has a NUL or is not UTF-8 at byte %1.").arg(*refused)});
    }
    if (m_bindError) {
        const int code = std::exchange(m_bindError, 0);
        return failed(errorFor(code, "bind"));
    }
    const int code = sqlite3_step(m_handle);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    sqlite3 *database = sqlite3_db_handle(m_handle);
    const Error error = errorFor(sqlite3_extended_errcode(database), sqlite3_errmsg(database));
    sqlite3_reset(m_handle);
    return failed(error);
}

Result<> Statement::run()
{
    while (true) {
        TRY_ASSIGN(const bool row, step());
        if (!row)
            break;
    }
    sqlite3_reset(m_handle);
    return {};
}

Result<std::int64_t> Statement::insert()
{
    TRY(run());
    sqlite3 *database = sqlite3_db_handle(m_handle);
    return sqlite3_changes64(database) > 0 ? sqlite3_last_insert_rowid(database) : 0;
}

void Statement::reset()
{
    sqlite3_reset(m_handle);
    m_bindError = 0;
    m_refusedByte.reset();
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_handle, column);
}

std::string_view Statement::text(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_handle, column));
    const int size = sqlite3_column_bytes(m_handle, column);
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(size)) : std::string_view{};
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_NULL;
}

} // namespace touchstone::sql
