// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "query.h"

#include "knownterms.h"

#include <base/text.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace touchstone {

namespace {

using Term = Query::Term;
using Field = Term::Field;

constexpr std::array<std::pair<std::string_view, Field>, 9> Names = {{
    {"state", Field::State},
    {"decision", Field::Decision},
    {"source", Field::Source},
    {"tag", Field::Tag},
    {"key", Field::Key},
    {"flag", Field::Flag},
    {"has", Field::Has},
    {"verdict", Field::Verdict},
    {"words", Field::Words},
}};

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::Query", text);
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// What may stand behind the colon; empty: anything.
std::string_view allowed(Field field)
{
    switch (field) {
    case Field::State:
        return "open drafted skipped decided";
    case Field::Decision:
        return "left right human teacher tie neither skip bad reference any";
    case Field::Flag:
        return "yes no";
    case Field::Has:
        return "reference both human teacher edit truncated unterminated empty marks error choice";
    case Field::Verdict:
        return "correct wrong unit-differs form-differs cannot-tell no-answer truncated skip any "
               "overruled";
    default:
        return {};
    }
}

/// What a list of allowed words is about: a verdict may be asked of one side.
std::string_view allowedPart(Field field, std::string_view value)
{
    for (const std::string_view side : {"human:", "teacher:"}) {
        if (field == Field::Verdict && value.starts_with(side))
            return value.substr(side.size());
    }
    return value;
}

bool isOneOf(std::string_view list, std::string_view value)
{
    while (!list.empty()) {
        const std::size_t space = list.find(' ');
        if (list.substr(0, space) == value)
            return true;
        list = space == std::string_view::npos ? std::string_view{} : list.substr(space + 1);
    }
    return false;
}

/// Reads to the next space, or to the closing quotation mark where one opens; a backslash keeps a
/// mark.
std::string readValue(std::string_view text, std::size_t &at, bool &quoted)
{
    std::string value;
    quoted = at < text.size() && text[at] == '"';
    if (!quoted) {
        while (at < text.size() && !isSpace(text[at]))
            value.push_back(text[at++]);
        return value;
    }
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < text.size()
            && (text[at + 1] == '"' || text[at + 1] == '\\'))
            ++at;
        value.push_back(text[at]);
    }
    at += at < text.size() ? 1 : 0;
    return value;
}

Result<> check(const Term &term, std::string_view name)
{
    const std::string_view list = allowed(term.field);
    if (!list.empty() && !isOneOf(list, allowedPart(term.field, term.value))) {
        return Error{Error::Code::BadInput,
                     tr("\"%1:%2\" is no filter; behind %1: may stand %3.")
                         .arg(toQString(name), toQString(term.value),
                              toQString(list).replace(QLatin1Char(' '), QLatin1String(", ")))};
    }
    const bool number = !term.value.empty()
                        && std::all_of(term.value.begin(), term.value.end(),
                                       [](char c) { return c >= '0' && c <= '9'; });
    if (term.field == Field::Words && (!number || term.value.size() > 9)) {
        return Error{Error::Code::BadInput,
                     tr("Behind words> must stand a number, as in words>100.")};
    }
    if (term.value.empty())
        return Error{Error::Code::BadInput,
                     tr("Behind %1: something must stand.").arg(toQString(name))};
    return {};
}

std::string quotedIfNeeded(const std::string &value, bool always)
{
    const bool needs = always || value.empty() || value.front() == '-' || value.front() == '"'
                       || std::any_of(value.begin(), value.end(), isSpace);
    if (!needs)
        return value;
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace

std::string inQuery(Standing standing)
{
    std::string name(nameOf(standing));
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

std::optional<Standing> standingInQuery(std::string_view word)
{
    std::string name(word);
    std::replace(name.begin(), name.end(), '-', ' ');
    return standingNamed(name);
}

Result<Query> parseQuery(std::string_view text)
{
    Query query;
    std::size_t at = 0;
    while (true) {
        while (at < text.size() && isSpace(text[at]))
            ++at;
        if (at >= text.size())
            return query;
        Term term;
        if (text[at] == '-' && at + 1 < text.size() && !isSpace(text[at + 1])) {
            term.negated = true;
            ++at;
        }
        std::string_view name;
        for (const auto &[known, field] : Names) {
            const std::string_view rest = text.substr(at);
            if (!rest.starts_with(known) || rest.size() <= known.size())
                continue;
            const char sign = rest[known.size()];
            const bool compares = field == Field::Words && (sign == '<' || sign == '>');
            if (sign != ':' && !compares)
                continue;
            name = known;
            term.field = field;
            term.comparison = sign == '<'   ? Term::Comparison::Less
                              : sign == '>' ? Term::Comparison::Greater
                                            : Term::Comparison::Equal;
            at += known.size() + 1;
            break;
        }
        bool quoted = false;
        term.value = readValue(text, at, quoted);
        if (name.empty()) {
            term.phrase = quoted;
            if (!trimmed(term.value).empty())
                query.terms.push_back(std::move(term));
            continue;
        }
        TRY(check(term, name));
        query.terms.push_back(std::move(term));
    }
}

std::vector<std::string> knownTerms()
{
    std::vector<std::string> terms;
    for (const auto &[name, field] : Names) {
        std::string_view list = allowed(field);
        while (!list.empty()) {
            const std::size_t space = list.find(' ');
            terms.push_back(std::string(name) + ':' + std::string(list.substr(0, space)));
            list = space == std::string_view::npos ? std::string_view{} : list.substr(space + 1);
        }
    }
    return terms;
}

std::string toText(const Query &query)
{
    std::string text;
    for (const Term &term : query.terms) {
        text += text.empty() ? "" : " ";
        text += term.negated ? "-" : "";
        for (const auto &[name, field] : Names) {
            if (field == term.field) {
                text += name;
                text += term.comparison == Term::Comparison::Less      ? '<'
                        : term.comparison == Term::Comparison::Greater ? '>'
                                                                       : ':';
            }
        }
        text += quotedIfNeeded(term.value, term.phrase);
    }
    return text;
}

} // namespace touchstone
