// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "missingsamples.h"

#include "replyresponse.h"

#include <base/text.h>
#include <generate/prompttemplate.h>
#include <generate/teachers.h>
#include <record/query.h>
#include <store/store.h>

#include <QCoreApplication>

#include <algorithm>

namespace touchstone {

namespace {

constexpr std::size_t LookedAt = 500;
/// Tokens of a word in reasoning with formulas.
constexpr double TokensOfAWord = 1.6;
/// Where nothing is known: a short reasoning.
constexpr std::int64_t GuessedReply = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::GenerateJob", text);
}

/// Up to LookedAt of the prompts, from all over.
std::vector<PromptId> someOf(const MissingSamples &missing)
{
    std::vector<PromptId> some;
    const std::size_t step = missing.prompts.size() / LookedAt + 1;
    for (std::size_t at = 0; at < missing.prompts.size(); at += step)
        some.push_back(missing.prompts[at].prompt);
    return some;
}

/// Tokens of a reply as the ledger has them: of this source, or of all.
std::optional<std::int64_t> repliesInLedger(const std::vector<SourceSpending> &all,
                                            std::optional<SourceId> source,
                                            std::int64_t &replies)
{
    std::int64_t tokens = 0;
    replies = 0;
    for (const SourceSpending &one : all) {
        if (source && one.source != *source)
            continue;
        tokens += one.spending.completionTokens;
        replies += one.spending.settled;
    }
    return replies == 0 ? std::nullopt : std::optional(tokens / replies);
}

Result<> expectReply(const Store &store,
                     const GeneratePlan &plan,
                     const std::vector<PromptId> &some,
                     ExpectedUsage &expected)
{
    std::int64_t &tokens = expected.usage.completion;
    TRY_ASSIGN(const std::vector<SourceSpending> ledger, store.spending());
    TRY_ASSIGN(const std::vector<Source> sources, store.sources());
    const std::string name = sourceNameOf(plan.settings);
    const auto source = std::find_if(sources.begin(), sources.end(),
                                     [&](const Source &one) { return one.name == name; });
    std::int64_t replies = 0;
    if (source != sources.end()) {
        if (const auto known = repliesInLedger(ledger, source->id, replies)) {
            tokens = *known;
            expected.repliesAs = tr("as %1 replies of this source were").arg(replies);
            return {};
        }
    }
    if (const auto known = repliesInLedger(ledger, {}, replies)) {
        tokens = *known;
        expected.repliesAs = tr("as %1 replies of other teachers were").arg(replies);
        return {};
    }
    TRY_ASSIGN(const std::vector<PromptSummary> summaries, store.summaries(some));
    std::int64_t words = 0;
    for (const PromptSummary &summary : summaries) {
        words += summary.teacherWords;
        replies += summary.teacherWords > 0 ? 1 : 0;
    }
    if (replies > 0) {
        tokens = static_cast<std::int64_t>(TokensOfAWord * static_cast<double>(words / replies));
        expected.repliesAs = tr("as the teachers' responses to %1 of these prompts").arg(replies);
        return {};
    }
    tokens = GuessedReply;
    expected.repliesAs = tr("a guess: the project has no teacher's response to go by");
    return {};
}

} // namespace

std::string sourceNameOf(const GenerationSettings &settings)
{
    return settings.source.empty() ? settings.model : settings.source;
}

Result<MissingSamples> missingSamples(const Store &store, const GeneratePlan &plan)
{
    MissingSamples missing;
    if (plan.exactly) {
        for (const PromptSample &one : *plan.exactly)
            missing.prompts.push_back({one.prompt, 1, one.sample});
        missing.samples = static_cast<std::int64_t>(plan.exactly->size());
        return missing;
    }
    std::vector<PromptId> prompts = plan.prompts;
    if (prompts.empty()) {
        TRY_ASSIGN(const Query query, parseQuery(plan.settings.filter));
        TRY_ASSIGN(prompts, store.promptIds(query));
    }
    TRY_ASSIGN(const auto there, store.sampleCounts(sourceNameOf(plan.settings)));
    for (const PromptId prompt : prompts) {
        const auto found = there.find(prompt);
        const int has = found == there.end() ? 0 : found->second;
        const int samples = plan.more.value_or(plan.settings.samples - has);
        if (samples <= 0)
            continue;
        missing.prompts.push_back({prompt, samples, {}});
        missing.samples += samples;
    }
    return missing;
}

Result<ExpectedUsage>
expectedUsage(const Store &store, const GeneratePlan &plan, const MissingSamples &missing)
{
    ExpectedUsage expected;
    const std::vector<PromptId> some = someOf(missing);
    std::int64_t asked = 0;
    for (const PromptId id : some) {
        TRY_ASSIGN(const Prompt prompt, store.prompt(id));
        const auto messages = messagesFor(plan.settings, prompt);
        if (messages) {
            expected.usage.prompt += tokensAbout(*messages);
            ++asked;
        } else if (expected.trouble.isEmpty()) {
            expected.trouble = messages.error().message;
        }
    }
    expected.usage.prompt /= std::max<std::int64_t>(asked, 1);
    TRY(expectReply(store, plan, some, expected));
    if (plan.settings.sampling.maxTokens)
        expected.usage.completion =
            std::min<std::int64_t>(expected.usage.completion, *plan.settings.sampling.maxTokens);
    return expected;
}

Result<GenerationEstimate>
estimate(const Store &store, const GeneratePlan &plan, Progress &progress)
{
    progress.setStage(tr("Counting what is missing"));
    TRY_ASSIGN(const MissingSamples missing, missingSamples(store, plan));
    TRY(progress.advance(0));
    TRY_ASSIGN(const ExpectedUsage expected, expectedUsage(store, plan, missing));
    GenerationEstimate made;
    made.prompts = static_cast<std::int64_t>(missing.prompts.size());
    made.requests = missing.samples;
    made.promptTokens = missing.samples * expected.usage.prompt;
    made.completionTokens = missing.samples * expected.usage.completion;
    made.repliesAs = expected.repliesAs;
    made.trouble = expected.trouble;
    if (const TokenPrice *price = priceOf(plan.settings.teacher, plan.settings.model)) {
        Usage all;
        all.prompt = made.promptTokens;
        all.completion = made.completionTokens;
        made.cost = costAbout(all, price);
        made.currency = price->currency;
        made.priceSince = price->since;
    }
    TRY_ASSIGN(const std::vector<UnknownRequest> unknown, store.unknownRequests());
    TRY_ASSIGN(const std::vector<Source> sources, store.sources());
    for (const UnknownRequest &one : unknown) {
        made.unknown += std::any_of(sources.begin(), sources.end(), [&](const Source &source) {
            return source.id == one.source && source.name == sourceNameOf(plan.settings);
        });
    }
    return made;
}

} // namespace touchstone
