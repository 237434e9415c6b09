// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "bytewindow.h"
#include "rowreader.h"

#include <string>
#include <vector>

namespace touchstone {

/// RFC 4180 with a header line; comma, semicolon or tab, whichever the header has most of.
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

    enum class Got { Record, End, Unterminated };
    /// Splits the next record into m_cells.
    Result<Got> readRecord();
    void readHeader();

    ByteWindow m_window;
    char m_delimiter = ',';
    std::vector<std::string> m_header;
    std::vector<std::string> m_cells;
    std::size_t m_cellCount = 0;
    Row m_row;
    std::int64_t m_line = 0;     ///< where the last record began
    std::int64_t m_nextLine = 1; ///< where the next one begins
};

} // namespace touchstone
