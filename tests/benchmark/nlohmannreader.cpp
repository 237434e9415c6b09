// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "nlohmannreader.h"

namespace touchstone::benchmark {

Result<std::unique_ptr<RowReader>> NlohmannReader::open(const QString &path)
{
    TRY_ASSIGN(std::unique_ptr<ByteSource> source, ByteSource::open(path));
    return std::unique_ptr<RowReader>(
        std::make_unique<NlohmannReader>(ByteWindow(std::move(source))));
}

NlohmannReader::NlohmannReader(ByteWindow window)
    : m_window(std::move(window))
{}

Result<RowReader::Next> NlohmannReader::next()
{
    std::size_t end = m_window.text().find('\n');
    while (end == std::string_view::npos) {
        TRY_ASSIGN(const bool more, m_window.fill());
        if (!more)
            return Next{End{}};
        end = m_window.text().find('\n');
    }
    TRY_ASSIGN(m_json, parseJson(m_window.text().substr(0, end)));
    m_window.consume(end + 1);
    ++m_row.line;
    m_row.fields.clear();
    m_texts.clear();
    for (const auto &[name, value] : m_json.items()) {
        Field field{name, Field::Type::Text, {}};
        if (value.is_string()) {
            field.text = value.get_ref<const std::string &>();
        } else {
            field.type = Field::Type::Object;
            field.text = m_texts.emplace_back(dumpJson(value));
        }
        m_row.fields.push_back(field);
    }
    return Next{&m_row};
}

} // namespace touchstone::benchmark
