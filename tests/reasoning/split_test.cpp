// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>
#include <reasoning/split.h>

#include <QTest>

using namespace touchstone;

/// Thinking and answer told apart, in every dialect (DOMAIN §4 end, §5.2).
class SplitTest final : public QObject
{
    Q_OBJECT

private slots:
    void tellsThinkingFromAnswer_data();
    void tellsThinkingFromAnswer();
    void fieldsGoBeforeMarks_data();
    void fieldsGoBeforeMarks();
    void finishReasonLengthMeansTruncated_data();
    void finishReasonLengthMeansTruncated();
};

void SplitTest::tellsThinkingFromAnswer_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("reasoning");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("splitter");
    QTest::addColumn<uint>("flags");
    const auto add = [](const char *title, const char *raw, const char *reasoning,
                        const char *answer, const char *splitter, uint flags = NoFlag) {
        QTest::newRow(title) << QString::fromUtf8(raw) << QString::fromUtf8(reasoning)
                             << QString::fromUtf8(answer) << QString::fromUtf8(splitter) << flags;
    };
    add("no thinking", " Twelve plums.\n", "", "Twelve plums.", "");
    add("think", "<think>\n3 times 4\n</think>\n\n12", "3 times 4", "12", "think");
    add("think and answer element", "<think>a</think> <answer> b </answer>", "a", "b", "think");
    add("answer element that does not end", "<think>a</think><answer>b", "a", "b", "think");
    add("words behind the answer element", "<think>a</think><answer>b</answer> c", "a", "b\n\nc",
        "think");
    add("thinking", "<thinking>a</thinking>b", "a", "b", "thinking");
    add("begin_of_thought",
        "<|begin_of_thought|>a<|end_of_thought|> <|begin_of_solution|>b<|end_of_solution|>", "a",
        "b", "begin_of_thought");
    add("kimi", "◁think▷a◁/think▷b", "a", "b", "kimi");
    add("harmony",
        "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b"
        "<|return|>",
        "a", "b", "harmony");
    add("harmony with its own start",
        "<|start|>assistant<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>"
        "final<|message|>b",
        "a", "b", "harmony");
    add("harmony thinking twice",
        "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>analysis<|message|>b"
        "<|end|><|start|>assistant<|channel|>final<|message|>c",
        "a\n\nb", "c", "harmony");
    add("a harmony answer without thinking", "<|channel|>final<|message|>b<|end|>", "",
        "<|channel|>final<|message|>b<|end|>", "");
    add("s1", "<|im_start|>think\na\n<|im_start|>answer\nb<|im_end|>", "a", "b", "s1");
    add("seed", "<seed:think>a</seed:think>b", "a", "b", "seed");
    add("missing opener", "a, so b\n</think>\n\nb", "a, so b", "b", "missing opener",
        MissingOpener);
    add("missing opener, the tag named later", "a</think>write <think> first", "a",
        "write <think> first", "missing opener", MissingOpener);
    add("empty thinking", "<think>\n\n</think>\n\nb", "", "b", "think", EmptyReasoning);
    add("thinking that never ends", "<think>a and a", "a and a", "", "think",
        UnterminatedThink | EmptyAnswer);
    add("thinking that has just begun", "<think>", "", "", "think",
        UnterminatedThink | EmptyReasoning | EmptyAnswer);
    add("nothing but thinking", "<think>a</think>\n", "a", "", "think", EmptyAnswer);
    add("nothing", "", "", "", "", EmptyAnswer);
    add("words before the thinking", "Sure. <think>a</think>b", "a", "Sure.\n\nb", "think");
    add("two blocks of thinking", "<think>a</think>\n<think>b</think>c", "a\n\nb", "c", "think");
    add("a tag within the answer", "<think>a</think>b <think>c</think>", "a", "b <think>c</think>",
        "think");
    add("the first dialect holds", "<thinking>a, not <think></thinking>b", "a, not <think>", "b",
        "thinking");
    add("JSON", R"({"reasoning": "3*4 = \"12\"", "answer": "12"})", "3*4 = \"12\"", "12", "json");
    add("JSON with a number", R"({"reasoning": "a", "answer": 12})", "a", "12", "json");
    add("JSON in a fence", "```json\n{\"reasoning\": \"a\",\n\"answer\": \"12\"}\n```", "a", "12",
        "json");
    add("JSON with plain line breaks", "{\"reasoning\": \"a\nb\", \"answer\": \"12\"}", "a\nb",
        "12", "json");
    add("JSON with unescaped marks and TeX",
        R"json({"reasoning": "say "a" \(x\)", "answer": "12"})json", "say \"a\" \\(x\\)", "12",
        "json");
    add("JSON that is cut off", R"({"reasoning": "a and a)", "a and a", "", "json",
        UnterminatedThink | EmptyAnswer);
    add("JSON without an answer", R"({"reasoning": "a"})", "a", "", "json", EmptyAnswer);
    add("JSON of something else", R"({"answer": 12})", "", R"({"answer": 12})", "");
}

