// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "jsonrow.h"

#include <base/json.h>
#include <base/text.h>

#include <QCoreApplication>

#include <algorithm>
#include <cstring>
#include <deque>
#include <simdjson.h>
#include <unordered_map>

namespace touchstone {

namespace {

std::string tr(const char *text)
{
    return QCoreApplication::translate("touchstone::JsonRow", text).toStdString();
}

std::string reasonFor(simdjson::error_code code)
{
    switch (code) {
    case simdjson::UTF8_ERROR:
        return tr("The text is not valid UTF-8; save the file as UTF-8.");
    case simdjson::DEPTH_ERROR:
        return tr("The JSON is nested too deeply (more than 1,000 levels).");
    case simdjson::INCORRECT_TYPE:
        return tr("The row is not a JSON object.");
    case simdjson::STRING_ERROR:
        return tr("A text has an escape that stands for no character.");
    case simdjson::UNCLOSED_STRING:
        return tr("A text has no closing quotation mark.");
    case simdjson::EMPTY:
        return tr("The row is empty.");
    default:
        return tr("This is not valid JSON.");
    }
}

/// The raw text of every value of a valid JSON object, in order.
void findValues(std::string_view text, std::vector<std::string_view> &values)
{
    values.clear();
    int depth = 0;
    std::size_t begin = 0; // of the value at depth 1; 0: none begun
    for (std::size_t at = 0; at < text.size(); ++at) {
        switch (text[at]) {
        case '"':
            for (++at; text[at] != '"'; ++at)
                at += text[at] == '\\' ? 1 : 0;
            break;
        case '{':
        case '[':
            ++depth;
            break;
        case ':':
            if (depth == 1)
                begin = at + 1;
            break;
        case '}':
        case ']':
        case ',':
            if (depth == 1 && begin != 0) {
                values.push_back(trimmed(text.substr(begin, at - begin)));
                begin = 0;
            }
            depth -= text[at] == ',' ? 0 : 1;
            break;
        default:
            break;
        }
    }
}

/// Where the JSON goes wrong, from 1; 0: not known. Only for refused rows, so it may take its time.
std::int64_t placeOf(std::string_view text)
{
    constexpr std::size_t WorthLooking = std::size_t{1} << 20;
    if (text.size() > WorthLooking)
        return 0;
    try {
        [[maybe_unused]] const auto parsed = Json::parse(text);
    } catch (const nlohmann::json::parse_error &error) {
        return static_cast<std::int64_t>(error.byte);
    } catch (const nlohmann::json::exception &) {
        return 0; // a number beyond every range, say: wrong, but not at one place
    }
    return 0;
}

Field::Type typeOf(simdjson::dom::element_type type)
{
    switch (type) {
    case simdjson::dom::element_type::STRING:
        return Field::Type::Text;
    case simdjson::dom::element_type::ARRAY:
        return Field::Type::Array;
    case simdjson::dom::element_type::OBJECT:
        return Field::Type::Object;
    case simdjson::dom::element_type::BOOL:
        return Field::Type::Boolean;
    case simdjson::dom::element_type::NULL_VALUE:
        return Field::Type::Null;
    default:
        return Field::Type::Number;
    }
}

Field::Type typeOf(const Json &value)
{
    return value.is_string()    ? Field::Type::Text
           : value.is_array()   ? Field::Type::Array
           : value.is_object()  ? Field::Type::Object
           : value.is_boolean() ? Field::Type::Boolean
           : value.is_null()    ? Field::Type::Null
                                : Field::Type::Number;
}

} // namespace

struct JsonRowParser::Parsers
{
    simdjson::dom::parser rows;
    std::vector<std::string_view> values;
    std::unordered_map<std::string_view, std::size_t> seen;
    std::deque<std::string> kept; ///< of rows that simdjson leaves to the other parser

