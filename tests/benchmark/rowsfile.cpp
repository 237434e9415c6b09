// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "rowsfile.h"

#include <base/json.h>
#include <base/text.h>

#include <QFile>

#include <cstdio>
#include <support/testdata.h>

namespace touchstone::benchmark {

namespace {

QString sharedProblems()
{
    const QString folder = test::dataFolder();
    const QString path = folder + QStringLiteral("/gsm8k/train.jsonl");
    return !folder.isEmpty() && QFile::exists(path) ? path : QString{};
}

} // namespace

Result<std::vector<BaseRow>> baseRows()
{
    const QString shared = sharedProblems();
    QFile file(shared.isEmpty()
                   ? QStringLiteral(TOUCHSTONE_SOURCE_DIR "/resources/sample/human.jsonl")
                   : shared);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Io, file.fileName() + QStringLiteral(" cannot be read.")};
    std::vector<BaseRow> rows;
    while (!file.atEnd()) {
        TRY_ASSIGN(const Json row, parseJson(trimmed(file.readLine().toStdString())));
        rows.push_back({row.value("question", ""), row.value("answer", "")});
    }
    return rows;
}

Result<> writeRows(const QString &path, std::int64_t first, std::int64_t count)
{
    constexpr std::size_t BufferSize = 1 << 20;
    TRY_ASSIGN(const std::vector<BaseRow> base, baseRows());
    const std::string origin =
        sharedProblems().isEmpty() ? "sample row " : "openai/grade-school-math train row ";
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return Error{Error::Code::Io, path + QStringLiteral(" cannot be written.")};
    std::string text;
    for (std::int64_t i = first; i < first + count; ++i) {
        const std::size_t which = static_cast<std::size_t>(i) % base.size();
        char number[24];
        std::snprintf(number, sizeof number, "%07lld", static_cast<long long>(i));
        text.append("{\"id\":\"gsm8k-").append(number).append("\",\"source\":");
        appendJsonString(text, origin + std::to_string(which));
        text += ",\"question\":";
        appendJsonString(text, std::string("(row ") + number + ") " + base[which].question);
        text += ",\"answer\":";
        appendJsonString(text, base[which].answer);
        text += "}\n";
        if (text.size() < BufferSize && i + 1 < first + count)
            continue;
        const auto size = static_cast<qint64>(text.size());
        if (file.write(text.data(), size) != size)
            return Error{Error::Code::Io, path + QStringLiteral(" cannot be written.")};
        text.clear();
    }
    return {};
}

} // namespace touchstone::benchmark
