// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/json.h>
#include <record/teacher.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// Parses a document that may come from a stranger: at most `mostBytes`, 32 levels deep, and an
/// object.
Result<Json> parseSettings(std::string_view text, std::size_t mostBytes);

/// Takes the members of a JSON object one by one into values, which keep what they are where the
/// member is not there. Only the first thing that is wrong is kept, with the member's path.
class JsonMembers final
{
public:
    /// `path` is the object's own: "prices[0]"; empty: the document.
    explicit JsonMembers(const Json &object, std::string path = {});

    void text(const char *name, std::string &value, std::size_t mostBytes);
    void flag(const char *name, bool &value);
    void texts(const char *name, std::vector<std::string> &values, std::size_t most);
    void number(const char *name, double &value, double least, double most);
    void number(const char *name, std::optional<double> &value, double least, double most);
    template <typename Whole>
    void whole(const char *name,
               Whole &value,
               std::int64_t least,
               std::int64_t most = std::numeric_limits<Whole>::max())
    {
        if (const auto read = wholeAt(name, least, most))
            value = static_cast<Whole>(*read);
    }
    template <typename Whole>
    void whole(const char *name,
               std::optional<Whole> &value,
               std::int64_t least,
               std::int64_t most = std::numeric_limits<Whole>::max())
    {
        if (const auto read = wholeAt(name, least, most))
            value = static_cast<Whole>(*read);
    }
    /// An amount in units of a currency: 0.14.
    void money(const char *name, Nano &value);
    void money(const char *name, std::optional<Nano> &value);
    /// A member that is an object: read by `reader`, which is given its members.
    void object(const char *name, const std::function<void(JsonMembers &)> &reader);
    /// Each object of an array.
    void
    objects(const char *name, std::size_t most, const std::function<void(JsonMembers &)> &reader);
    /// The member as it stands; null: not there.
    const Json *raw(const char *name);

    /// Says that a member is wrong, in a sentence's end: "must be …".
    void refuse(const char *name, const QString &why);
    [[nodiscard]] bool has(const char *name) const { return m_object.contains(name); }
    [[nodiscard]] const Json &json() const { return m_object; }
    /// What was wrong first; a member that nobody took is wrong too.
    Result<> end();

private:
    std::optional<std::int64_t> wholeAt(const char *name, std::int64_t least, std::int64_t most);
    std::optional<double> numberAt(const char *name, double least, double most);
    void read(const Json &object, std::string path, const std::function<void(JsonMembers &)> &by);
    [[nodiscard]] std::string pathOf(std::string_view name) const;

    const Json &m_object;
    std::string m_path;
    std::set<std::string, std::less<>> m_taken;
    std::optional<Error> m_wrong;
};

/// An amount as JSON: a number in units of the currency.
Json moneyAsJson(Nano amount);

} // namespace touchstone
