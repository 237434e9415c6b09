// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "npmclient.h"

#include "setting.h"

#include <base/json.h>

#include <QProcess>
#include <QStandardPaths>

#include <support/npmpackages.h>

namespace touchstone::benchmark {

NpmClient::NpmClient()
    : m_node(QStandardPaths::findExecutable(QStringLiteral("node")))
{
    m_missing =
        m_node.isEmpty() ? QStringLiteral("node is not installed") : test::fetchNpmPackages();
}

Result<Cost>
NpmClient::askAll(const std::string &base, int requests, int streams, std::int64_t bytes) const
{
    QProcess process;
    process.start(m_node, {QStringLiteral(TOUCHSTONE_SOURCE_DIR "/tests/peer/openaiclient.mjs"),
                           test::npmFolder(), QString::fromStdString(base),
                           QString::number(requests), QString::number(streams)});
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        return wrong(QStringLiteral("The npm client failed: ")
                     + QString::fromUtf8(process.readAllStandardError()));
    TRY_ASSIGN(const Json said, parseJson(process.readAllStandardOutput().toStdString()));
    if (said.value("bytes", std::int64_t(0)) != bytes)
        return wrong(QStringLiteral("The npm client read %1 bytes of text.")
                         .arg(said.value("bytes", std::int64_t(0))));
    return Cost{said.value("wall", 0.0), said.value("cpu", 0.0)};
}

} // namespace touchstone::benchmark
