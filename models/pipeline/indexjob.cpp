// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "indexjob.h"

#include <store/store.h>

#include <QCoreApplication>

namespace touchstone {

QString IndexJob::title() const
{
    return QCoreApplication::translate("touchstone::IndexJob", "Prepare the search");
}

Result<> IndexJob::run(Store &store, Progress &progress)
{
    return store.buildSearchIndex(progress);
}

} // namespace touchstone
