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
/// a brace or bracket is read value by value. A first line that is broken is refused as a line, not
/// taken for the beginning of a pretty-printed file: within an object no second one can begin.
bool looksLikeLines(std::string_view text)
{
    std::string open;
    bool inString = false;
    bool escaped = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n' && inString)
            return true;
        if (c == '\n') {
            const std::size_t last = text.substr(0, at).find_last_not_of(" \t\r");
            const std::size_t next = text.find_first_not_of(" \t\r\n", at);
            return next != std::string_view::npos && text[next] == '{' && open.back() == '{'
                   && text[last] != ':';
        }
        if (inString) {
            inString = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            open.push_back(c);
        } else if (c == '}' || c == ']') {
            open.pop_back();
            if (open.empty())
                return true;
        }
    }
    return true;
}

/// "json" or "jsonl", where the name says so, compressed or not; else empty.
QString jsonByName(QString path)
{
    path = path.toLower();
    if (path.endsWith(QLatin1String(".gz")))
        path.chop(3);
    if (path.endsWith(QLatin1String(".json")))
        return QStringLiteral("json");
    if (path.endsWith(QLatin1String(".jsonl")) || path.endsWith(QLatin1String(".ndjson")))
        return QStringLiteral("jsonl");
    return {};
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
    const bool isJson = text[first] == '{' || text[first] == '[';
    const QString named = jsonByName(path);
    if (!isJson && named.isEmpty())
        return CsvReader::open(std::move(window));
    const bool lines = isJson ? text[first] == '{' && looksLikeLines(text.substr(first))
                              : named == QLatin1String("jsonl");
    if (lines)
        return std::unique_ptr<RowReader>(std::make_unique<JsonLinesReader>(std::move(window)));
    return std::unique_ptr<RowReader>(std::make_unique<JsonArrayReader>(std::move(window)));
}

} // namespace touchstone
