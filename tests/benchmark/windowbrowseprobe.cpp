// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "windowbrowseprobe.h"

#include "stopwatch.h"

#include <items/promptmodel.h>

#include <QEvent>
#include <QFile>
#include <QScrollBar>
#include <QTableView>
#include <QTimer>

namespace touchstone::benchmark {

namespace {

/// Megabytes that /proc/self/FILE says of NAME; 0 where the system has no such file.
double megabytes(const char *file, const char *name)
{
    QFile status(QStringLiteral("/proc/self/") + QLatin1String(file));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

} // namespace

BrowseProbe::BrowseProbe(QTableView &table, std::int64_t startedNs)
    : m_table(table)
    , m_startedNs(startedNs)
{
    table.viewport()->installEventFilter(this);
}

bool BrowseProbe::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::Paint && m_table.model()->rowCount() > 0 && !m_painted) {
        m_painted = true;
        // Behind the painting, where the next key press would be taken.
        QTimer::singleShot(0, this, &BrowseProbe::usable);
    }
    return false;
}

void BrowseProbe::usable()
{
    m_said["usable_ms"] = millisecondsSince(m_startedNs);
    auto &model = *qobject_cast<PromptModel *>(m_table.model());
    if (model.isComplete()) {
        complete();
        return;
    }
    connect(&model, &PromptModel::counted, this, [this](qint64, double, bool whole) {
        if (whole)
            complete();
    });
}

void BrowseProbe::complete()
{
    m_said["complete_ms"] = millisecondsSince(m_startedNs);
    m_said["rows"] = m_table.model()->rowCount();
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this, timer, place = 0]() mutable {
        constexpr int Places = 100;
        QScrollBar *bar = m_table.verticalScrollBar();
        bar->setValue(bar->maximum() / Places * place);
        if (++place > Places) {
            timer->stop();
            finish();
        }
    });
    timer->start(0);
}

void BrowseProbe::finish()
{
    m_said["rss_mb"] = megabytes("status", "VmRSS:");
    m_said["pss_mb"] = megabytes("smaps_rollup", "Pss:");
    m_said["peak_mb"] = megabytes("status", "VmHWM:");
    emit finished(m_said);
}

} // namespace touchstone::benchmark
