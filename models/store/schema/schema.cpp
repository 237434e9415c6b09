// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "schema.h"

#include "../sql/database.h"

#include <QCoreApplication>

#include <map>
#include <string>

namespace touchstone {

namespace {

constexpr const char *Schema1 =
#include "schema1.sql"
    ;

/// What people mark while they read: cuts and marks of steps, error spans, pins.
constexpr const char *Schema2 =
#include "schema2.sql"
    ;

/// What the machine says of responses, by which rules, what people say in its place, and which
/// responses a rule chose. The bits of sources beyond the 36th make room for those of verdicts.
constexpr const char *Schema3 =
#include "schema3.sql"
    ;

/// The ledger of requests to teachers.
constexpr const char *Schema4 =
#include "schema4.sql"
    ;

using Objects = std::map<std::string, std::string>;

Result<Objects> objectsOf(sql::Database &database)
{
    Objects objects;
    TRY_ASSIGN(
        sql::Statement query,
        database.prepare("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema"));
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return objects;
        objects.emplace(query.string(0), query.string(1));
    }
}

bool isOptional(const std::string &object, const std::string &text)
{
    for (const OptionalIndex &index : SortIndexes) {
        if (object == std::string("index ") + index.name)
            return text == index.create;
    }
    return object == "table sqlite_stat1" || object == "table sqlite_stat4";
}

Error notOurs(const std::string &what)
{
    return {
        Error::Code::Damaged,
        QCoreApplication::translate(
            "touchstone::Schema",
            "The file's inside is not that of a project of this version (%1). It was not opened, "
            "because what others put into it could change your data.")
            .arg(QString::fromStdString(what))};
}

} // namespace

const Schema &projectSchema()
{
    static const Schema Ours{Schema1, {Schema2, Schema3, Schema4}};
    return Ours;
}

Result<> createSchema(sql::Database &database, const Schema &schema, int version)
{
    TRY_ASSIGN(sql::Transaction transaction, sql::Transaction::begin(database));
    TRY(database.exec(schema.first));
    for (int step = 1; step < version; ++step)
        TRY(database.exec(schema.steps[static_cast<std::size_t>(step) - 1]));
    TRY(database.exec("PRAGMA application_id=" + std::to_string(ApplicationId)
                      + "; PRAGMA user_version=" + std::to_string(version)));
    return transaction.commit();
}

Result<> verifySchema(sql::Database &database, const Schema &schema, int version)
{
    TRY_ASSIGN(auto reference,
               sql::Database::open(QStringLiteral(":memory:"), sql::Database::Access::Create));
    TRY(createSchema(*reference, schema, version));
    TRY_ASSIGN(const Objects ours, objectsOf(*reference));
    TRY_ASSIGN(const Objects theirs, objectsOf(database));
    for (const auto &[name, text] : theirs) {
        const auto found = ours.find(name);
        if (found == ours.end() ? !isOptional(name, text) : found->second != text)
            return notOurs(name);
    }
    for (const auto &[name, text] : ours) {
        if (!theirs.contains(name))
            return notOurs("no " + name);
    }
    return {};
}

} // namespace touchstone
