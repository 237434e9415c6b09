// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <store/store.h>

#include <QString>

#include <vector>

namespace touchstone {

struct Colors;

/// What happened to a prompt.
struct PromptPast
{
    std::vector<Store::HistoryEntry> edits; ///< by people, newest first
    std::vector<Store::Provenance> imports; ///< oldest first
};

/// A prompt, its reference, the heads of its responses, what people did to it and where it came
/// from, newest first, as Qt's rich text. All of it is escaped. Texts begin shortly before the
/// query's first hit; hits are marked.
QString
previewHtml(const Item &item, const PromptPast &past, const Query &query, const Colors &colors);
/// "deepseek-r1 better, correctness 5": what a step did, for people. Without the item that it was
/// done to a side is "left" or "right".
QString describe(const std::vector<Edit> &edits, const Item *item = nullptr);

} // namespace touchstone