    // Not simdjson's lazy interface: it does not look at what is skipped, and where the compiler
    // may not assume the processor's instructions it is the slower one of the two.
    simdjson::error_code read(std::string_view text, Row &row)
    {
        simdjson::dom::element document;
        if (const auto code = rows.parse(text.data(), text.size(), false).get(document))
            return code == simdjson::NUMBER_ERROR ? readWithLargeNumbers(text, row) : code;
        simdjson::dom::object object;
        if (const auto code = document.get_object().get(object))
            return code;
        seen.clear();
        values.clear();
        std::size_t index = 0;
        for (const auto &[name, value] : object) {
            Field field{name, typeOf(value.type()), {}};
            if (field.type == Field::Type::Text) {
                field.text = value.get_string().value_unsafe();
            } else {
                if (values.empty())
                    findValues(text, values);
                field.text = values[index];
            }
            ++index;
            add(row, field);
        }
        return simdjson::SUCCESS;
    }

    /// Whole numbers beyond 64 bits and the like are JSON all the same.
    simdjson::error_code readWithLargeNumbers(std::string_view text, Row &row)
    {
        const auto json = parseJson(text);
        if (!json)
            return simdjson::NUMBER_ERROR;
        if (!json->is_object())
            return simdjson::INCORRECT_TYPE;
        kept.clear();
        seen.clear();
        for (const auto &[name, value] : json->items()) {
            Field field{kept.emplace_back(name), typeOf(value), {}};
            field.text =
                kept.emplace_back(value.is_string() ? value.get<std::string>() : dumpJson(value));
            add(row, field);
        }
        return simdjson::SUCCESS;
    }

    /// Of two fields of one name the last one holds, as in every other reader of JSON.
    void add(Row &row, const Field &field)
    {
        constexpr std::size_t FewFields = 24;
        if (row.fields.size() < FewFields) {
            for (Field &known : row.fields) {
                if (known.name == field.name) {
                    known = field;
                    return;
                }
            }
        } else {
            if (seen.empty()) {
                for (std::size_t i = 0; i < row.fields.size(); ++i)
                    seen.emplace(row.fields[i].name, i);
            }
            const auto [place, isNew] = seen.emplace(field.name, row.fields.size());
            if (!isNew) {
                row.fields[place->second] = field;
                return;
            }
        }
        row.fields.push_back(field);
    }
};

JsonRowParser::JsonRowParser()
    : m_parsers(std::make_unique<Parsers>())
{}

JsonRowParser::~JsonRowParser() = default;

std::optional<RefusedRow>
JsonRowParser::parse(std::string_view text, std::size_t capacity, std::int64_t line, Row &row)
{
    row.line = line;
    row.fields.clear();
    RefusedRow refused{line, 0, {}, {}};
    const auto code = capacity - text.size() >= simdjson::SIMDJSON_PADDING
                          ? m_parsers->read(text, row)
                          : simdjson::CAPACITY;
    const bool hasNul = std::any_of(row.fields.begin(), row.fields.end(), [](const Field &field) {
        return std::memchr(field.text.data(), '\0', field.text.size()) != nullptr;
    });
    if (code == simdjson::SUCCESS && !hasNul)
        return {};
    if (code == simdjson::UTF8_ERROR)
        refused.column = static_cast<std::int64_t>(firstInvalidUtf8(text).value_or(0)) + 1;
    else if (code != simdjson::SUCCESS)
        refused.column = placeOf(text);
    if (refused.column > 1) {
        // A pretty-printed row has lines of its own, and the fault stands on one of them.
        const std::string_view before =
            text.substr(0, static_cast<std::size_t>(refused.column - 1));
        const std::size_t newline = before.rfind('\n');
        if (newline != std::string_view::npos) {
            refused.line += std::count(before.begin(), before.end(), '\n');
            refused.column -= static_cast<std::int64_t>(newline) + 1;
        }
    }
    refused.reason =
        code == simdjson::SUCCESS
            ? tr("A text has the character NUL (\\u0000), which no training file may hold.")
            : reasonFor(code);
    refused.head = headForPeople(text);
    return refused;
}

std::string headForPeople(std::string_view text)
{
    std::string head;
    for (const char c : headOf(text, 200))
        head.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c);
    return toUtf8(toQString(head));
}

} // namespace touchstone
