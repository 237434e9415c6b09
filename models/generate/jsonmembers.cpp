// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "jsonmembers.h"

#include <base/text.h>

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace touchstone {

namespace {

constexpr int DeepestNesting = 32;
constexpr double NanoPerUnit = 1e9;
/// Up to here a double tells all billionths apart.
constexpr double MostUnits = 9'000'000;
constexpr std::size_t LongestText = 4096;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::JsonMembers", text);
}

/// How deep brackets are nested; looked at before parsing, because what frees and writes a document
/// calls itself for each level.
int depthOf(std::string_view json)
{
    int depth = 0;
    int deepest = 0;
    bool inText = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (inText) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                inText = false;
        } else if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

} // namespace

Result<Json> parseSettings(std::string_view text, std::size_t mostBytes)
{
    if (text.size() > mostBytes)
        return Error{
            Error::Code::BadInput,
            tr("The text has %1 bytes; at most %2 are read.").arg(text.size()).arg(mostBytes)};
    if (depthOf(text) > DeepestNesting)
        return Error{Error::Code::BadInput,
                     tr("The JSON is nested more than %1 levels deep.").arg(DeepestNesting)};
    TRY_ASSIGN(Json json, parseJson(text));
    if (!json.is_object())
        return Error{Error::Code::BadInput, tr("This must be a JSON object: {…}.")};
    return json;
}

JsonMembers::JsonMembers(const Json &object, std::string path)
    : m_object(object)
    , m_path(std::move(path))
{}

std::string JsonMembers::pathOf(std::string_view name) const
{
    return m_path.empty() ? std::string(name) : m_path + "." + std::string(name);
}

void JsonMembers::refuse(const char *name, const QString &why)
{
    if (!m_wrong)
        m_wrong = Error{Error::Code::BadInput, tr("\"%1\" %2").arg(toQString(pathOf(name)), why)};
}

const Json *JsonMembers::raw(const char *name)
{
    m_taken.insert(name);
    const auto found = m_object.find(name);
    return found == m_object.end() ? nullptr : &*found;
}

void JsonMembers::text(const char *name, std::string &value, std::size_t mostBytes)
{
    const Json *member = raw(name);
    if (member == nullptr)
        return;
    if (!member->is_string())
        return refuse(name, tr("must be a text."));
    const auto &text = member->get_ref<const std::string &>();
    if (text.size() > mostBytes)
        return refuse(name, tr("may have at most %1 bytes.").arg(mostBytes));
    if (text.find('\0') != std::string::npos)
        return refuse(name, tr("may not hold a NUL."));
    value = text;
}

void JsonMembers::flag(const char *name, bool &value)
{
    const Json *member = raw(name);
    if (member == nullptr)
        return;
    if (!member->is_boolean())
        return refuse(name, tr("must be true or false."));
    value = member->get<bool>();
}

void JsonMembers::texts(const char *name, std::vector<std::string> &values, std::size_t most)
{
    const Json *member = raw(name);
    if (member == nullptr)
        return;
    const bool good = member->is_array() && member->size() <= most
                      && std::all_of(member->begin(), member->end(), [](const Json &value) {
                             return value.is_string()
                                    && !value.get_ref<const std::string &>().empty()
                                    && value.get_ref<const std::string &>().size() <= LongestText;
                         });
    if (!good)
        return refuse(name, tr("must be a list of at most %1 texts.").arg(most));
    values = member->get<std::vector<std::string>>();
}

std::optional<double> JsonMembers::numberAt(const char *name, double least, double most)
{
    const Json *member = raw(name);
    if (member == nullptr)
        return {};
    if (member->is_number()) {
        const double value = member->get<double>();
        if (value >= least && value <= most)
            return value;
    }
    refuse(name, tr("must be a number from %1 to %2.").arg(least).arg(most, 0, 'g', 10));
    return {};
}

void JsonMembers::number(const char *name, double &value, double least, double most)
{
    value = numberAt(name, least, most).value_or(value);
}

void JsonMembers::number(const char *name, std::optional<double> &value, double least, double most)
{
    if (const auto read = numberAt(name, least, most))
        value = read;
}

std::optional<std::int64_t>
JsonMembers::wholeAt(const char *name, std::int64_t least, std::int64_t most)
{
    const Json *member = raw(name);
    if (member == nullptr)
        return {};
    const bool beyond = member->is_number_unsigned()
                        && member->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
    if (member->is_number_integer() && !beyond) {
        const auto value = member->get<std::int64_t>();
        if (value >= least && value <= most)
            return value;
    }
    refuse(name, tr("must be a whole number from %1 to %2.").arg(least).arg(most));
    return {};
}

void JsonMembers::money(const char *name, Nano &value)
{
    if (const auto read = numberAt(name, 0, MostUnits))
        value = std::llround(*read * NanoPerUnit);
}

void JsonMembers::money(const char *name, std::optional<Nano> &value)
{
    if (const auto read = numberAt(name, 0, MostUnits))
        value = std::llround(*read * NanoPerUnit);
}

void JsonMembers::read(const Json &object,
                       std::string path,
                       const std::function<void(JsonMembers &)> &by)
{
    JsonMembers members(object, std::move(path));
    by(members);
    if (const auto ended = members.end(); !ended && !m_wrong)
        m_wrong = ended.error();
}

void JsonMembers::object(const char *name, const std::function<void(JsonMembers &)> &reader)
{
    const Json *member = raw(name);
    if (member == nullptr)
        return;
    if (!member->is_object())
        return refuse(name, tr("must be an object: {…}."));
    read(*member, pathOf(name), reader);
}

void JsonMembers::objects(const char *name,
                          std::size_t most,
                          const std::function<void(JsonMembers &)> &reader)
{
    const Json *member = raw(name);
    if (member == nullptr)
        return;
    const bool good = member->is_array() && member->size() <= most
                      && std::all_of(member->begin(), member->end(),
                                     [](const Json &one) { return one.is_object(); });
    if (!good)
        return refuse(name, tr("must be a list of at most %1 objects.").arg(most));
    for (std::size_t i = 0; i < member->size(); ++i)
        read((*member)[i], pathOf(name) + "[" + std::to_string(i) + "]", reader);
}

Result<> JsonMembers::end()
{
    for (const auto &[name, value] : m_object.items()) {
        if (!m_taken.contains(name)) {
            refuse(std::string(headOf(name, 100)).c_str(), tr("is a member that nobody knows."));
            break;
        }
    }
    if (m_wrong)
        return *m_wrong;
    return {};
}

Json moneyAsJson(Nano amount)
{
    return static_cast<double>(amount) / NanoPerUnit;
}

} // namespace touchstone
