// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "jsonmembers.h"
#include "teachers.h"

#include <base/text.h>

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <array>

namespace touchstone {

namespace {

constexpr std::size_t LargestProfile = 256 * 1024;
constexpr std::size_t LargestSettings = 2 * 1024 * 1024;
constexpr std::size_t ShortText = 200;
constexpr std::size_t AddressLength = 2000;
constexpr std::size_t LongText = 64 * 1024;
constexpr std::size_t MostModels = 2000;
constexpr int MostStreams = 512;

constexpr std::array<std::string_view, 5> ReasoningPlaces = {
    "reasoning_details", "reasoning", "reasoning_content", "thinking", "tags"};
/// Members of a request that the program writes itself; "n" would be paid for and not read.
constexpr std::array<const char *, 5> OurMembers = {"model", "messages", "stream", "stream_options",
                                                    "n"};
/// Headers that carry secrets or belong to the connection.
constexpr std::array<std::string_view, 11> OurHeaders = {
    "authorization", "proxy-authorization", "cookie", "x-api-key",  "api-key",
    "host",          "content-length",      "expect", "connection", "transfer-encoding",
    "content-type"};

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::teachers", text);
}

template <std::size_t Size>
bool isOneOf(const std::array<std::string_view, Size> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isName(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
}

bool isVariable(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
               || c == '_';
    });
}

/// A token of RFC 9110.
bool isHeaderName(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
               || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

bool isHeaderValue(std::string_view text)
{
    return text.size() <= AddressLength && std::all_of(text.begin(), text.end(), [](char c) {
               return c == '\t' || (c >= ' ' && c <= '~');
           });
}

bool isDay(std::string_view text)
{
    constexpr std::string_view Form = "0000-00-00";
    if (text.size() != Form.size())
        return false;
    for (std::size_t i = 0; i < Form.size(); ++i) {
        if (Form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    }
    return true;
}

void readBase(JsonMembers &members, std::string &base)
{
    members.text("base", base, AddressLength);
    while (base.ends_with('/'))
        base.pop_back();
    const QUrl url(toQString(base), QUrl::StrictMode);
    const bool isWeb =
        url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || !isWeb || url.host().isEmpty())
        members.refuse("base", tr("must be an address that begins with https:// or http://."));
    else if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()
             || base.find('@') != std::string::npos)
        members.refuse("base", tr("may hold no name or password, no ? and no #."));
}

void readHeaders(JsonMembers &members, TeacherProfile &profile)
{
    const Json *headers = members.raw("headers");
    if (headers == nullptr)
        return;
    if (!headers->is_object() || headers->size() > 32)
        return members.refuse("headers", tr("must be an object of at most 32 texts."));
    profile.headers.clear();
    for (const auto &[name, value] : headers->items()) {
        if (!isHeaderName(name) || name.size() > ShortText || !value.is_string()
            || !isHeaderValue(value.get_ref<const std::string &>()))
            return members.refuse("headers",
                                  tr("must hold names and values as HTTP allows them, in ASCII."));
        if (isOneOf(OurHeaders, toQString(name).toLower().toStdString()))
            return members.refuse("headers", tr("may not hold \"%1\": keys are kept elsewhere, and "
                                                "the program writes its own.")
                                                 .arg(toQString(name)));
        profile.headers.emplace_back(name, value.get<std::string>());
    }
}

void readExtra(JsonMembers &members, TeacherProfile &profile)
{
    const Json *extra = members.raw("extra");
    if (extra == nullptr)
        return;
    if (!extra->is_object())
        return members.refuse("extra", tr("must be an object: {…}."));
    for (const char *name : OurMembers) {
        if (extra->contains(name))
            return members.refuse(
                "extra",
                tr("may not hold \"%1\", which the program writes.").arg(QLatin1String(name)));
    }
    profile.extra = dumpJson(*extra);
    if (profile.extra.size() > LongText)
        members.refuse("extra", tr("may have at most %1 bytes.").arg(LongText));
}

