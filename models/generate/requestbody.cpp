// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "requestbody.h"

#include "replies/tagsplitter.h"

#include <base/json.h>
#include <base/text.h>

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::requestbody", text);
}

Error wrong(const QString &message)
{
    return {Error::Code::BadInput, message};
}

/// Servers stop at no more texts than these; OpenAI's own refuse more than four.
std::size_t mostStopTexts(const TeacherProfile &profile)
{
    const bool isOpenAi = QUrl(toQString(profile.base)).host() == QLatin1String("api.openai.com");
    return isOpenAi ? 4 : 16;
}

bool isWithin(const std::optional<double> &value, double most)
{
    return !value || (std::isfinite(*value) && *value >= 0 && *value <= most);
}

} // namespace

bool isSupported(const TeacherProfile &profile, std::string_view parameter)
{
    return std::find(profile.unsupported.begin(), profile.unsupported.end(), parameter)
           == profile.unsupported.end();
}

Sampling supportedSampling(const TeacherProfile &profile, const Sampling &sampling)
{
    Sampling kept = sampling;
    if (!isSupported(profile, "temperature"))
        kept.temperature = {};
    if (!isSupported(profile, "top_p"))
        kept.topP = {};
    if (!isSupported(profile, "seed"))
        kept.seed = {};
    if (!isSupported(profile, "max_tokens") || !isSupported(profile, profile.maxTokensName))
        kept.maxTokens = {};
    if (!isSupported(profile, "stop"))
        kept.stop.clear();
    if (!isSupported(profile, "logprobs"))
        kept.topLogprobs = {};
    return kept;
}

Result<> checkRequest(const TeacherProfile &profile, const ChatRequest &request)
{
    const Sampling sampling = supportedSampling(profile, request.sampling);
    if (request.model.empty())
        return wrong(tr("No model is named; choose one of %1.").arg(toQString(profile.label)));
    if (request.messages.empty())
        return wrong(tr("There is no message to send."));
    if (!isWithin(sampling.temperature, profile.mostTemperature))
        return wrong(tr("The temperature must be from 0 to %1.").arg(profile.mostTemperature));
    if (!isWithin(sampling.topP, 1) || sampling.topP == 0.0)
        return wrong(tr("Top p must be above 0 and at most 1."));
    if (sampling.maxTokens && *sampling.maxTokens < 1)
        return wrong(tr("The most tokens must be at least 1."));
    if (sampling.stop.size() > mostStopTexts(profile))
        return wrong(tr("There may be at most %1 stop texts.").arg(mostStopTexts(profile)));
    if (std::any_of(sampling.stop.begin(), sampling.stop.end(),
                    [](const std::string &text) { return text.empty(); }))
        return wrong(tr("A stop text may not be empty."));
    if (sampling.topLogprobs
        && (*sampling.topLogprobs < 0 || *sampling.topLogprobs > profile.mostTopLogprobs))
        return wrong(tr("Log-probabilities can be had of 0 to %1 other tokens.")
                         .arg(profile.mostTopLogprobs));
    return {};
}

std::string withoutReasoning(std::string_view content)
{
    TagSplitter splitter;
    std::string reasoning;
    std::string answer;
    splitter.feed(content, reasoning, answer, true);
    splitter.finish(reasoning, answer);
    return answer;
}

void ObjectWriter::begin(std::string_view name)
{
    if (!m_names.empty())
        m_text += ',';
    m_names.emplace_back(name);
    appendJsonString(m_text, name);
    m_text += ':';
}

ObjectWriter &ObjectWriter::raw(std::string_view name, std::string_view json)
{
    begin(name);
    m_text += json;
    return *this;
}

ObjectWriter &ObjectWriter::text(std::string_view name, std::string_view value)
{
    begin(name);
    appendJsonString(m_text, value);
    return *this;
}

ObjectWriter &ObjectWriter::number(std::string_view name, double value)
{
    char digits[32];
    const auto [end, error] = std::to_chars(std::begin(digits), std::end(digits), value);
    Q_ASSERT(error == std::errc());
    return raw(name, std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

ObjectWriter &ObjectWriter::whole(std::string_view name, std::int64_t value)
{
    return raw(name, std::to_string(value));
}

ObjectWriter &ObjectWriter::flag(std::string_view name, bool value)
{
    return raw(name, value ? "true" : "false");
}

ObjectWriter &ObjectWriter::texts(std::string_view name, const std::vector<std::string> &values)
{
    begin(name);
    char separator = '[';
    for (const std::string &value : values) {
        m_text += separator;
        appendJsonString(m_text, value);
        separator = ',';
    }
    m_text += values.empty() ? "[]" : "]";
    return *this;
}

ObjectWriter &ObjectWriter::messages(std::string_view name, const std::vector<Message> &messages)
{
    begin(name);
    char separator = '[';
    for (const Message &message : messages) {
        m_text += separator;
        m_text += "{\"role\":";
        appendJsonString(m_text, message.role);
        m_text += ",\"content\":";
        appendJsonString(m_text, message.role == "assistant" ? withoutReasoning(message.content)
                                                             : message.content);
        m_text += '}';
        separator = ',';
    }
    m_text += messages.empty() ? "[]" : "]";
    return *this;
}

ObjectWriter &ObjectWriter::members(const std::vector<std::pair<std::string, std::string>> &members)
{
    for (const auto &[name, json] : members) {
        if (std::find(m_names.begin(), m_names.end(), name) == m_names.end())
            raw(name, json);
    }
    return *this;
}

std::string ObjectWriter::end() &&
{
    m_text += '}';
    return std::move(m_text);
}

} // namespace touchstone
