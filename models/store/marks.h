// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/response.h>
#include <record/source.h>

#include <cstdint>
#include <string>

namespace touchstone::marks {

/// prompt.marks: what a prompt has, as bits, so that a filter reads one narrow index instead of a
/// million responses. Only active responses of finished imports count.
constexpr std::int64_t Reference = 1;
constexpr std::int64_t Human = 2;
constexpr std::int64_t Teacher = 4; ///< teachers and students
constexpr std::int64_t Edited = 8;
constexpr int FlagShift = 4; ///< six ResponseFlags of all responses together
constexpr int SourceShift = 10;
constexpr std::int64_t LastSource = 52; ///< sources beyond have no bit and are looked up

/// The bits that one response gives its prompt.
std::int64_t of(SourceKind kind, SourceId source, ResponseFlags flags);
/// UPDATE of what stands with the prompts that `where` (SQL over prompt) picks: visible, words and
/// marks. `finishing`: an import whose rows count although it is not finished; 0: none.
std::string refreshSql(const std::string &where, std::int64_t finishing = 0);
/// UPDATE of the same by responses that came to stand: those that `responses` (SQL over response)
/// picks, for their prompts that `prompts` (SQL over prompt) picks. Reads no other responses.
std::string growSql(const std::string &responses, const std::string &prompts);
/// The names of prompts where that is not as it should be, by SELECT.
std::string staleSql();

} // namespace touchstone::marks
