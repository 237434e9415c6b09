// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "mapping.h"

#include "formats/formattools.h"

#include <base/hash.h>
#include <base/text.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace touchstone {

namespace {

using Role = Mapping::Role;
using Column = Mapping::Column;

struct RoleWords
{
    Role role;
    std::string_view name;
    const char *help;
};

constexpr std::array<RoleWords, 16> Words = {{
    {Role::Ignore, "ignore", QT_TRANSLATE_NOOP("touchstone::Mapping", "Not read.")},
    {Role::Key, "key",
     QT_TRANSLATE_NOOP("touchstone::Mapping", "Names the prompt; other files join on it.")},
    {Role::Prompt, "prompt",
     QT_TRANSLATE_NOOP("touchstone::Mapping", "The problem. Several columns are put together.")},
    {Role::System, "system", QT_TRANSLATE_NOOP("touchstone::Mapping", "The system prompt.")},
    {Role::Messages, "messages",
     QT_TRANSLATE_NOOP("touchstone::Mapping",
                       "A chat; its last turn is the response if the assistant says it.")},
    {Role::Reference, "reference",
     QT_TRANSLATE_NOOP("touchstone::Mapping", "The correct final answer.")},
    {Role::Reasoning, "reasoning",
     QT_TRANSLATE_NOOP("touchstone::Mapping", "A response's reasoning.")},
    {Role::Answer, "answer",
     QT_TRANSLATE_NOOP("touchstone::Mapping", "A response's final text, without reasoning.")},
    {Role::Response, "response",
     QT_TRANSLATE_NOOP("touchstone::Mapping",
                       "A whole response; reasoning and answer are told apart.")},
    {Role::Chosen, "chosen",
     QT_TRANSLATE_NOOP("touchstone::Mapping", "A response of the source \"chosen\".")},
    {Role::Rejected, "rejected",
     QT_TRANSLATE_NOOP("touchstone::Mapping", "A response of the source \"rejected\".")},
    {Role::Source, "source",
     QT_TRANSLATE_NOOP("touchstone::Mapping", "Who made the response: a model's name.")},
    {Role::Sample, "sample", QT_TRANSLATE_NOOP("touchstone::Mapping", "The number of the sample.")},
    {Role::Verdict, "verdict",
     QT_TRANSLATE_NOOP("touchstone::Mapping", "Kept with the response as the file's own verdict.")},
    {Role::Score, "score",
     QT_TRANSLATE_NOOP("touchstone::Mapping", "Kept with the response as the file's own score.")},
    {Role::Meta, "meta", QT_TRANSLATE_NOOP("touchstone::Mapping", "Kept with the prompt.")},
}};

bool mayRepeat(Role role)
{
    switch (role) {
    case Role::Ignore:
    case Role::Prompt:
    case Role::Reasoning:
    case Role::Answer:
    case Role::Response:
    case Role::Score:
    case Role::Meta:
        return true;
    default:
        return false;
    }
}

class MappedFormat final : public ImportFormat
{
public:
    explicit MappedFormat(Mapping mapping)
        : m_mapping(std::move(mapping))
    {}

    [[nodiscard]] std::string_view name() const override { return "mapping"; }
    [[nodiscard]] std::string_view title() const override { return "Columns mapped to roles"; }
    [[nodiscard]] int match(const std::set<std::string, std::less<>> &,
                            const std::vector<Row> &) const override
    {
        return 0;
    }

