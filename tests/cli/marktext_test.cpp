// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <app/cli/marktext.h>

#include <QTest>

using namespace touchstone;

class MarkTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsMarkedIsALineEach()
    {
        Item item;
        Response response;
        response.id = ResponseId(7);
        response.reasoning = "First there are 84 pears.\n\nThen 84/7 = 13.\n\nThat is it, I think.";
        response.answer = "It is 13.";
        const std::size_t second = response.reasoning.find("Then");
        const TextPlace place{response.id, TextPart::Reasoning, second};
        item.marks.steps = {{{response.id, TextPart::Reasoning, 0}, second, 1},
                            {place, second + 10, -1},
                            {{response.id, TextPart::Answer, 0}, 9, 0},
                            {{ResponseId(8), TextPart::Answer, 0}, 9, -1}};
        item.marks.firstErrors = {place};
        item.marks.spans = {{Uid{},
                             {response.id, TextPart::Reasoning, second + 5},
                             second + 14,
                             "arithmetic",
                             "12"},
                            {Uid{}, {response.id, TextPart::Answer, 6}, 90, "logic", ""},
                            {Uid{}, {ResponseId(8), TextPart::Answer, 0}, 4, "unit", ""}};
        QCOMPARE(cli::textOfMarks(item, response),
                 QStringLiteral("Reasoning, step 1: right\n"
                                "Reasoning, step 2: wrong, first error\n"
                                "Answer, step 1: neutral\n"
                                "Error: arithmetic, “84/7 = 13”: 12\n"
                                "Error: logic, “13.”\n"));
        item.marks = {};
        QCOMPARE(cli::textOfMarks(item, response), QString{});
    }
};

QTEST_GUILESS_MAIN(MarkTextTest)
#include "marktext_test.moc"
