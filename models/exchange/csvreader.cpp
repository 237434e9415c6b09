// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "csvreader.h"

#include "jsonreader.h"

#include <base/text.h>

#include <QCoreApplication>

#include <algorithm>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::CsvReader", text);
}

char delimiterOf(std::string_view header)
{
    char best = ',';
    std::ptrdiff_t most = 0;
    // Words of a header may well have commas in them, but no tab.
    if (header.find('\t') != std::string_view::npos)
        return '\t';
    for (const char candidate : {',', ';'}) {
        const std::ptrdiff_t count = std::count(header.begin(), header.end(), candidate);
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}

} // namespace

CsvReader::CsvReader(ByteWindow window)
    : m_window(std::move(window))
{}

Result<std::unique_ptr<RowReader>> CsvReader::open(ByteWindow window)
{
    std::unique_ptr<CsvReader> reader(new CsvReader(std::move(window)));
    while (reader->m_window.text().find('\n') == std::string_view::npos
           && reader->m_window.text().size() < LargestRow) {
        TRY_ASSIGN(const bool more, reader->m_window.fill());
        if (!more)
            break;
    }
    const std::string_view text = reader->m_window.text();
    reader->m_delimiter = delimiterOf(text.substr(0, text.find('\n')));
    TRY_ASSIGN(const Got got, reader->readRecord());
    if (got != Got::Record)
        return Error{Error::Code::BadInput,
                     tr("The header line cannot be read: a quotation mark in it is not closed, or "
                        "closes within a name.")};
    reader->readHeader();
    return std::unique_ptr<RowReader>(std::move(reader));
}

std::string CsvReader::container() const
{
    const std::string name = m_delimiter == '\t' ? "tsv" : "csv";
    return m_window.source().isCompressed() ? name + ".gz" : name;
}

void CsvReader::readHeader()
{
    for (std::size_t i = 0; i < m_cellCount; ++i) {
        std::string name(trimmed(m_cells[i]));
        if (name.empty())
            name = "column " + std::to_string(i + 1);
        std::string unique = name;
        for (int n = 2; std::find(m_header.begin(), m_header.end(), unique) != m_header.end(); ++n)
            unique = name + " " + std::to_string(n);
        m_header.push_back(unique);
    }
}

/// One character ahead is needed to tell a doubled quotation mark from a closing one. False: the
/// character at `at` is not there, because the file or what may be held in memory ends.
Result<bool> CsvReader::reach(std::size_t at)
{
    while (at + 1 >= m_window.text().size() && m_window.text().size() <= LargestRow) {
        TRY_ASSIGN(const bool more, m_window.fill());
        if (!more)
            break;
    }
    return at < m_window.text().size();
}

/// Quoting that goes wrong swallows the rows behind it. They are read again: only the line on which
/// the record began is passed.
Result<CsvReader::Got> CsvReader::giveUp(Got why)
{
    m_nextLine = m_line + 1;
    m_badLine.assign(headOf(m_window.text().substr(0, m_window.text().find('\n')), 200));
    while (true) {
        const std::string_view text = m_window.text();
        const std::size_t newline = text.find('\n');
        m_window.consume(newline == std::string_view::npos ? text.size() : newline + 1);
        if (newline != std::string_view::npos)
            return why;
        TRY_ASSIGN(const bool more, m_window.fill());
        if (!more)
            return why;
    }
}

Result<CsvReader::Got> CsvReader::readRecord()
{
    m_cellCount = 0;
    m_line = m_nextLine;
    std::size_t at = 0;
    bool inQuotes = false;
    bool wasQuoted = false;
    const auto cell = [this]() -> std::string & {
        if (m_cells.size() <= m_cellCount)
            m_cells.emplace_back();
        return m_cells[m_cellCount];
    };
    cell().clear();
    while (true) {
        if (at + 1 >= m_window.text().size()) {
            TRY_ASSIGN(const bool there, reach(at));
            if (!there && m_window.text().size() > LargestRow)
                return giveUp(Got::TooLarge);
            if (!there && inQuotes)
                return giveUp(Got::Unterminated);
            if (!there) {
                m_window.consume(at);
                m_cellCount += at > 0 ? 1 : 0;
                return at > 0 ? Got::Record : Got::End;
            }
        }
        const std::string_view text = m_window.text();
        const char c = text[at++];
        const char ahead = at < text.size() ? text[at] : '\0';
        m_nextLine += c == '\n' ? 1 : 0;
        if (inQuotes) {
            if (c != '"') {
                cell().push_back(c);
            } else if (ahead == '"') {
                cell().push_back('"');
                ++at;
            } else {
                inQuotes = false;
            }
        } else if (c == '"' && cell().empty() && !wasQuoted) {
            inQuotes = wasQuoted = true;
        } else if (c == m_delimiter) {
            ++m_cellCount;
            wasQuoted = false;
            cell().clear();
        } else if (c == '\n' || (c == '\r' && ahead == '\n')) {
            m_nextLine += c == '\r' ? 1 : 0;
            m_window.consume(c == '\r' ? at + 1 : at);
            ++m_cellCount;
            return Got::Record;
        } else if (!wasQuoted) {
            cell().push_back(c);
        } else if (c != ' ') {
            return giveUp(Got::Malformed);
        }
    }
}

Result<RowReader::Next> CsvReader::next()
{
    const auto refused = [this](const QString &reason) {
        std::string head;
        for (std::size_t i = 0;
             i < std::min<std::size_t>(m_cellCount, m_cells.size()) && head.size() < 200; ++i)
            head += (i ? " | " : "") + m_cells[i];
        return Next{RefusedRow{m_line, 0, reason.toStdString(), headForPeople(head)}};
    };
    const auto passed = [this](const QString &reason) {
        return Next{RefusedRow{m_line, 0, reason.toStdString(), headForPeople(m_badLine)}};
    };
    while (true) {
        TRY_ASSIGN(const Got got, readRecord());
        if (got == Got::End)
            return Next{End{}};
        if (got == Got::Unterminated)
            return passed(tr("The quotation mark that opens in this row is never closed."));
        if (got == Got::TooLarge)
            return passed(tr("The row is larger than 256 MB."));
        if (got == Got::Malformed)
            return passed(tr("Text stands behind a closing quotation mark; one within a "
                             "quoted cell must be doubled."));
        const bool blank = m_cellCount == 1 && m_cells[0].empty() && m_header.size() > 1;
        if (!blank)
            break;
    }
    if (m_cellCount != m_header.size()) {
        return refused(tr("The row has %1 columns and the header has %2.")
                           .arg(m_cellCount)
                           .arg(m_header.size()));
    }
    m_row.line = m_line;
    m_row.fields.clear();
    for (std::size_t i = 0; i < m_cellCount; ++i) {
        if (m_cells[i].find('\0') != std::string::npos)
            return refused(tr("Column %1 has the character NUL, which no training file may hold.")
                               .arg(toQString(m_header[i])));
        if (firstInvalidUtf8(m_cells[i]))
            return refused(tr("Column %1 is not valid UTF-8; save the file as UTF-8.")
                               .arg(toQString(m_header[i])));
        m_row.fields.push_back({m_header[i], Field::Type::Text, m_cells[i]});
    }
    return Next{&m_row};
}

} // namespace touchstone
