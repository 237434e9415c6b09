// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::Format", text);
}

} // namespace

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString wordCount(int words)
{
    return words == 1 ? tr("1 word") : tr("%1 words").arg(number(words));
}

QString stepCount(int steps)
{
    return steps == 1 ? tr("1 step") : tr("%1 steps").arg(number(steps));
}

QString when(qint64 atUs, const QDateTime &now)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(atUs / 1000);
    const qint64 seconds = at.secsTo(now);
    const QLocale locale;
    if (seconds >= 0 && seconds < 60)
        return tr("just now");
    if (seconds >= 0 && seconds < 3600)
        return tr("%1 min ago").arg(seconds / 60);
    if (at.date() == now.date())
        return tr("today %1").arg(at.toString(QStringLiteral("HH:mm")));
    if (at.daysTo(now) < 7 && seconds >= 0)
        return locale.dayName(at.date().dayOfWeek());
    const QString day =
        QStringLiteral("%1 %2").arg(at.date().day()).arg(locale.monthName(at.date().month()));
    return at.date().year() == now.date().year()
               ? day
               : day + QStringLiteral(" %1").arg(at.date().year());
}

QString duration(qint64 milliseconds)
{
    const qint64 seconds = milliseconds / 1000;
    if (seconds < 100)
        return tr("%1 s").arg(seconds);
    if (seconds < 100 * 60)
        return tr("%1 min").arg(seconds / 60);
    return tr("%1 h").arg((seconds + 1800) / 3600);
}

QString money(qint64 nano, const QString &currency)
{
    const double value = static_cast<double>(nano) / 1e9;
    int places = 2;
    for (double least = 0.1; places < 9 && value != 0 && std::abs(value) < least; least /= 10)
        ++places;
    const QString figure = QLocale().toString(value, 'f', places);
    return currency.isEmpty() ? figure : figure + QLatin1Char(' ') + currency;
}

QString roughNumber(qint64 value)
{
    if (value < 100'000)
        return number(value);
    const double millions = static_cast<double>(value) / 1e6;
    return tr("%1 M").arg(QLocale().toString(millions, 'f', millions < 100 ? 1 : 0));
}

} // namespace touchstone
