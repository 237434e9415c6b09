// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../chat.h"
#include "replyjson.h"
#include "tagsplitter.h"
#include "textjoiner.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// Puts a reply together from the messages of a server, whole ones or their pieces.
class ReplyCollector final
{
public:
    /// `places` are TeacherProfile::reasoning; fields that it does not name are read behind those
    /// that it does, tags only where it names them or nothing at all.
    explicit ReplyCollector(const std::vector<std::string> &places);

    /// The texts of a message or of a piece of one.
    void message(const JsonObject &message, bool isMended);
    /// The one text of a piece that says nothing else; nothing where it says more, or in parts.
    struct OneText
    {
        std::string_view text; ///< not empty
        bool isReasoning = false;
    };
    [[nodiscard]] std::optional<OneText> oneText(const JsonObject &message) const;
    /// As message() of a piece like the one before it, whose one text is this.
    void again(const OneText &piece);
    /// An array of tokens with their log-probabilities.
    void logprobs(const JsonElement &tokens);
    void usage(const JsonElement &usage);
    /// llama.cpp's own counts, where it says nothing else.
    void timings(const JsonElement &timings);
    /// The reply is at its end, whole or not.
    void settle();

    [[nodiscard]] bool hasText() const;
    ChatReply reply;

private:
    struct Place
    {
        std::string name;
        JsonElement value;
        bool isThere = false;
    };
    void reasoning(const Place &place, bool isMended);
    void details(const JsonArray &details, bool isMended);
    bool answer(const JsonElement &content, bool isMended);
    void answerText(std::string_view text, bool isMended);
    void addReasoning(std::string_view text, bool isMended);
    void split(std::string_view text);
    void mergeTagged();

    std::vector<Place> m_places;
    bool m_readsTags = false;
    bool m_hasField = false; ///< reasoning came in a field
    TextJoiner m_reasoningJoiner;
    TextJoiner m_answerJoiner;
    TagSplitter m_splitter;
    std::string m_tagged;     ///< reasoning between tags where there is a field as well
    std::string m_detailKind; ///< type and id of the last of reasoning_details
    std::string m_logprobs;
};

/// The text of one of reasoning_details; empty where it has none that can be read.
std::string_view detailText(const JsonElement &detail);

} // namespace touchstone
