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
                            const Row &) const override
    {
        return columns.contains("gt_cot") && columns.contains("gt") && columns.contains("code") ? 95
                                                                                                : 0;
    }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        out.text = row.text("question");
        if (out.text.empty())
            return missing("question");
        out.reference = plain(row.find("gt"));
        const std::string solution = plain(row.find("gt_cot"));
        if (!solution.empty()) {
            IncomingResponse human;
            human.source = "human label";
            human.kind = SourceKind::Human;
            human.raw = solution;
            out.responses.push_back(std::move(human));
        }
        TRY_ASSIGN(const Json samples, parsed(row, "code"));
        if (!samples.is_array())
            return unsuitable("code", "a list of texts was expected");
        int number = 0;
        for (const Json &sample : samples) {
            if (!sample.is_string())
                return unsuitable("code", "a sample is no text");
            IncomingResponse response;
            response.kind = SourceKind::Student;
            response.sample = number++;
            response.raw = sample.get<std::string>();
            out.responses.push_back(std::move(response));
        }
        metaWithout(row, {"question", "gt", "gt_cot", "code", "solution", "answer"}, out.meta);
        return {};
    }
};

} // namespace

const ImportFormat &thinkPairs()
{
    static const ThinkPairsFormat format;
    return format;
}

} // namespace touchstone::formats
