// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "replyheaders.h"

#include <base/text.h>

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace touchstone {

using std::chrono::milliseconds;

namespace {

constexpr double MostMs = 24.0 * 60 * 60 * 1000;
/// A reset beyond it is a time since 1970 and not a span; beyond a thousand times it, in ms.
constexpr double FirstEpochSecond = 1e9;

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char &letter : lower) {
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter | 0x20);
    }
    return lower;
}

std::optional<double> numberOf(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

milliseconds bounded(double ms)
{
    return milliseconds(std::llround(std::clamp(ms, 0.0, MostMs)));
}

std::optional<double> msOfUnit(std::string_view unit)
{
    if (unit == "ms")
        return 1;
    if (unit == "s" || unit.empty())
        return 1000;
    if (unit == "m")
        return 60'000;
    if (unit == "h")
        return 3'600'000;
    return std::nullopt;
}

std::optional<std::int64_t> countOf(const std::string &text)
{
    const auto number = numberOf(text);
    if (!number || *number < 0 || *number > 1e15)
        return std::nullopt;
    return std::llround(*number);
}

} // namespace

std::optional<milliseconds> spanOf(std::string_view text)
{
    text = trimmed(text);
    if (text.empty())
        return std::nullopt;
    double sum = 0;
    while (!text.empty()) {
        const std::size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
        const auto number = numberOf(text.substr(0, digits));
        text.remove_prefix(digits);
        const std::size_t letters = std::min(text.find_first_of("0123456789."), text.size());
        const auto unit = msOfUnit(text.substr(0, letters));
        text.remove_prefix(letters);
        if (!number || !unit)
            return std::nullopt;
        sum += *number * *unit;
    }
    return bounded(sum);
}

void ReplyHeaders::add(std::string_view line)
{
    line = trimmed(line);
    if (line.starts_with("HTTP/")) {
        clear();
        const std::size_t space = line.find(' ');
        if (space != std::string_view::npos)
            m_status = static_cast<int>(numberOf(line.substr(space + 1, 3)).value_or(0));
        return;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return;
    m_values[lowered(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
}

void ReplyHeaders::clear()
{
    m_status = 0;
    m_values.clear();
}

std::string ReplyHeaders::contentType() const
{
    const std::string &type = value("content-type");
    return lowered(trimmed(std::string_view(type).substr(0, type.find(';'))));
}

std::string ReplyHeaders::requestId() const
{
    return firstOf({"x-request-id", "request-id", "x-generation-id"});
}

std::optional<milliseconds> ReplyHeaders::retryAfter(std::int64_t now) const
{
    if (const auto ms = numberOf(value("retry-after-ms")))
        return bounded(*ms);
    const std::string &after = value("retry-after");
    if (const auto span = spanOf(after))
        return span;
    if (!after.empty()) {
        const auto date = curl_getdate(after.c_str(), nullptr);
        if (date >= 0)
            return bounded(static_cast<double>(date - clock(now)) * 1000);
    }
    const auto said = limits(now);
    if (!said)
        return std::nullopt;
    std::optional<milliseconds> longest;
    const auto consider = [&longest](const std::optional<std::int64_t> &left,
                                     const std::optional<milliseconds> &reset) {
        if (left.value_or(0) == 0 && reset)
            longest = std::max(longest.value_or(milliseconds(0)), *reset);
    };
    consider(said->requestsLeft, said->requestsReset);
    consider(said->tokensLeft, said->tokensReset);
    return longest;
}

std::optional<TeacherClient::ServerLimits> ReplyHeaders::limits(std::int64_t now) const
{
    // The second names are Together's and OpenRouter's.
    TeacherClient::ServerLimits limits;
    limits.requestsLeft =
        countOf(firstOf({"x-ratelimit-remaining-requests", "x-ratelimit-remaining"}));
    limits.tokensLeft =
        countOf(firstOf({"x-ratelimit-remaining-tokens", "x-tokenlimit-remaining"}));
    limits.requestsReset = resetOf({"x-ratelimit-reset-requests", "x-ratelimit-reset"}, now);
    limits.tokensReset = resetOf({"x-ratelimit-reset-tokens", "x-tokenlimit-reset"}, now);
    if (!limits.requestsLeft && !limits.tokensLeft && !limits.requestsReset && !limits.tokensReset)
        return std::nullopt;
    return limits;
}

const std::string &ReplyHeaders::value(std::string_view name) const
{
    static const std::string None;
    const auto found = m_values.find(name);
    return found == m_values.end() ? None : found->second;
}

std::string ReplyHeaders::firstOf(std::initializer_list<const char *> names) const
{
    for (const char *name : names) {
        if (const std::string &text = value(name); !text.empty())
            return text;
    }
    return {};
}

/// The server's own clock, so that ours may be wrong.
std::int64_t ReplyHeaders::clock(std::int64_t now) const
{
    const std::string &date = value("date");
    const auto seconds = date.empty() ? -1 : curl_getdate(date.c_str(), nullptr);
    return seconds >= 0 ? seconds : now;
}

std::optional<milliseconds> ReplyHeaders::resetOf(std::initializer_list<const char *> names,
                                                  std::int64_t now) const
{
    const std::string text = firstOf(names);
    const auto number = numberOf(text);
    if (!number || *number < FirstEpochSecond)
        return spanOf(text);
    const double seconds = *number < FirstEpochSecond * 1000 ? *number : *number / 1000;
    return bounded((seconds - static_cast<double>(clock(now))) * 1000);
}

} // namespace touchstone
