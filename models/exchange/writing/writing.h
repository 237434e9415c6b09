// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../exportformat.h"

#include <base/json.h>

/// Every format of training files; registry.cpp lists them.
namespace touchstone::writing {

const ExportFormat &messages();
const ExportFormat &shareGpt();
const ExportFormat &promptCompletion();
const ExportFormat &alpaca();
const ExportFormat &dpo();
const ExportFormat &kto();
const ExportFormat &dpoShareGpt();
const ExportFormat &ktoMessages();
const ExportFormat &stepwise();
const ExportFormat &csv();
const ExportFormat &everything();

/// Appends ,"name":"text" (or without the comma where the object just began).
void member(std::string &out, std::string_view name, std::string_view text);
/// The response as one text: with its reasoning in think tags, as R1 writes it, or without.
void appendText(std::string &out, const Response &response, ReasoningPlace reasoning);
/// The same as a JSON string.
void appendTextJson(std::string &out, const Response &response, ReasoningPlace reasoning);
/// Appends {"role":…,"content":…} for the system prompt, the history and the prompt.
void appendPromptTurns(std::string &out, const Prompt &prompt);
/// Appends {"from":…,"value":…} for the history and the prompt; the system prompt is no turn there.
void appendShareGptTurns(std::string &out, const Prompt &prompt);
/// Appends the assistant's message; in its own field the reasoning is "reasoning_content".
void appendAssistant(std::string &out, const Response &response, ReasoningPlace reasoning);

} // namespace touchstone::writing
