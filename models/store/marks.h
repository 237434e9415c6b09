// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/response.h>
#include <record/source.h>
#include <record/verdict.h>

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
constexpr std::int64_t LastSource = 36; ///< sources beyond have no bit and are looked up
/// What the machine says of responses: two bits for each Standing, of people's responses and of all
/// others.
constexpr int VerdictShift = 47;
constexpr std::int64_t AllVerdicts = std::int64_t{0xffff} << VerdictShift;
/// The two bits of a standing.
constexpr std::int64_t verdictBits(Standing standing)
{
    return std::int64_t{3} << (VerdictShift + 2 * static_cast<int>(standing));
}
/// Those of all standings that a side has: people's, or all others'.
constexpr std::int64_t HumanVerdicts = std::int64_t{0x5555} << VerdictShift;
constexpr std::int64_t TeacherVerdicts = std::int64_t{0xaaaa} << VerdictShift;

/// The bits that one response gives its prompt.
std::int64_t of(SourceKind kind, SourceId source, ResponseFlags flags);
/// An expression: the number of the Standing that a verdict's number, another one, stands for.
std::string standingSql(const std::string &verdict);
/// UPDATE of the verdict bits alone of the prompt ?1.
std::string refreshVerdictsSql();
/// UPDATE of what stands with the prompts that `where` (SQL over prompt) picks: visible, words and
/// marks. `finishing`: an import whose rows count although it is not finished; 0: none.
std::string refreshSql(const std::string &where, std::int64_t finishing = 0);
/// UPDATE of the prompt ?1 by a response of its own: bits ?2, words of people's ?3, of others' ?4.
std::string growOneSql();
/// UPDATE of the same by responses that came to stand: those that `responses` (SQL over response)
/// picks, for their prompts that `prompts` (SQL over prompt) picks. Reads no other responses.
std::string growSql(const std::string &responses, const std::string &prompts);
/// The names of prompts where that is not as it should be, by SELECT.
std::string staleSql();

} // namespace touchstone::marks
