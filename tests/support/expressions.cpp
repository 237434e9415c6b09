// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "expressions.h"

namespace touchstone::test {

std::string Expressions::make(int depth, bool symbols)
{
    if (depth == 0)
        return leaf(symbols);
    const auto part = [&] { return make(depth - 1, symbols); };
    switch (below(7)) {
    case 0:
        return "(" + part() + " + " + part() + ")";
    case 1:
        return "(" + part() + " - " + part() + ")";
    case 2:
        return part() + " \\cdot " + part();
    case 3:
        return "\\frac{" + part() + "}{" + std::to_string(2 + below(9)) + "}";
    case 4:
        return "(" + part() + ")^{" + std::to_string(2 + below(2)) + "}";
    case 5:
        return symbols ? "(" + part() + " + " + part() + ")"
                       : "\\sqrt{" + std::to_string(2 + below(12)) + "}";
    default:
        return leaf(symbols);
    }
}

std::string Expressions::rewritten(const std::string &text)
{
    const std::string k = std::to_string(2 + below(9));
    switch (below(5)) {
    case 0:
        return "\\frac{" + k + " \\cdot (" + text + ")}{" + k + "}";
    case 1:
        return "-(-(" + text + "))";
    case 2:
        return k + " + (" + text + ") - " + k;
    case 3:
        return "(" + text + ")^{1}";
    default:
        return "\\left( " + text + " \\right) \\cdot 1";
    }
}

std::string Expressions::perturbed(const std::string &text)
{
    const std::string digits = std::to_string(1 + below(60));
    switch (below(4)) {
    case 0:
        return "(" + text + ") + 10^{-" + digits + "}";
    case 1:
        return "(" + text + ") - \\frac{1}{" + digits + "}";
    case 2:
        return "(" + text + ") + " + digits;
    default:
        return "\\left(" + text + "\\right) + \\frac{\\sqrt{2}}{10^{" + digits + "}}";
    }
}

std::string Expressions::leaf(bool symbols)
{
    if (symbols && below(2) == 0)
        return below(2) == 0 ? "x" : "y";
    return below(4) == 0 ? std::to_string(below(20)) + "." + std::to_string(below(9) + 1)
                         : std::to_string(1 + below(30));
}

bool isKnownToDiffer(const AnswerCheck &check)
{
    return check.verdict == Verdict::Different
           || (check.verdict == Verdict::CannotTell && check.reason == "equal only when rounded");
}

bool isProof(const AnswerCheck &check)
{
    return check.verdict == Verdict::Equal
           && (check.proof == Proof::Structural || check.proof == Proof::Exact);
}

} // namespace touchstone::test
