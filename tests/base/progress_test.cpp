// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/progress.h>

#include <QTest>

#include <support/testdata.h>
#include <thread>
#include <vector>

using namespace touchstone;

class ProgressTest final : public QObject
{
    Q_OBJECT

private slots:
    void aStageIsReportedAtOnceAndBeginsAtNothing()
    {
        std::vector<Progress::State> seen;
        Progress progress([&seen](const Progress::State &state) { seen.push_back(state); });
        progress.setStage(QStringLiteral("reading"), 40);
        VERIFY_RESULT(progress.advance(40));
        progress.setStage(QStringLiteral("writing"));
        QVERIFY(seen.size() >= 2);
        QCOMPARE(seen.front().stage, QStringLiteral("reading"));
        QCOMPARE(seen.front().total, 40);
        QCOMPARE(seen.back().stage, QStringLiteral("writing"));
        QCOMPARE(seen.back().done, 0);
        QCOMPARE(seen.back().total, 0);
    }

    void workThatIsCancelledFailsAtItsNextStep()
    {
        Progress progress;
        VERIFY_RESULT(progress.advance(1));
        std::thread other([&progress] { progress.cancel(); });
        other.join();
        QVERIFY(progress.isCancelled());
        const auto stopped = progress.advance(2);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, Error::Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(ProgressTest)
#include "progress_test.moc"
