// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/reading/traceview.h>
#include <widgets/review/comparisonview.h>
#include <widgets/review/responsepane.h>

#include <QSignalSpy>
#include <QTest>

using namespace touchstone;

namespace {

Item threeResponses()
{
    Item item;
    item.prompt.id = PromptId{1};
    for (const std::int64_t id : {1, 2, 3}) {
        Response response;
        response.id = ResponseId{id};
        response.source = SourceId{id};
        response.answer = "Answer " + std::to_string(id);
        item.responses.push_back(response);
        Source source;
        source.id = SourceId{id};
        source.name = "source " + std::to_string(id);
        item.sources.push_back(source);
    }
    return item;
}

} // namespace

class ComparisonViewTest final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_view = std::make_unique<ComparisonView>();
        m_view->resize(1'200, 500);
        m_view->show(threeResponses(), {ResponseId{1}, ResponseId{2}, ResponseId{3}});
        m_view->QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void oneMoreSampleIsCountedBesideTheOneThatIsRead()
    {
        Item item = threeResponses();
        m_view->show(item, {ResponseId{1}, ResponseId{2}, ResponseId{3}});
        QVERIFY(!m_view->pane(1)->view()->accessibleName().contains(QLatin1String("sample")));
        Response more = item.responses[1];
        more.id = ResponseId{4};
        more.sample = 1;
        item.responses.push_back(more);
        item.sources.push_back(item.sources[1]);
        m_view->show(item, {ResponseId{1}, ResponseId{2}, ResponseId{3}});
        QVERIFY(m_view->pane(1)->view()->accessibleName().contains(QLatin1String("sample 1 of 2")));
    }

    void onePaneAloneTakesTheWholeWidth()
    {
        QSignalSpy changed(m_view.get(), &ComparisonView::aloneChanged);
        m_view->setAlone(true);
        QVERIFY(isSeen({0}));
        QTRY_COMPARE(m_view->pane(0)->width(), m_view->width());
        QCOMPARE(changed.size(), 1);
        m_view->setAlone(false);
        QVERIFY(isSeen({0, 1}));
        QTRY_VERIFY(qAbs(m_view->pane(0)->width() - m_view->pane(1)->width()) <= 1);
    }

    void theNextPaneTakesThePlaceOfTheOneAlone()
    {
        m_view->setAlone(true);
        m_view->focusNext();
        QVERIFY(isSeen({1}));
        m_view->focusNext();
        QVERIFY(isSeen({0}));
    }

    void theThirdComesBackWithTheOthers()
    {
        m_view->setThirdShown(true);
        QVERIFY(isSeen({0, 1, 2}));
        m_view->setCurrent(2);
        m_view->setAlone(true);
        QVERIFY(isSeen({2}));
        QVERIFY(m_view->isThirdShown());
        m_view->setAlone(false);
        QVERIFY(isSeen({0, 1, 2}));
    }

    void aThirdThatGoesLeavesAnotherAlone()
    {
        m_view->setThirdShown(true);
        m_view->setCurrent(2);
        m_view->setAlone(true);
        m_view->setThirdShown(false);
        QVERIFY(isSeen({1}));
    }

private:
    bool isSeen(const std::vector<int> &wanted) const
    {
        std::vector<int> seen;
        for (int i = 0; i < ComparisonView::Panes; ++i) {
            if (m_view->pane(i)->isVisible())
                seen.push_back(i);
        }
        return seen == wanted;
    }

    std::unique_ptr<ComparisonView> m_view;
};

QTEST_MAIN(ComparisonViewTest)
#include "comparisonview_test.moc"
