// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "jsonreader.h"

#include <base/text.h>

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::JsonReader", text);
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace

JsonLinesReader::JsonLinesReader(ByteWindow window)
    : m_window(std::move(window))
{}

std::string JsonLinesReader::container() const
{
    return m_window.source().isCompressed() ? "jsonl.gz" : "jsonl";
}

Result<RowReader::Next> JsonLinesReader::next()
{
    std::size_t searched = 0;
    while (true) {
        const std::string_view text = m_window.text();
        const void *newline = std::memchr(text.data() + searched, '\n', text.size() - searched);
        bool last = false;
        if (!newline) {
            searched = text.size();
            if (searched > LargestRow)
                return refuseTooLong();
            TRY_ASSIGN(const bool more, m_window.fill());
            if (more)
                continue;
            if (m_window.text().empty())
                return Next{End{}};
            last = true;
        }
        const std::string_view all = m_window.text();
        const std::size_t length =
            last ? all.size()
                 : static_cast<std::size_t>(static_cast<const char *>(newline) - all.data());
        m_window.consume(last ? length : length + 1);
        searched = 0;
        ++m_line;
        const std::string_view line = trimmed(all.substr(0, length));
        if (line.empty())
            continue;
        auto refused = m_parser.parse(line, m_window.capacityFrom(line.data()), m_line, m_row);
        if (refused)
            return Next{std::move(*refused)};
        return Next{&m_row};
    }
}

Result<RowReader::Next> JsonLinesReader::refuseTooLong()
{
    ++m_line;
    RefusedRow refused{m_line, 0, {}, headForPeople(m_window.text())};
    refused.reason = tr("The row is larger than 256 MB.").toStdString();
    while (true) {
        const std::string_view text = m_window.text();
        const std::size_t newline = text.find('\n');
        m_window.consume(newline == std::string_view::npos ? text.size() : newline + 1);
        if (newline != std::string_view::npos)
            break;
        TRY_ASSIGN(const bool more, m_window.fill());
        if (!more)
            break;
    }
    return Next{std::move(refused)};
}

JsonArrayReader::JsonArrayReader(ByteWindow window)
    : m_window(std::move(window))
{}

std::string JsonArrayReader::container() const
{
    return m_window.source().isCompressed() ? "json.gz" : "json";
}

void JsonArrayReader::count(std::string_view text)
{
    m_line += std::count(text.begin(), text.end(), '\n');
}

/// Passes white space and any of `characters`; false at the end of the file.
Result<bool> JsonArrayReader::skipTo(const char *characters)
{
    while (true) {
        const std::string_view text = m_window.text();
        std::size_t at = 0;
        while (at < text.size() && (isSpace(text[at]) || std::strchr(characters, text[at])))
            ++at;
        count(text.substr(0, at));
        m_window.consume(at);
        if (at < text.size())
            return true;
        TRY_ASSIGN(const bool more, m_window.fill());
        if (!more)
            return false;
    }
}

/// Length of the value that begins the window: to its closing brace, or for what is no object or
/// array to the next comma, bracket or line. `whole` is false where the file ends first.
Result<std::size_t> JsonArrayReader::elementLength(bool &whole)
{
    std::size_t at = 0;
    int depth = 0;
    bool inString = false;
    bool escaped = false;
    whole = true;
    while (true) {
        const std::string_view text = m_window.text();
        for (; at < text.size(); ++at) {
            const char c = text[at];
            if (inString) {
                inString = escaped || c != '"';
                escaped = !escaped && c == '\\';
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (c == '}' || c == ']') {
                if (depth == 0)
                    return std::max<std::size_t>(at, 1);
                if (--depth == 0)
                    return at + 1;
            } else if (depth == 0 && (c == ',' || c == '\n') && at > 0) {
                return at;
            }
        }
        if (text.size() > LargestRow)
            return Error{Error::Code::BadInput, tr("The value that begins in line %1 is larger "
                                                   "than 256 MB. Where one bracket is missing, all "
                                                   "behind it looks like one value.")
                                                    .arg(m_line)};
        TRY_ASSIGN(const bool more, m_window.fill());
        if (!more) {
            whole = false;
            return m_window.text().size();
        }
    }
}

/// Within an object, finds the first array whose first element is an object; false: there is none
/// in sight, so the object itself is the row.
Result<bool> JsonArrayReader::enterArray()
{
    constexpr std::size_t InSight = std::size_t{8} << 20;
    while (m_window.text().size() < InSight) {
        TRY_ASSIGN(const bool more, m_window.fill());
        if (!more)
            break;
    }
    const std::string_view text = m_window.text();
    int depth = 0;
    bool inString = false;
    bool escaped = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (inString) {
            inString = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
            const std::size_t first = text.find_first_not_of(" \t\r\n", at + 1);
            const bool ofObjects =
                c == '[' && first != std::string_view::npos && text[first] == '{';
            // A chat's messages are an array of objects too; a list of rows lies in the outermost
            // object.
            if (ofObjects && depth == 2) {
                count(text.substr(0, at + 1));
                m_window.consume(at + 1);
                return true;
            }
        } else if (c == '}' || c == ']') {
            if (--depth == 0)
                return false;
        }
    }
    return false;
}

RowReader::Next JsonArrayReader::refuse(std::string_view text, const QString &reason)
{
    return RefusedRow{m_line, 0, reason.toStdString(), headForPeople(text)};
}

Result<RowReader::Next> JsonArrayReader::next()
{
    if (m_ended)
        return Next{End{}};
    if (!m_started) {
        m_started = true;
        TRY_ASSIGN(const bool any, skipTo(""));
        if (!any)
            return Next{End{}};
        if (m_window.text().front() == '[') {
            m_window.consume(1);
            m_inArray = true;
        } else {
            TRY_ASSIGN(m_inArray, enterArray());
        }
    }
    TRY_ASSIGN(const bool any, skipTo(m_inArray ? "," : ""));
    if (!any) {
        m_ended = true;
        if (m_inArray)
            return refuse({}, tr("The file ends before its list does; the rows before are whole."));
        return Next{End{}};
    }
    if (m_inArray && m_window.text().front() == ']') {
        m_ended = true; // what stands behind the list describes it and is no row
        return Next{End{}};
    }
    bool whole = true;
    TRY_ASSIGN(const std::size_t length, elementLength(whole));
    const std::string_view element = m_window.text().substr(0, length);
    const std::int64_t line = m_line;
    auto refused = m_parser.parse(element, m_window.capacityFrom(element.data()), line, m_row);
    if (!whole) {
        m_ended = true;
        if (refused)
            refused->reason = tr("The file ends within this row.").toStdString();
    }
    count(element);
    m_window.consume(length);
    if (refused)
        return Next{std::move(*refused)};
    return Next{&m_row};
}

} // namespace touchstone
