// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/progress.h>
#include <items/storereader.h>
#include <pipeline/generateplan.h>

#include <QObject>

namespace touchstone {

/// What settings lead to, before anything is sent.
struct Forecast
{
    Result<GenerationEstimate> estimate;
    qint64 found = -1;    ///< prompts of the query; negative: not known
    QString message = {}; ///< to the teacher about the first prompt, or why there is none
    bool messageFails = false;
};

/// Counts and estimates on a thread of its own, so that typing never waits. Only the newest
/// settings count.
class Forecaster final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Forecaster)

public:
    explicit Forecaster(QObject *parent = nullptr);
    ~Forecaster() override;

    /// Null: no project. The store must outlive its use here.
    void setStore(const Store *store);
    void ask(const GenerationSettings &settings);

signals:
    void ready(const touchstone::Forecast &forecast);

private:
    void stop();

    std::shared_ptr<Progress> m_progress; ///< of what is being counted
    StoreReader m_reader;
};

/// "3,572 requests, about 2.4 M tokens, about 5.30 USD at the prices of 1 September", as HTML, with
/// what else people should know before they start.
QString forecastWords(const GenerationEstimate &estimate);

} // namespace touchstone
