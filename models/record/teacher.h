// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace touchstone {

/// How requests are written and replies read.
enum class TeacherInterface {
    OpenAiChat, ///< POST {base}/chat/completions, server-sent events
    OllamaChat, ///< POST {base}/api/chat, a line of JSON each
};

/// Money in billionths of a currency's unit, so that a token's price is a whole number.
using Nano = std::int64_t;

/// What a model's tokens cost, for a million of each kind, from a date on.
struct TokenPrice
{
    std::string model; ///< its name, or its beginning followed by "*"
    std::string currency = "USD";
    std::string since;          ///< "2026-09-01": the day the price was looked up
    Nano input = 0;             ///< tokens of the prompt
    std::optional<Nano> cached; ///< tokens of the prompt that the server had; none: as `input`
    Nano output = 0;            ///< tokens of reasoning and answer

    bool operator==(const TokenPrice &) const = default;
};

/// How tokens are drawn. What is not set is not sent, so that the server's own default holds.
struct Sampling
{
    std::optional<double> temperature;
    std::optional<double> topP;
    std::optional<std::int64_t> seed;
    std::optional<int> maxTokens;   ///< of reasoning and answer together
    std::vector<std::string> stop;  ///< at most four where the server is OpenAI's
    std::optional<int> topLogprobs; ///< log-probabilities of each token and of so many others

    bool operator==(const Sampling &) const = default;
};

/// A teacher: where it is, how it is talked to, what it costs. Data, not code: shipped as JSON, and
/// people's own in the settings. Holds no key.
struct TeacherProfile
{
    std::string name;  ///< by which --teacher and a project call it: "deepseek"
    std::string label; ///< for people: "DeepSeek"
    std::string base;  ///< "https://api.deepseek.com", without a slash at its end
    TeacherInterface interface = TeacherInterface::OpenAiChat;
    std::string keyVariable; ///< of the environment: "DEEPSEEK_API_KEY"; empty: needs no key
    std::vector<std::string> models; ///< known by name; more where `listsModels`
    bool listsModels = true;         ///< GET {base}/models (Ollama: /api/tags) answers
    /// Where the reasoning stands, the first that is there counts: members of a message
    /// ("reasoning_details", "reasoning", "reasoning_content", "thinking"), "tags" within the
    /// content.
    std::vector<std::string> reasoning;
    std::string maxTokensName = "max_tokens";
    bool usageOption = true;  ///< send stream_options.include_usage
    std::string extra = "{}"; ///< a JSON object whose members join each request
    std::vector<std::pair<std::string, std::string>> headers; ///< beside the key's, no secrets
    std::vector<std::string> unsupported; ///< parameters that are never sent: "logprobs", "seed"
    double mostTemperature = 2;
    int mostTopLogprobs = 20;
    Sampling sampling; ///< where a person sets nothing else
    std::vector<TokenPrice> prices;
    int streams = 16;          ///< at once, where a person sets nothing else
    int requestsPerMinute = 0; ///< 0: no limit known
    std::int64_t tokensPerMinute = 0;
    std::string notes;

    bool operator==(const TeacherProfile &) const = default;
};

} // namespace touchstone
