// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "client.h"
#include "http/multi.h"

#include <base/text.h>

namespace touchstone {

using namespace std::chrono_literals;

namespace {

constexpr auto CancelInterval = 50ms;
/// Of a list of models; the longest known, OpenRouter's, has half a megabyte.
constexpr std::int64_t LongestList = 16LL * 1024 * 1024;
constexpr std::size_t MostShown = 64 * 1024;
constexpr std::int64_t OnlyId = 1;

/// Keeps the body as it is, as the answer.
class BodyReader final : public ReplyReader
{
public:
    std::optional<Fault> feed(std::string_view bytes) override
    {
        m_reply.answer += bytes;
        return std::nullopt;
    }
    std::optional<Fault> finish() override { return std::nullopt; }
    [[nodiscard]] const ChatReply &reply() const override { return m_reply; }

private:
    ChatReply m_reply;
};

/// Waits for the end of the only request.
TeacherClient::Ended endOf(Multi &multi, const std::function<bool()> &cancelled)
{
    std::vector<TeacherClient::Ended> ended;
    while (ended.empty()) {
        if (cancelled && cancelled())
            multi.cancelAll();
        multi.poll(CancelInterval, ended);
    }
    return std::move(ended.front());
}

/// `text` for people: the key masked, of a length that can be shown.
std::string shown(const Site &site, const std::string &text)
{
    return std::string(headOf(site.masked(text), MostShown));
}

Fault faultOf(const Error &error)
{
    Fault fault;
    fault.kind = FaultKind::BadRequest;
    fault.message = error.message;
    return fault;
}

Error errorOf(const Fault &fault)
{
    const auto code = fault.kind == FaultKind::Cancelled ? Error::Code::Cancelled
                      : fault.remedy == Remedy::Retry    ? Error::Code::Busy
                                                         : Error::Code::BadInput;
    return Error{code, fault.message};
}

} // namespace

Exchange exchangeOnce(const TeacherProfile &teacher,
                      const Secret &key,
                      const ChatRequest &request,
                      const std::function<bool()> &cancelled,
                      const ClientLimits &limits)
{
    const auto begun = std::chrono::steady_clock::now();
    Exchange exchange;
    const Site site(teacher, key, limits);
    auto made = site.chat(request);
    if (!made) {
        exchange.fault = site.masked(faultOf(made.error()));
        return exchange;
    }
    Recording recording;
    Multi multi(site);
    multi.start(OnlyId, *std::move(made), &recording);
    auto end = endOf(multi, cancelled);
    exchange.request = shown(site, recording.sent);
    exchange.response = shown(site, recording.received);
    exchange.reply = std::move(end.reply);
    exchange.fault = std::move(end.fault);
    exchange.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begun);
    return exchange;
}

Result<std::vector<std::string>> listModels(const TeacherProfile &teacher,
                                            const Secret &key,
                                            const std::function<bool()> &cancelled,
                                            const ClientLimits &limits)
{
    ClientLimits forList = limits;
    forList.mostBytes = LongestList;
    const Site site(teacher, key, forList);
    TRY(site.check());
    Multi multi(site);
    multi.start(
        OnlyId,
        {site.addressOf(site.dialect().modelsPath()), {}, {}, std::make_unique<BodyReader>()});
    const auto end = endOf(multi, cancelled);
    if (end.fault)
        return errorOf(*end.fault);
    return site.dialect().models(end.reply.answer);
}

} // namespace touchstone
