// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../dialect.h"
#include "linereader.h"
#include "replycollector.h"

namespace touchstone {

/// Ollama's replies: an object a line, the last one with "done": true; a reply that is not streamed
/// is one object.
class OllamaReader final : public ReplyReader
{
public:
    explicit OllamaReader(const TeacherProfile &profile);

    std::optional<Fault> feed(std::string_view bytes) override;
    std::optional<Fault> finish() override;
    [[nodiscard]] const ChatReply &reply() const override { return m_collector.reply; }

private:
    std::optional<Fault> take(std::string_view line);
    void settle();

    LineReader m_lines;
    ReplyCollector m_collector;
    bool m_isDone = false;
    bool m_isSettled = false;
};

} // namespace touchstone
