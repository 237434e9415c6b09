// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "backup.h"
#include "marks.h"
#include "projectlock.h"
#include "storeprivate.h"

#include <base/text.h>

#include <QDir>
#include <QFileInfo>

namespace touchstone {

namespace {

template <typename Take>
Result<> eachLine(sql::Database &database, const std::string &text, const Take &take)
{
    TRY_ASSIGN(sql::Statement query, database.prepare(text));
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return {};
        take(query.string(0));
    }
}

} // namespace

Result<> Store::saveCopy(const QString &path) const
{
    const QFileInfo target(path);
    const bool itself =
        target.absoluteFilePath() == QFileInfo(d->path).absoluteFilePath()
        || (target.exists()
            && target.canonicalFilePath() == QFileInfo(d->path).canonicalFilePath());
    if (itself)
        return Error{Error::Code::BadInput,
                     tr("A project cannot be copied onto itself; choose another name.")};
    if (target.exists() && projectlock::isTaken(path)) {
        return Error{Error::Code::Busy,
                     tr("%1 is open in another window; close it there, or choose another name.")
                         .arg(QDir::toNativeSeparators(path))};
    }
    return copyDatabase(*d->database, path);
}

Result<std::vector<std::string>> Store::check(Progress &progress) const
{
    std::vector<std::string> wrong;
    const auto gather = [&](const std::string &text, const std::string &before) -> Result<> {
        const Result<> read = eachLine(*d->database, text, [&](const std::string &line) {
            if (line != "ok")
                wrong.push_back(before + line);
        });
        // A damaged page ends one question; the others may still find more.
        if (!read && read.error().code == Error::Code::Damaged)
            wrong.push_back(before + toUtf8(read.error().message));
        else
            TRY(read);
        return {};
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
    TRY(gather(marks::staleSql(), "prompt whose filters are out of date: "));
    TRY(gather("SELECT j.seq FROM journal j LEFT JOIN journal_text t ON t.seq=j.seq WHERE t.seq IS "
               "NULL",
               "step without its edits: "));
    TRY(gather("SELECT q.id FROM request q LEFT JOIN response r ON r.id=q.response_id WHERE "
               "(q.state=1)<>(r.id IS NOT NULL) OR r.prompt_id<>q.prompt_id OR "
               "r.source_id<>q.source_id",
               "request and response that do not agree: "));
    TRY(progress.advance(3));
    TRY_ASSIGN(const Accounting kept, accounting());
    d->counted.reset();
    TRY_ASSIGN(const Accounting sum, accounting());
    TRY_ASSIGN(const std::vector<PromptId> ids, promptIds(Query{}));
    if (kept != sum || static_cast<std::int64_t>(ids.size()) != sum.imported || sum.open < 0
        || sum.imported != sum.decided + sum.skipped + sum.drafted + sum.open)
        wrong.push_back("accounting: imported is not decided + skipped + drafted + open");
    return wrong;
}

} // namespace touchstone
