// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generatefloor.h"

#include "setting.h"

#include <curl/curl.h>

#include <memory>
#include <simdjson.h>
#include <string_view>
#include <vector>

namespace touchstone::benchmark {

namespace {

/// Shared by all streams, since one after another reads: its memory stays in the cache.
struct Reader
{
    simdjson::ondemand::parser parser;
    std::string padded;
};

class Stream final
{
public:
    Stream(const std::string &url,
           const std::string &body,
           curl_slist *headers,
           BareReading reading,
           Reader &reader)
        : m_handle(curl_easy_init())
        , m_reading(reading)
        , m_reader(reader)
    {
        curl_easy_setopt(m_handle, CURLOPT_URL, url.c_str());
        curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDS, body.c_str());
        curl_easy_setopt(m_handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(m_handle, CURLOPT_PRIVATE, this);
        curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
        curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &Stream::onBody);
    }
    ~Stream() { curl_easy_cleanup(m_handle); }
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    CURL *handle() const { return m_handle; }
    std::int64_t taken() const { return m_taken; }

private:
    static std::size_t onBody(char *bytes, std::size_t size, std::size_t count, void *self)
    {
        auto *stream = static_cast<Stream *>(self);
        if (stream->m_reading == BareReading::Bytes)
            stream->m_taken += static_cast<std::int64_t>(size * count);
        else
            stream->read({bytes, size * count});
        return size * count;
    }

    void read(std::string_view bytes)
    {
        m_line += bytes;
        std::size_t begin = 0;
        for (std::size_t end = 0; (end = m_line.find('\n', begin)) != std::string::npos;
             begin = end + 1) {
            const std::string_view line(m_line.data() + begin, end - begin);
            if (line.starts_with("data: {"))
                readEvent(line.substr(6));
        }
        m_line.erase(0, begin);
    }

    void readEvent(std::string_view json)
    {
        m_reader.padded.assign(json);
        m_reader.padded.reserve(json.size() + simdjson::SIMDJSON_PADDING);
        simdjson::ondemand::document document;
        if (m_reader.parser.iterate(m_reader.padded.data(), json.size(), m_reader.padded.capacity())
                .get(document))
            return;
        simdjson::ondemand::object delta;
        if (document["choices"].at(0)["delta"].get_object().get(delta))
            return;
        for (auto field : delta) {
            std::string_view text;
            if (!field.value().get_string().get(text))
                m_taken += std::ssize(text);
        }
    }

    CURL *m_handle;
    BareReading m_reading;
    std::int64_t m_taken = 0;
    std::string m_line;
    Reader &m_reader;
};

} // namespace

Result<std::int64_t> askBare(
    const std::string &url, const std::string &body, int requests, int streams, BareReading reading)
{
    CURLM *multi = curl_multi_init();
    curl_slist *headers = curl_slist_append(nullptr, "Content-Type: application/json");
    Reader reader;
    std::vector<std::unique_ptr<Stream>> all;
    int sent = 0;
    for (; sent < std::min(requests, streams); ++sent) {
        all.push_back(std::make_unique<Stream>(url, body, headers, reading, reader));
        curl_multi_add_handle(multi, all.back()->handle());
    }
    int failed = 0;
    for (int ended = 0; ended < requests;) {
        int running = 0;
        curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
        curl_multi_perform(multi, &running);
        int left = 0;
        while (const CURLMsg *message = curl_multi_info_read(multi, &left)) {
            ++ended;
            CURL *handle = message->easy_handle;
            failed += message->data.result == CURLE_OK ? 0 : 1;
            curl_multi_remove_handle(multi, handle);
            if (sent++ < requests)
                curl_multi_add_handle(multi, handle);
        }
    }
    std::int64_t taken = 0;
    for (const auto &stream : all) {
        taken += stream->taken();
        curl_multi_remove_handle(multi, stream->handle());
    }
    all.clear();
    curl_multi_cleanup(multi);
    curl_slist_free_all(headers);
    if (failed > 0)
        return wrong(QStringLiteral("%1 requests of the bare program failed.").arg(failed));
    return taken;
}

} // namespace touchstone::benchmark
