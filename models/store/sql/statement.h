// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace touchstone::sql {

/// A text of which its owner knows that it can be kept (firstUnkeepable()), so that binding need
/// not look again.
struct KnownKeepable
{
    std::string_view text;
};

/// One prepared statement. Texts are UTF-8; a view that is bound must live until the next run() or
/// reset(), a view that is read until the next step(). Text with a NUL, or that is not UTF-8, is
/// refused. A bind that fails is told by the next step().
class Statement final
{
public:
    Statement() = default;
    /// `failure` keeps the first error, so that the transaction around it cannot be committed.
    Statement(sqlite3_stmt *handle, std::optional<Error> *failure);
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;

    /// Parameters by position, from 1.
    Statement &bind(int index, std::int64_t value);
    Statement &bind(int index, double value);
    Statement &bind(int index, std::string_view text);
    Statement &bind(int index, KnownKeepable text);
    Statement &bindBlob(int index, std::string_view bytes);
    Statement &bindNull(int index);
    template <typename... Values>
    Statement &args(const Values &...values)
    {
        reset();
        int index = 0;
        (bindOne(++index, values), ...);
        return *this;
    }

    /// True: a row is there.
    Result<bool> step();
    /// To the end, for statements that give no rows; then reset.
    Result<> run();
    /// run(), and the number of the row that it inserted; 0 where ON CONFLICT left it out.
    Result<std::int64_t> insert();
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
    [[nodiscard]] bool isNull(int column) const;

private:
    void bindOne(int index, std::int64_t value) { bind(index, value); }
    void bindOne(int index, int value) { bind(index, std::int64_t{value}); }
    void bindOne(int index, bool value) { bind(index, std::int64_t{value ? 1 : 0}); }
    void bindOne(int index, std::uint32_t value) { bind(index, std::int64_t{value}); }
    void bindOne(int index, std::string_view value) { bind(index, value); }
    void bindOne(int index, KnownKeepable value) { bind(index, value); }
    void bindOne(int index, const std::string &value) { bind(index, std::string_view(value)); }
    void bindOne(int index, const char *value) { bind(index, std::string_view(value)); }

    Error failed(Error error);

    sqlite3_stmt *m_handle = nullptr;
    std::optional<Error> *m_failure = nullptr;
    int m_bindError = 0;
    std::optional<std::size_t> m_refusedByte; ///< of a text that cannot be kept
};

/// The Error for SQLite's extended result code, in words, with its own message as detail.
Error errorFor(int code, const char *message);

} // namespace touchstone::sql
