// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/text.h>
#include <exchange/rowreader.h>

#include <QString>
#include <QStringList>

namespace touchstone::test {

/// Everything that a reader gave, as texts that a test can compare.
struct ReadRows
{
    QString container;
    QStringList rows;    ///< "line: name=text, name=text"; JSON stands as it stands in the file
    QStringList refused; ///< "line" or "line:column"
    QStringList reasons;
    QString error; ///< why the file could not be opened or read on
};

inline QString toText(const Row &row)
{
    QStringList fields;
    for (const Field &field : row.fields)
        fields << toQString(field.name) + QLatin1Char('=') + toQString(field.text);
    return QStringLiteral("%1: %2").arg(row.line).arg(fields.join(QStringLiteral(", ")));
}

inline ReadRows readRows(const QString &path)
{
    ReadRows read;
    const auto opened = RowReader::open(path);
    if (!opened) {
        read.error = opened.error().message;
        return read;
    }
    read.container = toQString((*opened)->container());
    while (true) {
        const auto next = (*opened)->next();
        if (!next) {
            read.error = next.error().message;
            return read;
        }
        if (std::holds_alternative<RowReader::End>(*next))
            return read;
        if (const auto *refused = std::get_if<RefusedRow>(&*next)) {
            read.refused << (refused->column > 0
                                 ? QStringLiteral("%1:%2").arg(refused->line).arg(refused->column)
                                 : QString::number(refused->line));
            read.reasons << toQString(refused->reason);
        } else {
            read.rows << toText(*std::get<const Row *>(*next));
        }
    }
}

} // namespace touchstone::test
