// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/json.h>

#include <QDirIterator>
#include <QFile>

#include <functional>
#include <string>
#include <string_view>

namespace touchstone::test {

/// Calls `take` with every text within `json` of so many bytes or more.
inline void forEachText(const Json &json,
                        std::size_t shortest,
                        const std::function<void(const std::string &)> &take)
{
    if (json.is_string() && json.get_ref<const std::string &>().size() >= shortest)
        take(json.get_ref<const std::string &>());
    for (const Json &member : json) {
        if (member.is_structured() || (json.is_structured() && member.is_string()))
            forEachText(member, shortest, take);
    }
}

/// Calls `take` with every row of a file of JSON lines that parses.
inline void forEachRow(const QString &path, const std::function<void(const Json &)> &take)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd()) {
        if (const auto json = parseJson(file.readLine().toStdString()))
            take(*json);
    }
}

/// Calls `take` with every text of every JSON and JSON-lines file below `folder` that is long
/// enough to be read, in robust/ with every one, in an order that does not change; what does not
/// parse is passed over. `name` is the file's.
inline void
forEachTrace(const QString &folder,
             const std::function<void(const QString &name, const std::string &text)> &take)
{
    QStringList files;
    QDirIterator all(folder, {QStringLiteral("*.json"), QStringLiteral("*.jsonl")}, QDir::Files,
                     QDirIterator::Subdirectories);
    while (all.hasNext())
        files << all.next();
    files.sort();
    for (const QString &path : files) {
        const QString name = path.mid(folder.size() + 1);
        const std::size_t shortest = name.startsWith(QLatin1String("robust/")) ? 1 : 20;
        const auto each = [&](const std::string &text) { take(name, text); };
        if (path.endsWith(QLatin1String(".jsonl"))) {
            forEachRow(path, [&](const Json &row) { forEachText(row, shortest, each); });
            continue;
        }
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        if (const auto json = parseJson(file.readAll().toStdString()))
            forEachText(*json, shortest, each);
    }
}

} // namespace touchstone::test
