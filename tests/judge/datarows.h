// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/json.h>
#include <base/text.h>

#include <QFile>

#include <vector>

namespace touchstone::test {

/// The objects of a JSON Lines file, one a line; empty where the file cannot be read.
inline std::vector<Json> rowsOf(const QString &path)
{
    std::vector<Json> rows;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (auto row = parseJson({line.data(), static_cast<std::size_t>(line.size())}))
            rows.push_back(*std::move(row));
    }
    return rows;
}

/// A whole JSON file.
inline Json documentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return parseJson(file.readAll().toStdString()).value_or(Json{});
}

/// A member that is a text; empty where it is not.
inline std::string textOf(const Json &row, const char *name)
{
    const auto found = row.find(name);
    return found != row.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

} // namespace touchstone::test
