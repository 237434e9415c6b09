// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formattools.h"
#include "registry.h"

namespace touchstone::formats {

namespace {

/// What stands in the last \boxed{…} of a solution, brace-matched; empty where there is none.
std::string lastBoxed(std::string_view text)
{
    constexpr std::string_view Boxed = "\\boxed{";
    const std::size_t at = text.rfind(Boxed);
    if (at == std::string_view::npos)
        return {};
    int depth = 1;
    const std::size_t begin = at + Boxed.size();
    for (std::size_t i = begin; i < text.size(); ++i) {
        depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
        if (depth == 0)
            return std::string(text.substr(begin, i - begin));
    }
    return {};
}

/// Hendrycks MATH and its relatives: {"problem","solution"}, the answer in \boxed{} or in "answer".
class MathFormat final : public ImportFormat
{
public:
    [[nodiscard]] std::string_view name() const override { return "math"; }
    [[nodiscard]] std::string_view title() const override
    {
        return "MATH: problem, human solution with \\boxed{}";
    }

    [[nodiscard]] int match(const std::set<std::string, std::less<>> &columns,
                            const std::vector<Row> &) const override
    {
        if (!columns.contains("problem") || !columns.contains("solution"))
            return 0;
        return columns.contains("level") || columns.contains("subject") ? 70 : 60;
    }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        out.text = row.text("problem");
        if (out.text.empty())
            return missing("problem");
        for (const char *key : {"unique_id", "id", "uuid"}) {
            if (out.key.empty())
                out.key = plain(row.find(key));
        }
        const std::string_view solution = row.text("solution");
        out.reference = plain(row.find("answer"));
        if (out.reference.empty())
            out.reference = lastBoxed(solution);
        if (!solution.empty()) {
            IncomingResponse response;
            response.raw = solution;
            out.responses.push_back(std::move(response));
        }
        metaWithout(row, {"unique_id", "id", "uuid", "problem", "solution", "answer"}, out.meta);
        return {};
    }
};

} // namespace

const ImportFormat &math()
{
    static const MathFormat format;
    return format;
}

} // namespace touchstone::formats
