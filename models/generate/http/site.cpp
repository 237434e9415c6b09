// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "site.h"

#include <base/text.h>

#include <QCoreApplication>

#include <curl/curl.h>

#include <algorithm>
#include <cstring>

namespace touchstone {

namespace {

bool breaksLine(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return byte < 0x20 || byte == 0x7f;
    });
}

} // namespace

Site::Site(const TeacherProfile &teacher, Secret key, const ClientLimits &limits)
    : m_base(teacher.base)
    , m_key(std::move(key))
    , m_limits(limits)
    , m_dialect(dialectFor(teacher))
{
    m_limits.streams = std::clamp(limits.streams, 1, 512);
    const auto origin = originOf(m_base);
    if (origin) {
        m_origin = *origin;
        m_host = m_origin.name();
    } else {
        m_wrong = QCoreApplication::translate(
                      "touchstone::TeacherClient",
                      "The address \"%1\" of the teacher %2 is no http or https address.")
                      .arg(toQString(masked(m_base)), toQString(teacher.name));
    }
    if (breaksLine(m_key.reveal()))
        m_wrong = QCoreApplication::translate(
                      "touchstone::TeacherClient",
                      "The key of the teacher %1 has a line break or another character "
                      "that no key has.")
                      .arg(toQString(teacher.name));
    addHeader("Content-Type: application/json");
    // Longer bodies would otherwise wait a second for a permission that few servers give.
    addHeader("Expect:");
    if (!m_key.isEmpty())
        addHeader("Authorization: Bearer " + m_key.reveal());
    for (const auto &[name, text] : teacher.headers) {
        if (name.empty() || breaksLine(name) || breaksLine(text))
            m_wrong = QCoreApplication::translate("touchstone::TeacherClient",
                                                  "The header \"%1\" of the teacher %2 is none.")
                          .arg(toQString(name).simplified(), toQString(teacher.name));
        else
            addHeader(name + ": " + text);
    }
}

Site::~Site()
{
    // One of them holds the key.
    for (curl_slist *line = m_headers; line; line = line->next)
        explicit_bzero(line->data, std::strlen(line->data));
    curl_slist_free_all(m_headers);
}

Result<> Site::check() const
{
    if (!m_wrong.isEmpty())
        return Error{Error::Code::BadInput, m_wrong};
    return {};
}

Result<HttpRequest> Site::chat(const ChatRequest &request) const
{
    TRY(check());
    HttpRequest made;
    TRY_ASSIGN(made.body, m_dialect->body(request));
    made.url = addressOf(m_dialect->chatPath());
    made.contentType = m_dialect->contentType(request.stream);
    made.reader = m_dialect->reader(request.stream);
    return made;
}

Fault Site::masked(Fault fault) const
{
    fault.message = toQString(m_key.masked(toUtf8(fault.message)));
    return fault;
}

void Site::mask(ChatReply &reply) const
{
    for (std::string *text : {&reply.reasoning, &reply.answer, &reply.logprobs})
        mask(*text);
}

void Site::mask(std::string &text) const
{
    // Masking looks at every byte in several ways, and no honest server names the key.
    if (m_key.isIn(text))
        text = m_key.masked(text);
}

void Site::addHeader(std::string line)
{
    m_headers = curl_slist_append(m_headers, line.c_str());
    explicit_bzero(line.data(), line.size());
}

} // namespace touchstone
