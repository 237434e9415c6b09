// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <QTemporaryDir>
#include <QTest>

#include <support/project.h>
#include <support/testdata.h>

using namespace touchstone;

namespace {

Store::Options optionsAt(std::int64_t now)
{
    Store::Options options;
    options.annotator = "ines";
    options.clock = [now]() mutable { return ++now; };
    return options;
}

Step decide(const Item &item, AnnotatorId annotator, Outcome outcome, int score)
{
    Decision decision;
    decision.outcome = outcome;
    decision.left = item.responses[0].id;
    decision.right = item.responses[1].id;
    decision.note = "because";
    return {{SetDecision{item.prompt.id, annotator, decision},
             SetScore{item.responses[0].id, annotator, "Clarity", score}}};
}

} // namespace

class UndoTest final : public QObject
{
    Q_OBJECT

private slots:
    void undoAndRedoSurviveARestart()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("p.touchstone"));
        const std::vector<Outcome> outcomes = {Outcome::Left, Outcome::Right, Outcome::Tie,
                                               Outcome::Neither, Outcome::Skip};
        std::vector<Item> decided;
        {
            auto store = Store::create(path, optionsAt(1'000'000));
            VERIFY_RESULT(store);
            VERIFY_RESULT(test::fill(**store, 5));
            const auto ids = *(*store)->promptIds(Query{});
            QCOMPARE(ids.size(), std::size_t{5});
            for (std::size_t i = 0; i < ids.size(); ++i) {
                const auto item = (*store)->item(ids[i]);
                VERIFY_RESULT(item);
                VERIFY_RESULT((*store)->perform(
                    decide(*item, (*store)->annotator(), outcomes[i], static_cast<int>(i) + 1)));
                decided.push_back(*(*store)->item(ids[i]));
            }
            for (int i = 0; i < 5; ++i)
                VERIFY_RESULT((*store)->undo());
            QCOMPARE((*store)->accounting()->open, 5);
            QVERIFY(!(*store)->undoable());
        }
        auto store = Store::open(path, optionsAt(2'000'000));
        VERIFY_RESULT(store);
        for (int i = 0; i < 5; ++i)
            VERIFY_RESULT((*store)->redo());
        QCOMPARE((*store)->accounting()->decided, 4);
        QCOMPARE((*store)->accounting()->skipped, 1);
        for (const Item &item : decided)
            QVERIFY(*(*store)->item(item.prompt.id) == item);
        VERIFY_RESULT((*store)->undo());
        QCOMPARE((*store)->accounting()->skipped, 0);
    }

    void anEditEndsRedo()
    {
        QTemporaryDir folder;
        auto store = Store::create(folder.filePath(QStringLiteral("p.touchstone")), optionsAt(1));
        VERIFY_RESULT(store);
        VERIFY_RESULT(test::fill(**store, 2));
        const auto item = (*store)->item((*store)->promptIds(Query{})->front());
        VERIFY_RESULT((*store)->perform(decide(*item, (*store)->annotator(), Outcome::Left, 3)));
        VERIFY_RESULT((*store)->undo());
        VERIFY_RESULT((*store)->perform(Step{{SetFlag{item->prompt.id, true}}}));
        QVERIFY(!(*store)->redoable());
        QVERIFY(!(*store)->redo());
    }

    void takingAnImportBackIsOneStep()
    {
        QTemporaryDir folder;
        auto store = Store::create(folder.filePath(QStringLiteral("p.touchstone")), optionsAt(1));
        VERIFY_RESULT(store);
        VERIFY_RESULT(test::fill(**store, 3));
        const auto batches = (*store)->batches();
        QCOMPARE(batches->size(), std::size_t{2});
        VERIFY_RESULT((*store)->perform(Step{{SetBatchActive{batches->back().id, false}}}));
        const PromptId first = (*store)->promptIds(Query{})->front();
        QCOMPARE((*store)->item(first)->responses.size(), std::size_t{1});
        VERIFY_RESULT((*store)->undo());
        QCOMPARE((*store)->item(first)->responses.size(), std::size_t{2});
        Progress progress;
        QVERIFY((*store)->check(progress)->empty());
    }

    void anEditedResponseIsAddedAndTakenBack()
    {
        QTemporaryDir folder;
        auto store = Store::create(folder.filePath(QStringLiteral("p.touchstone")), optionsAt(1));
        VERIFY_RESULT(store);
        VERIFY_RESULT(test::fill(**store, 1));
        const PromptId first = (*store)->promptIds(Query{})->front();
        const auto source = (*store)->ensureSource("edit by ines", SourceKind::Edited);
        VERIFY_RESULT(source);
        Response edit;
        edit.uid = Uid::make(5);
        edit.prompt = first;
        edit.source = *source;
        edit.answer = "better";
        edit.derivedFrom = (*store)->item(first)->responses.front().id;
        VERIFY_RESULT((*store)->perform(Step{{AddResponse{edit}}}));
        QCOMPARE((*store)->item(first)->responses.size(), std::size_t{3});
        VERIFY_RESULT((*store)->undo());
        QCOMPARE((*store)->item(first)->responses.size(), std::size_t{2});
        VERIFY_RESULT((*store)->redo());
        QCOMPARE((*store)->item(first)->responses.back().answer, std::string("better"));
        VERIFY_RESULT((*store)->undo());
    }
};

QTEST_GUILESS_MAIN(UndoTest)
#include "undo_test.moc"
