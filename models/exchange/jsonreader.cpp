// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "jsonreader.h"

#include <base/json.h>
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

/// How far a list of rows is looked for within an object, and what stands around it is checked.
constexpr std::size_t InSight = std::size_t{8} << 20;

/// Where the first row of an object's list of objects begins to be looked for: behind the list's
/// bracket. 0: there is no such list before the object ends.
std::size_t rowsWithin(std::string_view text)
{
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
            if (ofObjects && depth == 2)
                return at + 1;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return 0;
        }
    }
    return 0;
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

/// Consumes bytes and counts their lines.
void JsonArrayReader::pass(std::size_t size)
{
    const std::string_view text = m_window.text().substr(0, size);
    m_line += std::count(text.begin(), text.end(), '\n');
    m_window.consume(size);
}

/// False at the end of the file.
Result<bool> JsonArrayReader::skipSpace()
{
    while (true) {
        const std::string_view text = m_window.text();
        const std::size_t at = std::min(text.find_first_not_of(" \t\r\n"), text.size());
        pass(at);
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
            whole = depth == 0 && !inString;
            return m_window.text().size();
        }
    }
}

/// Within an object, finds the first array whose first element is an object and passes all before
/// it; false: there is none in sight, so the object itself is the row.
Result<bool> JsonArrayReader::enterArray()
{
    while (m_window.text().size() < InSight) {
        TRY_ASSIGN(const bool more, m_window.fill());
        if (!more)
            break;
    }
    const std::size_t begin = rowsWithin(m_window.text());
    if (begin == 0)
        return false;
    // What stands before the rows must be JSON, as far as it goes.
    if (!parseJson(std::string(m_window.text().substr(0, begin)) + "]}"))
        return false;
    pass(begin);
    return true;
}

RowReader::Next JsonArrayReader::refuse(std::string_view text, const QString &reason)
{
    return RefusedRow{m_line, 0, reason.toStdString(), headForPeople(text)};
}

Result<> JsonArrayReader::start()
{
    m_started = true;
    TRY_ASSIGN(const bool any, skipSpace());
    if (!any)
        return {};
    if (m_window.text().front() == '[') {
        pass(1);
        m_inArray = true;
    } else if (m_window.text().front() == '{') {
        TRY_ASSIGN(m_inArray, enterArray());
        m_nested = m_inArray;
    }
    return {};
}

/// Passes space and commas up to what comes next; says in `fault` what is wrong with them.
Result<JsonArrayReader::Mark> JsonArrayReader::nextMark(QString &fault)
{
    while (true) {
        TRY_ASSIGN(const bool any, skipSpace());
        if (!any)
            return Mark::FileEnd;
        const char c = m_window.text().front();
        if (!m_inArray)
            return Mark::Value;
        if (c == ']') {
            if (m_afterComma)
                fault = tr("A comma stands before the end of the list.");
            return Mark::ListEnd;
        }
        if (c != ',') {
            if (m_afterValue)
                fault = tr("A comma is missing before this value.");
            return Mark::Value;
        }
        if (!m_afterValue)
            fault = tr("A comma stands where a value should.");
        m_afterValue = false;
        m_afterComma = true;
        pass(1);
    }
}

Result<RowReader::Next> JsonArrayReader::readValue(const QString &fault)
{
    bool whole = true;
    TRY_ASSIGN(const std::size_t length, elementLength(whole));
    const std::string_view element = m_window.text().substr(0, length);
    auto refused = m_parser.parse(element, m_window.capacityFrom(element.data()), m_line, m_row);
    if (!refused && !fault.isEmpty())
        refused = std::get<RefusedRow>(refuse(element, fault));
    if (!whole) {
        m_ended = true;
        if (refused)
            *refused = std::get<RefusedRow>(refuse(element, tr("The file ends within this row.")));
    }
    m_afterValue = m_inArray;
    m_afterComma = false;
    pass(length);
    if (refused)
        return Next{std::move(*refused)};
    return Next{&m_row};
}

/// The list has ended: what stands behind it describes the rows and is none, but it must be JSON.
Result<RowReader::Next> JsonArrayReader::closeList()
{
    m_ended = true;
    pass(1);
    if (!m_nested) {
        TRY_ASSIGN(const bool any, skipSpace());
        if (any)
            return refuse(m_window.text(), tr("This stands behind the end of the list."));
        return Next{End{}};
    }
    while (m_window.text().size() < InSight) {
        TRY_ASSIGN(const bool more, m_window.fill());
        if (!more) {
            const std::string rest = "{\"\":[]" + std::string(m_window.text());
            if (!parseJson(rest))
                return refuse(
                    m_window.text(),
                    tr("What stands behind the list is not valid JSON; the rows are whole."));
            break;
        }
    }
    return Next{End{}};
}

Result<RowReader::Next> JsonArrayReader::next()
{
    if (!m_started)
        TRY(start());
    if (m_ended)
        return Next{End{}};
    QString fault;
    TRY_ASSIGN(const Mark mark, nextMark(fault));
    switch (mark) {
    case Mark::Value:
        return readValue(fault);
    case Mark::ListEnd:
        if (fault.isEmpty())
            return closeList();
        m_afterComma = false;
        return refuse({}, fault);
    case Mark::FileEnd:
        break;
    }
    m_ended = true;
    if (m_inArray)
        return refuse({}, tr("The file ends before its list does; the rows before are whole."));
    return Next{End{}};
}

} // namespace touchstone
