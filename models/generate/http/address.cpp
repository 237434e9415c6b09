// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "address.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace touchstone {

namespace {

using Address = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string partOf(const Address &address, CURLUPart part, unsigned flags)
{
    char *text = nullptr;
    if (curl_url_get(address.get(), part, &text, flags) != CURLUE_OK)
        return {};
    std::string copy = text;
    curl_free(text);
    return copy;
}

} // namespace

std::string Origin::name() const
{
    const bool isUsual = port == (scheme == "https" ? "443" : "80");
    return isUsual ? host : host + ":" + port;
}

std::optional<Origin> originOf(const std::string &address)
{
    const Address parts(curl_url(), &curl_url_cleanup);
    if (curl_url_set(parts.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK)
        return std::nullopt;
    Origin origin{partOf(parts, CURLUPART_SCHEME, 0), partOf(parts, CURLUPART_HOST, 0),
                  partOf(parts, CURLUPART_PORT, CURLU_DEFAULT_PORT)};
    if ((origin.scheme != "http" && origin.scheme != "https") || origin.host.empty())
        return std::nullopt;
    std::transform(origin.host.begin(), origin.host.end(), origin.host.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
    });
    return origin;
}

std::optional<std::string> resolvedAddress(const std::string &base, const std::string &location)
{
    const Address parts(curl_url(), &curl_url_cleanup);
    // Any scheme is taken: whether it is one of ours is for originOf() to say.
    if (curl_url_set(parts.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK
        || curl_url_set(parts.get(), CURLUPART_URL, location.c_str(), CURLU_NON_SUPPORT_SCHEME)
               != CURLUE_OK)
        return std::nullopt;
    return partOf(parts, CURLUPART_URL, 0);
}

} // namespace touchstone
