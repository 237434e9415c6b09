// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "format.h"

#include <base/result.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// Columns to roles, for files that no format knows.
struct Mapping
{
    enum class Role {
        Ignore,
        Key,
        Prompt,
        System,
        Messages,
        Reference,
        Reasoning,
        Answer,
        Response, ///< reasoning and answer still to be split
        Chosen,
        Rejected,
        Source,
        Sample,
        Verdict,
        Score, ///< of the criterion `argument`
        Meta,
    };
    struct Column
    {
        std::string name;
        Role role = Role::Ignore;
        std::string argument; ///< Score: the criterion; Response, Reasoning, Answer: the source's
                              ///< name or empty

        bool operator==(const Column &) const = default;
    };

    std::vector<Column> columns;

    bool operator==(const Mapping &) const = default;
};

/// "prompt", "score:clarity"…, as --map takes them. Response-like roles may name a source too:
/// "response:deepseek-r1".
std::optional<Mapping::Column> parseRole(std::string_view column, std::string_view role);
std::string roleName(const Mapping::Column &column);
/// One sentence: what the role will do. For the dialog and --help.
std::string roleHelp(Mapping::Role role);
const std::vector<Mapping::Role> &allRoles();

std::string toJsonText(const Mapping &mapping);
Result<Mapping> mappingFromJsonText(std::string_view text);
/// What a person would most likely choose, by the columns' names and contents.
Mapping guessMapping(const std::vector<Row> &firstRows);
/// The same for files of the same shape: a hash of the sorted column names. For remembering
/// mappings.
std::string shapeOf(const std::vector<Row> &firstRows);
/// A format that reads by the mapping. Fails where no column is a prompt or messages, or two
/// columns take a role that one may hold.
Result<std::unique_ptr<ImportFormat>> makeMappedFormat(const Mapping &mapping);

} // namespace touchstone
