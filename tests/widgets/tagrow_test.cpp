// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/review/tagrow.h>

#include <QAbstractButton>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace touchstone;

namespace {

QStringList fortyTags()
{
    QStringList tags;
    for (int i = 1; i <= 40; ++i)
        tags << QStringLiteral("tag %1").arg(i);
    return tags;
}

QAbstractButton *more(const TagRow &row)
{
    return row.findChild<QAbstractButton *>(QStringLiteral("more-tags"));
}

int shownIn(const TagRow &row, const QStringList &tags)
{
    return static_cast<int>(std::count_if(tags.begin(), tags.end(), [&row](const QString &tag) {
        const auto *chip = row.findChild<QWidget *>(QStringLiteral("tag-") + tag);
        return chip && chip->isVisible() && row.rect().contains(chip->geometry());
    }));
}

} // namespace

class TagRowTest final : public QObject
{
    Q_OBJECT

private slots:
    void fewTagsAreAllShown()
    {
        TagRow row;
        const QStringList tags = fortyTags().mid(0, 3);
        row.setTags(tags, true);
        row.resize(row.sizeHint());
        row.show();
        QCOMPARE(shownIn(row, tags), 3);
        QVERIFY(!more(row)->isVisible());
    }

    void manyTagsStayInTheirRoom()
    {
        TagRow row;
        row.setTags(fortyTags(), true);
        QVERIFY(row.minimumSizeHint().width() < 60);
        row.resize(300, 24);
        row.show();
        const int shown = shownIn(row, fortyTags());
        QVERIFY(shown >= 2 && shown < 10);
        QVERIFY(more(row)->isVisible() && row.rect().contains(more(row)->geometry()));
        QCOMPARE(more(row)->text(), QStringLiteral("+%1").arg(40 - shown));
        QVERIFY(more(row)->toolTip().endsWith(QStringLiteral("tag 40")));
    }

    void aTagThatHadNoRoomIsTakenAwayByTheMenu()
    {
        TagRow row;
        row.setTags(fortyTags(), true);
        row.resize(300, 24);
        row.show();
        QSignalSpy removed(&row, &TagRow::removeRequested);
        more(row)->click();
        auto *menu = row.findChild<QMenu *>();
        QVERIFY(menu);
        menu->actions().last()->trigger();
        QCOMPARE(removed.first().first().toString(), QStringLiteral("tag 40"));
    }

    void aLongTagIsCutAndWholeInItsToolTip()
    {
        TagRow row;
        const QString tag(300, u'm');
        row.setTags({tag}, false);
        QVERIFY(row.sizeHint().width() < 200);
        auto *chip = row.findChild<QAbstractButton *>(QStringLiteral("tag-") + tag);
        QCOMPARE(chip->toolTip(), QStringLiteral("# ") + tag);
        QCOMPARE(chip->accessibleName(), QStringLiteral("# ") + tag);
    }
};

QTEST_MAIN(TagRowTest)
#include "tagrow_test.moc"
