// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tracegrowth.h"

#include "tracecomposer.h"

#include <utility>

namespace touchstone {
namespace {

// Written and laid out in less than a frame.
constexpr std::size_t SliceBytes = 3'000;
constexpr int SlicesAhead = 8;

} // namespace

TraceGrowth::TraceGrowth(QObject *parent)
    : QObject(parent)
{
    m_next.setSingleShot(true);
    m_next.setInterval(0);
    connect(&m_next, &QTimer::timeout, this, &TraceGrowth::write);
}

void TraceGrowth::start(TraceDocument &shown, FormulaService *formulas)
{
    stop();
    if (shown.isWhole())
        return;
    if (m_formulas != formulas && formulas != nullptr)
        connect(formulas, &FormulaService::batchDone, this, &TraceGrowth::take);
    m_formulas = formulas;
    m_shown = &shown;
    m_said = shown.document->characterCount();
    goOn();
}

void TraceGrowth::stop()
{
    m_next.stop();
    m_shown = nullptr;
    if (m_batch != 0)
        m_formulas->drop(std::exchange(m_batch, 0));
}

void TraceGrowth::hurry()
{
    if (m_batch != 0)
        m_formulas->hurry(m_batch);
}

void TraceGrowth::goOn()
{
    m_slices = SlicesAhead;
    m_batch = m_shown->rest->request(SliceBytes * SlicesAhead, FormulaService::Urgency::Later);
    if (m_batch == 0)
        m_next.start();
}

void TraceGrowth::take(quint64 batch)
{
    if (batch != m_batch || m_shown == nullptr)
        return;
    m_batch = 0;
    m_next.start();
}

void TraceGrowth::write()
{
    TraceDocument &shown = *m_shown;
    if (!writeMore(shown, SliceBytes)) {
        m_shown = nullptr;
        emit grown();
        return;
    }
    const int letters = shown.document->characterCount();
    if (letters >= 2 * m_said) {
        m_said = letters;
        emit grown();
        // Whoever hears of it may have stopped it.
        if (m_shown == nullptr)
            return;
    }
    if (--m_slices > 0)
        m_next.start();
    else
        goOn();
}

} // namespace touchstone
