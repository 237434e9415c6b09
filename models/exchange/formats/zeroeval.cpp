// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formattools.h"
#include "registry.h"

#include <base/text.h>

namespace touchstone::formats {

namespace {

/// ZeroEval's results: {"question","model","output","gold"}; the output's text holds JSON with
/// reasoning and answer. GSM8K's gold is written "# 18".
class ZeroEvalFormat final : public ImportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "zeroeval"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "ZeroEval: question, a model's output, gold answer";
    }

    [[nodiscard]] int match(const std::set<std::string, std::less<>> &columns,
                            const Row &) const override
    {
        const bool has = columns.contains("question") && columns.contains("model")
                         && columns.contains("output") && columns.contains("gold");
        return has ? 90 : 0;
    }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        out.text = row.text("question");
        if (out.text.empty())
            return missing("question");
        if (!row.find("output"))
            return missing("output");
        out.key = plain(row.find("id"));
        std::string_view gold = row.text("gold");
        while (gold.starts_with('#'))
            gold.remove_prefix(1);
        out.reference = trimmed(gold);
        IncomingResponse response;
        response.kind = SourceKind::Teacher;
        response.source = plain(row.find("model"));
        response.raw = plain(row.find("output"));
        response.finishReason = plain(row.find("finish_reason"));
        metaWithout(row, {"id", "question", "model", "output", "gold", "finish_reason"},
                    response.meta);
        out.responses.push_back(std::move(response));
        return {};
    }
};

/// One response a row: {"question","model","output"}, with an id and a finish reason where known.
class ResponseRowsFormat final : public ImportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "responses"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "A model's response a row: question, model, output";
    }

    [[nodiscard]] int match(const std::set<std::string, std::less<>> &columns,
                            const Row &) const override
    {
        return columns.contains("question") && columns.contains("model")
                       && columns.contains("output")
                   ? 75
                   : 0;
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
        response.raw = plain(row.find("output"));
        response.finishReason = plain(row.find("finish_reason"));
        metaWithout(row, {"id", "question", "model", "output", "finish_reason"}, response.meta);
        out.responses.push_back(std::move(response));
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
