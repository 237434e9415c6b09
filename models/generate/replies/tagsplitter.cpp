// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tagsplitter.h"

#include <base/text.h>

#include <algorithm>
#include <array>

namespace touchstone {

namespace {

struct Tag
{
    std::string_view opener;
    std::string_view closer;
};

constexpr std::array<Tag, 5> Tags = {{{"<think>", "</think>"},
                                      {"<thinking>", "</thinking>"},
                                      {"<|begin_of_thought|>", "<|end_of_thought|>"},
                                      {"◁think▷", "◁/think▷"},
                                      {"<seed:think>", "</seed:think>"}}};
constexpr std::string_view WhiteSpace = " \t\r\n";
constexpr std::string_view FirstBytes = "<\xE2"; // of every tag

/// How many bytes at the end of `text` may be the beginning of `tag`.
std::size_t begunAtEnd(std::string_view text, std::string_view tag)
{
    for (std::size_t size = std::min(text.size(), tag.size() - 1); size > 0; --size) {
        if (tag.starts_with(text.substr(text.size() - size)))
            return size;
    }
    return 0;
}

void trimEnd(std::string &text)
{
    text.erase(text.find_last_not_of(WhiteSpace) + 1);
}

} // namespace

/// Each step takes what it can from m_waiting, and says whether the state changed.
bool TagSplitter::begin(std::string &answer)
{
    const std::size_t start = m_waiting.find_first_not_of(WhiteSpace);
    if (start == std::string::npos)
        return false;
    const std::string_view text = std::string_view(m_waiting).substr(start);
    bool isBegun = false;
    for (std::size_t i = 0; i < Tags.size(); ++i) {
        const std::string_view opener = Tags.at(i).opener;
        if (text.starts_with(opener)) {
            m_waiting.erase(0, start + opener.size());
            m_tag = i;
            m_hadTag = m_isBlockEmpty = true;
            m_state = State::Reasoning;
            return true;
        }
        isBegun = isBegun || opener.starts_with(text);
    }
    if (isBegun)
        return false;
    // White space before an answer that has no tags is the answer's own.
    if (!m_hadTag)
        answer.append(m_waiting, 0, start);
    m_waiting.erase(0, start);
    m_state = State::Answer;
    return true;
}

bool TagSplitter::reason(std::string &reasoning)
{
    const std::string_view closer = Tags.at(m_tag).closer;
    if (m_isBlockEmpty) {
        m_waiting.erase(0, m_waiting.find_first_not_of(WhiteSpace));
        if (m_waiting.empty())
            return false;
        if (!reasoning.empty())
            reasoning += "\n\n";
        m_isBlockEmpty = false;
    }
    const std::size_t end = m_waiting.find(closer);
    if (end != std::string::npos) {
        reasoning.append(m_waiting, 0, end);
        trimEnd(reasoning);
        m_waiting.erase(0, end + closer.size());
        m_state = State::Begin;
        return true;
    }
    const std::size_t sure = m_waiting.size() - begunAtEnd(m_waiting, closer);
    reasoning.append(m_waiting, 0, sure);
    m_waiting.erase(0, sure);
    return false;
}

bool TagSplitter::answer(std::string &reasoning, std::string &answer, bool mayLackOpener)
{
    std::size_t sure = m_waiting.size();
    if (mayLackOpener && !m_hadTag && m_waiting.find_first_of(FirstBytes) != std::string::npos) {
        for (const Tag &tag : Tags) {
            const std::size_t end = m_waiting.find(tag.closer);
            if (end != std::string::npos) {
                reasoning.append(answer).append(m_waiting, 0, end);
                reasoning.erase(0, reasoning.find_first_not_of(WhiteSpace));
                trimEnd(reasoning);
                answer.clear();
                m_waiting.erase(0, end + tag.closer.size());
                m_hadTag = true;
                m_state = State::Begin;
                return true;
            }
            sure = std::min(sure, m_waiting.size() - begunAtEnd(m_waiting, tag.closer));
        }
    }
    answer.append(m_waiting, 0, sure);
    m_waiting.erase(0, sure);
    return false;
}

void TagSplitter::feed(std::string_view piece,
                       std::string &reasoning,
                       std::string &answer,
                       bool mayLackOpener)
{
    // By far the most pieces: an answer's text in which no tag can begin.
    if (m_state == State::Answer && m_waiting.empty()
        && (m_hadTag || !mayLackOpener
            || piece.find_first_of(FirstBytes) == std::string_view::npos)) {
        answer += piece;
        return;
    }
    m_waiting += piece;
    for (bool goesOn = true; goesOn;) {
        switch (m_state) {
        case State::Begin:
            goesOn = begin(answer);
            break;
        case State::Reasoning:
            goesOn = reason(reasoning);
            break;
        case State::Answer:
            goesOn = this->answer(reasoning, answer, mayLackOpener);
            break;
        }
    }
}

void TagSplitter::finish(std::string &reasoning, std::string &answer)
{
    if (m_state == State::Reasoning)
        reasoning += m_waiting;
    else if (m_state == State::Answer || !m_hadTag)
        answer += m_waiting;
    else
        answer += trimmed(m_waiting);
    m_waiting.clear();
}

} // namespace touchstone
