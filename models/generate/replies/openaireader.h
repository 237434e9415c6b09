// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../dialect.h"
#include "chunkpattern.h"
#include "replycollector.h"
#include "ssereader.h"

namespace touchstone {

/// What a chat completion, or a chunk of one, says, put together by a collector.
class OpenAiMessages final
{
public:
    explicit OpenAiMessages(const TeacherProfile &profile)
        : m_collector(profile.reasoning)
    {}

    /// Takes a chunk, or a whole completion.
    std::optional<Fault> take(std::string_view json);
    std::optional<Fault> take(const ReplyJson &json);
    /// No more comes. A reply without a finish reason is Cut, unless `isWhole`.
    std::optional<Fault> finish(bool isWhole);

    [[nodiscard]] const ChatReply &reply() const { return m_collector.reply; }
    [[nodiscard]] bool hasText() const { return m_collector.hasText(); }

private:
    std::optional<ReplyCollector::OneText> oneText(const JsonElement &chunk) const;
    void learn(std::string_view json, const ReplyJson &chunk);
    void choices(const JsonElement &choices, bool isMended);
    void choice(const JsonElement &choice, bool isMended);
    std::optional<Fault> said(const Dialect::ServerError &error);

    ReplyCollector m_collector;
    ChunkPattern m_pattern; ///< of chunks with one text, which is reasoning or not
    bool m_isPatternReasoning = false;
    bool m_isSettled = false;
};

/// A stream of chunks as server-sent events.
class OpenAiStreamReader final : public ReplyReader
{
public:
    explicit OpenAiStreamReader(const TeacherProfile &profile);

    std::optional<Fault> feed(std::string_view bytes) override;
    std::optional<Fault> finish() override;
    [[nodiscard]] const ChatReply &reply() const override { return m_messages.reply(); }

private:
    SseReader m_events;
    OpenAiMessages m_messages;
    bool m_isDone = false;
};

/// A completion in one document.
class OpenAiWholeReader final : public ReplyReader
{
public:
    explicit OpenAiWholeReader(const TeacherProfile &profile);

    std::optional<Fault> feed(std::string_view bytes) override;
    std::optional<Fault> finish() override;
    [[nodiscard]] const ChatReply &reply() const override { return m_messages.reply(); }

private:
    std::string m_body;
    OpenAiMessages m_messages;
};

} // namespace touchstone
