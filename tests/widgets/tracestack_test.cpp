// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/formulas/formulaservice.h>
#include <widgets/reading/tracestack.h>
#include <widgets/reading/traceview.h>

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace touchstone;

namespace {

Response response(std::int64_t id, const std::string &words)
{
    Response made;
    made.id = ResponseId{id};
    for (int i = 0; i < 60; ++i)
        made.reasoning += words + " in row " + std::to_string(i) + ".\n\n";
    made.answer = words;
    return made;
}

/// Counts the events of one type that reach an object.
class Counter final : public QObject
{
public:
    Counter(QObject *watched, QEvent::Type type)
        : m_type(type)
    {
        watched->installEventFilter(this);
    }
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == m_type ? 1 : 0;
        return false;
    }

private:
    QEvent::Type m_type;
};

} // namespace

class TraceStackTest final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_stack = std::make_unique<TraceStack>(QStringLiteral("trace"));
        m_stack->resize(600, 400);
        m_stack->QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(m_stack.get()));
        m_stack->show(response(1, "Pears"));
    }

    void oneIsSeenAndBearsTheName()
    {
        m_stack->show(response(2, "Apples"));
        int visible = 0;
        for (const TraceView *view : m_stack->views()) {
            visible += view->isVisible() ? 1 : 0;
            QCOMPARE(view->objectName().isEmpty(), !view->isVisible());
        }
        QCOMPARE(visible, 1);
        QVERIFY(m_stack->current()->toPlainText().contains(QStringLiteral("Apples")));
    }

    void whatWasPreparedIsShownAsItWasLaidOut()
    {
        m_stack->prepare(response(2, "Apples"));
        QVERIFY(m_stack->current()->toPlainText().contains(QStringLiteral("Pears")));
        TraceView *const ready = holderOf(2);
        QVERIFY(ready != nullptr && ready != m_stack->current());
        const QTextDocument *const document = ready->document();
        QCOMPARE(document->pageSize().toSize().width(), m_stack->current()->viewport()->width());
        const Counter resized(ready, QEvent::Resize);
        const Counter viewportResized(ready->viewport(), QEvent::Resize);
        m_stack->show(response(2, "Apples"));
        QCOMPARE(m_stack->current(), ready);
        QCOMPARE(m_stack->current()->document(), document);
        QCOMPARE(resized.count, 0);
        QCOMPARE(viewportResized.count, 0);
        QCOMPARE(ready->viewport()->size(), holderOf(1)->viewport()->size());
    }

    void formulasComeBeforeTheTextThatIsPrepared()
    {
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        FormulaService formulas(QApplication::font());
        m_stack->setFormulas(&formulas);
        m_stack->prepare(response(2, "Apples $x^2$"));
        TraceView *const ready = holderOf(2);
        QVERIFY(ready->toPlainText().isEmpty());
        QVERIFY(ready->waitsForFormulas());
        QTRY_VERIFY_WITH_TIMEOUT(!ready->waitsForFormulas(), 60'000);
        QVERIFY(ready->toPlainText().contains(QStringLiteral("Apples")));
        const QTextDocument *const document = ready->document();
        m_stack->show(response(2, "Apples $x^2$"));
        QCOMPARE(m_stack->current(), ready);
        QCOMPARE(ready->document(), document);
        m_stack.reset();
    }

    void whoeverComesBeforeTheFormulasReadsTheText()
    {
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        FormulaService formulas(QApplication::font());
        m_stack->setFormulas(&formulas);
        std::string many;
        for (int i = 0; i < 200; ++i)
            many += "$x_{" + std::to_string(i) + "}$ ";
        m_stack->prepare(response(2, "Apples " + many));
        QVERIFY(holderOf(2)->toPlainText().isEmpty());
        m_stack->show(response(2, "Apples " + many));
        QVERIFY(m_stack->current()->toPlainText().contains(QStringLiteral("Apples")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_stack->current()->waitsForFormulas(), 60'000);
        QVERIFY(m_stack->current()->toPlainText().contains(QChar::ObjectReplacementCharacter));
        m_stack.reset();
    }

    void theOneBeforeIsStillThere()
    {
        const QTextDocument *const before = m_stack->current()->document();
        m_stack->prepare(response(2, "Apples"));
        m_stack->show(response(2, "Apples"));
        m_stack->prepare(response(3, "Plums"));
        m_stack->current()->verticalScrollBar()->setValue(50);
        m_stack->show(response(1, "Pears"));
        QCOMPARE(m_stack->current()->document(), before);
        m_stack->show(response(2, "Apples"));
        QCOMPARE(m_stack->current()->verticalScrollBar()->value(), 0);
    }

    void changedTextIsNotTakenForTheOneBefore()
    {
        m_stack->prepare(response(2, "Apples"));
        m_stack->show(response(2, "Quinces"));
        QVERIFY(m_stack->current()->toPlainText().contains(QStringLiteral("Quinces")));
        QVERIFY(!m_stack->current()->toPlainText().contains(QStringLiteral("Apples")));
    }

    void anotherSizeIsLaidOutForIt()
    {
        m_stack->prepare(response(2, "Apples"));
        m_stack->resize(500, 300);
        m_stack->show(response(2, "Apples"));
        QCOMPARE(m_stack->current()->size(), QSize(500, 300));
        QCOMPARE(m_stack->current()->document()->pageSize().toSize().width(),
                 m_stack->current()->viewport()->width());
    }

    void theFocusStaysWithWhatIsSeen()
    {
        m_stack->activateWindow();
        m_stack->current()->setFocus();
        QTRY_VERIFY(m_stack->current()->hasFocus());
        m_stack->show(response(2, "Apples"));
        QVERIFY(m_stack->current()->hasFocus());
    }

    void foldingIsForAll()
    {
        m_stack->prepare(response(2, "Apples"));
        m_stack->setFolded(true);
        QVERIFY(m_stack->current()->toPlainText().contains(QStringLiteral("▸ Pears in row 59")));
        m_stack->show(response(2, "Apples"));
        QVERIFY(m_stack->current()->toPlainText().contains(QStringLiteral("▸ Apples in row 59")));
    }

    void nothingIsKeptOfAProjectThatWasClosed()
    {
        m_stack->prepare(response(2, "Apples"));
        m_stack->showNothing();
        QVERIFY(m_stack->current()->toPlainText().isEmpty());
        QVERIFY(holderOf(2) == nullptr);
    }

private:
    TraceView *holderOf(std::int64_t id) const
    {
        const auto &views = m_stack->views();
        const auto found = std::find_if(views.begin(), views.end(), [id](const TraceView *view) {
            return view->response().id == ResponseId{id};
        });
        return found == views.end() ? nullptr : *found;
    }

    std::unique_ptr<TraceStack> m_stack;
};

QTEST_MAIN(TraceStackTest)
#include "tracestack_test.moc"
