// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/json.h>
#include <exchange/bytewindow.h>
#include <exchange/rowreader.h>

#include <deque>

namespace touchstone::benchmark {

/// JSON lines by nlohmann/json: the rival of the product's reader behind the same interface, to be
/// measured on the same import. For clean files; a line that is no object ends it.
class NlohmannReader final : public RowReader
{
public:
    static Result<std::unique_ptr<RowReader>> open(const QString &path);
    explicit NlohmannReader(ByteWindow window);

    Result<Next> next() override;
    [[nodiscard]] std::int64_t position() const override { return m_window.source().position(); }
    [[nodiscard]] std::int64_t size() const override { return m_window.source().size(); }
    [[nodiscard]] std::string container() const override { return "jsonl"; }
    Result<std::string> sha256() override { return m_window.source().sha256(); }

private:
    ByteWindow m_window;
    Json m_json;
    std::deque<std::string> m_texts; ///< of what is no text
    Row m_row;
};

} // namespace touchstone::benchmark
