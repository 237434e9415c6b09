// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "openaireader.h"

#include "replyfaults.h"
#include "servererrors.h"

#include <base/text.h>

namespace touchstone {

namespace {

constexpr std::size_t MostOfAnEvent = 16 * 1024 * 1024;
constexpr std::size_t MostOfABody = 64 * 1024 * 1024;
constexpr std::string_view Done = "[DONE]";

bool isFirst(const JsonElement &choice)
{
    const auto index = memberOf(choice, "index");
    return !index || countOf(*index) == 0;
}

void keepWord(std::string &word, const JsonElement &value)
{
    if (word.empty())
        word = TextJoiner().joined(textOf(value), false);
}

} // namespace

std::optional<Fault> OpenAiMessages::take(std::string_view json)
{
    if (const auto text = m_pattern.textOf(json)) {
        m_collector.again({*text, m_isPatternReasoning});
        return {};
    }
    const auto parsed = parseReply(json);
    if (!parsed || !objectOf(parsed->root)) {
        const bool hadText = hasText();
        finish(true);
        return faultOfNoJson(json, hadText);
    }
    auto fault = take(*parsed);
    if (!fault && !parsed->isMended)
        learn(json, *parsed);
    return fault;
}

/// The text of a chunk that says nothing else, as far as take() would hear it.
std::optional<ReplyCollector::OneText> OpenAiMessages::oneText(const JsonElement &chunk) const
{
    const auto saysNothing = [](const JsonElement &value) {
        return value.is_null() || (value.is_string() && textOf(value).empty());
    };
    const auto object = objectOf(chunk);
    std::optional<JsonElement> delta;
    int choices = 0;
    if (!object)
        return {};
    for (const auto &[name, value] : *object) {
        if (name == "choices") {
            const auto list = arrayOf(value);
            if (!list || list->size() != 1 || !isFirst(list->at(0)))
                return {};
            const auto choice = objectOf(list->at(0));
            if (!choice)
                return {};
            ++choices;
            for (const auto &[member, said] : *choice) {
                if (member == "delta" && !delta)
                    delta = said;
                else if (member != "index" && !saysNothing(said))
                    return {};
            }
        } else if ((name == "usage" || name == "timings" || name == "error") && !value.is_null()) {
            return {};
        }
    }
    const auto message = choices == 1 && delta ? objectOf(*delta) : std::nullopt;
    return message ? m_collector.oneText(*message) : std::nullopt;
}

void OpenAiMessages::learn(std::string_view json, const ReplyJson &chunk)
{
    const auto one = oneText(chunk.root);
    if (!one)
        return;
    const bool isReasoning = one->isReasoning;
    // A copy, because the next document takes the parser's memory.
    const bool isLearnt = m_pattern.learn(
        json, std::string(one->text), [&](std::string_view other, std::string_view text) {
            const auto parsed = parseReply(other);
            const auto found = parsed && !parsed->isMended ? oneText(parsed->root) : std::nullopt;
            return found && found->text == text && found->isReasoning == isReasoning;
        });
    if (isLearnt)
        m_isPatternReasoning = isReasoning;
}

std::optional<Fault> OpenAiMessages::take(const ReplyJson &json)
{
    const auto object = objectOf(json.root);
    bool hasChoices = false;
    bool mayBeError = false;
    for (const auto &[name, value] : *object) {
        if (name == "choices") {
            hasChoices = true;
            choices(value, json.isMended);
        } else if (name == "id") {
            keepWord(m_collector.reply.serverId, value);
        } else if (name == "model") {
            keepWord(m_collector.reply.model, value);
        } else if (name == "usage") {
            m_collector.usage(value);
        } else if (name == "timings") {
            m_collector.timings(value);
        } else if (name == "error") {
            mayBeError = mayBeError || !value.is_null();
        }
    }
    if (mayBeError || !hasChoices) {
        if (const auto error = errorIn(*object))
            return said(*error);
    }
    // Reasons for an end that is none: OpenRouter's, and DeepSeek's.
    if (reply().finishReason == "error" || reply().finishReason == "insufficient_system_resource")
        return said({{}, reply().finishReason, {}});
    return {};
}

void OpenAiMessages::choices(const JsonElement &choices, bool isMended)
{
    const auto list = arrayOf(choices);
    if (!list)
        return;
    for (const JsonElement one : *list) {
        if (isFirst(one))
            choice(one, isMended);
    }
}

void OpenAiMessages::choice(const JsonElement &choice, bool isMended)
{
    const auto members = objectOf(choice);
    if (!members)
        return;
    std::string_view native;
    for (const auto &[name, value] : *members) {
        if (name == "delta" || name == "message") {
            if (const auto message = objectOf(value))
                m_collector.message(*message, isMended);
        } else if (name == "finish_reason") {
            if (!textOf(value).empty())
                m_collector.reply.finishReason = TextJoiner().joined(textOf(value), false);
        } else if (name == "native_finish_reason") {
            native = textOf(value);
        } else if (name == "logprobs") {
            if (const auto tokens = memberOf(value, "content"))
                m_collector.logprobs(*tokens);
        } else if (name == "usage") {
            m_collector.usage(value);
        }
    }
    if (reply().finishReason.empty() && !native.empty())
        m_collector.reply.finishReason = TextJoiner().joined(native, false);
}

std::optional<Fault> OpenAiMessages::said(const Dialect::ServerError &error)
{
    const bool hadText = hasText();
    finish(true);
    return faultOfSaid(error, hadText);
}

std::optional<Fault> OpenAiMessages::finish(bool isWhole)
{
    if (!m_isSettled) {
        m_isSettled = true;
        m_collector.settle();
    }
    if (isWhole || !reply().finishReason.empty())
        return {};
    return faultOfCut(hasText());
}

OpenAiStreamReader::OpenAiStreamReader(const TeacherProfile &profile)
    : m_events(MostOfAnEvent)
    , m_messages(profile)
{}

std::optional<Fault> OpenAiStreamReader::feed(std::string_view bytes)
{
    m_events.feed(bytes);
    while (const auto data = m_events.next()) {
        if (m_isDone || data->empty())
            continue;
        if (trimmed(*data) == Done)
            m_isDone = true;
        else if (auto fault = m_messages.take(*data))
            return fault;
    }
    if (!m_events.isTooLong())
        return {};
    m_messages.finish(true);
    return faultOfSize(MostOfAnEvent);
}

std::optional<Fault> OpenAiStreamReader::finish()
{
    if (const auto data = m_events.last(); data && !m_isDone) {
        // Without the blank line behind it an event may be half of one.
        if (trimmed(*data) == Done)
            m_isDone = true;
        else if (const auto json = parseReply(*data); json && objectOf(json->root)) {
            if (auto fault = m_messages.take(*json))
                return fault;
        }
    }
    return m_messages.finish(m_isDone && (m_messages.hasText() || !reply().finishReason.empty()));
}

OpenAiWholeReader::OpenAiWholeReader(const TeacherProfile &profile)
    : m_messages(profile)
{}

std::optional<Fault> OpenAiWholeReader::feed(std::string_view bytes)
{
    if (m_body.size() + bytes.size() > MostOfABody)
        return faultOfSize(MostOfABody);
    m_body += bytes;
    return {};
}

std::optional<Fault> OpenAiWholeReader::finish()
{
    const std::string_view body = trimmed(m_body);
    if (body.empty() || (body.starts_with('{') && !body.ends_with('}')))
        return faultOfCut(false);
    if (auto fault = m_messages.take(body))
        return fault;
    return m_messages.finish(m_messages.hasText());
}

} // namespace touchstone
