// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "forecaster.h"

#include <base/text.h>
#include <generate/prompttemplate.h>
#include <store/store.h>
#include <widgets/common/format.h>

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

namespace touchstone {

namespace {

/// The message about the first prompt that the settings find.
void addMessage(const Store &store,
                const GenerationSettings &settings,
                PromptId first,
                Forecast &forecast)
{
    const auto item = store.item(first);
    if (!item)
        return;
    const auto messages = messagesFor(settings, item->prompt);
    forecast.messageFails = !messages;
    if (!messages)
        forecast.message = messages.error().message;
    else if (!messages->empty())
        forecast.message = toQString(messages->back().content);
}

Forecast forecastOf(const Store &store, const GenerationSettings &settings, Progress &progress)
{
    GeneratePlan plan;
    plan.settings = settings;
    Forecast forecast{estimate(store, plan, progress)};
    const auto query = parseQuery(settings.filter);
    if (!query)
        return forecast;
    if (const auto ids = store.promptIds(*query)) {
        forecast.found = static_cast<qint64>(ids->size());
        if (!ids->empty())
            addMessage(store, settings, ids->front(), forecast);
    }
    return forecast;
}

/// "1 September", with the year where it is another one.
QString dayWords(const std::string &day)
{
    const QDate date = QDate::fromString(toQString(day), Qt::ISODate);
    if (!date.isValid())
        return toQString(day);
    const QString words =
        QStringLiteral("%1 %2").arg(date.day()).arg(QLocale().monthName(date.month()));
    return date.year() == QDate::currentDate().year()
               ? words
               : words + QStringLiteral(" %1").arg(date.year());
}

} // namespace

Forecaster::Forecaster(QObject *parent)
    : QObject(parent)
    , m_reader(*this)
{}

Forecaster::~Forecaster()
{
    stop();
}

void Forecaster::stop()
{
    if (m_progress)
        m_progress->cancel();
    m_progress.reset();
}

void Forecaster::setStore(const Store *store)
{
    stop();
    m_reader.setStore(store);
}

void Forecaster::ask(const GenerationSettings &settings)
{
    stop();
    m_progress = std::make_shared<Progress>();
    m_reader.ask([this, settings, progress = m_progress](
                     const Result<const Store *> &reading) -> StoreReader::Answer {
        const Forecast forecast =
            reading ? forecastOf(**reading, settings, *progress) : Forecast{reading.error()};
        return [this, forecast] { emit ready(forecast); };
    });
}

QString forecastWords(const GenerationEstimate &estimate)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("touchstone::Forecaster", text);
    };
    if (estimate.requests == 0)
        return estimate.unknown > 0
                   ? tr("Nothing is missing but %1 requests of unknown fate, which are not asked "
                        "again before you decide.")
                         .arg(number(estimate.unknown))
                   : tr("Nothing is missing: every prompt has its samples of this source.");
    const qint64 tokens = estimate.promptTokens + estimate.completionTokens;
    QString words = (estimate.requests == 1 ? tr("%1 request, about %2 tokens")
                                            : tr("%1 requests, about %2 tokens"))
                        .arg(number(estimate.requests), roughNumber(tokens));
    if (estimate.cost)
        words += tr(", about %1 at the prices of %2")
                     .arg(QStringLiteral("<b>%1</b>")
                              .arg(money(*estimate.cost, toQString(estimate.currency))),
                          dayWords(estimate.priceSince));
    else
        words += tr("; no price is known");
    if (!estimate.repliesAs.isEmpty())
        words += QStringLiteral(" (%1)").arg(estimate.repliesAs.toHtmlEscaped());
    words += QLatin1Char('.');
    if (estimate.unknown > 0)
        words += QLatin1Char(' ')
                 + (estimate.unknown == 1 ? tr("%1 of unknown fate is not asked again.")
                                          : tr("%1 of unknown fate are not asked again."))
                       .arg(number(estimate.unknown));
    if (!estimate.trouble.isEmpty())
        words += QLatin1Char(' ') + estimate.trouble.toHtmlEscaped();
    return words;
}

} // namespace touchstone
