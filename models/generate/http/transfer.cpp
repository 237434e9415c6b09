// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "transfer.h"

#include <base/text.h>
#include <base/version.h>

#include <curl/curl.h>

#include <cstdlib>

namespace touchstone {

using std::chrono::steady_clock;

namespace {

/// Of a body that is no reply.
constexpr std::size_t MostOfError = 64 * 1024;
constexpr int MostRedirects = 3;
/// libcurl's smallest; a request with its prompt is some kilobytes, and there are many at once.
constexpr long SendBuffer = 16 * 1024;
/// A server that is fast sends a whole reply at once; only what is used of it takes memory.
constexpr long ReceiveBuffer = 64 * 1024;

static_assert(CURL_ERROR_SIZE == 256);

} // namespace

Transfer::Transfer(const Site &site, StreamWords &streams)
    : m_site(site)
    , m_streams(streams)
    , m_handle(curl_easy_init())
{
    setUp();
}

Transfer::~Transfer()
{
    curl_easy_cleanup(m_handle);
}

void Transfer::setUp()
{
    const ClientLimits &limits = m_site.limits();
    const bool isSecure = m_site.origin().scheme == "https";
    curl_easy_setopt(m_handle, CURLOPT_PRIVATE, this);
    curl_easy_setopt(m_handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_handle, CURLOPT_PROTOCOLS_STR, "http,https");
    // A redirect is looked at by redirect(): it must not take the key elsewhere.
    curl_easy_setopt(m_handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_handle, CURLOPT_HTTP_VERSION,
                     isSecure ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1);
    // Many streams of one connection instead of as many handshakes.
    curl_easy_setopt(m_handle, CURLOPT_PIPEWAIT, isSecure ? 1L : 0L);
    curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_site.headers());
    curl_easy_setopt(m_handle, CURLOPT_USERAGENT, (std::string("Touchstone/") + Version).c_str());
    curl_easy_setopt(m_handle, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    curl_easy_setopt(m_handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(m_handle, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(m_handle, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(limits.connect.count()));
    curl_easy_setopt(m_handle, CURLOPT_UPLOAD_BUFFERSIZE, SendBuffer);
    curl_easy_setopt(m_handle, CURLOPT_BUFFERSIZE, ReceiveBuffer);
    // Cancelling must not wait for a name server.
    curl_easy_setopt(m_handle, CURLOPT_QUICK_EXIT, 1L);
    const char *fromEnvironment = std::getenv("SSL_CERT_FILE"); // NOLINT(concurrency-mt-unsafe)
    if (!limits.caFile.empty())
        curl_easy_setopt(m_handle, CURLOPT_CAINFO, limits.caFile.c_str());
    else if (fromEnvironment && *fromEnvironment)
        curl_easy_setopt(m_handle, CURLOPT_CAINFO, fromEnvironment);
    curl_easy_setopt(m_handle, CURLOPT_ERRORBUFFER, m_words.data());
    curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_PREREQFUNCTION, &Transfer::onRequest);
    curl_easy_setopt(m_handle, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_DEBUGFUNCTION, &Transfer::onTrace);
    curl_easy_setopt(m_handle, CURLOPT_DEBUGDATA, this);
}

void Transfer::begin(std::int64_t id, HttpRequest request, Recording *recording, Time now)
{
    m_id = id;
    m_request = std::move(request);
    m_recording = recording;
    m_redirects = 0;
    m_begun = now;
    if (m_request.body) {
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(m_request.body->size()));
        // Not copied: the body lives as long as the transfer.
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDS, m_request.body->c_str());
    } else {
        curl_easy_setopt(m_handle, CURLOPT_HTTPGET, 1L);
    }
    // Over TLS it may be HTTP/2: see StreamWords.
    const bool isTraced = recording || m_site.origin().scheme == "https";
    curl_easy_setopt(m_handle, CURLOPT_VERBOSE, isTraced ? 1L : 0L);
    aim(m_request.url);
    m_lastByte = now;
}

void Transfer::aim(const std::string &url)
{
    curl_easy_setopt(m_handle, CURLOPT_URL, url.c_str());
    forget();
}

void Transfer::forget()
{
    m_headers.clear();
    m_body.clear();
    m_bytes = 0;
    m_fault.reset();
    m_sizeBefore.reset();
    m_place = {};
    m_isUnseen = false;
    m_leftAgain = false;
    m_words[0] = '\0';
}

bool Transfer::redirect(Time now)
{
    const int status = m_headers.status();
    // 303 wants the method changed, which makes no sense for what we post.
    const bool isFollowed = status == 301 || status == 302 || status == 307 || status == 308;
    if (!isFollowed || m_redirects >= MostRedirects)
        return false;
    const auto target = resolvedAddress(m_request.url, m_headers.location());
    if (!target || originOf(*target) != m_site.origin())
        return false;
    ++m_redirects;
    m_request.url = *target;
    aim(m_request.url);
    m_lastByte = now;
    return true;
}

std::size_t Transfer::onHeader(char *bytes, std::size_t size, std::size_t count, void *self)
{
    auto *transfer = static_cast<Transfer *>(self);
    transfer->m_lastByte = steady_clock::now();
    transfer->m_headers.add({bytes, size * count});
    return size * count;
}

