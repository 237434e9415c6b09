// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <exchange/exportformat.h>
#include <record/batch.h>
#include <record/query.h>

#include <QString>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace touchstone {

/// What to write, from which prompts, and what becomes of each kind of decision. All of it stands
/// in the manifest, so that a file can be made again, byte for byte.
struct ExportPlan
{
    enum class Ties { Drop, Both };
    enum class Take { Chosen, Rule, Human, Teacher, Source };
    /// What makes a pair (DPO, KTO) of a prompt that nobody decided.
    enum class PairRule { DecisionsOnly, PreferHuman, PreferTeacher };

    std::string format; ///< a name of exchange's writers: "messages", "dpo"…
    Query query;
    Take take = Take::Chosen;
    std::string source; ///< for Take::Source
    ReasoningPlace reasoning = ReasoningPlace::Think;
    Ties ties = Ties::Drop;
    PairRule pairs = PairRule::DecisionsOnly;
    std::vector<std::pair<std::string, double>> split; ///< name and share; empty: one file
    std::uint64_t seed = 0;
    /// A file, or with a split or the study's targets a folder. A file named .json gets one list
    /// instead of a line a row, where the format is of JSON lines.
    QString out;
};

struct ExportedFile
{
    QString path;
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
    std::string sha256;
};

struct ExportReport
{
    std::int64_t prompts = 0;        ///< that the query found
    std::vector<ExportedFile> files; ///< without the manifest
    QString manifest;
    std::map<std::string, std::int64_t> leftOut; ///< reason → prompts
    std::vector<std::string> targets; ///< of the study: what each file teaches; else empty
    std::vector<Batch> madeFrom;      ///< the imports that the project holds
    std::string chosenBy; ///< the rule of the choice in force, as JSON; empty: there is none
};

/// What the page shows before anything is written.
struct ExportPreview
{
    std::int64_t prompts = 0;
    std::vector<std::pair<std::string, std::int64_t>> files; ///< name, rows
    std::map<std::string, std::int64_t> leftOut;
    std::vector<std::string> firstRows; ///< as they will be written, at most 20
    std::string manifest;               ///< its text, without hashes
};

} // namespace touchstone
