// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "selection.h"

#include "exportmarks.h"
#include "exportverdicts.h"
#include "labelledsteps.h"

#include <base/hash.h>
#include <base/json.h>

#include <cstring>

namespace touchstone {

namespace {

struct Found
{
    const Response *response = nullptr;
    std::string_view source;
};

Found byId(const Item &item, ResponseId id)
{
    for (std::size_t i = 0; i < item.responses.size(); ++i) {
        if (item.responses[i].id == id)
            return {&item.responses[i], item.sources[i].name};
    }
    return {};
}

template <typename Fits>
Found firstThat(const Item &item, Fits fits)
{
    for (std::size_t i = 0; i < item.responses.size(); ++i) {
        if (fits(item.sources[i]))
            return {&item.responses[i], item.sources[i].name};
    }
    return {};
}

Found ofHuman(const Item &item)
{
    return firstThat(item, [](const Source &source) { return source.kind == SourceKind::Human; });
}

Found ofTeacher(const Item &item)
{
    return firstThat(item, [](const Source &source) { return source.kind == SourceKind::Teacher; });
}

/// Why a decision of this kind gives nothing; empty where a side was preferred or it was a tie.
std::string_view whyNot(const Item &item)
{
    const Outcome outcome = item.decision ? item.decision->outcome : Outcome::None;
    switch (outcome) {
    case Outcome::None:
        return item.decision ? "drafted" : "open";
    case Outcome::Neither:
        return "neither";
    case Outcome::Skip:
        return "skipped";
    case Outcome::BadProblem:
        return "bad problem";
    case Outcome::ReferenceWrong:
        return "reference is wrong";
    default:
        return {};
    }
}

void appendMember(std::string &out, std::string_view name, std::string_view text)
{
    if (out.back() != '{')
        out += ',';
    appendJsonString(out, name);
    out += ':';
    appendJsonString(out, text);
}

void appendRaw(std::string &out, std::string_view name, std::string_view json)
{
    out += ",\"";
    out += name;
    out += "\":";
    out += json;
}

void appendResponse(std::string &out, const Item &item, std::size_t index)
{
    const Response &response = item.responses[index];
    out += '{';
    appendMember(out, "source", item.sources[index].name);
    appendMember(out, "kind", nameOf(item.sources[index].kind));
    appendRaw(out, "sample", std::to_string(response.sample));
    appendMember(out, "reasoning", response.reasoning);
    appendMember(out, "answer", response.answer);
    appendMember(out, "final_answer", response.finalAnswer);
    appendMember(out, "final_answer_rule", response.finalAnswerRule);
    appendRaw(out, "flags", std::to_string(response.flags));
    appendRaw(out, "meta", response.meta);
    out += ",\"scores\":{";
    for (const Score &score : item.scores) {
        if (score.response != response.id)
            continue;
        out += out.back() == '{' ? "" : ",";
        appendJsonString(out, score.criterion);
        out += ':' + std::to_string(score.value);
    }
    out += '}';
    appendVerdict(out, item, response);
    if (std::find(item.chosen.begin(), item.chosen.end(), response.id) != item.chosen.end())
        appendRaw(out, "chosen_by_rule", "true");
    appendMarks(out, item, response);
    out += '}';
}

/// Responses are named by their place in the list, for numbers of the project mean nothing outside.
void appendDecision(std::string &out, const Item &item)
{
    if (!item.decision) {
        appendRaw(out, "decision", "null");
        return;
    }
    const auto placeOf = [&item](ResponseId id) -> std::string {
        for (std::size_t i = 0; i < item.responses.size(); ++i) {
            if (item.responses[i].id == id)
                return std::to_string(i);
        }
        return "null";
    };
    const Decision &decision = *item.decision;
    out += ",\"decision\":{";
    appendMember(out, "outcome", nameOf(decision.outcome));
    appendRaw(out, "left", placeOf(decision.left));
    appendRaw(out, "right", placeOf(decision.right));
    appendRaw(out, "chosen", placeOf(decision.chosen));
    appendMember(out, "note", decision.note);
    appendRaw(out, "duration_ms", std::to_string(decision.durationMs));
    out += '}';
}

ExportRow rowOf(const Item &item, const Found &found)
{
    ExportRow row;
    row.prompt = &item.prompt;
    row.response = found.response;
    row.source = found.source;
    return row;
}

} // namespace

Selection::Selection(const ExportPlan &plan, ExportFormat::Shape shape)
    : m_plan(plan)
    , m_shape(shape)
{}

std::string_view Selection::rows(const Item &item,
                                 const std::function<void(const ExportRow &)> &each)
{
    switch (m_shape) {
    case ExportFormat::Shape::Everything: {
        m_extra.clear();
        appendEverything(m_extra, item);
        ExportRow row;
        row.prompt = &item.prompt;
        row.extra = m_extra;
        each(row);
        return {};
    }
    case ExportFormat::Shape::Single:
        return single(item, each);
    case ExportFormat::Shape::Steps:
        return stepwise(item, each);
    default:
        return pair(item, each);
    }
}

std::string_view Selection::single(const Item &item,
                                   const std::function<void(const ExportRow &)> &each)
{
    const auto give = [&](const Found &found, std::string_view otherwise) -> std::string_view {
        if (!found.response)
            return otherwise;
        each(rowOf(item, found));
        return {};
    };
    switch (m_plan.take) {
    case ExportPlan::Take::Rule:
        for (const ResponseId id : item.chosen)
            give(byId(item, id), {});
        return item.chosen.empty() ? "no response chosen by rule" : std::string_view{};
    case ExportPlan::Take::Human:
        return give(ofHuman(item), "no human response");
    case ExportPlan::Take::Teacher:
        return give(ofTeacher(item), "no teacher response");
    case ExportPlan::Take::Source:
        return give(
            firstThat(item, [this](const Source &source) { return source.name == m_plan.source; }),
            "no response of the source");
    case ExportPlan::Take::Chosen:
        break;
    }
    constexpr std::string_view Gone = "chosen side is gone";
    if (item.decision && item.decision->chosen)
        return give(byId(item, item.decision->chosen), Gone);
    if (const std::string_view reason = whyNot(item); !reason.empty())
        return reason;
    const Decision &decision = *item.decision;
    if (decision.outcome == Outcome::Left || decision.outcome == Outcome::Right)
        return give(byId(item, decision.outcome == Outcome::Left ? decision.left : decision.right),
                    Gone);
    if (m_plan.ties == ExportPlan::Ties::Drop)
        return "tie";
    const std::string_view first = give(byId(item, decision.left), Gone);
    const std::string_view second = give(byId(item, decision.right), Gone);
    return first.empty() || second.empty() ? std::string_view{} : first;
}

std::string_view Selection::stepwise(const Item &item,
                                     const std::function<void(const ExportRow &)> &each)
{
    bool any = false;
    std::string_view otherwise = "no step is marked";
    for (std::size_t i = 0; i < item.responses.size(); ++i) {
        const std::string_view reason = labelledSteps(item, item.responses[i], m_steps);
        if (!reason.empty()) {
            if (reason != "no step is marked")
                otherwise = reason;
            continue;
        }
        ExportRow row;
        row.prompt = &item.prompt;
        row.response = &item.responses[i];
        row.source = item.sources[i].name;
        row.steps = m_steps;
        each(row);
        any = true;
    }
    return any ? std::string_view{} : otherwise;
}

std::string_view Selection::pair(const Item &item,
                                 const std::function<void(const ExportRow &)> &each)
{
    const auto give = [&](const Found &chosen, const Found &rejected,
                          bool tied = false) -> std::string_view {
        if (!chosen.response || !rejected.response)
            return "one side is missing";
        ExportRow row = rowOf(item, chosen);
        if (m_shape == ExportFormat::Shape::Pair) {
            row.rejected = rejected.response;
            row.rejectedSource = rejected.source;
            each(row);
            return {};
        }
        row.label = true;
        each(row);
        row = rowOf(item, rejected);
        row.label = tied;
        each(row);
        return {};
    };
    const std::string_view reason = whyNot(item);
    const bool undecided = reason == "open" || reason == "drafted";
    if (undecided && m_plan.pairs != ExportPlan::PairRule::DecisionsOnly) {
        const bool human = m_plan.pairs == ExportPlan::PairRule::PreferHuman;
        return human ? give(ofHuman(item), ofTeacher(item)) : give(ofTeacher(item), ofHuman(item));
    }
    if (!reason.empty())
        return reason;
    const Decision &decision = *item.decision;
    const Found left = byId(item, decision.left);
    const Found right = byId(item, decision.right);
    if (decision.outcome == Outcome::Left)
        return give(left, right);
    if (decision.outcome == Outcome::Right)
        return give(right, left);
    if (m_plan.ties == ExportPlan::Ties::Drop)
        return "tie";
    // Whoever finds both sides bad says "neither"; so both sides of a tie are worth learning from.
    if (m_shape == ExportFormat::Shape::Labelled)
        return give(left, right, true);
    const std::string_view first = give(left, right);
    return first.empty() ? give(right, left) : first;
}

std::size_t partOf(const Uid &prompt,
                   std::uint64_t seed,
                   const std::vector<std::pair<std::string, double>> &split)
{
    const Sha256Digest digest = sha256(prompt.hex() + ":" + std::to_string(seed));
    std::uint64_t number = 0;
    std::memcpy(&number, digest.data(), sizeof number);
    const double place = static_cast<double>(number >> 11) * 0x1.0p-53;
    double sum = 0;
    for (const auto &[name, share] : split)
        sum += share;
    double reached = 0;
    for (std::size_t i = 0; i < split.size(); ++i) {
        reached += split[i].second / sum;
        if (place < reached)
            return i;
    }
    return split.size() - 1;
}

void appendEverything(std::string &out, const Item &item)
{
    out += '{';
    appendMember(out, "key", item.prompt.key);
    appendMember(out, "prompt", item.prompt.text);
    appendMember(out, "system", item.prompt.system);
    out += ",\"history\":[";
    for (const Message &message : item.prompt.history) {
        out += out.back() == '}' ? ",{" : "{";
        appendMember(out, "role", message.role);
        appendMember(out, "content", message.content);
        out += '}';
    }
    out += ']';
    appendMember(out, "reference", item.prompt.reference);
    appendRaw(out, "meta", item.prompt.meta);
    out += ",\"responses\":[";
    for (std::size_t i = 0; i < item.responses.size(); ++i) {
        out += i == 0 ? "" : ",";
        appendResponse(out, item, i);
    }
    out += ']';
    appendDecision(out, item);
    out += ",\"tags\":[";
    for (std::size_t i = 0; i < item.tags.size(); ++i) {
        out += i == 0 ? "" : ",";
        appendJsonString(out, item.tags[i]);
    }
    out += ']';
    appendRaw(out, "flagged", item.flagged ? "true" : "false");
    appendPins(out, item);
    out += '}';
}

} // namespace touchstone
