// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "teacherline.h"

#include <base/text.h>

#include <algorithm>
#include <iterator>

namespace touchstone {

using namespace std::chrono_literals;

namespace {

constexpr auto LongestPoll = 50ms;
constexpr auto BetweenLooks = 50ms;
constexpr auto BetweenIdleLooks = 500ms;
constexpr auto Watched = 1s;
/// A text is given again when it has grown by a quarter and so much, so that all that is ever
/// written of it is a few times its length.
constexpr auto BetweenTexts = 5s;
constexpr std::size_t LeastGrowth = 1000;
constexpr std::size_t LongWord = 30;

/// Of a text's end: the key is masked before the tail is cut, so that no half of it shows.
constexpr std::size_t MaskedBytes = TeacherLine::TailBytes + 1024;

/// The end of a text that is to be kept as it is, from a whole word on; of a long one, from a whole
/// character on.
std::string tailOf(const std::string &text)
{
    if (text.size() <= TeacherLine::TailBytes)
        return text;
    std::size_t from = text.size() - TeacherLine::TailBytes;
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xc0U) == 0x80U)
        ++from;
    if (const std::size_t space = text.find(' ', from); space < from + LongWord)
        from = space + 1;
    return text.substr(from);
}

Fault faultFor(const Error &error)
{
    Fault fault;
    fault.kind = FaultKind::BadRequest;
    fault.message = error.message;
    return fault;
}

} // namespace

TeacherLine::TeacherLine(const TeacherProfile &teacher,
                         const Secret &key,
                         const ClientLimits &limits)
    : m_client(teacher, key, limits)
    , m_looked(Clock::now())
    , m_gathered(m_looked)
{
    m_thread = std::thread([this] { work(); });
}

TeacherLine::~TeacherLine()
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.clear();
        m_cancelling = true;
        m_ending = true;
    }
    m_client.wake();
    m_thread.join();
}

void TeacherLine::send(std::vector<Task> tasks)
{
    if (tasks.empty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        for (Task &task : tasks)
            m_tasks.push_back(std::move(task));
    }
    m_client.wake();
}

void TeacherLine::cancelAll()
{
    {
        const std::lock_guard lock(m_mutex);
        m_cancelling = true;
    }
    m_client.wake();
}

TeacherLine::Taken TeacherLine::take(std::chrono::milliseconds wait, int most)
{
    std::unique_lock lock(m_mutex);
    m_ready.wait_for(lock, wait,
                     [this] { return !m_taken.ended.empty() || !m_taken.texts.empty(); });
    Taken taken;
    taken.texts.swap(m_taken.texts);
    const auto count = std::min<std::ptrdiff_t>(most, std::ssize(m_taken.ended));
    const auto last = m_taken.ended.begin() + count;
    taken.ended.assign(std::make_move_iterator(m_taken.ended.begin()),
                       std::make_move_iterator(last));
    m_taken.ended.erase(m_taken.ended.begin(), last);
    return taken;
}

TeacherLine::Lastly TeacherLine::lastly() const
{
    const std::lock_guard lock(m_mutex);
    return m_lastly;
}

void TeacherLine::watch()
{
    m_watchedUntil.store((Clock::now() + Watched).time_since_epoch().count(),
                         std::memory_order_relaxed);
}

void TeacherLine::work()
{
    bool ending = false;
    while (!ending || m_client.running() > 0) {
        std::vector<Task> tasks;
        bool cancelling = false;
        {
            const std::lock_guard lock(m_mutex);
            tasks.swap(m_tasks);
            std::swap(cancelling, m_cancelling);
            ending = m_ending;
        }
        begin(std::move(tasks));
        if (cancelling)
            m_client.cancelAll();
        m_client.poll(LongestPoll, m_ended);
        look();
        if (m_ended.empty())
            continue;
        {
            const std::lock_guard lock(m_mutex);
            for (TeacherClient::Ended &ended : m_ended)
                m_taken.ended.push_back(std::move(ended));
        }
        m_ready.notify_one();
        m_ended.clear();
    }
}

void TeacherLine::begin(std::vector<Task> tasks)
{
    for (Task &task : tasks) {
        if (const Result<> started = m_client.start(task.id, task.request); !started)
            m_ended.push_back({task.id, {}, faultFor(started.error())});
    }
}

void TeacherLine::look()
{
    for (const TeacherClient::Ended &ended : m_ended) {
        m_endedPieces += ended.reply.pieces;
        m_given.erase(ended.id);
    }
    const Clock::time_point now = Clock::now();
    if (now - m_gathered >= BetweenTexts) {
        m_gathered = now;
        gatherTexts();
    }
    const bool watched =
        now.time_since_epoch().count() < m_watchedUntil.load(std::memory_order_relaxed);
    if (now - m_looked < (watched ? BetweenLooks : BetweenIdleLooks))
        return;
    m_looked = now;
    Lastly made;
    made.pieces = m_endedPieces;
    made.limits = m_client.serverLimits();
    m_client.eachRunning(
        [&](std::int64_t id, const ChatReply &reply, std::chrono::milliseconds age) {
            made.pieces += reply.pieces;
            if (!watched)
                return;
            const bool answering = !reply.answer.empty();
            const std::string &text = answering ? reply.answer : reply.reasoning;
            std::string end = text.substr(text.size() - std::min(text.size(), MaskedBytes));
            m_client.mask(end);
            made.streams.push_back({id, answering, reply.pieces, age, tailOf(end)});
        });
    const std::lock_guard lock(m_mutex);
    m_lastly = std::move(made);
}

void TeacherLine::gatherTexts()
{
    std::vector<Text> texts;
    m_client.eachRunning([&](std::int64_t id, const ChatReply &reply, std::chrono::milliseconds) {
        const std::size_t size = reply.reasoning.size() + reply.answer.size();
        std::size_t &given = m_given[id];
        if (size < given + given / 4 + LeastGrowth)
            return;
        given = size;
        texts.push_back({id, reply.reasoning, reply.answer});
        m_client.mask(texts.back().reasoning);
        m_client.mask(texts.back().answer);
    });
    if (texts.empty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        for (Text &text : texts)
            m_taken.texts.push_back(std::move(text));
    }
    m_ready.notify_one();
}

} // namespace touchstone
