// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "storereader.h"

#include <store/store.h>

#include <QThread>

#include <condition_variable>
#include <mutex>

namespace touchstone {

class StoreReader::Worker final : public QThread
{
public:
    Worker(QObject &owner, QString path, Store::Options options)
        : m_owner(owner)
        , m_path(std::move(path))
        , m_options(std::move(options))
    {
        setObjectName(QStringLiteral("reader"));
        start();
    }

    ~Worker() override
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_stopping = true;
            ++*m_token;
        }
        m_wake.notify_one();
        wait();
    }

    void ask(Question question)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_question = std::move(question);
            ++*m_token;
        }
        m_wake.notify_one();
    }

protected:
    void run() override
    {
        std::unique_ptr<Store> store;
        while (true) {
            Question question;
            int token = 0;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [this] { return m_stopping || m_question; });
                if (m_stopping)
                    return;
                question = std::exchange(m_question, {});
                token = *m_token;
            }
            Result<const Store *> reading = store.get();
            if (!store) {
                auto opened = Store::open(m_path, m_options);
                if (opened) {
                    store = std::move(*opened);
                    reading = store.get();
                } else {
                    reading = opened.error();
                }
            }
            deliver(token, question(reading));
        }
    }

private:
    void deliver(int token, Answer answer)
    {
        // The answer may arrive when this worker is gone, so it keeps the token alive by itself.
        // Both sides of the comparison are read on the owner's thread.
        QMetaObject::invokeMethod(
            &m_owner,
            [token, newest = m_token, answer = std::move(answer)] {
                if (token == *newest && answer)
                    answer();
            },
            Qt::QueuedConnection);
    }

    QObject &m_owner;
    QString m_path;
    Store::Options m_options;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    Question m_question;
    std::shared_ptr<int> m_token = std::make_shared<int>(0); ///< written by the owner's thread
    bool m_stopping = false;
};

StoreReader::StoreReader(QObject &owner)
    : m_owner(owner)
{}

StoreReader::~StoreReader() = default;

void StoreReader::setStore(const Store *store)
{
    m_worker.reset();
    if (!store)
        return;
    Store::Options options;
    options.mode = Store::Mode::ReadOnly;
    options.annotator = store->annotatorName();
    m_worker = std::make_unique<Worker>(m_owner, store->path(), options);
}

void StoreReader::ask(Question question)
{
    if (m_worker)
        m_worker->ask(std::move(question));
}

} // namespace touchstone
