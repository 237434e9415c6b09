// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "reviewqueue.h"

#include <store/store.h>

#include <QCoreApplication>
#include <QThreadPool>

#include <algorithm>

namespace touchstone {
namespace {

constexpr std::int64_t FirstPage = 500;
constexpr int Chunk = 128;
// Beyond so many decided items in a row the next one is as good as any.
constexpr int FarthestLook = 5'000;

} // namespace

ReviewQueue::ReviewQueue(QObject *parent)
    : QObject(parent)
{}

ReviewQueue::~ReviewQueue() = default;

void ReviewQueue::setStore(Store *store)
{
    m_store = store;
    ++m_generation;
    m_ids.clear();
    m_query = {};
    m_complete = true;
}

Result<> ReviewQueue::load(const Query &query)
{
    ++m_generation;
    m_query = query;
    m_ids.clear();
    m_complete = true;
    if (!m_store)
        return {};
    TRY_ASSIGN(m_ids, m_store->promptIds(query, FirstPage));
    if (m_ids.size() < static_cast<std::size_t>(FirstPage))
        return {};
    m_complete = false;
    Store::Options options;
    options.mode = Store::Mode::Sibling;
    options.annotator = m_store->annotatorName();
    const QPointer<ReviewQueue> self(this);
    const int generation = m_generation;
    QThreadPool::globalInstance()->start(
        [path = m_store->path(), options, query, self, generation] {
            auto ids = std::make_shared<std::vector<PromptId>>();
            if (auto store = Store::open(path, options)) {
                if (auto all = (*store)->promptIds(query))
                    *ids = std::move(*all);
            }
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [ids, self, generation] {
                    if (!self || self->m_generation != generation)
                        return;
                    if (ids->size() > self->m_ids.size())
                        self->m_ids = std::move(*ids);
                    self->m_complete = true;
                    emit self->completed();
                },
                Qt::QueuedConnection);
        });
    return {};
}

int ReviewQueue::indexOf(PromptId id) const
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

PromptId ReviewQueue::at(int index) const
{
    return index >= 0 && index < count() ? m_ids[static_cast<std::size_t>(index)] : PromptId{};
}

int ReviewQueue::firstOpen(int from, int to) const
{
    const int last = std::min(to, from + FarthestLook);
    for (int begin = from; begin < last; begin += begin == from ? 4 : Chunk) {
        // The next item is nearly always open: a few are asked for first.
        const int end = std::min(last, begin + (begin == from ? 4 : Chunk));
        const auto size = static_cast<std::size_t>(end - begin);
        const auto rows =
            m_store->summaries(std::span(m_ids).subspan(static_cast<std::size_t>(begin), size));
        if (!rows)
            return -1;
        const auto open = std::find_if(rows->begin(), rows->end(), [](const PromptSummary &row) {
            return row.state == State::Open || row.state == State::Drafted;
        });
        if (open != rows->end())
            return indexOf(open->id);
    }
    return -1;
}

int ReviewQueue::nextOpen(int index) const
{
    if (!m_store)
        return -1;
    const int after = firstOpen(index + 1, count());
    return after >= 0 ? after : firstOpen(0, std::max(0, index));
}

} // namespace touchstone
