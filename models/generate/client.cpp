// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "client.h"

#include "http/multi.h"

#include <QCoreApplication>

namespace touchstone {

using std::chrono::milliseconds;

struct TeacherClient::Private
{
    Private(const TeacherProfile &teacher, Secret key, const ClientLimits &limits)
        : site(teacher, std::move(key), limits)
        , multi(site)
    {}

    Site site;
    Multi multi;
};

TeacherClient::TeacherClient(const TeacherProfile &teacher, Secret key, const ClientLimits &limits)
    : d(std::make_unique<Private>(teacher, std::move(key), limits))
{}

TeacherClient::~TeacherClient() = default;

Result<> TeacherClient::start(std::int64_t id, const ChatRequest &request)
{
    if (running() >= d->site.limits().streams)
        return Error{Error::Code::Busy,
                     QCoreApplication::translate("touchstone::TeacherClient",
                                                 "%1 requests are running already.")
                         .arg(running())};
    TRY_ASSIGN(HttpRequest made, d->site.chat(request));
    d->multi.start(id, std::move(made));
    return {};
}

void TeacherClient::poll(milliseconds wait, std::vector<Ended> &ended)
{
    d->multi.poll(wait, ended);
}

void TeacherClient::wake()
{
    d->multi.wake();
}

int TeacherClient::running() const
{
    return d->multi.running();
}

void TeacherClient::eachRunning(
    const std::function<void(std::int64_t, const ChatReply &, milliseconds)> &each) const
{
    const auto now = std::chrono::steady_clock::now();
    d->multi.eachRunning([&](const Transfer &transfer) {
        each(transfer.id(), transfer.reply(),
             std::chrono::duration_cast<milliseconds>(now - transfer.begun()));
    });
}

void TeacherClient::mask(std::string &text) const
{
    d->site.mask(text);
}

void TeacherClient::cancel(std::int64_t id)
{
    d->multi.cancel(id);
}

void TeacherClient::cancelAll()
{
    d->multi.cancelAll();
}

const TeacherClient::ServerLimits &TeacherClient::serverLimits() const
{
    return d->multi.serverLimits();
}

} // namespace touchstone
