// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formattools.h"
#include "registry.h"

#include <algorithm>

namespace touchstone::formats {

namespace {

/// openai/grade-school-math: {"question","answer"}, the answer ending in "#### N". Ours may say the
/// true "reference" where the human's answer is wrong.
class Gsm8kFormat final : public ImportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "gsm8k"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "GSM8K: question, human solution ending in #### N";
    }

    [[nodiscard]] int match(const std::set<std::string, std::less<>> &columns,
                            const std::vector<Row> &rows) const override
    {
        if (!columns.contains("question") || !columns.contains("answer"))
            return 0;
        const auto marked = std::count_if(rows.begin(), rows.end(), [](const Row &row) {
            return row.text("answer").find("####") != std::string_view::npos;
        });
        return 2 * static_cast<std::size_t>(marked) >= rows.size() ? 80 : 0;
    }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        const std::string_view question = row.text("question");
        const std::string_view answer = row.text("answer");
        if (question.empty())
            return missing("question");
        if (answer.empty())
            return missing("answer");
        out.key = plain(row.find("id"));
        out.text = question;
        out.reference = plain(row.find("reference"));
        if (out.reference.empty())
            out.reference = gsm8kReference(answer);
        IncomingResponse response;
        response.raw = withoutCalculatorMarks(answer);
        out.responses.push_back(std::move(response));
        metaWithout(row, {"id", "question", "answer", "reference"}, out.meta);
        return {};
    }
};

} // namespace

const ImportFormat &gsm8k()
{
    static const Gsm8kFormat format;
    return format;
}

} // namespace touchstone::formats
