// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "bytewindow.h"
#include "jsonrow.h"
#include "rowreader.h"

namespace touchstone {

/// One JSON object a line.
class JsonLinesReader final : public RowReader
{
public:
    explicit JsonLinesReader(ByteWindow window);

    Result<Next> next() override;
    [[nodiscard]] std::int64_t position() const override { return m_window.source().position(); }
    [[nodiscard]] std::int64_t size() const override { return m_window.source().size(); }
    [[nodiscard]] std::string container() const override;
    Result<std::string> sha256() override { return m_window.source().sha256(); }

private:
    Result<Next> refuseTooLong();

    ByteWindow m_window;
    JsonRowParser m_parser;
    Row m_row;
    std::int64_t m_line = 0;
};

/// The elements of a JSON array, or of the first array of objects within an object; a lone object,
/// or several one after the other, pretty-printed or not, are rows as well. Strict: what stands
/// between, before and behind the rows must be JSON too, or it is refused with its place.
class JsonArrayReader final : public RowReader
{
public:
    explicit JsonArrayReader(ByteWindow window);

    Result<Next> next() override;
    [[nodiscard]] std::int64_t position() const override { return m_window.source().position(); }
    [[nodiscard]] std::int64_t size() const override { return m_window.source().size(); }
    [[nodiscard]] std::string container() const override;
    Result<std::string> sha256() override { return m_window.source().sha256(); }

private:
    /// What stands where a value of the list is expected.
    enum class Mark { Value, ListEnd, FileEnd };

    Result<> start();
    Result<bool> skipSpace();
    Result<bool> enterArray();
    Result<std::size_t> elementLength(bool &whole);
    Result<Mark> nextMark(QString &fault);
    Result<Next> readValue(const QString &fault);
    Result<Next> closeList();
    Next refuse(std::string_view text, const QString &reason);
    void pass(std::size_t size);

    ByteWindow m_window;
    JsonRowParser m_parser;
    Row m_row;
    std::int64_t m_line = 1;
    bool m_started = false;
    bool m_inArray = false;
    bool m_nested = false;     ///< the list is a member of an object
    bool m_afterValue = false; ///< within the list: a comma or its end must follow
    bool m_afterComma = false; ///< within the list: a value must follow
    bool m_ended = false;
};

/// No row of any file may be larger: what cannot be held in memory cannot be read by people either.
constexpr std::size_t LargestRow = std::size_t{256} << 20;

} // namespace touchstone
