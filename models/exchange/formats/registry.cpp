// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "registry.h"

#include <array>

namespace touchstone {

std::span<const ImportFormat *const> importFormats()
{
    static const std::array<const ImportFormat *, 9> All = {
        &formats::zeroEval(),     &formats::thinkPairs(), &formats::gsm8k(),
        &formats::responseRows(), &formats::math(),       &formats::shareGpt(),
        &formats::messages(),     &formats::alpaca(),     &formats::trl()};
    return All;
}

const ImportFormat *importFormat(std::string_view name)
{
    for (const ImportFormat *format : importFormats()) {
        if (format->name() == name)
            return format;
    }
    return nullptr;
}

const ImportFormat *recognise(const std::vector<Row> &firstRows)
{
    if (firstRows.empty())
        return nullptr;
    std::set<std::string, std::less<>> columns;
    for (const Row &row : firstRows) {
        for (const Field &field : row.fields)
            columns.emplace(field.name);
    }
    const ImportFormat *best = nullptr;
    int surest = 0;
    for (const ImportFormat *format : importFormats()) {
        const int sure = format->match(columns, firstRows);
        if (sure > surest) {
            surest = sure;
            best = format;
        }
    }
    return best;
}

} // namespace touchstone
