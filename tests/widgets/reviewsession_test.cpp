// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/review/reviewsession.h>

#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <support/project.h>
#include <support/testdata.h>
#include <sys/resource.h>

using namespace touchstone;

namespace {

/// While it lives, no file grows: what a full disk does to a commit.
class FullDisk final
{
public:
    FullDisk()
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit none = m_before;
        none.rlim_cur = 1;
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

void decide(ReviewSession &session, Outcome outcome)
{
    Judgement judgement = session.judgement();
    judgement.outcome = outcome;
    session.setJudgement(judgement);
}

} // namespace

class ReviewSessionTest final : public QObject
{
    Q_OBJECT

private:
    std::optional<test::Project> m_project;
    std::optional<ReviewSession> m_session;

    [[nodiscard]] std::string key() const { return m_session->item()->prompt.key; }

private slots:
    void init()
    {
        m_project.emplace();
        VERIFY_RESULT(test::fill(**m_project, 5));
        m_session.emplace();
        m_session->setStore(&**m_project);
    }

    void cleanup()
    {
        m_session.reset();
        m_project.reset();
    }

    void theQueueBeginsAtTheFirstOpenItem()
    {
        VERIFY_RESULT(m_session->start({}, {}));
        QCOMPARE(key(), std::string("p1"));
        QCOMPARE(m_session->queue().count(), 5);
        decide(*m_session, Outcome::Tie);
        VERIFY_RESULT(m_session->submit());
        QCOMPARE(key(), std::string("p2"));
        VERIFY_RESULT(m_session->start({}, {}));
        QCOMPARE(key(), std::string("p2"));
    }

    void nothingIsSubmittedWithoutAnOutcome()
    {
        VERIFY_RESULT(m_session->start({}, {}));
        QVERIFY(!m_session->submit());
        QCOMPARE(key(), std::string("p1"));
    }

    void leavingAnItemKeepsWhatWasEntered()
    {
        VERIFY_RESULT(m_session->start({}, {}));
        Judgement judgement = m_session->judgement();
        judgement.note = "unsure";
        m_session->setJudgement(judgement);
        QVERIFY(m_session->isDirty());
        VERIFY_RESULT(m_session->go(1));
        QCOMPARE((*m_project)->accounting()->drafted, 1);
        VERIFY_RESULT(m_session->go(0));
        QCOMPARE(m_session->judgement().note, std::string("unsure"));
    }

    void whatCannotBeKeptKeepsTheItem()
    {
        VERIFY_RESULT(m_session->start({}, {}));
        decide(*m_session, Outcome::Left);
        {
            const FullDisk full;
            QVERIFY(!m_session->submit());
            QVERIFY(!m_session->go(1));
        }
        QCOMPARE(key(), std::string("p1"));
        QCOMPARE(m_session->judgement().outcome, Outcome::Left);
        VERIFY_RESULT(m_session->submit());
        QCOMPARE(key(), std::string("p2"));
        QCOMPARE((*m_project)->accounting()->decided, 1);
    }

    void undoGoesToTheItemItConcerns()
    {
        VERIFY_RESULT(m_session->start({}, {}));
        decide(*m_session, Outcome::Left);
        VERIFY_RESULT(m_session->submit());
        QCOMPARE(key(), std::string("p2"));
        VERIFY_RESULT(m_session->undo());
        QCOMPARE(key(), std::string("p1"));
        QCOMPARE(m_session->judgement().outcome, Outcome::None);
        VERIFY_RESULT(m_session->redo());
        QCOMPARE(m_session->judgement().outcome, Outcome::Left);
    }

    void whatWasEnteredAndUndoneComesBack()
    {
        VERIFY_RESULT(m_session->start({}, {}));
        decide(*m_session, Outcome::Neither);
        VERIFY_RESULT(m_session->undo());
        QCOMPARE(m_session->judgement().outcome, Outcome::None);
        QCOMPARE(key(), std::string("p1"));
        VERIFY_RESULT(m_session->redo());
        QCOMPARE(m_session->judgement().outcome, Outcome::Neither);
    }

    void anEditTakesTheOthersSide()
    {
        VERIFY_RESULT(m_session->start({}, {}));
        const ResponseId origin = m_session->judgement().right;
        VERIFY_RESULT(m_session->addEdited(origin, QStringLiteral("thought"),
                                           QStringLiteral("so \\boxed{9}")));
        const Response *made = responseOf(*m_session->item(), m_session->judgement().right);
        QVERIFY(made != nullptr);
        QCOMPARE(made->derivedFrom, origin);
        QCOMPARE(made->finalAnswer, std::string("9"));
        QCOMPARE(sourceOf(*m_session->item(), made->id)->kind, SourceKind::Edited);
        VERIFY_RESULT(m_session->undo());
        QCOMPARE(m_session->judgement().right, origin);
    }

    void theRubricIsUndoable()
    {
        VERIFY_RESULT(m_session->start({}, {}));
        Rubric shorter = m_session->rubric();
        shorter.criteria.resize(1);
        QSignalSpy changed(&*m_session, &ReviewSession::rubricChanged);
        VERIFY_RESULT(m_session->setRubric(shorter));
        QCOMPARE((*m_project)->rubric()->criteria.size(), std::size_t{1});
        VERIFY_RESULT(m_session->undo());
        QCOMPARE(m_session->rubric(), Rubric::standard());
        QCOMPARE(changed.size(), 2);
    }

    void thePlaceIsRemembered()
    {
        Query backwards = *parseQuery("-key:p5");
        backwards.sort = Query::Sort::Key;
        backwards.descending = true;
        VERIFY_RESULT(m_session->start(backwards, {}));
        QCOMPARE(key(), std::string("p4"));
        m_session->rememberPlace();
        m_session->setStore(nullptr);
        VERIFY_RESULT(m_project->reopen());
        m_session->setStore(&**m_project);
        VERIFY_RESULT(m_session->resume());
        QCOMPARE(key(), std::string("p4"));
        QCOMPARE(m_session->queue().query(), backwards);
        VERIFY_RESULT(m_session->go(1));
        QCOMPARE(key(), std::string("p3"));
    }

    void tagsAndFlagsKeepWhatIsBeingEntered()
    {
        VERIFY_RESULT(m_session->start({}, {}));
        decide(*m_session, Outcome::Right);
        VERIFY_RESULT(m_session->setTag(QStringLiteral(" hard "), true));
        VERIFY_RESULT(m_session->setFlagged(true));
        QCOMPARE(m_session->judgement().outcome, Outcome::Right);
        QCOMPARE(m_session->item()->tags, std::vector<std::string>{"hard"});
        QVERIFY(m_session->item()->flagged);
        QVERIFY(m_session->isDirty());
    }

    void aQueueDoesNotShrinkWhileItIsGoneThrough()
    {
        VERIFY_RESULT(m_session->start(*parseQuery("state:open"), {}));
        for (int i = 0; i < 4; ++i) {
            decide(*m_session, Outcome::Tie);
            VERIFY_RESULT(m_session->submit());
        }
        QCOMPARE(m_session->queue().count(), 5);
        QCOMPARE(m_session->index(), 4);
    }

    void anImportFillsAnEmptyQueue()
    {
        test::Project empty;
        m_session->setStore(&*empty);
        VERIFY_RESULT(m_session->start({}, {}));
        QVERIFY(m_session->item() == nullptr);
        VERIFY_RESULT(test::fill(*empty, 2));
        QVERIFY(m_session->item() != nullptr);
        m_session->setStore(nullptr);
    }
};

QTEST_GUILESS_MAIN(ReviewSessionTest)
#include "reviewsession_test.moc"
