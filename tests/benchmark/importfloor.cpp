// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importfloor.h"

#include "barefile.h"
#include "setting.h"

#include <sqlite3.h>

#include <cstdio>
#include <cstring>
#include <simdjson.h>
#include <vector>

namespace touchstone::benchmark {

namespace {

constexpr std::int64_t RowsInTransaction = 200'000;
constexpr std::size_t BlockSize = 1 << 20;

struct BareRow
{
    std::string_view id;
    std::string_view source;
    std::string_view question;
    std::string_view answer;
};

class Inserter
{
public:
    virtual ~Inserter() = default;
    virtual void insert(const BareRow &row) = 0;
    [[nodiscard]] bool isFine() const { return m_fine; }

protected:
    void run(sqlite3_stmt *statement)
    {
        m_fine = sqlite3_step(statement) == SQLITE_DONE && m_fine;
        sqlite3_reset(statement);
    }

private:
    bool m_fine = true;
};

class FourTables final : public Inserter
{
public:
    static Result<std::unique_ptr<Inserter>> make(const BareFile &file)
    {
        TRY(file.exec("CREATE TABLE prompt(id INTEGER PRIMARY KEY, key TEXT NOT NULL);"
                      "CREATE UNIQUE INDEX prompt_key ON prompt(key);"
                      "CREATE TABLE prompt_text(id INTEGER PRIMARY KEY, text TEXT NOT NULL, "
                      "reference TEXT NOT NULL, meta TEXT NOT NULL);"
                      "CREATE TABLE response(id INTEGER PRIMARY KEY, prompt_id INTEGER NOT NULL, "
                      "source_id INTEGER NOT NULL, sample INTEGER NOT NULL);"
                      "CREATE UNIQUE INDEX response_slot ON response(prompt_id, source_id, sample);"
                      "CREATE TABLE response_text(id INTEGER PRIMARY KEY, answer TEXT NOT NULL);"));
        auto made = std::make_unique<FourTables>(file);
        TRY_ASSIGN(made->m_prompt, file.prepare("INSERT INTO prompt(key) VALUES(?1)"));
        TRY_ASSIGN(made->m_promptText,
                   file.prepare("INSERT INTO prompt_text VALUES(?1, ?2, ?3, ?4)"));
        TRY_ASSIGN(
            made->m_response,
            file.prepare("INSERT INTO response(prompt_id, source_id, sample) VALUES(?1, 1, 0)"));
        TRY_ASSIGN(made->m_responseText, file.prepare("INSERT INTO response_text VALUES(?1, ?2)"));
        return std::unique_ptr<Inserter>(std::move(made));
    }

    explicit FourTables(const BareFile &file)
        : m_file(file)
    {}

    void insert(const BareRow &row) override
    {
        bindText(m_prompt.get(), 1, row.id);
        run(m_prompt.get());
        const std::int64_t prompt = m_file.lastInsertId();
        const std::size_t mark = row.answer.rfind("#### ");
        sqlite3_bind_int64(m_promptText.get(), 1, prompt);
        bindText(m_promptText.get(), 2, row.question);
        bindText(m_promptText.get(), 3,
                 mark == std::string_view::npos ? "" : row.answer.substr(mark + 5));
        bindText(m_promptText.get(), 4, row.source);
        run(m_promptText.get());
        sqlite3_bind_int64(m_response.get(), 1, prompt);
        run(m_response.get());
        sqlite3_bind_int64(m_responseText.get(), 1, m_file.lastInsertId());
        bindText(m_responseText.get(), 2, row.answer);
        run(m_responseText.get());
    }

private:
    const BareFile &m_file;
    BareFile::Statement m_prompt;
    BareFile::Statement m_promptText;
    BareFile::Statement m_response;
    BareFile::Statement m_responseText;
};

class OneTable final : public Inserter
{
public:
    static Result<std::unique_ptr<Inserter>> make(const BareFile &file)
    {
        TRY(file.exec("CREATE TABLE row(number INTEGER PRIMARY KEY, id TEXT NOT NULL, "
                      "source TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL);"
                      "CREATE UNIQUE INDEX row_id ON row(id);"));
        auto made = std::make_unique<OneTable>();
        TRY_ASSIGN(made->m_row, file.prepare("INSERT INTO row(id, source, question, answer) "
                                             "VALUES(?1, ?2, ?3, ?4)"));
        return std::unique_ptr<Inserter>(std::move(made));
    }

    void insert(const BareRow &row) override
    {
        bindText(m_row.get(), 1, row.id);
        bindText(m_row.get(), 2, row.source);
        bindText(m_row.get(), 3, row.question);
        bindText(m_row.get(), 4, row.answer);
        run(m_row.get());
    }

private:
    BareFile::Statement m_row;
};

/// The lines of a file, each followed by the padding that simdjson reads.
class Lines
{
public:
    explicit Lines(const QString &path)
        : m_file(std::fopen(path.toUtf8().constData(), "rb"))
        , m_bytes(2 * BlockSize + simdjson::SIMDJSON_PADDING)
    {}
    ~Lines()
    {
        if (m_file)
            std::fclose(m_file);
    }
    Q_DISABLE_COPY_MOVE(Lines)

    bool next(std::string_view &line)
    {
        while (true) {
            const char *begin = m_bytes.data() + m_begin;
            const auto *end = static_cast<const char *>(std::memchr(begin, '\n', m_end - m_begin));
            if (end) {
                line = {begin, static_cast<std::size_t>(end - begin)};
                m_begin += line.size() + 1;
                return true;
            }
            std::memmove(m_bytes.data(), begin, m_end - m_begin);
            m_end -= m_begin;
            m_begin = 0;
            const std::size_t got =
                m_file ? std::fread(m_bytes.data() + m_end, 1, BlockSize, m_file) : 0;
            if (got == 0)
                return false;
            m_end += got;
        }
    }

private:
    std::FILE *m_file;
    std::vector<char> m_bytes;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

bool parse(simdjson::dom::parser &parser, std::string_view line, BareRow &row)
{
    simdjson::dom::element object;
    return parser.parse(line.data(), line.size(), false).get(object) == simdjson::SUCCESS
           && object["id"].get(row.id) == simdjson::SUCCESS
           && object["source"].get(row.source) == simdjson::SUCCESS
           && object["question"].get(row.question) == simdjson::SUCCESS
           && object["answer"].get(row.answer) == simdjson::SUCCESS;
}

} // namespace

Result<std::int64_t> bareImport(const QString &input, const QString &path, FloorShape shape)
{
    TRY_ASSIGN(const BareFile file, BareFile::open(path));
    TRY(file.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536"));
    TRY_ASSIGN(const std::unique_ptr<Inserter> inserter,
               shape == FloorShape::FourTables ? FourTables::make(file) : OneTable::make(file));
    TRY(file.exec("BEGIN IMMEDIATE"));
    Lines lines(input);
    simdjson::dom::parser parser;
    BareRow row;
    std::int64_t rows = 0;
    std::string_view line;
    while (lines.next(line)) {
        if (!parse(parser, line, row))
            return wrong(QStringLiteral("Line %1 is not a row of ours.").arg(rows + 1));
        inserter->insert(row);
        if (++rows % RowsInTransaction == 0)
            TRY(file.exec("COMMIT; BEGIN IMMEDIATE"));
    }
    TRY(file.exec("COMMIT; PRAGMA synchronous=FULL"));
    if (!inserter->isFine())
        return wrong(QStringLiteral("A row could not be inserted."));
    TRY(file.exec("PRAGMA journal_mode=DELETE"));
    return rows;
}

} // namespace touchstone::benchmark
