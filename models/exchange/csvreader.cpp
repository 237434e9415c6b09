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
    for (const char candidate : {',', '\t', ';'}) {
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
    if (got == Got::Unterminated)
        return Error{Error::Code::BadInput,
                     tr("The header line has a quotation mark that is not closed.")};
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
    const auto endCell = [&] {
        ++m_cellCount;
        wasQuoted = false;
        cell().clear();
    };
    cell().clear();
    while (true) {
        if (at + 1 >= m_window.text().size()) {
            // One character ahead is needed to tell a doubled quotation mark from a closing one.
            if (m_window.text().size() > LargestRow) {
                m_window.consume(m_window.text().size());
                return Got::Unterminated;
            }
            TRY_ASSIGN(const bool more, m_window.fill());
            if (!more && at >= m_window.text().size()) {
                const bool any = at > 0;
                m_window.consume(at);
                if (inQuotes)
                    return Got::Unterminated;
                if (!any)
                    return Got::End;
                ++m_cellCount;
                return Got::Record;
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
            endCell();
        } else if (c == '\n' || (c == '\r' && ahead == '\n')) {
            m_nextLine += c == '\r' ? 1 : 0;
            m_window.consume(c == '\r' ? at + 1 : at);
            ++m_cellCount;
            return Got::Record;
        } else {
            cell().push_back(c);
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
    while (true) {
        TRY_ASSIGN(const Got got, readRecord());
        if (got == Got::End)
            return Next{End{}};
        if (got == Got::Unterminated)
            return refused(tr("The quotation mark that opens in this row is never closed."));
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
            return refused(
                tr("Column %1 has the character NUL, which no training file may hold.").arg(i + 1));
        if (firstInvalidUtf8(m_cells[i]))
            return refused(tr("Column %1 is not valid UTF-8; save the file as UTF-8.").arg(i + 1));
        m_row.fields.push_back({m_header[i], Field::Type::Text, m_cells[i]});
    }
    return Next{&m_row};
}

} // namespace touchstone
