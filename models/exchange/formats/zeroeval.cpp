// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formattools.h"
#include "registry.h"

#include <base/text.h>

#include <algorithm>

namespace touchstone::formats {

namespace {

bool hasColumns(const std::set<std::string, std::less<>> &columns,
                std::initializer_list<std::string_view> wanted)
{
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](std::string_view name) { return columns.contains(name); });
}

/// One response a row: {"question","model","output"}, with an id, thinking of its own and a finish
/// reason where known.
class ResponseRowsFormat : public ImportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "responses"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "A model's response a row: question, model, output";
    }
    [[nodiscard]] SourceKind usualKind() const override { return SourceKind::Teacher; }

    [[nodiscard]] int match(const std::set<std::string, std::less<>> &columns,
                            const std::vector<Row> &) const override
    {
        return hasColumns(columns, {"question", "model", "output"}) ? 75 : 0;
    }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        out.text = row.text("question");
        if (out.text.empty())
            return missing("question");
        if (!row.find("output"))
            return missing("output");
        out.key = plain(row.find("id"));
        IncomingResponse response;
        response.source = plain(row.find("model"));
        setTexts(response, plain(row.find("output")), reasoningOf(row));
        response.finishReason = plain(row.find("finish_reason"));
        metaWithout(row,
                    {"id", "question", "model", "output", "gold", "finish_reason", "reasoning",
                     "reasoning_content", "thinking"},
                    response.meta);
        out.responses.push_back(std::move(response));
        return {};
    }
};

/// ZeroEval's results: the same with "gold"; the output's text holds JSON with reasoning and
/// answer. GSM8K's gold is written "# 18".
class ZeroEvalFormat final : public ResponseRowsFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "zeroeval"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "ZeroEval: question, a model's output, gold answer";
    }

    [[nodiscard]] int match(const std::set<std::string, std::less<>> &columns,
                            const std::vector<Row> &) const override
    {
        return hasColumns(columns, {"question", "model", "output", "gold"}) ? 90 : 0;
    }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        TRY(ResponseRowsFormat::read(row, out));
        const std::string gold = plain(row.find("gold"));
        out.reference = trimmed(
            std::string_view(gold).substr(std::min(gold.find_first_not_of('#'), gold.size())));
        return {};
    }
};

} // namespace

const ImportFormat &zeroEval()
{
    static const ZeroEvalFormat format;
    return format;
}

const ImportFormat &responseRows()
{
    static const ResponseRowsFormat format;
    return format;
}

} // namespace touchstone::formats
