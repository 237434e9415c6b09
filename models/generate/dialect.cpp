// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "dialect.h"

#include "replies/ollamareader.h"
#include "replies/openaireader.h"
#include "replies/servererrors.h"
#include "requestbody.h"

#include <base/json.h>
#include <base/text.h>

#include <QCoreApplication>

#include <algorithm>

namespace touchstone {

namespace {

constexpr std::size_t MostModels = 10'000;
constexpr std::size_t LongestModel = 256;

using Members = std::vector<std::pair<std::string, std::string>>;

/// The members of a JSON object, each as text; none where it is no object.
Members membersOf(const Json &object)
{
    Members members;
    if (object.is_object()) {
        for (const auto &[name, value] : object.items())
            members.emplace_back(name, dumpJson(value));
    }
    return members;
}

/// The names in a list of models: `list` is the member that holds it, `name` that of each one.
Result<std::vector<std::string>>
modelsIn(std::string_view body, std::string_view list, std::string_view name)
{
    const auto json = parseReply(body);
    auto models = json ? arrayOf(json->root) : std::nullopt; // Together sends the bare list
    if (const auto member = json ? memberOf(json->root, list) : std::nullopt)
        models = arrayOf(*member);
    if (!models)
        return Error{Error::Code::BadInput,
                     QCoreApplication::translate(
                         "touchstone::dialect",
                         "The server sent no list of models; write the model's name by hand.")};
    std::vector<std::string> names;
    for (const JsonElement model : *models) {
        const auto value = memberOf(model, name);
        const std::string_view text = value ? textOf(*value) : std::string_view();
        if (!text.empty() && text.size() <= LongestModel && names.size() < MostModels)
            names.emplace_back(text);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

class OpenAiDialect final : public Dialect
{
public:
    explicit OpenAiDialect(const TeacherProfile &profile)
        : m_profile(profile)
        , m_extra(membersOf(parseJson(profile.extra).value_or(Json())))
    {}

    std::string chatPath() const override { return "/chat/completions"; }
    std::string modelsPath() const override { return "/models"; }

    Result<std::string> body(const ChatRequest &request) const override
    {
        TRY(checkRequest(m_profile, request));
        const Sampling sampling = supportedSampling(m_profile, request.sampling);
        ObjectWriter body;
        body.text("model", request.model).messages("messages", request.messages);
        if (request.stream) {
            body.flag("stream", true);
            if (m_profile.usageOption && isSupported(m_profile, "stream_options"))
                body.raw("stream_options", R"({"include_usage":true})");
        }
        if (sampling.temperature)
            body.number("temperature", *sampling.temperature);
        if (sampling.topP)
            body.number("top_p", *sampling.topP);
        if (sampling.seed)
            body.whole("seed", *sampling.seed);
        if (sampling.maxTokens)
            body.whole(m_profile.maxTokensName, *sampling.maxTokens);
        if (!sampling.stop.empty())
            body.texts("stop", sampling.stop);
        if (sampling.topLogprobs) {
            body.flag("logprobs", true);
            if (*sampling.topLogprobs > 0 && isSupported(m_profile, "top_logprobs"))
                body.whole("top_logprobs", *sampling.topLogprobs);
        }
        return std::move(body.members(m_extra)).end();
    }

    std::string_view contentType(bool stream) const override
    {
        return stream ? "text/event-stream" : "application/json";
    }

    std::unique_ptr<ReplyReader> reader(bool stream) const override
    {
        if (stream)
            return std::make_unique<OpenAiStreamReader>(m_profile);
        return std::make_unique<OpenAiWholeReader>(m_profile);
    }

    Result<std::vector<std::string>> models(std::string_view body) const override
    {
        return modelsIn(body, "data", "id");
    }

    ServerError error(std::string_view body) const override { return errorInBody(body); }

private:
    TeacherProfile m_profile;
    Members m_extra;
};

class OllamaDialect final : public Dialect
{
public:
    explicit OllamaDialect(const TeacherProfile &profile)
        : m_profile(profile)
    {
        const Json extra = parseJson(profile.extra).value_or(Json());
        m_extra = membersOf(extra);
        if (extra.is_object() && extra.contains("options"))
            m_options = membersOf(extra["options"]);
    }

    std::string chatPath() const override { return "/api/chat"; }
    std::string modelsPath() const override { return "/api/tags"; }

    Result<std::string> body(const ChatRequest &request) const override
    {
        TRY(checkRequest(m_profile, request));
        const Sampling sampling = supportedSampling(m_profile, request.sampling);
        ObjectWriter options;
        if (sampling.temperature)
            options.number("temperature", *sampling.temperature);
        if (sampling.topP)
            options.number("top_p", *sampling.topP);
        if (sampling.seed)
            options.whole("seed", *sampling.seed);
        if (sampling.maxTokens)
            options.whole("num_predict", *sampling.maxTokens);
        if (!sampling.stop.empty())
            options.texts("stop", sampling.stop);
        ObjectWriter body;
        body.text("model", request.model).messages("messages", request.messages);
        body.flag("stream", request.stream); // streaming is what Ollama does unless it is told
        if (sampling.topLogprobs) {
            body.flag("logprobs", true);
            if (*sampling.topLogprobs > 0 && isSupported(m_profile, "top_logprobs"))
                body.whole("top_logprobs", *sampling.topLogprobs);
        }
        body.raw("options", std::move(options.members(m_options)).end());
        return std::move(body.members(m_extra)).end();
    }

    std::string_view contentType(bool stream) const override
    {
        return stream ? "application/x-ndjson" : "application/json";
    }

    std::unique_ptr<ReplyReader> reader(bool) const override
    {
        return std::make_unique<OllamaReader>(m_profile);
    }

    Result<std::vector<std::string>> models(std::string_view body) const override
    {
        return modelsIn(body, "models", "name");
    }

    ServerError error(std::string_view body) const override { return errorInBody(body); }

private:
    TeacherProfile m_profile;
    Members m_extra;
    Members m_options;
};

} // namespace

std::unique_ptr<Dialect> dialectFor(const TeacherProfile &profile)
{
    if (profile.interface == TeacherInterface::OllamaChat)
        return std::make_unique<OllamaDialect>(profile);
    return std::make_unique<OpenAiDialect>(profile);
}

} // namespace touchstone
