// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "rowreader.h"

#include "csvreader.h"
#include "jsonreader.h"

#include <QCoreApplication>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::RowReader", text);
}

/// A first line that is one whole object means one object a line; everything else that begins with
/// a brace or bracket is read value by value.
bool looksLikeLines(std::string_view text)
{
    if (text.front() != '{')
        return false;
    int depth = 0;
    bool inString = false;
    bool escaped = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n' && (depth > 0 || inString))
            return inString; // a broken line is refused as a line, not taken for a pretty-printed
                             // file
        if (inString) {
            inString = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (--depth == 0)
                return true;
        }
    }
    return true;
}

} // namespace

Result<std::unique_ptr<RowReader>> RowReader::open(const QString &path)
{
    TRY_ASSIGN(std::unique_ptr<ByteSource> source, ByteSource::open(path));
    ByteWindow window(std::move(source));
    TRY(window.fill());
    const std::string_view start = window.text();
    if (start.starts_with("\xff\xfe") || start.starts_with("\xfe\xff")) {
        return Error{Error::Code::BadInput,
                     tr("%1 is written in UTF-16; save it as UTF-8.").arg(path)};
    }
    if (start.starts_with("\xef\xbb\xbf"))
        window.consume(3);
    const std::string_view text = window.text();
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return Error{Error::Code::BadInput, tr("%1 has no rows, only blank lines.").arg(path)};
    if (text[first] != '{' && text[first] != '[')
        return CsvReader::open(std::move(window));
    if (looksLikeLines(text.substr(first)))
        return std::unique_ptr<RowReader>(std::make_unique<JsonLinesReader>(std::move(window)));
    return std::unique_ptr<RowReader>(std::make_unique<JsonArrayReader>(std::move(window)));
}

} // namespace touchstone
