// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <generate/prompttemplate.h>

#include <QTest>

#include <support/testdata.h>

using namespace touchstone;

namespace {

Prompt somePrompt()
{
    Prompt prompt;
    prompt.key = "gsm8k-%1";
    prompt.text = "How many {{apples}}?";
    prompt.reference = "42";
    prompt.meta = R"({"level":3,"share":0.5,"subject":"algebra","list":[1],"none":null,"":"x"})";
    return prompt;
}

QString errorOf(std::string_view text, const Prompt &prompt)
{
    const auto filled = fillTemplate(text, prompt);
    return filled ? QString() : filled.error().message;
}

} // namespace

class PromptTemplateTest final : public QObject
{
    Q_OBJECT

private slots:
    void fieldsAreFilledIn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("filled");
        const auto row = [](const char *text, const char *filled) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(filled);
        };
        row("{{prompt}}", "How many {{apples}}?");
        row("a {{ key }} b", "a gsm8k-%1 b");
        row("{{reference}}{{reference}}", "4242");
        row("{{meta.subject}}, {{meta.level}}, {{meta.share}}", "algebra, 3, 0.5");
        row("{{{{prompt}}", "{{prompt}}");
        row("\\frac{a}{b} }} {", "\\frac{a}{b} }} {");
        row("", "");
        row("é{{reference}}é", "é42é");
    }
    void fieldsAreFilledIn()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, filled);
        const auto result = fillTemplate(text.toStdString(), somePrompt());
        VERIFY_RESULT(result);
        QCOMPARE(QString::fromStdString(*result), filled);
    }

    void whatAPromptLacksIsNamed()
    {
        const QString error = errorOf("{{system}}", somePrompt());
        QVERIFY2(error.contains(QLatin1String("{{system}}")), qPrintable(error));
        QVERIFY2(error.contains(QLatin1String("\"gsm8k-%1\"")), qPrintable(error));
        QVERIFY(
            errorOf("{{meta.nowhere}}", somePrompt()).contains(QLatin1String("{{meta.nowhere}}")));
        QVERIFY(errorOf("{{meta.none}}", somePrompt()).contains(QLatin1String("{{meta.none}}")));
        QVERIFY(errorOf("{{meta.list}}", somePrompt()).contains(QLatin1String("neither a text")));
        Prompt broken = somePrompt();
        broken.meta = "[";
        QVERIFY(errorOf("{{meta.level}}", broken).contains(QLatin1String("{{meta.level}}")));
    }

    void whatIsNoFieldIsNamed()
    {
        QVERIFY(
            errorOf("{{promt}}", somePrompt()).contains(QLatin1String("{{promt}} is no field")));
        QVERIFY(errorOf("{{}}", somePrompt()).contains(QLatin1String("{{}} is no field")));
        QVERIFY(errorOf("x {{prompt", somePrompt()).contains(QLatin1String("no end")));
    }

    void messagesAreSystemTurnsAndUser()
    {
        GenerationSettings settings;
        settings.message = "{{prompt}} Box it.";
        Prompt prompt = somePrompt();
        prompt.history = {{"user", "Hi"}, {"assistant", "Hello"}};
        auto messages = messagesFor(settings, prompt);
        VERIFY_RESULT(messages);
        QVERIFY((*messages
                 == std::vector<Message>{{"user", "Hi"},
                                         {"assistant", "Hello"},
                                         {"user", "How many {{apples}}? Box it."}}));

        prompt.system = "You are exact.";
        messages = messagesFor(settings, prompt);
        VERIFY_RESULT(messages);
        QVERIFY((messages->front() == Message{"system", "You are exact."}));

        settings.system = "{{system}} Think.";
        messages = messagesFor(settings, prompt);
        VERIFY_RESULT(messages);
        QVERIFY((messages->front() == Message{"system", "You are exact. Think."}));
        QCOMPARE(messages->size(), std::size_t{4});

        settings.message = "{{meta.nowhere}}";
        QVERIFY(!messagesFor(settings, prompt));
    }
};

QTEST_GUILESS_MAIN(PromptTemplateTest)
#include "prompttemplate_test.moc"
