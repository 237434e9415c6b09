// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/review/reviewqueue.h>

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;

namespace {

Result<> skip(Store &store, PromptId prompt)
{
    Decision decision;
    decision.prompt = prompt;
    decision.outcome = Outcome::Skip;
    return store.perform({{SetDecision{prompt, store.annotator(), decision}}});
}

} // namespace

class ReviewQueueTest final : public QObject
{
    Q_OBJECT

private slots:
    void theFirstPageIsThereAtOnceAndTheRestComes()
    {
        test::Project project;
        VERIFY_RESULT(test::fill(*project, 700));
        ReviewQueue queue;
        queue.setStore(&*project);
        QSignalSpy completed(&queue, &ReviewQueue::completed);
        VERIFY_RESULT(queue.load({}));
        QVERIFY(queue.count() > 0);
        QVERIFY(!queue.isComplete());
        QTRY_COMPARE(completed.size(), 1);
        QCOMPARE(queue.count(), 700);
        QCOMPARE(queue.ids(), *project->promptIds({}));
    }

    void aRestOfAnotherQuestionIsDropped()
    {
        test::Project project;
        VERIFY_RESULT(test::fill(*project, 700));
        ReviewQueue queue;
        queue.setStore(&*project);
        VERIFY_RESULT(queue.load({}));
        VERIFY_RESULT(queue.load(*parseQuery("key:p7")));
        const int count = queue.count();
        QVERIFY(queue.isComplete());
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCoreApplication::processEvents();
        QCOMPARE(queue.count(), count);
    }

    void theNextOpenItemIsAfterAndThenBefore()
    {
        test::Project project;
        VERIFY_RESULT(test::fill(*project, 4));
        ReviewQueue queue;
        queue.setStore(&*project);
        VERIFY_RESULT(queue.load({}));
        QCOMPARE(queue.nextOpen(-1), 0);
        VERIFY_RESULT(skip(*project, queue.at(1)));
        QCOMPARE(queue.nextOpen(0), 2);
        VERIFY_RESULT(skip(*project, queue.at(3)));
        QCOMPARE(queue.nextOpen(2), 0);
        VERIFY_RESULT(skip(*project, queue.at(0)));
        VERIFY_RESULT(skip(*project, queue.at(2)));
        QCOMPARE(queue.nextOpen(-1), -1);
    }

    void outsideOfTheQueueIsNothing()
    {
        ReviewQueue queue;
        QVERIFY(queue.at(0).isNull());
        QCOMPARE(queue.indexOf({5}), -1);
        QCOMPARE(queue.nextOpen(0), -1);
    }
};

QTEST_GUILESS_MAIN(ReviewQueueTest)
#include "reviewqueue_test.moc"
