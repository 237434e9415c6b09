// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/generation.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// The teachers that come with the program, in the order of their labels.
const std::vector<TeacherProfile> &shippedTeachers();

/// A profile as JSON, and back. Fails with BadInput naming the member that is wrong.
std::string textOf(const TeacherProfile &profile);
Result<TeacherProfile> teacherFromText(std::string_view json);

/// The price of a model, by its name or the longest beginning that fits; null: none is known.
const TokenPrice *priceOf(const TeacherProfile &teacher, std::string_view model);
/// What a reply costs: the server's own figure, else by the price. Nothing where neither is known.
std::optional<Nano> costOf(const Usage &usage, const TokenPrice *price);

/// Settings of a run as JSON, and back.
std::string textOf(const GenerationSettings &settings);
Result<GenerationSettings> generationSettingsFromText(std::string_view json);

} // namespace touchstone
