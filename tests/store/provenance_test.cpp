// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;

namespace {

const test::Row Human = {"p1", "One and one?", {{"people", SourceKind::Human, "2"}}};
const test::Row Teacher = {"p1", "One and one?", {{"model", SourceKind::Teacher, "two"}}, "2"};

/// "number of the import: what came with it", one import after the other.
QStringList comesFrom(const test::Project &project)
{
    const auto imports = project->provenance(project.prompt("p1"));
    QStringList lines;
    for (const Store::Provenance &import : imports.value_or({})) {
        QStringList parts;
        if (import.prompt)
            parts << QStringLiteral("prompt");
        if (import.reference)
            parts << QStringLiteral("reference");
        for (const std::string &source : import.sources)
            parts << QString::fromStdString(source);
        lines << QStringLiteral("%1: %2").arg(import.batch.value).arg(parts.join(u' '));
    }
    return lines;
}

} // namespace

class ProvenanceTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyPartComesFromItsImport()
    {
        test::Project project;
        VERIFY_RESULT(test::import(*project, {Human}));
        VERIFY_RESULT(test::import(*project, {Teacher}));
        QCOMPARE(comesFrom(project), QStringList({QStringLiteral("1: prompt people"),
                                                  QStringLiteral("2: reference model")}));
        const auto imports = project->provenance(project.prompt("p1"));
        const auto batches = project->batches();
        VERIFY_RESULT(batches);
        QCOMPARE(imports->front().path, std::string("rows.jsonl"));
        QCOMPARE(imports->back().startedUs, batches->back().startedUs);
    }

    void anImportTakenBackIsLeftOut()
    {
        test::Project project;
        VERIFY_RESULT(test::import(*project, {Human}));
        VERIFY_RESULT(test::import(*project, {Teacher}));
        VERIFY_RESULT(project->perform(Step{{SetBatchActive{BatchId{2}, false}}}));
        QCOMPARE(comesFrom(project), QStringList({QStringLiteral("1: prompt people")}));
        VERIFY_RESULT(project->undo());
        QCOMPARE(comesFrom(project).size(), 2);
    }

    void theSameRowAgainBringsNothing()
    {
        test::Project project;
        VERIFY_RESULT(test::import(*project, {Human}));
        VERIFY_RESULT(test::import(*project, {Human}));
        QCOMPARE(comesFrom(project), QStringList({QStringLiteral("1: prompt people")}));
    }
};

QTEST_GUILESS_MAIN(ProvenanceTest)
#include "provenance_test.moc"
