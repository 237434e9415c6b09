// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "ollamareader.h"

#include "replyfaults.h"
#include "servererrors.h"

#include <base/text.h>

namespace touchstone {

namespace {

constexpr std::size_t MostOfALine = 64 * 1024 * 1024;

} // namespace

OllamaReader::OllamaReader(const TeacherProfile &profile)
    : m_lines(MostOfALine)
    , m_collector(profile.reasoning)
{}

void OllamaReader::settle()
{
    if (!m_isSettled)
        m_collector.settle();
    m_isSettled = true;
}

std::optional<Fault> OllamaReader::take(std::string_view line)
{
    const auto json = parseReply(line);
    const auto object = json ? objectOf(json->root) : std::nullopt;
    if (!object) {
        const bool hadText = m_collector.hasText();
        settle();
        return faultOfNoJson(line, hadText);
    }
    Usage &usage = m_collector.reply.usage;
    for (const auto &[name, value] : *object) {
        if (name == "message") {
            if (const auto message = objectOf(value))
                m_collector.message(*message, json->isMended);
        } else if (name == "model") {
            if (m_collector.reply.model.empty())
                m_collector.reply.model = TextJoiner().joined(textOf(value), false);
        } else if (name == "done") {
            m_isDone = value.is_bool() && bool(value);
        } else if (name == "done_reason") {
            m_collector.reply.finishReason = TextJoiner().joined(textOf(value), false);
        } else if (name == "prompt_eval_count") {
            usage.prompt = countOf(value);
            usage.known = true;
        } else if (name == "eval_count") {
            usage.completion = countOf(value);
            usage.known = true;
        } else if (name == "logprobs") {
            m_collector.logprobs(value);
        } else if (name == "error" && !value.is_null()) {
            const bool hadText = m_collector.hasText();
            const auto error = errorIn(*object);
            settle();
            return faultOfSaid(error.value_or(Dialect::ServerError()), hadText);
        }
    }
    return {};
}

std::optional<Fault> OllamaReader::feed(std::string_view bytes)
{
    m_lines.feed(bytes);
    while (const auto line = m_lines.next()) {
        if (m_isDone || trimmed(*line).empty())
            continue;
        if (auto fault = take(*line))
            return fault;
    }
    if (!m_lines.isTooLong())
        return {};
    settle();
    return faultOfSize(MostOfALine);
}

std::optional<Fault> OllamaReader::finish()
{
    const std::string_view rest = trimmed(m_lines.rest());
    // Half an object is a reply that was cut; a whole one lacks only its line's end.
    if (!m_isDone && rest.starts_with('{') && rest.ends_with('}')) {
        if (const auto json = parseReply(rest)) {
            if (auto fault = take(rest))
                return fault;
        }
    } else if (!m_isDone && !rest.empty() && !rest.starts_with('{')) {
        if (auto fault = take(rest))
            return fault;
    }
    settle();
    if (m_isDone)
        return {};
    return faultOfCut(m_collector.hasText());
}

} // namespace touchstone
