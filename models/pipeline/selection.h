// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "exportplan.h"

#include <record/item.h>

#include <functional>
#include <string>
#include <string_view>

namespace touchstone {

/// Decides what an export takes of one prompt. Pure: the item and the plan say all.
///
/// Take::Rule gives every response that the choice in force has chosen, a row each. Take::Chosen
/// gives the person's choice for export, else the side that was preferred; a tie gives both sides
/// where Ties::Both says so, otherwise nothing. Pairs and labelled rows come from Left and Right; a
/// tie with Ties::Both gives the pair both ways, or two rows that are labelled true; undecided
/// prompts follow the plan's pair rule. Labelled steps come from every response whose steps are
/// marked (labelledsteps.h), whatever was decided.
class Selection final
{
public:
    Selection(const ExportPlan &plan, ExportFormat::Shape shape);

    /// Calls `each` for every row of the item; gives the reason where there is none, else nothing.
    std::string_view rows(const Item &item, const std::function<void(const ExportRow &)> &each);

private:
    std::string_view single(const Item &item, const std::function<void(const ExportRow &)> &each);
    std::string_view stepwise(const Item &item, const std::function<void(const ExportRow &)> &each);
    std::string_view pair(const Item &item, const std::function<void(const ExportRow &)> &each);

    ExportPlan m_plan;
    ExportFormat::Shape m_shape;
    std::string m_extra;
    std::vector<LabelledStep> m_steps;
};

/// Which part of a split a prompt belongs to: by the hash of its uid and the seed, so that it stays
/// there when the project grows. An index into `split`.
std::size_t partOf(const Uid &prompt,
                   std::uint64_t seed,
                   const std::vector<std::pair<std::string, double>> &split);

/// All that the project knows of an item, as one JSON object.
void appendEverything(std::string &out, const Item &item);

} // namespace touchstone
