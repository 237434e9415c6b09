// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../row.h"

#include <base/json.h>
#include <base/result.h>
#include <record/incoming.h>

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// What several formats of rows do alike.
namespace touchstone::formats {

/// An Error of a row: the sentence, with the column's name where %1 stands.
Error missing(std::string_view column);
Error unsuitable(std::string_view column, std::string_view wanted);

/// The text of a column: texts as they are, numbers and booleans as written, null as nothing.
std::string plain(const Field *field);
/// The JSON of a column, as it stands in the file.
std::string jsonOf(const Field &field);
/// Fills `out` as a JSON object of all columns but those taken.
void metaWithout(const Row &row, std::initializer_list<std::string_view> taken, std::string &out);
/// The value of a JSON column.
Result<Json> parsed(const Row &row, std::string_view column);

/// One turn's text: a string, or an array of {"type":"text","text":…} parts.
std::string contentOf(const Json &content);

/// The thinking that stands beside a text, under whichever provider's name the columns have it:
/// "reasoning", "reasoning_content" or "thinking". Empty: none.
std::string reasoningOf(const Row &row);
/// The columns that reasoningOf() looks at.
constexpr std::array<std::string_view, 3> ReasoningNames = {"reasoning", "reasoning_content",
                                                            "thinking"};
/// Fills `out` with a text and the thinking beside it; without any the text is still to be split.
void setTexts(IncomingResponse &out, std::string text, std::string reasoning);
/// An assistant's message as a response. The thinking beside its content is found in DOMAIN §5.2's
/// order: reasoning_details, reasoning, reasoning_content, thinking.
IncomingResponse responseOf(const Json &message, const char *contentName);

/// A chat as a prompt and, where it ends with the assistant, its response. Roles and contents stand
/// under `roleName` and `contentName`; human, gpt and their like are told as user and assistant.
Result<>
readChat(const Json &messages, const char *roleName, const char *contentName, IncomingRow &out);

/// The number behind the last "####" of a GSM8K solution, without its commas; empty where there is
/// none.
std::string gsm8kReference(std::string_view solution);
/// A GSM8K solution without its calculator marks <<3*4=12>>.
std::string withoutCalculatorMarks(std::string_view solution);

} // namespace touchstone::formats
