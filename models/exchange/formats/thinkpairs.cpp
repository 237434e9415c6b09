// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formattools.h"
#include "registry.h"

namespace touchstone::formats {

namespace {

/// Evaluation files of the Qwen-Math family: {"question","gt_cot","gt","code":[samples…]}; gt_cot
/// is the human solution, every element of code a sample of the model that the file is about.
class ThinkPairsFormat final : public ImportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "think-pairs"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "Evaluation pairs: question, human solution (gt_cot), reference (gt), samples "
               "(code)";
    }

    [[nodiscard]] int match(const std::set<std::string, std::less<>> &columns,
                            const std::vector<Row> &) const override
    {
        return columns.contains("gt_cot") && columns.contains("gt") && columns.contains("code") ? 95
                                                                                                : 0;
    }

    [[nodiscard]] SourceKind usualKind() const override { return SourceKind::Student; }
    [[nodiscard]] bool fileNamesSource() const override { return true; }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        out.text = row.text("question");
        if (out.text.empty())
            return missing("question");
        out.system = plain(row.find("system"));
        out.reference = plain(row.find("gt"));
        const std::string solution = plain(row.find("gt_cot"));
        if (!solution.empty() && solution != "None") { // Python's word for nothing
            IncomingResponse human;
            human.source = "human label";
            human.kind = SourceKind::Human;
            human.raw = solution;
            out.responses.push_back(std::move(human));
        }
        TRY_ASSIGN(const Json samples, parsed(row, "code"));
        if (!samples.is_array())
            return unsuitable("code", "a list of texts was expected");
        std::vector<Json> metas(samples.size(), Json::object());
        for (const char *column : {"pred", "score", "report", "finish_reason"})
            distribute(row, column, metas);
        int number = 0;
        for (const Json &sample : samples) {
            if (!sample.is_string())
                return unsuitable("code", "a sample is no text");
            const Json &meta = metas[static_cast<std::size_t>(number)];
            IncomingResponse response;
            response.sample = number++;
            response.raw = sample.get<std::string>();
            response.meta = dumpJson(meta);
            if (const auto reason = meta.find("finish_reason");
                reason != meta.end() && reason->is_string())
                response.finishReason = *reason;
            out.responses.push_back(std::move(response));
        }
        // Some writers say the same twice.
        const Field *again = row.find("response");
        const bool twice = again && again->text == row.find("code")->text;
        metaWithout(row,
                    {"question", "system", "gt", "gt_cot", "code", "solution", "answer", "pred",
                     "score", "report", "finish_reason", twice ? "response" : "code"},
                    out.meta);
        return {};
    }

private:
    /// What the file itself says of its samples stands in lists of the same length.
    static void distribute(const Row &row, const char *column, std::vector<Json> &metas)
    {
        const Field *field = row.find(column);
        const auto values = field ? parseJson(field->text) : Result<Json>(Json());
        if (!values || !values->is_array() || values->size() != metas.size())
            return;
        for (std::size_t i = 0; i < metas.size(); ++i)
            metas[i][column] = (*values)[i];
    }
};

} // namespace

const ImportFormat &thinkPairs()
{
    static const ThinkPairsFormat format;
    return format;
}

} // namespace touchstone::formats
