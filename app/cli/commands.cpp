// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "command.h"

#include <store/store.h>

namespace touchstone::cli {

const std::vector<std::unique_ptr<Command>> &commands()
{
    static const auto all = [] {
        std::vector<std::unique_ptr<Command>> made;
        made.push_back(makeImport());
        made.push_back(makeInfo());
        made.push_back(makeShow());
        made.push_back(makeEqual());
        made.push_back(makeGenerate());
        made.push_back(makeBatch());
        made.push_back(makeVerify());
        made.push_back(makeChoose());
        made.push_back(makeExport());
        made.push_back(makeCheck());
        made.push_back(makeFormats());
        made.push_back(makeTeachers());
        return made;
    }();
    return all;
}

namespace {

Store::Options optionsFor(Store::Mode mode)
{
    Store::Options options;
    options.mode = mode;
    const QString user = qEnvironmentVariable("TOUCHSTONE_ANNOTATOR", qEnvironmentVariable("USER"));
    if (!user.isEmpty())
        options.annotator = user.toStdString();
    return options;
}

} // namespace

Result<std::unique_ptr<Store>> openForReading(const QString &path)
{
    return Store::open(path, optionsFor(Store::Mode::ReadOnly));
}

Result<std::unique_ptr<Store>> openForWriting(const QString &path)
{
    TRY_ASSIGN(std::unique_ptr<Store> store, Store::open(path, optionsFor(Store::Mode::ReadWrite)));
    if (store->isReadOnly())
        return Error{Error::Code::ReadOnly, store->readOnlyReason()};
    return store;
}

} // namespace touchstone::cli
