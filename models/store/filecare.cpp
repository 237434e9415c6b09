// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "backup.h"
#include "storeprivate.h"

#include <QFile>
#include <QFileInfo>

namespace touchstone {

Result<> Store::saveCopy(const QString &path) const
{
    if (QFileInfo(path).absoluteFilePath() == QFileInfo(d->path).absoluteFilePath())
        return Error{Error::Code::BadInput,
                     tr("A project cannot be copied onto itself; choose another name.")};
    const QString beside = path + QStringLiteral(".new");
    QFile::remove(beside);
    TRY(copyDatabase(*d->database, beside));
    QFile::remove(path);
    if (!QFile::rename(beside, path)) {
        QFile::remove(beside);
        return Error{Error::Code::Io, tr("%1 could not be written.").arg(path)};
    }
    return {};
}

Result<std::vector<std::string>> Store::check(Progress &progress) const
{
    std::vector<std::string> wrong;
    const auto gather = [&](const std::string &text, const std::string &before) -> Result<> {
        TRY_ASSIGN(sql::Statement query, d->database->prepare(text));
        while (true) {
            TRY_ASSIGN(const bool row, query.step());
            if (!row)
                return {};
            const std::string line = query.string(0);
            if (line != "ok")
                wrong.push_back(before + line);
        }
    };
    progress.setStage(tr("Checking the file"), 4);
    TRY(gather("PRAGMA integrity_check", "file: "));
    TRY(progress.advance(1));
    TRY(gather("SELECT \"table\" || ' row ' || coalesce(rowid, '') FROM pragma_foreign_key_check",
               "reference: "));
    TRY(progress.advance(2));
    TRY(gather("SELECT p.key FROM prompt p LEFT JOIN prompt_text t ON t.prompt_id=p.id WHERE "
               "t.prompt_id IS NULL",
               "prompt without text: "));
    TRY(gather("SELECT p.key FROM response r JOIN prompt p ON p.id=r.prompt_id LEFT JOIN "
               "response_text x ON "
               "x.response_id=r.id WHERE x.response_id IS NULL",
               "response without text: "));
    TRY(gather("SELECT p.key FROM decision d JOIN prompt p ON p.id=d.prompt_id JOIN response r ON "
               "r.id IN (d.left_id, "
               "d.right_id, d.chosen_id) WHERE r.prompt_id<>d.prompt_id",
               "decision about another prompt's response: "));
    TRY(progress.advance(3));
    TRY_ASSIGN(const Accounting sum, accounting());
    TRY_ASSIGN(const std::vector<PromptId> ids, promptIds(Query{}));
    if (static_cast<std::int64_t>(ids.size()) != sum.imported || sum.open < 0
        || sum.imported != sum.decided + sum.skipped + sum.drafted + sum.open)
        wrong.push_back("accounting: imported is not decided + skipped + drafted + open");
    return wrong;
}

} // namespace touchstone
