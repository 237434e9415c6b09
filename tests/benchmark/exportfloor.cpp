// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "exportfloor.h"

#include "barefile.h"
#include "setting.h"

#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <string>
#include <unistd.h>

namespace touchstone::benchmark {

namespace {

constexpr std::size_t BufferSize = 1 << 20;

class OutFile
{
public:
    explicit OutFile(const QString &path)
        : m_file(std::fopen(path.toUtf8().constData(), "wb"))
    {
        if (m_file)
            std::setvbuf(m_file, nullptr, _IONBF, 0);
        text.reserve(2 * BufferSize);
    }
    ~OutFile()
    {
        if (m_file)
            std::fclose(m_file);
    }
    Q_DISABLE_COPY_MOVE(OutFile)

    void writeWhenLarge()
    {
        if (text.size() >= BufferSize)
            write();
    }

    Result<> finish()
    {
        write();
        if (!m_fine || ::fsync(::fileno(m_file)) != 0)
            return wrong(QStringLiteral("The bare program's file could not be written."));
        return {};
    }

    std::string text;

private:
    void write()
    {
        m_fine =
            m_fine && m_file && std::fwrite(text.data(), 1, text.size(), m_file) == text.size();
        text.clear();
    }

    std::FILE *m_file;
    bool m_fine = true;
};

/// For each byte what stands after the backslash; 0: the byte itself; 'u': \\u00XX.
constexpr std::array<char, 256> escapes()
{
    std::array<char, 256> table{};
    for (std::size_t i = 0; i < 0x20; ++i)
        table[i] = 'u';
    table['\b'] = 'b';
    table['\t'] = 't';
    table['\n'] = 'n';
    table['\f'] = 'f';
    table['\r'] = 'r';
    table['"'] = '"';
    table['\\'] = '\\';
    return table;
}

void quoteJson(std::string &out, std::string_view text)
{
    static constexpr std::array<char, 256> Escapes = escapes();
    out += '"';
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const char escape = Escapes[byte];
        if (escape == 0)
            continue;
        out.append(text, begin, i - begin);
        begin = i + 1;
        out += '\\';
        out += escape;
        if (escape == 'u') {
            char digits[8];
            std::snprintf(digits, sizeof digits, "00%02x", byte);
            out += digits;
        }
    }
    out.append(text, begin);
    out += '"';
}

void quoteCsv(std::string &out, std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

template <typename Row>
Result<> writeEach(const QString &project, const char *query, OutFile &out, const Row &row)
{
    TRY_ASSIGN(const BareFile file, BareFile::open(project));
    TRY(file.exec("PRAGMA cache_size=-65536"));
    TRY_ASSIGN(const BareFile::Statement rows, file.prepare(query));
    while (sqlite3_step(rows.get()) == SQLITE_ROW) {
        row(rows.get());
        out.writeWhenLarge();
    }
    return out.finish();
}

} // namespace

Result<> bareMessages(const QString &project, const QString &out)
{
    OutFile file(out);
    return writeEach(project,
                     "SELECT t.text, x.answer FROM prompt_text t "
                     "CROSS JOIN response r ON r.prompt_id=t.prompt_id "
                     "CROSS JOIN response_text x ON x.response_id=r.id ORDER BY t.prompt_id",
                     file, [&text = file.text](sqlite3_stmt *row) {
                         text += R"({"messages":[{"role":"user","content":)";
                         quoteJson(text, textAt(row, 0));
                         text += R"(},{"role":"assistant","content":)";
                         quoteJson(text, textAt(row, 1));
                         text += "}]}\n";
                     });
}

Result<> bareCsv(const QString &project, const QString &out)
{
    OutFile file(out);
    file.text = "key,prompt,reference,source,sample,reasoning,answer,final_answer\r\n";
    return writeEach(project,
                     "SELECT p.key, t.text, t.reference, s.name, r.sample, x.answer, "
                     "x.final_answer FROM prompt p "
                     "CROSS JOIN prompt_text t ON t.prompt_id=p.id "
                     "CROSS JOIN response r ON r.prompt_id=p.id "
                     "CROSS JOIN response_text x ON x.response_id=r.id "
                     "CROSS JOIN source s ON s.id=r.source_id ORDER BY p.id",
                     file, [&text = file.text](sqlite3_stmt *row) {
                         for (int column = 0; column < 7; ++column) {
                             if (column == 5)
                                 text += ','; // no reasoning of its own
                             quoteCsv(text, textAt(row, column));
                             text += column < 6 ? "," : "\r\n";
                         }
                     });
}

} // namespace touchstone::benchmark
