// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../client.h"
#include "../dialect.h"
#include "address.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct curl_slist;

namespace touchstone {

/// One request, ready to leave.
struct HttpRequest
{
    std::string url;
    std::optional<std::string> body; ///< JSON that is posted; nothing: GET
    std::string contentType;         ///< that a reply must have; empty: any
    std::unique_ptr<ReplyReader> reader;
};

/// What all requests to one teacher share: who it is, how it is spoken to, the key.
class Site final
{
public:
    Site(const TeacherProfile &teacher, Secret key, const ClientLimits &limits);
    ~Site();
    Site(const Site &) = delete;
    Site &operator=(const Site &) = delete;

    /// Whether requests may be sent at all: the address is one, no header breaks its line.
    [[nodiscard]] Result<> check() const;

    [[nodiscard]] const Dialect &dialect() const { return *m_dialect; }
    [[nodiscard]] const ClientLimits &limits() const { return m_limits; }
    [[nodiscard]] const Origin &origin() const { return m_origin; }
    [[nodiscard]] const std::string &host() const { return m_host; }
    /// Authorization, content type and the profile's own.
    [[nodiscard]] curl_slist *headers() const { return m_headers; }
    [[nodiscard]] Result<HttpRequest> chat(const ChatRequest &request) const;
    [[nodiscard]] std::string addressOf(const std::string &path) const { return m_base + path; }

    [[nodiscard]] std::string masked(std::string_view text) const { return m_key.masked(text); }
    /// A server may say the key back to us.
    [[nodiscard]] Fault masked(Fault fault) const;
    /// The same within an answer, which people see and the project keeps.
    void mask(ChatReply &reply) const;
    void mask(std::string &text) const;

private:
    void addHeader(std::string line);

    std::string m_base;
    Secret m_key;
    ClientLimits m_limits;
    std::unique_ptr<Dialect> m_dialect;
    Origin m_origin;
    std::string m_host;
    curl_slist *m_headers = nullptr;
    QString m_wrong; ///< why nothing can be sent
};

} // namespace touchstone
