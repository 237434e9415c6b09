// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "bytewindow.h"
#include "rowreader.h"

#include <string>
#include <vector>

namespace touchstone {

/// RFC 4180 with a header line; tab where the header has one, else comma or semicolon, whichever it
/// has more of. Cells keep their spaces, and a quotation mark within an unquoted cell stands for
/// itself.
class CsvReader final : public RowReader
{
public:
    static Result<std::unique_ptr<RowReader>> open(ByteWindow window);

    Result<Next> next() override;
    [[nodiscard]] std::int64_t position() const override { return m_window.source().position(); }
    [[nodiscard]] std::int64_t size() const override { return m_window.source().size(); }
    [[nodiscard]] std::string container() const override;
    Result<std::string> sha256() override { return m_window.source().sha256(); }

private:
    explicit CsvReader(ByteWindow window);

    enum class Got { Record, End, Unterminated, Malformed, TooLarge };
    /// Splits the next record into m_cells.
    Result<Got> readRecord();
    Result<bool> reach(std::size_t at);
    Result<Got> giveUp(Got why);
    void readHeader();

    ByteWindow m_window;
    char m_delimiter = ',';
    std::vector<std::string> m_header;
    std::vector<std::string> m_cells;
    std::size_t m_cellCount = 0;
    Row m_row;
    std::string m_badLine;       ///< of a record whose quoting went wrong
    std::int64_t m_line = 0;     ///< where the last record began
    std::int64_t m_nextLine = 1; ///< where the next one begins
};

} // namespace touchstone
