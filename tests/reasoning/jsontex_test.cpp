// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <reasoning/jsontex.h>
#include <reasoning/split.h>

#include <QTest>

using namespace touchstone;

class JsonTexTest final : public QObject
{
    Q_OBJECT

private slots:
    void doublesWhatBeginsTex_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("escaped");
        const auto row = [](const char *name, const char *json, const char *escaped) {
            QTest::newRow(name) << QByteArray(json) << QByteArray(escaped);
        };
        const auto same = [&](const char *name, const char *json) { row(name, json, json); };
        row("no escape of JSON", "\\(x\\) \\alpha", "\\\\(x\\\\) \\\\alpha");
        row("form feed and backspace", "$\\frac{1}{2}$ \\boxed{3}",
            "$\\\\frac{1}{2}$ \\\\boxed{3}");
        row("names", "3 \\times 4 \\neq \\right) \\text{m}",
            "3 \\\\times 4 \\\\neq \\\\right) \\\\text{m}");
        row("an unknown u", "\\underline{x}", "\\\\underline{x}");
        row("names that may be words, where TeX is single", "\\(x \\not< \\tan y\\)",
            "\\\\(x \\\\not< \\\\tan y\\\\)");
        same("names that may be words alone", "if\\not\\tan");
        row("a row's end, where TeX is single", "\\begin{x}1 \\\\ 2\\\\\n3\\\\\\n4\\end{x}",
            "\\\\begin{x}1 \\\\\\\\ 2\\\\\\\\\n3\\\\\\\\\\n4\\\\end{x}");
        row("a row's end that is escaped, where TeX is single", "\\(1 \\\\\\\\ 2",
            "\\\\(1 \\\\\\\\ 2");
        same("escaped", "\\\\(\\\\frac{1}{2} \\\\times \\\\text{m} \\\\\\\\ 4\\\\)");
        same("line breaks and tabs", "So:\\n\\nTherefore\\nu = 3\\nr\\tnext\\r\\nright\\tx");
        same("quotes and letters", "\\\"a\\\" \\/ \\u00e9 \\$5");
        same("a lone backslash", "a\\");
        same("nothing", "");
    }

    void doublesWhatBeginsTex()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, escaped);
        QCOMPARE(QByteArray::fromStdString(withTexEscaped(json.toStdString())), escaped);
        // What is escaped stays as it is.
        QCOMPARE(QByteArray::fromStdString(withTexEscaped(escaped.toStdString())), escaped);
    }

    void aSplitResponseHasItsTex()
    {
        const std::string raw =
            "```json\n{\"reasoning\": \"Half: $\\frac{1}{2} \\times 6 \\neq 4$\\n\\nSo $3$.\", "
            "\"answer\": \"\\boxed{\\text{three}}\"}\n```";
        const SplitText split = splitReasoning(raw);
        QCOMPARE(split.splitter, std::string("json"));
        QCOMPARE(split.reasoning, std::string("Half: $\\frac{1}{2} \\times 6 \\neq 4$\n\nSo $3$."));
        QCOMPARE(split.answer, std::string("\\boxed{\\text{three}}"));
    }

    void aLooseOneHasItsTexToo()
    {
        const std::string raw = "{\"reasoning\": \"Rows:\n\\[\\begin{cases} a \\\\\n b "
                                "\\end{cases}\\right.\\]\", \"answer\": \"x\"}";
        QCOMPARE(splitReasoning(raw).reasoning,
                 std::string("Rows:\n\\[\\begin{cases} a \\\\\n b \\end{cases}\\right.\\]"));
    }
};

QTEST_GUILESS_MAIN(JsonTexTest)
#include "jsontex_test.moc"
