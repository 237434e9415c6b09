// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "readyrow.h"

#include "readyresponse.h"

#include <base/text.h>
#include <exchange/format.h>

#include <QCoreApplication>

namespace touchstone {

namespace {

Error changedMeanwhile()
{
    return {Error::Code::BadInput,
            QCoreApplication::translate("touchstone::ImportJob",
                                        "The file was changed while it was read.")};
}

void finishResponses(IncomingRow &row, std::vector<Response> &responses)
{
    responses.resize(row.responses.size());
    for (std::size_t i = 0; i < responses.size(); ++i)
        finishResponse(row.responses[i], responses[i]);
}

RefusedRow refusalOf(const Row &read, const Error &why)
{
    const std::string_view first =
        read.fields.empty() ? std::string_view{} : read.fields.front().text;
    return {read.line, 0, toUtf8(why.message), std::string(headOf(first, 200))};
}

void clear(IncomingRow &row)
{
    row.key.clear();
    row.text.clear();
    row.system.clear();
    row.history.clear();
    row.reference.clear();
    row.meta.assign("{}");
    row.tags.clear();
    row.responses.clear();
}

} // namespace

void ReadyRow::make(const Row &read, const ImportFormat *format)
{
    refused.reset();
    clear(row);
    row.line = read.line;
    const Result<> understood = format ? format->read(read, row) : Result<>(changedMeanwhile());
    if (!understood) {
        refused = refusalOf(read, understood.error());
        return;
    }
    finishResponses(row, responses);
    digests.take(row, responses);
}

} // namespace touchstone
