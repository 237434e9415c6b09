// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace touchstone {

/// What went wrong. `code` is for the program, `message` for people (one sentence that names the
/// place and says what to do), `detail` for the log.
struct [[nodiscard]] Error
{
    enum class Code {
        BadInput,  ///< what came from outside is not what it should be
        NotFound,  ///< a file, an item or a name that is not there
        Io,        ///< the system refused to read or write; the disk may be full
        Busy,      ///< somebody else has it now; trying again may help
        Cancelled, ///< a person stopped the work; nothing half-done is left
        ReadOnly,  ///< the project cannot be changed here
        Newer,     ///< written by a newer version of the program
        Damaged,   ///< the project's file is damaged or not ours
        Conflict,  ///< somebody changed the same thing in the meantime
    };

    Code code = Code::BadInput;
    QString message;
    QString detail = {};

    bool operator==(const Error &) const = default;
};

/// A value or an Error, spelled like std::expected, which C++20 does not have yet.
template <typename T = void>
class [[nodiscard]] Result
{
public:
    Result(T value) // NOLINT(google-explicit-constructor): returning a value is the point
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {}

    [[nodiscard]] bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T &value() & { return std::get<0>(m_state); }
    const T &value() const & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    const Error &error() const { return std::get<1>(m_state); }

    T value_or(T fallback) const { return has_value() ? value() : std::move(fallback); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {}

    [[nodiscard]] bool has_value() const { return !m_error; }
    explicit operator bool() const { return has_value(); }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

} // namespace touchstone

#define TOUCHSTONE_JOIN2(a, b) a##b
#define TOUCHSTONE_JOIN(a, b) TOUCHSTONE_JOIN2(a, b)
#define TOUCHSTONE_TRY(result, expr)                                                               \
    do {                                                                                           \
        if (auto result = (expr); !result)                                                         \
            return result.error();                                                                 \
    } while (false)
#define TOUCHSTONE_TRY_ASSIGN(result, declaration, expr)                                           \
    auto result = (expr);                                                                          \
    if (!result)                                                                                   \
        return result.error();                                                                     \
    declaration = *std::move(result)

// Numbered by __COUNTER__ and not by line, because one may stand within another's argument.

/// Returns the error of `expr` from the enclosing function, which must return a Result.
#define TRY(expr) TOUCHSTONE_TRY(TOUCHSTONE_JOIN(tryResult, __COUNTER__), expr)

/// `TRY_ASSIGN(const Item item, store.item(id));`: declares `item` from a Result, or returns its
/// error.
#define TRY_ASSIGN(declaration, expr)                                                              \
    TOUCHSTONE_TRY_ASSIGN(TOUCHSTONE_JOIN(tryResult, __COUNTER__), declaration, expr)
