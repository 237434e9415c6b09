// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QDateTime>
#include <QString>

namespace touchstone {

/// 1,319 with the locale's separators.
QString number(qint64 value);
/// "1 word", "1,319 words".
QString wordCount(int words);
/// "1 step", "12 steps".
QString stepCount(int steps);
/// "just now", "12 min ago", "today 14:02", "Friday", "12 November", and of other years
/// "12 November 2025": times for people. Microseconds
/// UTC.
QString when(qint64 atUs, const QDateTime &now);
/// "32 s", "4 min", "8 h".
QString duration(qint64 milliseconds);
/// "2.81 USD" from billionths; of less than a tenth two figures that count, "0.0042 USD".
QString money(qint64 nano, const QString &currency);
/// "940", "41,200", "2.4 M": as exact as people need to know of large counts.
QString roughNumber(qint64 value);

} // namespace touchstone
