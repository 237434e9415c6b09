// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "teacherreplies.h"

#include <base/json.h>

namespace touchstone::test {

namespace {

constexpr int PromptTokens = 12;

Json usageOf(std::size_t reasoning, std::size_t answer)
{
    return {{"prompt_tokens", PromptTokens},
            {"completion_tokens", reasoning + answer},
            {"total_tokens", PromptTokens + reasoning + answer},
            {"completion_tokens_details", {{"reasoning_tokens", reasoning}}}};
}

std::string eventOf(const Json &choices, const Json &usage = {})
{
    Json chunk = {{"id", "chatcmpl-1"},
                  {"object", "chat.completion.chunk"},
                  {"created", 1},
                  {"model", "test-teacher"},
                  {"choices", choices}};
    if (!usage.is_null())
        chunk["usage"] = usage;
    return "data: " + dumpJson(chunk) + "\n\n";
}

std::string textOf(const std::vector<std::string> &tokens)
{
    std::string text;
    for (const std::string &token : tokens)
        text += token;
    return text;
}

/// The whole reply at once, for who does not want a stream.
ServerReply openAiWhole(const std::vector<std::string> &reasoning,
                        const std::vector<std::string> &answer)
{
    const Json message = {{"role", "assistant"},
                          {"content", textOf(answer)},
                          {"reasoning_content", textOf(reasoning)}};
    return jsonReply(dumpJson(Json{
        {"id", "chatcmpl-1"},
        {"object", "chat.completion"},
        {"model", "test-teacher"},
        {"choices", Json::array({{{"index", 0}, {"message", message}, {"finish_reason", "stop"}}})},
        {"usage", usageOf(reasoning.size(), answer.size())}}));
}

bool wantsStream(const ServerRequest &request, bool unsaid)
{
    const auto asked = parseJson(request.body);
    return asked && asked->is_object() ? asked->value("stream", unsaid) : unsaid;
}

} // namespace

ServerReply jsonReply(std::string body)
{
    ServerReply reply;
    reply.contentType = "application/json";
    reply.pieces = {std::move(body)};
    return reply;
}

ServerReply
errorReply(int status, std::string_view message, std::string_view type, std::string_view code)
{
    ServerReply reply = jsonReply(dumpJson(Json{
        {"error", {{"message", message}, {"type", type}, {"param", nullptr}, {"code", code}}}}));
    reply.status = status;
    return reply;
}

std::string openAiEvent(std::string_view member, std::string_view text)
{
    const Json delta = {{member, text}};
    return eventOf(Json::array({{{"index", 0}, {"delta", delta}, {"finish_reason", nullptr}}}));
}

ServerReply openAiStream(const std::vector<std::string> &reasoning,
                         const std::vector<std::string> &answer)
{
    ServerReply reply;
    for (const std::string &token : reasoning)
        reply.pieces.push_back(openAiEvent("reasoning_content", token));
    for (const std::string &token : answer)
        reply.pieces.push_back(openAiEvent("content", token));
    reply.pieces.push_back(
        eventOf(Json::array({{{"index", 0}, {"delta", Json::object()}, {"finish_reason", "stop"}}}),
                usageOf(reasoning.size(), answer.size())));
    reply.pieces.push_back("data: [DONE]\n\n");
    return reply;
}

ServerReply ollamaStream(const std::vector<std::string> &reasoning,
                         const std::vector<std::string> &answer)
{
    ServerReply reply;
    reply.contentType = "application/x-ndjson";
    const auto add = [&reply](const char *member, const std::string &token) {
        const Json message = {{"role", "assistant"}, {"content", ""}};
        Json line = {{"model", "test-teacher"}, {"message", message}, {"done", false}};
        line["message"][member] = token;
        reply.pieces.push_back(dumpJson(line) + "\n");
    };
    for (const std::string &token : reasoning)
        add("thinking", token);
    for (const std::string &token : answer)
        add("content", token);
    reply.pieces.push_back(dumpJson(Json{{"model", "test-teacher"},
                                         {"message", {{"role", "assistant"}, {"content", ""}}},
                                         {"done", true},
                                         {"done_reason", "stop"},
                                         {"prompt_eval_count", PromptTokens},
                                         {"eval_count", reasoning.size() + answer.size()}})
                           + "\n");
    return reply;
}

std::vector<std::string> someTokens(int count)
{
    static const std::vector<std::string> words = {
        "Add", " the", " two", " numbers", ":", " 17", " plus", " 25", " makes", " 42", ".\n"};
    std::vector<std::string> tokens;
    for (int token = 0; token < count; ++token)
        tokens.push_back(words[static_cast<std::size_t>(token) % words.size()]);
    return tokens;
}

ServerReply usualReply(const ServerRequest &request, int tokens, std::chrono::milliseconds delay)
{
    if (request.method == "GET" && request.path.ends_with("/models"))
        return jsonReply(
            "{\"object\":\"list\",\"data\":[{\"id\":\"test-teacher\",\"object\":\"model\"}]}");
    if (request.path.ends_with("/api/tags"))
        return jsonReply("{\"models\":[{\"name\":\"test-teacher\",\"model\":\"test-teacher\"}]}");
    const auto reasoning = someTokens(tokens - tokens / 4);
    const auto answer = someTokens(tokens / 4);
    ServerReply reply = request.path.ends_with("/api/chat") ? ollamaStream(reasoning, answer)
                        : wantsStream(request, false)       ? openAiStream(reasoning, answer)
                                                            : openAiWhole(reasoning, answer);
    reply.delay = delay;
    return reply;
}

} // namespace touchstone::test
