// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace touchstone {

/// Tells reasoning between tags from the answer while a text comes in pieces: <think> and its like
/// at the beginning, blocks that follow each other, an end without its beginning (everything before
/// it was reasoning), a beginning without its end (everything behind it is). The same tags as
/// reasoning/split.h, which cannot be asked here: it reads whole texts.
class TagSplitter final
{
public:
    /// Takes the next piece: what is certain goes to `reasoning` and `answer`, the rest of it, a
    /// tag's length at most, waits. `mayLackOpener`: an end without its beginning counts; it makes
    /// what `answer` holds so far reasoning.
    void
    feed(std::string_view piece, std::string &reasoning, std::string &answer, bool mayLackOpener);
    /// The text is at its end: nothing waits any more.
    void finish(std::string &reasoning, std::string &answer);

private:
    enum class State {
        Begin,     ///< only white space, or the beginning of a tag
        Reasoning, ///< behind a tag
        Answer,
    };
    bool begin(std::string &answer);
    bool reason(std::string &reasoning);
    bool answer(std::string &reasoning, std::string &answer, bool mayLackOpener);

    State m_state = State::Begin;
    std::size_t m_tag = 0; ///< of the block that runs
    bool m_hadTag = false;
    bool m_isBlockEmpty = false; ///< but for white space, which is dropped
    std::string m_waiting;
};

} // namespace touchstone