void readSampling(JsonMembers &members, Sampling &sampling)
{
    members.object("sampling", [&](JsonMembers &inner) {
        inner.number("temperature", sampling.temperature, 0, 100);
        inner.number("top_p", sampling.topP, 0, 1);
        inner.whole("seed", sampling.seed, INT64_MIN);
        inner.whole("max_tokens", sampling.maxTokens, 1);
        inner.texts("stop", sampling.stop, 16);
        inner.whole("top_logprobs", sampling.topLogprobs, 0, 100);
    });
}

void readPrices(JsonMembers &members, std::vector<TokenPrice> &prices)
{
    members.objects("prices", MostModels, [&](JsonMembers &inner) {
        TokenPrice price;
        inner.text("model", price.model, ShortText);
        inner.text("currency", price.currency, 3);
        inner.text("since", price.since, ShortText);
        inner.money("input", price.input);
        inner.money("cached", price.cached);
        inner.money("output", price.output);
        if (price.model.empty() || price.model.find('*') < price.model.size() - 1)
            inner.refuse("model", tr("must be a model's name, or its beginning followed by *."));
        if (price.currency.size() != 3
            || !std::all_of(price.currency.begin(), price.currency.end(),
                            [](char c) { return c >= 'A' && c <= 'Z'; }))
            inner.refuse("currency", tr("must be three capital letters: USD."));
        if (!isDay(price.since))
            inner.refuse("since", tr("must be the day of the price: 2026-09-01."));
        for (const char *name : {"input", "output"}) {
            if (!inner.has(name))
                inner.refuse(name, tr("must be the money for a million tokens."));
        }
        prices.push_back(std::move(price));
    });
}

void readPlaces(JsonMembers &members, TeacherProfile &profile)
{
    members.texts("reasoning", profile.reasoning, ReasoningPlaces.size());
    for (const std::string &place : profile.reasoning) {
        if (!isOneOf(ReasoningPlaces, place))
            members.refuse("reasoning",
                           tr("may hold reasoning_details, reasoning, reasoning_content, thinking "
                              "and tags."));
    }
}

void readInterface(JsonMembers &members, TeacherProfile &profile)
{
    std::string name = "openai";
    members.text("interface", name, ShortText);
    if (name == "ollama")
        profile.interface = TeacherInterface::OllamaChat;
    else if (name != "openai")
        members.refuse("interface", tr("must be openai or ollama."));
}

void readTeacher(JsonMembers &members, TeacherProfile &profile)
{
    members.text("name", profile.name, 64);
    if (!isName(profile.name))
        members.refuse("name", tr("must be a word of small letters, digits, - and _."));
    members.text("label", profile.label, ShortText);
    if (profile.label.empty())
        profile.label = profile.name;
    readBase(members, profile.base);
    readInterface(members, profile);
    members.text("key_variable", profile.keyVariable, ShortText);
    if (!isVariable(profile.keyVariable))
        members.refuse("key_variable",
                       tr("must be the name of an environment variable, not a key."));
    members.texts("models", profile.models, MostModels);
    members.flag("lists_models", profile.listsModels);
    readPlaces(members, profile);
    members.text("max_tokens_name", profile.maxTokensName, ShortText);
    if (profile.maxTokensName.empty())
        members.refuse("max_tokens_name", tr("must be a parameter's name: max_tokens."));
    members.flag("usage_option", profile.usageOption);
    readExtra(members, profile);
    readHeaders(members, profile);
    members.texts("unsupported", profile.unsupported, 32);
    members.number("most_temperature", profile.mostTemperature, 0, 100);
    members.whole("most_top_logprobs", profile.mostTopLogprobs, 0, 100);
    readSampling(members, profile.sampling);
    readPrices(members, profile.prices);
    members.whole("streams", profile.streams, 1, MostStreams);
    members.whole("requests_per_minute", profile.requestsPerMinute, 0);
    members.whole("tokens_per_minute", profile.tokensPerMinute, 0);
    members.text("notes", profile.notes, LongText);
}

