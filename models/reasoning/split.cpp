// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "split.h"

#include "jsontex.h"

#include <base/json.h>
#include <base/text.h>

#include <array>
#include <optional>

namespace touchstone {

namespace {

struct Dialect
{
    std::string_view name;
    std::string_view opener;
    std::string_view closer;
};

constexpr std::string_view HarmonyEnd = "<|end|>";

constexpr std::array<Dialect, 7> Dialects = {{
    {"think", "<think>", "</think>"},
    {"thinking", "<thinking>", "</thinking>"},
    {"begin_of_thought", "<|begin_of_thought|>", "<|end_of_thought|>"},
    {"kimi", "◁think▷", "◁/think▷"},
    {"harmony", "<|channel|>analysis<|message|>", HarmonyEnd},
    {"s1", "<|im_start|>think", "<|im_start|>answer"},
    {"seed", "<seed:think>", "</seed:think>"},
}};

void removeAll(std::string &text, std::string_view mark)
{
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
        text.erase(at, mark.size());
}

/// The answer without the marks that some dialects put around it.
std::string unwrapped(std::string_view answer)
{
    answer = trimmed(answer);
    for (const auto &[open, close] :
         {std::pair<std::string_view, std::string_view>{"<answer>", "</answer>"},
          {"<|begin_of_solution|>", "<|end_of_solution|>"}}) {
        if (!answer.starts_with(open))
            continue;
        answer.remove_prefix(open.size());
        const std::size_t end = answer.rfind(close);
        if (end == std::string_view::npos)
            return std::string(trimmed(answer));
        // What stands behind the closing mark is part of the answer all the same.
        std::string text(trimmed(answer.substr(0, end)));
        const std::string_view rest = trimmed(answer.substr(end + close.size()));
        if (!rest.empty())
            text.append("\n\n").append(rest);
        return text;
    }
    std::string text(answer);
    for (const std::string_view mark :
         {"<|start|>assistant", "<|channel|>final<|message|>", "<|return|>", "<|im_end|>"})
        removeAll(text, mark);
    return std::string(trimmed(text));
}

/// Reads the JSON string that begins at `at` (its opening quotation mark). Raw line breaks within,
/// which models write and strict readers refuse, are taken as they are. A string that is cut off is
/// taken as far as it goes, and `whole` is false.
std::string looseString(std::string_view text, std::size_t at, bool &whole)
{
    std::string value;
    whole = true;
    for (++at; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') {
            // A mark that is not followed by what may follow a string stands within it, unescaped.
            const std::size_t next = text.find_first_not_of(" \t\r\n", at + 1);
            if (next == std::string_view::npos || text[next] == ',' || text[next] == '}'
                || text[next] == ':')
                return value;
            value.push_back(c);
        } else if (c == '\\' && at + 1 < text.size()) {
            const char escaped = text[++at];
            switch (escaped) {
            case 'n':
                value.push_back('\n');
                break;
            case 't':
                value.push_back('\t');
                break;
            case 'r':
                break;
            case '"':
            case '\\':
            case '/':
                value.push_back(escaped);
                break;
            default: // no escape of JSON: \$
                value.push_back('\\');
                value.push_back(escaped);
            }
        } else {
            value.push_back(c);
        }
    }
    whole = false;
    return value;
}

std::optional<std::string> looseMember(std::string_view text, std::string_view name, bool &whole)
{
    const std::string quoted = '"' + std::string(name) + '"';
    const std::size_t member = text.find(quoted);
    if (member == std::string_view::npos)
        return {};
    std::size_t at = text.find_first_not_of(" \t\r\n", member + quoted.size());
    if (at == std::string_view::npos || text[at] != ':')
        return {};
    at = text.find_first_not_of(" \t\r\n", at + 1);
    if (at == std::string_view::npos)
        return {};
    if (text[at] == '"')
        return looseString(text, at, whole);
    const std::size_t end = text.find_first_of(",}\n", at);
    return std::string(trimmed(text.substr(at, end == std::string_view::npos ? end : end - at)));
}

std::optional<std::string> member(const Json &json, const char *name)
{
    const auto found = json.find(name);
    if (found == json.end())
        return {};
    return found->is_string() ? found->get<std::string>()
           : found->is_null() ? std::string{}
                              : dumpJson(*found);
}

/// ZeroEval's shape: an object with "reasoning" and "answer", alone in the text or in a fence.
std::optional<SplitText> splitJson(std::string_view raw)
{
    std::string_view text = trimmed(raw);
    if (text.starts_with("```")) {
        const std::size_t line = text.find('\n');
        text = line == std::string_view::npos ? text : trimmed(text.substr(line + 1));
        if (text.ends_with("```"))
            text = trimmed(text.substr(0, text.size() - 3));
    }
    if (!text.starts_with('{') || text.find("\"reasoning\"") == std::string_view::npos)
        return {};
    const std::string escaped = withTexEscaped(text);
    text = escaped;
    std::optional<std::string> reasoning;
    std::optional<std::string> answer;
    bool whole = true;
    if (const auto json = parseJson(text); json && json->is_object()) {
        reasoning = member(*json, "reasoning");
        answer = member(*json, "answer");
    } else {
        reasoning = looseMember(text, "reasoning", whole);
        // The answer stands last; its name may well be a word of the reasoning.
        const std::size_t last = text.rfind("\"answer\"");
        bool answerIsWhole = true;
        if (whole && last != std::string_view::npos)
            answer = looseMember(text.substr(last), "answer", answerIsWhole);
    }
    if (!reasoning)
        return {};
    SplitText split;
    split.reasoning = trimmed(*reasoning);
    split.answer = trimmed(answer.value_or(std::string{}));
    split.splitter = "json";
    if (!whole)
        split.flags |= UnterminatedThink;
    if (split.reasoning.empty())
        split.flags |= EmptyReasoning;
    return split;
}

/// Words before the thinking are no thinking, but chat marks are no words.
std::string_view wordsBefore(std::string_view text)
{
    text = trimmed(text);
    for (const std::string_view mark : {"<|start|>assistant", "<|im_end|>"}) {
        if (text.ends_with(mark))
            text = trimmed(text.substr(0, text.size() - mark.size()));
    }
    return text;
}

/// The opener of another block right at the beginning of `rest`; nothing where words come first.
std::optional<std::size_t> blockFollows(std::string_view rest, const Dialect &dialect)
{
    const std::size_t open = rest.find(dialect.opener);
    const bool follows =
        open != std::string_view::npos && wordsBefore(rest.substr(0, open)).empty();
    return follows ? std::optional(open) : std::nullopt;
}

/// Takes the thinking that begins `text` (behind its opener), and blocks that follow it at once.
/// Gives what stands behind; nothing where the last block does not end.
std::optional<std::string_view>
takeBlocks(std::string_view text, const Dialect &dialect, std::string &reasoning)
{
    while (true) {
        const std::size_t close = text.find(dialect.closer);
        const std::string_view block = trimmed(text.substr(0, close));
        if (!reasoning.empty() && !block.empty())
            reasoning += "\n\n";
        reasoning += block;
        if (close == std::string_view::npos)
            return {};
        text.remove_prefix(close + dialect.closer.size());
        const auto next = blockFollows(text, dialect);
        if (!next)
            return text;
        text.remove_prefix(*next + dialect.opener.size());
    }
}

std::optional<SplitText> splitByDialect(std::string_view text, const Dialect &dialect)
{
    const std::size_t open = text.find(dialect.opener);
    const std::size_t close = text.find(dialect.closer);
    const bool hasOpener =
        open != std::string_view::npos
        && (close == std::string_view::npos || open < close || dialect.closer == HarmonyEnd);
    // A message of gpt-oss ends with the same mark, whatever channel it was on.
    if (!hasOpener && (close == std::string_view::npos || dialect.closer == HarmonyEnd))
        return {};
    SplitText split;
    split.splitter = hasOpener ? dialect.name : "missing opener";
    split.flags = hasOpener ? NoFlag : MissingOpener;
    const std::string_view before = hasOpener ? wordsBefore(text.substr(0, open)) : "";
    if (hasOpener)
        text.remove_prefix(open + dialect.opener.size());
    const auto rest = takeBlocks(text, dialect, split.reasoning);
    if (!rest)
        split.flags |= UnterminatedThink;
    if (rest)
        split.answer = unwrapped(*rest);
    if (!before.empty())
        split.answer = std::string(before) + (split.answer.empty() ? "" : "\n\n") + split.answer;
    if (split.reasoning.empty())
        split.flags |= EmptyReasoning;
    return split;
}

/// By the dialect whose mark stands first: an answer may well talk of another one's.
std::optional<SplitText> splitTags(std::string_view raw)
{
    const std::string_view text = trimmed(raw);
    const Dialect *first = nullptr;
    std::size_t at = std::string_view::npos;
    for (const Dialect &dialect : Dialects) {
        std::size_t mark = text.find(dialect.opener);
        if (dialect.closer != HarmonyEnd)
            mark = std::min(mark, text.find(dialect.closer));
        if (mark < at) {
            at = mark;
            first = &dialect;
        }
    }
    return first ? splitByDialect(text, *first) : std::nullopt;
}

void setFlags(SplitText &split, std::string_view finishReason)
{
    if (finishReason == "length" || finishReason == "max_tokens" || finishReason == "MAX_TOKENS")
        split.flags |= Truncated;
    if (split.answer.empty())
        split.flags |= EmptyAnswer;
}

} // namespace

SplitText splitReasoning(std::string_view raw, std::string_view finishReason)
{
    std::optional<SplitText> split = splitTags(raw);
    if (!split)
        split = splitJson(raw);
    if (!split) {
        split.emplace();
        split->answer = trimmed(raw);
    }
    setFlags(*split, finishReason);
    return *split;
}

SplitText
splitFields(std::string_view reasoning, std::string_view answer, std::string_view finishReason)
{
    SplitText split;
    split.reasoning = trimmed(reasoning);
    split.answer = trimmed(answer);
    split.splitter = split.reasoning.empty() ? "" : "field";
    if (const auto inside = splitTags(reasoning)) {
        split.reasoning = inside->reasoning;
        split.flags = inside->flags & (EmptyReasoning | MissingOpener);
        if (!inside->answer.empty())
            split.reasoning += (split.reasoning.empty() ? "" : "\n\n") + inside->answer;
        if (split.answer.empty())
            split.flags |= inside->flags & UnterminatedThink;
    }
    if (const auto copied = splitTags(answer); copied && copied->reasoning == split.reasoning)
        split.answer = copied->answer;
    setFlags(split, finishReason);
    return split;
}

} // namespace touchstone