void SplitTest::tellsThinkingFromAnswer()
{
    QFETCH(QString, raw);
    const SplitText split = splitReasoning(toUtf8(raw));
    QTEST(toQString(split.reasoning), "reasoning");
    QTEST(toQString(split.answer), "answer");
    QTEST(toQString(split.splitter), "splitter");
    QTEST(uint{split.flags}, "flags");
}

void SplitTest::fieldsGoBeforeMarks_data()
{
    QTest::addColumn<QString>("reasoningField");
    QTest::addColumn<QString>("answerField");
    QTest::addColumn<QString>("reasoning");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<uint>("flags");
    const auto add = [](const char *title, const char *reasoningField, const char *answerField,
                        const char *reasoning, const char *answer, uint flags = NoFlag) {
        QTest::newRow(title) << QString::fromUtf8(reasoningField) << QString::fromUtf8(answerField)
                             << QString::fromUtf8(reasoning) << QString::fromUtf8(answer) << flags;
    };
    add("apart", " a\n", "\n\nb", "a", "b");
    add("marks around the field", "<think>a</think>", "b", "a", "b");
    add("an opener only", "<think>a", "b", "a", "b");
    add("an opener only and no answer", "<think>a", "", "a", "", UnterminatedThink | EmptyAnswer);
    add("a copy within the answer", "a", "<think>\na\n</think>\n\nb", "a", "b");
    add("other thinking within the answer", "a", "<think>c</think>b", "a", "<think>c</think>b");
    add("no answer", "a", "", "a", "", EmptyAnswer);
    add("no reasoning", "", "b", "", "b");
}

void SplitTest::fieldsGoBeforeMarks()
{
    QFETCH(QString, reasoningField);
    QFETCH(QString, answerField);
    QFETCH(QString, reasoning);
    const SplitText split = splitFields(toUtf8(reasoningField), toUtf8(answerField));
    QCOMPARE(toQString(split.reasoning), reasoning);
    QTEST(toQString(split.answer), "answer");
    QTEST(uint{split.flags}, "flags");
    QCOMPARE(toQString(split.splitter), reasoning.isEmpty() ? QString{} : QStringLiteral("field"));
}

void SplitTest::finishReasonLengthMeansTruncated_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("truncated");
    QTest::newRow("stop") << QStringLiteral("stop") << false;
    QTest::newRow("none") << QString{} << false;
    QTest::newRow("length") << QStringLiteral("length") << true;
    QTest::newRow("max_tokens") << QStringLiteral("max_tokens") << true;
    QTest::newRow("MAX_TOKENS") << QStringLiteral("MAX_TOKENS") << true;
}

void SplitTest::finishReasonLengthMeansTruncated()
{
    QFETCH(QString, reason);
    const auto isTruncated = [](const SplitText &split) { return (split.flags & Truncated) != 0; };
    QTEST(isTruncated(splitReasoning("<think>a</think>b", toUtf8(reason))), "truncated");
    QTEST(isTruncated(splitReasoning("b", toUtf8(reason))), "truncated");
    QTEST(isTruncated(splitFields("a", "b", toUtf8(reason))), "truncated");
}

QTEST_GUILESS_MAIN(SplitTest)
#include "split_test.moc"