    Result<> read(const Row &row, IncomingRow &out) const override
    {
        Json machine = Json::object(); // what the file itself says of its response
        std::string source;
        int sample = 0;
        for (const Column &column : m_mapping.columns) {
            const Field *field = row.find(column.name);
            if (!field || field->type == Field::Type::Null || column.role == Role::Ignore
                || column.role == Role::Meta)
                continue;
            switch (column.role) {
            case Role::Key:
                out.key = formats::plain(field);
                break;
            case Role::Prompt:
                out.text += (out.text.empty() ? "" : "\n") + formats::plain(field);
                break;
            case Role::System:
                out.system = formats::plain(field);
                break;
            case Role::Messages:
                TRY(readMessages(row, column.name, out));
                break;
            case Role::Reference:
                out.reference = formats::plain(field);
                break;
            case Role::Source:
                source = formats::plain(field);
                break;
            case Role::Sample:
                sample = toQString(field->text).toInt();
                break;
            case Role::Verdict:
                machine["verdict"] = formats::plain(field);
                break;
            case Role::Score:
                machine["scores"][column.argument.empty() ? column.name : column.argument] =
                    formats::plain(field);
                break;
            default:
                TRY(addResponse(*field, column, out));
            }
        }
        for (IncomingResponse &response : out.responses) {
            if (response.source.empty())
                response.source = source;
            response.sample += sample;
            if (!machine.empty())
                response.meta = dumpJson(machine);
        }
        keepTheRest(row, out.meta);
        if (trimmed(out.text).empty() && out.key.empty())
            return formats::missing(promptColumn());
        return {};
    }

private:
    /// Columns that nobody gave a role are kept as well: a sparse one may be missing in the rows
    /// that the mapping was made from.
    void keepTheRest(const Row &row, std::string &meta) const
    {
        meta.assign(1, '{');
        for (const Field &field : row.fields) {
            const auto column = std::find_if(m_mapping.columns.begin(), m_mapping.columns.end(),
                                             [&](const Column &c) { return c.name == field.name; });
            if (column != m_mapping.columns.end() && column->role != Role::Meta)
                continue;
            if (meta.size() > 1)
                meta += ',';
            appendJsonString(meta, field.name);
            meta += ':' + formats::jsonOf(field);
        }
        meta += '}';
    }

    [[nodiscard]] std::string promptColumn() const
    {
        for (const Column &column : m_mapping.columns) {
            if (column.role == Role::Prompt || column.role == Role::Messages)
                return column.name;
        }
        return "prompt";
    }

    static Result<> readMessages(const Row &row, const std::string &column, IncomingRow &out)
    {
        TRY_ASSIGN(const Json turns, formats::parsed(row, column));
        const bool shareGpt = turns.is_array() && !turns.empty() && turns.front().is_object()
                              && turns.front().contains("from");
        return shareGpt ? formats::readChat(turns, "from", "value", out)
                        : formats::readChat(turns, "role", "content", out);
    }

    /// A list of texts is a list of samples.
    static Result<> addResponse(const Field &field, const Column &column, IncomingRow &out)
    {
        std::vector<std::string> texts;
        if (field.type == Field::Type::Array) {
            TRY_ASSIGN(const Json list, parseJson(field.text));
            for (const Json &text : list) {
                if (!text.is_string())
                    return formats::unsuitable(column.name,
                                               "a text or a list of texts was expected");
                texts.push_back(text);
            }
        } else {
            texts.push_back(formats::plain(&field));
        }
        std::string source = column.argument;
        if (column.role == Role::Chosen || column.role == Role::Rejected)
            source = column.role == Role::Chosen ? "chosen" : "rejected";
        int sample = 0;
        for (std::string &text : texts) {
            IncomingResponse &response = partnerOf(column.role, source, sample, out);
            if (column.role == Role::Reasoning)
                response.reasoning = std::move(text);
            else if (column.role == Role::Answer)
                response.answer = std::move(text);
            else
                response.raw = std::move(text);
            ++sample;
        }
        return {};
    }

    /// Reasoning and answer of one source in two columns are one response.
    static IncomingResponse &
    partnerOf(Role role, const std::string &source, int sample, IncomingRow &out)
    {
        for (IncomingResponse &response : out.responses) {
            const bool free =
                (role == Role::Reasoning && response.reasoning.empty() && response.raw.empty())
                || (role == Role::Answer && response.answer.empty() && response.raw.empty());
            if (free && response.source == source && response.sample == sample)
                return response;
        }
        IncomingResponse made;
        made.source = source;
        made.sample = sample;
        return out.responses.emplace_back(std::move(made));
    }

