// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "backupkeeper.h"

#include "backup.h"
#include "sql/database.h"

#include <QThread>

#include <utility>

namespace touchstone {

namespace {

constexpr int MinutesBetweenLooks = 10;

} // namespace

BackupKeeper::BackupKeeper(QString projectPath, QString folder, Clock clock)
    : m_projectPath(std::move(projectPath))
    , m_folder(std::move(folder))
    , m_clock(std::move(clock))
{
    m_timer.callOnTimeout([this] { lookAgain(); });
    m_timer.start(MinutesBetweenLooks * 60 * 1000);
    lookAgain();
}

BackupKeeper::~BackupKeeper()
{
    stop();
}

void BackupKeeper::lookAgain()
{
    if (m_thread && m_thread->isRunning())
        return;
    stop();
    auto database = sql::Database::open(m_projectPath, sql::Database::Access::ReadOnly);
    if (!database)
        return; // the next look may find it
    m_database = std::move(*database);
    m_thread.reset(QThread::create(
        [database = m_database.get(), path = m_projectPath, folder = m_folder, clock = m_clock] {
            // A backup that fails keeps nobody from the work; it is due again at the next look.
            [[maybe_unused]] const auto done = backUpWhenDue(*database, path, folder, clock);
        }));
    m_thread->start(QThread::LowPriority);
}

void BackupKeeper::stop()
{
    // An interrupt ends only what is running, so it is repeated until the thread is gone.
    constexpr unsigned long Milliseconds = 5;
    while (m_thread && !m_thread->wait(Milliseconds))
        m_database->interrupt();
    m_thread.reset();
    m_database.reset();
}

} // namespace touchstone
