// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "trycheckjob.h"

#include "responsechecker.h"

#include <base/text.h>
#include <store/store.h>

#include <QCoreApplication>

namespace touchstone {

TryCheckJob::TryCheckJob(CheckRules rules, PromptId prompt)
    : m_rules(std::move(rules))
    , m_prompt(prompt)
{}

QString TryCheckJob::title() const
{
    return QCoreApplication::translate("touchstone::TryCheckJob", "Try the rules");
}

Result<> TryCheckJob::run(Store &store, Progress &progress)
{
    m_tried.clear();
    TRY_ASSIGN(const Item item, store.item(m_prompt));
    TRY_ASSIGN(ResponseChecker checker, ResponseChecker::make(m_rules));
    progress.setStage(title(), static_cast<std::int64_t>(item.responses.size()));
    for (std::size_t i = 0; i < item.responses.size(); ++i) {
        const Response &response = item.responses[i];
        CheckTask task;
        task.response = response.id;
        task.key = item.prompt.key;
        task.prompt = item.prompt.text;
        task.reference = item.prompt.reference;
        task.reasoning = response.reasoning;
        task.answer = response.answer;
        task.raw = response.raw;
        task.flags = response.flags;
        task.source = item.sources[i];
        task.sample = response.sample;
        Tried &tried = m_tried.emplace_back();
        tried.response = task.source.name + ", sample " + std::to_string(task.sample + 1);
        tried.said = checker.check(task, [&progress] { return progress.isCancelled(); });
        tried.log = tried.said ? checker.log() : toUtf8(tried.said.error().detail);
        TRY(progress.advance(static_cast<std::int64_t>(i)));
    }
    return {};
}

} // namespace touchstone
