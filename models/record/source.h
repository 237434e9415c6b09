// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/ids.h>

#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

enum class SourceKind { Human, Teacher, Student, Edited };

/// Who made responses: a human label, a teacher model with its settings, a student, or an edit.
struct Source
{
    SourceId id;
    std::string name; ///< unique in the project: "human label", "deepseek-r1"
    SourceKind kind = SourceKind::Human;
    std::string meta = "{}"; ///< a JSON object: model, sampling

    bool operator==(const Source &) const = default;
};

/// "human", "teacher", "student", "edit": as files and the command line write it.
std::string_view nameOf(SourceKind kind);
std::optional<SourceKind> sourceKindFromName(std::string_view name);

} // namespace touchstone
