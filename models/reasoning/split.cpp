// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "split.h"

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

constexpr std::array<Dialect, 7> Dialects = {{
    {"think", "<think>", "</think>"},
    {"thinking", "<thinking>", "</thinking>"},
    {"begin_of_thought", "<|begin_of_thought|>", "<|end_of_thought|>"},
    {"kimi", "◁think▷", "◁/think▷"},
    {"harmony", "<|channel|>analysis<|message|>", "<|end|>"},
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
/// which models write and strict readers refuse, are taken as they are; `at` ends behind the
/// closing mark.
std::optional<std::string> looseString(std::string_view text, std::size_t &at)
{
    std::string value;
    for (++at; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') {
            // A mark that is not followed by what may follow a string stands within it, unescaped.
            const std::size_t next = text.find_first_not_of(" \t\r\n", at + 1);
            if (next == std::string_view::npos || text[next] == ',' || text[next] == '}'
                || text[next] == ':') {
                ++at;
                return value;
            }
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
            default: // \( and \frac are TeX that was not escaped
                value.push_back('\\');
                value.push_back(escaped);
            }
        } else {
            value.push_back(c);
        }
    }
    return {};
}

std::optional<std::string> looseMember(std::string_view text, std::string_view name)
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
        return looseString(text, at);
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
    std::optional<std::string> reasoning;
    std::optional<std::string> answer;
    if (const auto json = parseJson(text); json && json->is_object()) {
        reasoning = member(*json, "reasoning");
        answer = member(*json, "answer");
    } else {
        reasoning = looseMember(text, "reasoning");
        // The answer stands last; its name may well be a word of the reasoning.
        const std::size_t last = text.rfind("\"answer\"");
        if (last != std::string_view::npos)
            answer = looseMember(text.substr(last), "answer");
    }
    if (!reasoning)
        return {};
    SplitText split;
    split.reasoning = trimmed(*reasoning);
    split.answer = trimmed(answer.value_or(std::string{}));
    split.splitter = "json";
    if (split.reasoning.empty())
        split.flags |= EmptyReasoning;
    return split;
}

std::optional<SplitText> splitTags(std::string_view raw)
{
    const std::string_view text = trimmed(raw);
    for (const Dialect &dialect : Dialects) {
        const std::size_t open = text.find(dialect.opener);
        const std::size_t close =
            text.find(dialect.closer, open == std::string_view::npos ? 0 : open);
        if (open == std::string_view::npos
            && (close == std::string_view::npos || dialect.name == "harmony"))
            continue;
        SplitText split;
        split.splitter = dialect.name;
        std::string_view before =
            open == std::string_view::npos ? std::string_view{} : text.substr(0, open);
        if (dialect.name == "harmony" || dialect.name == "s1") {
            for (const std::string_view mark : {"<|start|>assistant", "<|im_end|>"}) {
                if (trimmed(before) == mark)
                    before = {};
            }
        }
        const std::size_t begin = open == std::string_view::npos ? 0 : open + dialect.opener.size();
        if (open == std::string_view::npos) {
            split.splitter = "missing opener";
            split.flags |= MissingOpener;
        }
        if (close == std::string_view::npos) {
            split.flags |= UnterminatedThink;
            split.reasoning = trimmed(text.substr(begin));
            split.answer = trimmed(before);
        } else {
            split.reasoning = trimmed(text.substr(begin, close - begin));
            split.answer = unwrapped(text.substr(close + dialect.closer.size()));
            // Words before the thinking are no thinking; they belong to what the reader was told.
            if (!trimmed(before).empty())
                split.answer = std::string(trimmed(before)) + "\n\n" + split.answer;
        }
        if (split.reasoning.empty())
            split.flags |= EmptyReasoning;
        return split;
    }
    return {};
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
    if (finishReason == "length" || finishReason == "max_tokens")
        split->flags |= Truncated;
    if (split->answer.empty())
        split->flags |= EmptyAnswer;
    return *split;
}

} // namespace touchstone