    Mapping m_mapping;
};

Role guessRole(std::string_view column, const std::vector<Row> &rows)
{
    std::string name(column);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    const auto is = [&name](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (is({"id", "key", "uuid", "unique_id", "idx", "question_id", "prompt_id"}))
        return Role::Key;
    if (is({"question", "prompt", "problem", "instruction", "query", "body", "formated_question",
            "input_text"}))
        return Role::Prompt;
    if (is({"system", "system_prompt"}))
        return Role::System;
    if (is({"messages", "conversations", "conversation"}))
        return Role::Messages;
    if (is({"gold", "gt", "reference", "ground_truth", "expected_answer", "final_answer", "label"}))
        return Role::Reference;
    if (is({"reasoning", "reasoning_content", "thinking", "cot", "rationale", "thought",
            "deepseek_reasoning"}))
        return Role::Reasoning;
    if (is({"response", "output", "completion", "generation", "generations", "generated_solution",
            "reason", "solution"}))
        return Role::Response;
    if (is({"chosen"}))
        return Role::Chosen;
    if (is({"rejected"}))
        return Role::Rejected;
    if (is({"model", "model_name", "generator", "generation_model"}))
        return Role::Source;
    if (is({"answer"})) {
        // Short answers are what is right; long ones are what somebody wrote.
        std::size_t longest = 0;
        for (const Row &row : rows) {
            if (const Field *field = row.find(column))
                longest = std::max(longest, field->text.size());
        }
        return longest <= 60 ? Role::Reference : Role::Response;
    }
    return Role::Meta;
}

std::vector<std::string> columnsOf(const std::vector<Row> &rows)
{
    std::vector<std::string> columns;
    for (const Row &row : rows) {
        for (const Field &field : row.fields) {
            if (std::find(columns.begin(), columns.end(), field.name) == columns.end())
                columns.emplace_back(field.name);
        }
    }
    return columns;
}

} // namespace

std::optional<Column> parseRole(std::string_view column, std::string_view role)
{
    const std::size_t colon = role.find(':');
    const std::string_view name = role.substr(0, colon);
    for (const RoleWords &words : Words) {
        if (words.name == name) {
            const std::string_view argument =
                colon == std::string_view::npos ? "" : role.substr(colon + 1);
            return Column{std::string(column), words.role, std::string(argument)};
        }
    }
    return {};
}

std::string roleName(const Column &column)
{
    const std::string name(Words.at(static_cast<std::size_t>(column.role)).name);
    return column.argument.empty() ? name : name + ":" + column.argument;
}

std::string roleHelp(Role role)
{
    const char *help = Words.at(static_cast<std::size_t>(role)).help;
    return toUtf8(QCoreApplication::translate("touchstone::Mapping", help));
}

const std::vector<Role> &allRoles()
{
    static const std::vector<Role> roles = [] {
        std::vector<Role> all;
        for (const RoleWords &words : Words)
            all.push_back(words.role);
        return all;
    }();
    return roles;
}

std::string toJsonText(const Mapping &mapping)
{
    Json json = Json::object();
    for (const Column &column : mapping.columns)
        json[column.name] = roleName(column);
    return dumpJson(json);
}

Result<Mapping> mappingFromJsonText(std::string_view text)
{
    const Error wrong{Error::Code::BadInput,
                      QCoreApplication::translate("touchstone::Mapping",
                                                  "The mapping of columns cannot be read.")};
    auto json = parseJson(text);
    if (!json || !json->is_object())
        return wrong;
    Mapping mapping;
    for (const auto &[name, role] : json->items()) {
        const auto column =
            role.is_string() ? parseRole(name, role.get<std::string>()) : std::nullopt;
        if (!column)
            return wrong;
        mapping.columns.push_back(*column);
    }
    return mapping;
}

Mapping guessMapping(const std::vector<Row> &firstRows)
{
    Mapping mapping;
    std::vector<Role> taken;
    for (const std::string &name : columnsOf(firstRows)) {
        Role role = guessRole(name, firstRows);
        if (!mayRepeat(role) && std::find(taken.begin(), taken.end(), role) != taken.end())
            role = Role::Meta;
        taken.push_back(role);
        mapping.columns.push_back({name, role, {}});
    }
    return mapping;
}

std::string shapeOf(const std::vector<Row> &firstRows)
{
    std::vector<std::string> columns = columnsOf(firstRows);
    std::sort(columns.begin(), columns.end());
    std::string all;
    for (const std::string &column : columns)
        all += column + '\n';
    return toHex(sha256(all).data(), 8);
}

Result<std::unique_ptr<ImportFormat>> makeMappedFormat(const Mapping &mapping)
{
    const auto fail = [](const QString &message) { return Error{Error::Code::BadInput, message}; };
    std::vector<Role> taken;
    bool asks = false;
    for (const Column &column : mapping.columns) {
        asks = asks || column.role == Role::Prompt || column.role == Role::Messages
               || column.role == Role::Key;
        if (!mayRepeat(column.role)
            && std::find(taken.begin(), taken.end(), column.role) != taken.end()) {
            return fail(QCoreApplication::translate("touchstone::Mapping",
                                                    "Two columns cannot both be \"%1\".")
                            .arg(toQString(roleName({{}, column.role, {}}))));
        }
        taken.push_back(column.role);
    }
    if (!asks) {
        return fail(QCoreApplication::translate(
            "touchstone::Mapping",
            "No column is the prompt, a chat or a key to join on; give one of them its role."));
    }
    return std::unique_ptr<ImportFormat>(std::make_unique<MappedFormat>(mapping));
}

} // namespace touchstone
