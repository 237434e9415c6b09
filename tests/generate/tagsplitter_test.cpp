// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <generate/replies/tagsplitter.h>

#include <QTest>

#include <vector>

using namespace touchstone;

namespace {

struct Parts
{
    std::string reasoning;
    std::string answer;
    bool operator==(const Parts &) const = default;
};

Parts split(const std::vector<std::string> &pieces, bool mayLackOpener)
{
    TagSplitter splitter;
    Parts parts;
    for (const std::string &piece : pieces)
        splitter.feed(piece, parts.reasoning, parts.answer, mayLackOpener);
    splitter.finish(parts.reasoning, parts.answer);
    return parts;
}

} // namespace

class TagSplitterTest final : public QObject
{
    Q_OBJECT

private slots:
    void reasoningIsToldApartHoweverItIsCut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("mayLackOpener");
        QTest::addColumn<QString>("reasoning");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char *name, const char *text, const char *reasoning,
                            const char *answer, bool mayLackOpener = true) {
            QTest::newRow(name) << QString::fromUtf8(text) << mayLackOpener
                                << QString::fromUtf8(reasoning) << QString::fromUtf8(answer);
        };
        row("think", "<think>\n a < b \n</think>\n\nSo.\n", "a < b", "So.\n");
        row("thinking", "<thinking>a</thinking>b", "a", "b");
        row("open thoughts", "<|begin_of_thought|>a<|end_of_thought|>b", "a", "b");
        row("kimi", "◁think▷ä ◁ b◁/think▷c", "ä ◁ b", "c");
        row("seed", "<seed:think>a</seed:think>b", "a", "b");
        row("white space before", " \n<think>a</think>b", "a", "b");
        row("two blocks", "<think>a</think>\n<think>\nb</think>c", "a\n\nb", "c");
        row("empty block", "<think>\n\n</think>\n\nb", "", "b");
        row("an empty block between", "<think>a</think><think> </think><think>b</think>c", "a\n\nb",
            "c");
        row("no closer", "<think>a </thin", "a </thin", "");
        row("no opener", " a\n</think>\nb", "a", "b");
        row("no opener, and a block", "a</think><think>b</think>c", "a\n\nb", "c");
        row("in the middle", "In XML <think>a is a tag", "", "In XML <think>a is a tag");
        row("a field as well", "a</think>b", "", "a</think>b", false);
        row("a field and tags", "<think>a</think>b", "a", "b", false);
        row("only the beginning of a tag", "<thin", "", "<thin");
        row("only the beginning of an end", "a</th", "", "a</th");
        row("another tag", "<b>a</b>", "", "<b>a</b>");
        row("the closer in the answer", "<think>a</think>b </think> c", "a", "b </think> c");
        row("no tags", "  a\n", "", "  a\n");
        row("only white space", " \n", "", " \n");
        row("nothing", "", "", "");
    }
    void reasoningIsToldApartHoweverItIsCut()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, mayLackOpener);
        QFETCH(const QString, reasoning);
        QFETCH(const QString, answer);
        const std::string bytes = text.toStdString();
        const Parts parts = split({bytes}, mayLackOpener);
        QCOMPARE(QString::fromStdString(parts.reasoning), reasoning);
        QCOMPARE(QString::fromStdString(parts.answer), answer);
        std::vector<std::string> single;
        for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
            QVERIFY(split({bytes.substr(0, cut), bytes.substr(cut)}, mayLackOpener) == parts);
            if (cut < bytes.size())
                single.push_back(bytes.substr(cut, 1));
        }
        QVERIFY(split(single, mayLackOpener) == parts);
    }

    void aLongTextIsGivenAsItComes()
    {
        TagSplitter splitter;
        std::string reasoning;
        std::string answer;
        splitter.feed("<think>abc", reasoning, answer, true);
        QCOMPARE(reasoning, std::string("abc"));
        splitter.feed("def</thi", reasoning, answer, true);
        QCOMPARE(reasoning, std::string("abcdef"));
        splitter.feed("nk>x", reasoning, answer, true);
        QCOMPARE(answer, std::string("x"));
    }
};

QTEST_GUILESS_MAIN(TagSplitterTest)
#include "tagsplitter_test.moc"