Json asJson(const Sampling &sampling)
{
    Json json = Json::object();
    if (sampling.temperature)
        json["temperature"] = *sampling.temperature;
    if (sampling.topP)
        json["top_p"] = *sampling.topP;
    if (sampling.seed)
        json["seed"] = *sampling.seed;
    if (sampling.maxTokens)
        json["max_tokens"] = *sampling.maxTokens;
    if (!sampling.stop.empty())
        json["stop"] = sampling.stop;
    if (sampling.topLogprobs)
        json["top_logprobs"] = *sampling.topLogprobs;
    return json;
}

Json asJson(const TokenPrice &price)
{
    Json json = {{"model", price.model},
                 {"currency", price.currency},
                 {"since", price.since},
                 {"input", moneyAsJson(price.input)}};
    if (price.cached)
        json["cached"] = moneyAsJson(*price.cached);
    json["output"] = moneyAsJson(price.output);
    return json;
}

Json asJson(const TeacherProfile &profile)
{
    Json json = Json::object();
    json["name"] = profile.name;
    json["label"] = profile.label;
    json["base"] = profile.base;
    json["interface"] = profile.interface == TeacherInterface::OllamaChat ? "ollama" : "openai";
    json["key_variable"] = profile.keyVariable;
    json["models"] = profile.models;
    json["lists_models"] = profile.listsModels;
    json["reasoning"] = profile.reasoning;
    json["max_tokens_name"] = profile.maxTokensName;
    json["usage_option"] = profile.usageOption;
    json["extra"] = parseJson(profile.extra).value_or(Json::object());
    json["headers"] = Json::object();
    for (const auto &[name, value] : profile.headers)
        json["headers"][name] = value;
    json["unsupported"] = profile.unsupported;
    json["most_temperature"] = profile.mostTemperature;
    json["most_top_logprobs"] = profile.mostTopLogprobs;
    json["sampling"] = asJson(profile.sampling);
    json["prices"] = Json::array();
    for (const TokenPrice &price : profile.prices)
        json["prices"].push_back(asJson(price));
    json["streams"] = profile.streams;
    json["requests_per_minute"] = profile.requestsPerMinute;
    json["tokens_per_minute"] = profile.tokensPerMinute;
    json["notes"] = profile.notes;
    return json;
}

} // namespace

std::string textOf(const TeacherProfile &profile)
{
    return dumpJson(asJson(profile), 2);
}

Result<TeacherProfile> teacherFromText(std::string_view json)
{
    TRY_ASSIGN(const Json object, parseSettings(json, LargestProfile));
    TeacherProfile profile;
    JsonMembers members(object);
    readTeacher(members, profile);
    TRY(members.end());
    return profile;
}

std::string textOf(const GenerationSettings &settings)
{
    Json json = Json::object();
    json["teacher"] = asJson(settings.teacher);
    json["model"] = settings.model;
    json["source"] = settings.source;
    json["filter"] = settings.filter;
    json["system"] = settings.system;
    json["message"] = settings.message;
    json["samples"] = settings.samples;
    json["sampling"] = asJson(settings.sampling);
    json["streams"] = settings.streams;
    if (settings.budget)
        json["budget"] = moneyAsJson(*settings.budget);
    if (settings.tokenBudget)
        json["token_budget"] = *settings.tokenBudget;
    return dumpJson(json);
}

Result<GenerationSettings> generationSettingsFromText(std::string_view json)
{
    TRY_ASSIGN(const Json object, parseSettings(json, LargestSettings));
    GenerationSettings settings;
    JsonMembers members(object);
    members.object("teacher", [&](JsonMembers &inner) { readTeacher(inner, settings.teacher); });
    if (!members.has("teacher"))
        members.refuse("teacher", tr("must be a teacher's profile."));
    members.text("model", settings.model, ShortText);
    members.text("source", settings.source, ShortText);
    members.text("filter", settings.filter, LongText);
    members.text("system", settings.system, LongText);
    members.text("message", settings.message, LongText);
    members.whole("samples", settings.samples, 1, 10'000);
    readSampling(members, settings.sampling);
    members.whole("streams", settings.streams, 1, MostStreams);
    members.money("budget", settings.budget);
    members.whole("token_budget", settings.tokenBudget, 0);
    TRY(members.end());
    return settings;
}

} // namespace touchstone
