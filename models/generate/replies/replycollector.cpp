// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "replycollector.h"

#include <base/text.h>

#include <algorithm>
#include <cmath>

namespace touchstone {

namespace {

constexpr std::string_view Details = "reasoning_details";
constexpr std::string_view Thinking = "thinking";
constexpr std::string_view Tags = "tags";
constexpr double NanoPerUnit = 1e9;
constexpr double MostUnits = 1e9;

bool hasText(const JsonElement &value)
{
    if (const auto details = arrayOf(value)) {
        return std::any_of(details->begin(), details->end(),
                           [](const JsonElement &detail) { return !detailText(detail).empty(); });
    }
    return !textOf(value).empty();
}

} // namespace

std::string_view detailText(const JsonElement &detail)
{
    for (const std::string_view name : {"text", "summary"}) {
        if (const auto text = memberOf(detail, name))
            return textOf(*text);
    }
    return {};
}

ReplyCollector::ReplyCollector(const std::vector<std::string> &places)
    : m_readsTags(places.empty())
{
    const auto add = [this](std::string_view name) {
        if (std::none_of(m_places.begin(), m_places.end(),
                         [&](const Place &place) { return place.name == name; }))
            m_places.push_back({std::string(name), {}});
    };
    for (const std::string &name : places) {
        if (name == Tags)
            m_readsTags = true;
        else
            add(name);
    }
    for (const std::string_view name :
         {Details, std::string_view("reasoning"), std::string_view("reasoning_content"), Thinking})
        add(name);
}

bool ReplyCollector::hasText() const
{
    return !reply.reasoning.empty() || !reply.answer.empty();
}

void ReplyCollector::message(const JsonObject &message, bool isMended)
{
    for (Place &place : m_places)
        place.isThere = false;
    JsonElement content;
    JsonElement refusal;
    bool hasContent = false;
    bool hasRefusal = false;
    for (const auto &[name, value] : message) {
        if (name == "content") {
            content = value;
            hasContent = true;
        } else if (name == "refusal") {
            refusal = value;
            hasRefusal = true;
        } else if (name != "role") {
            for (Place &place : m_places) {
                if (place.name == name) {
                    place.value = value;
                    place.isThere = true;
                }
            }
        }
    }
    bool hasPiece = false;
    for (const Place &place : m_places) {
        if (place.isThere && touchstone::hasText(place.value)) {
            reasoning(place, isMended);
            hasPiece = true;
            break;
        }
    }
    if (hasContent && answer(content, isMended))
        hasPiece = true;
    // A model that refuses says so in a member of its own, which is its answer.
    if (hasRefusal && answer(refusal, isMended))
        hasPiece = true;
    reply.pieces += hasPiece ? 1 : 0;
}

std::optional<ReplyCollector::OneText> ReplyCollector::oneText(const JsonObject &message) const
{
    OneText found;
    std::vector<std::string_view> names;
    for (const auto &[name, value] : message) {
        const bool isAnswer = name == "content" || name == "refusal";
        const bool isPlace = !isAnswer
                             && std::any_of(m_places.begin(), m_places.end(),
                                            [&](const Place &place) { return place.name == name; });
        if (!isAnswer && !isPlace)
            continue;
        const std::string_view text = textOf(value);
        const bool isTwice = std::find(names.begin(), names.end(), name) != names.end();
        if (isTwice || (text.empty() && !value.is_null() && !value.is_string())
            || (!text.empty() && !found.text.empty()))
            return {};
        names.push_back(name);
        if (!text.empty())
            found = {text, isPlace};
    }
    return found.text.empty() ? std::nullopt : std::optional(found);
}

void ReplyCollector::again(const OneText &piece)
{
    if (piece.isReasoning)
        addReasoning(piece.text, false);
    else
        answerText(piece.text, false);
    ++reply.pieces;
}

void ReplyCollector::reasoning(const Place &place, bool isMended)
{
    if (!m_hasField) {
        // What stood between tags so far is a copy of what comes now, or comes beside it.
        m_tagged = std::move(reply.reasoning);
        reply.reasoning.clear();
        reply.reasoningPlace = place.name;
        m_hasField = true;
    }
    if (const auto array = arrayOf(place.value))
        details(*array, isMended);
    else
        addReasoning(textOf(place.value), isMended);
}

void ReplyCollector::details(const JsonArray &details, bool isMended)
{
    for (const JsonElement detail : details) {
        const std::string_view text = detailText(detail);
        if (text.empty())
            continue;
        std::string kind;
        for (const std::string_view name : {"type", "id"}) {
            if (const auto value = memberOf(detail, name))
                kind.append(textOf(*value)).append("\n");
        }
        if (kind != m_detailKind && !reply.reasoning.empty())
            addReasoning("\n\n", false);
        m_detailKind = std::move(kind);
        addReasoning(text, isMended);
    }
}

void ReplyCollector::addReasoning(std::string_view text, bool isMended)
{
    reply.reasoning += m_reasoningJoiner.joined(text, isMended);
}

/// Content is a text, or a list of parts, those of thinking among them. Whether it has text.
bool ReplyCollector::answer(const JsonElement &content, bool isMended)
{
    const auto parts = arrayOf(content);
    if (!parts) {
        const std::string_view text = textOf(content);
        answerText(text, isMended);
        return !text.empty();
    }
    bool hasPiece = false;
    for (const JsonElement part : *parts) {
        const auto thinking = memberOf(part, Thinking);
        if (thinking && touchstone::hasText(*thinking)) {
            reasoning({std::string(Thinking), *thinking, true}, isMended);
            hasPiece = true;
        }
        answerText(detailText(part), isMended);
        hasPiece = hasPiece || !detailText(part).empty();
    }
    return hasPiece;
}

void ReplyCollector::answerText(std::string_view text, bool isMended)
{
    const std::string_view joined = m_answerJoiner.joined(text, isMended);
    if (joined.empty())
        return;
    if (m_readsTags)
        split(joined);
    else
        reply.answer += joined;
}

void ReplyCollector::split(std::string_view text)
{
    std::string &reasoning = m_hasField ? m_tagged : reply.reasoning;
    m_splitter.feed(text, reasoning, reply.answer, !m_hasField);
    if (!m_hasField && !reply.reasoning.empty() && reply.reasoningPlace.empty())
        reply.reasoningPlace = Tags;
}

void ReplyCollector::logprobs(const JsonElement &tokens)
{
    const auto array = arrayOf(tokens);
    if (!array)
        return;
    for (const JsonElement token : *array) {
        m_logprobs += m_logprobs.empty() ? '[' : ',';
        m_logprobs += simdjson::minify(token);
    }
}

void ReplyCollector::usage(const JsonElement &usage)
{
    const auto members = objectOf(usage);
    if (!members)
        return;
    Usage read;
    for (const auto &[name, value] : *members) {
        if (name == "prompt_tokens") {
            read.prompt = countOf(value);
            read.known = true;
        } else if (name == "completion_tokens") {
            read.completion = countOf(value);
            read.known = true;
        } else if (name == "prompt_cache_hit_tokens") {
            read.cached = std::max(read.cached, countOf(value));
        } else if (name == "prompt_tokens_details") {
            if (const auto cached = memberOf(value, "cached_tokens"))
                read.cached = std::max(read.cached, countOf(*cached));
        } else if (name == "completion_tokens_details") {
            if (const auto tokens = memberOf(value, "reasoning_tokens"))
                read.reasoning = std::max(read.reasoning, countOf(*tokens));
        } else if (name == "reasoning_tokens") {
            read.reasoning = std::max(read.reasoning, countOf(value));
        } else if (name == "cost") {
            if (const auto cost = numberOf(value); cost && *cost >= 0 && *cost <= MostUnits)
                read.cost = std::llround(*cost * NanoPerUnit);
        }
    }
    // Some servers send the counts with every chunk; the last that says anything holds.
    if (read.known || read.cost)
        reply.usage = read;
}

void ReplyCollector::timings(const JsonElement &timings)
{
    const auto prompt = memberOf(timings, "prompt_n");
    const auto predicted = memberOf(timings, "predicted_n");
    if (reply.usage.known || !prompt || !predicted)
        return;
    const auto cached = memberOf(timings, "cache_n");
    reply.usage.cached = cached ? countOf(*cached) : 0;
    reply.usage.prompt = countOf(*prompt) + reply.usage.cached;
    reply.usage.completion = countOf(*predicted);
    reply.usage.known = true;
}

/// A field's reasoning that stands between tags as well is kept once.
void ReplyCollector::mergeTagged()
{
    const std::string_view tagged = trimmed(m_tagged);
    const std::string_view field = trimmed(reply.reasoning);
    if (tagged.empty() || field.find(tagged) != std::string_view::npos)
        return;
    if (tagged.find(field) != std::string_view::npos)
        reply.reasoning = tagged;
    else
        reply.reasoning.append("\n\n").append(tagged);
    m_tagged.clear();
}

void ReplyCollector::settle()
{
    reply.reasoning += m_reasoningJoiner.last();
    answerText(m_answerJoiner.last(), false);
    if (m_readsTags) {
        m_splitter.finish(m_hasField ? m_tagged : reply.reasoning, reply.answer);
        if (!m_hasField && !reply.reasoning.empty())
            reply.reasoningPlace = Tags;
    }
    mergeTagged();
    if (!m_logprobs.empty()) {
        reply.logprobs = std::move(m_logprobs);
        reply.logprobs += ']';
        m_logprobs.clear();
    }
    reply.usage.cached = std::min(reply.usage.cached, reply.usage.prompt);
}

} // namespace touchstone
