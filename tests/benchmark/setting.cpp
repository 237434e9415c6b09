// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "setting.h"

#include <QFile>

namespace touchstone::benchmark {

QString Setting::path(const char *name) const
{
    return folder + QLatin1Char('/') + QLatin1String(name);
}

Error wrong(const QString &what)
{
    return {Error::Code::Damaged, what};
}

void removeProject(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal", ".lock"})
        QFile::remove(path + QLatin1String(suffix));
}

Result<std::unique_ptr<Store>> openProject(const QString &path)
{
    return Store::open(path, {});
}

Result<> importInto(const QString &path, const Setting &setting, const OpenRows &open)
{
    TRY_ASSIGN(const std::unique_ptr<Store> store, Store::create(path, {}));
    ImportPlan plan;
    plan.path = setting.input;
    plan.options.exclusive = true;
    ImportJob job(plan, open);
    Progress progress;
    TRY(job.run(*store, progress));
    const ImportWriter::Counts &counts = job.report().counts;
    if (counts.promptsNew != setting.rows || counts.responsesNew != setting.rows)
        return wrong(QStringLiteral("The import brought %1 prompts and %2 responses of %3 rows.")
                         .arg(counts.promptsNew)
                         .arg(counts.responsesNew)
                         .arg(setting.rows));
    return {};
}

} // namespace touchstone::benchmark