std::size_t Transfer::onBody(char *bytes, std::size_t size, std::size_t count, void *self)
{
    auto *transfer = static_cast<Transfer *>(self);
    transfer->m_lastByte = steady_clock::now();
    // Anything else than the size ends the transfer.
    return transfer->take({bytes, size * count}) ? size * count : CURL_WRITEFUNC_ERROR;
}

int Transfer::onRequest(void *self, char *, char *, int, int)
{
    return static_cast<Transfer *>(self)->mayLeave() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

int Transfer::onTrace(CURL *, int kind, char *bytes, std::size_t size, void *self)
{
    auto *transfer = static_cast<Transfer *>(self);
    if (kind == CURLINFO_TEXT)
        transfer->m_streams.note({bytes, size}, transfer->m_place);
    if (!transfer->m_recording)
        return 0;
    Recording &recording = *transfer->m_recording;
    if (kind == CURLINFO_HEADER_OUT || kind == CURLINFO_DATA_OUT)
        recording.sent.append(bytes, size);
    else if (kind == CURLINFO_HEADER_IN)
        recording.received.append(bytes, size);
    return 0;
}

/// libcurl sends a request anew when a kept connection ends before a reply. What left once may
/// have been charged, so that it is for the ledger to say whether it is asked again. Not so where
/// the server said that it did not look at it: then it may leave once more at once.
bool Transfer::mayLeave()
{
    if (progressed().left) {
        m_isUnseen = m_place.wasUnseen;
        if (!m_isUnseen || m_leftAgain)
            return false;
        m_leftAgain = true;
    }
    m_isUnseen = false;
    m_place.wasUnseen = false;
    m_sizeBefore = sizeSent();
    return true;
}

bool Transfer::take(std::string_view bytes)
{
    if (m_recording && m_recording->received.size() < MostRecorded)
        m_recording->received += bytes.substr(0, MostRecorded - m_recording->received.size());
    if (!isGood() || !isOfType()) {
        m_body += bytes.substr(0, MostOfError - m_body.size());
        return m_body.size() < MostOfError;
    }
    m_bytes += std::ssize(bytes);
    m_fault = m_bytes > m_site.limits().mostBytes
                  ? faultOfLength(m_site.host(), m_site.limits().mostBytes)
                  : m_request.reader->feed(bytes);
    return !m_fault;
}

bool Transfer::isGood() const
{
    return m_headers.status() >= 200 && m_headers.status() < 300;
}

bool Transfer::isOfType() const
{
    return m_request.contentType.empty() || m_headers.contentType() == m_request.contentType;
}

Progressed Transfer::progressed() const
{
    return {m_sizeBefore && sizeSent() > *m_sizeBefore, m_headers.status() != 0};
}

long Transfer::sizeSent() const
{
    long bytes = 0;
    curl_easy_getinfo(m_handle, CURLINFO_REQUEST_SIZE, &bytes);
    return bytes;
}

std::optional<Transfer::Time> Transfer::silentSince() const
{
    // Until then the limit for connecting holds.
    return progressed().left ? std::optional(m_lastByte) : std::nullopt;
}

TeacherClient::Ended Transfer::finish(int code, std::int64_t now)
{
    return ended(faultOf(code, now));
}

TeacherClient::Ended Transfer::cancelled()
{
    return ended(faultOfCancel(m_site.host(), progressed()));
}

TeacherClient::Ended Transfer::stalled(std::int64_t now)
{
    // What the status line said is more than that its body did not come.
    if (m_headers.status() != 0 && !isGood())
        return finish(CURLE_OK, now);
    return ended(faultOfStall(m_site.host(), m_site.limits().stall, progressed()));
}

std::optional<Fault> Transfer::faultOf(int code, std::int64_t now)
{
    const int status = m_headers.status();
    if (m_fault) {
        m_fault->status = status;
        return m_fault;
    }
    if (status >= 300 && status < 400 && !m_headers.location().empty())
        return faultOfRedirect(m_site.host(), status, m_site.masked(m_headers.location()));
    // The key is masked before anything is cut out of the text, so that no half of it stays.
    if (status != 0 && !isGood())
        return faultOfStatus(m_headers, m_site.dialect().error(m_site.masked(m_body)),
                             m_site.host(), now);
    if (isGood() && !isOfType())
        return faultOfType(m_headers, m_request.contentType, m_site.masked(m_body), m_site.host());
    if (m_isUnseen)
        return faultOfRefusal(m_site.host());
    std::optional<Fault> fault;
    if (isGood())
        fault = m_request.reader->finish();
    // A reply that is whole is one, however its connection ended.
    if (code != CURLE_OK && (!isGood() || fault)) {
        const char *words =
            m_words[0] != '\0' ? m_words.data() : curl_easy_strerror(static_cast<CURLcode>(code));
        fault = faultOfConnection(code, m_site.host(), words, progressed());
    }
    if (fault)
        fault->status = status;
    return fault;
}

TeacherClient::Ended Transfer::ended(std::optional<Fault> fault) const
{
    TeacherClient::Ended end{m_id, reply(), {}};
    m_site.mask(end.reply);
    if (end.reply.serverId.empty())
        end.reply.serverId = m_site.masked(m_headers.requestId());
    if (fault) {
        // Paying twice is for a person to decide, whatever found the fault.
        if (fault->mayBeCharged && fault->remedy == Remedy::Retry)
            fault->remedy = Remedy::Fail;
        end.fault = m_site.masked(*std::move(fault));
    }
    return end;
}

} // namespace touchstone
