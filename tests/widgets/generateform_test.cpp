// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/common/elidedlabel.h>
#include <widgets/generate/generateform.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace touchstone;

namespace {

std::vector<TeacherProfile> teachers()
{
    TeacherProfile paid;
    paid.name = "paid";
    paid.label = "Paid";
    paid.base = "https://api.example.com";
    paid.keyVariable = "PAID_API_KEY";
    paid.models = {"large", "small"};
    paid.sampling.temperature = 0.6;
    paid.sampling.maxTokens = 16384;
    paid.streams = 64;
    paid.prices = {{"large", "EUR", "2026-09-01", 1'000'000'000, {}, 2'000'000'000}};
    TeacherProfile own;
    own.name = "own";
    own.label = "Our server";
    own.base = "http://127.0.0.1:8000/v1";
    own.models = {"r1-distill"};
    return {paid, own};
}

} // namespace

class GenerateFormTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void init();
    void cleanup() { m_form.reset(); }
    void beginsWithTheOpenPromptsThatNoTeacherAnswered();
    void aTeacherBringsItsOwnModelAndSampling();
    void whatIsTypedBecomesTheSettings();
    void settingsComeBackAsTheyWere();
    void whatCannotBeReadIsNamed_data();
    void whatCannotBeReadIsNamed();
    void theServersOwnModelsJoinTheProfiles();
    void theFirstMessageIsShown();
    void aLineThatIsTooLongEndsInAnEllipsis();
    void aLongMessageGetsMoreLines();

private:
    template <typename T>
    [[nodiscard]] T *part(const char *name) const
    {
        return m_form->findChild<T *>(QLatin1String("generate.") + QLatin1String(name));
    }
    void choose(const char *teacher)
    {
        auto *list = part<QComboBox>("teacher");
        list->setCurrentIndex(list->findData(QString::fromLatin1(teacher)));
    }

    std::unique_ptr<GenerateForm> m_form;
};

void GenerateFormTest::init()
{
    m_form = std::make_unique<GenerateForm>();
    m_form->setTeachers(teachers());
    m_form->show();
}

void GenerateFormTest::beginsWithTheOpenPromptsThatNoTeacherAnswered()
{
    const auto settings = m_form->settings();
    QVERIFY(settings);
    QCOMPARE(settings->filter, std::string("state:open -has:teacher"));
    QCOMPARE(settings->teacher.name, std::string("paid"));
    QCOMPARE(settings->model, std::string("large"));
    QCOMPARE(settings->samples, 1);
    QVERIFY(!settings->budget);
}

void GenerateFormTest::aTeacherBringsItsOwnModelAndSampling()
{
    QCOMPARE(part<QSpinBox>("streams")->value(), 64);
    QCOMPARE(part<QSpinBox>("longest")->value(), 16384);
    QCOMPARE(part<QLineEdit>("sampling")->text(), QStringLiteral("temperature 0.6"));
    QSignalSpy changed(m_form.get(), &GenerateForm::teacherChanged);
    choose("own");
    QCOMPARE(changed.size(), 1);
    QCOMPARE(part<QComboBox>("model")->currentText(), QStringLiteral("r1-distill"));
    QCOMPARE(part<QSpinBox>("streams")->value(), 16);
    QVERIFY(part<QLineEdit>("sampling")->text().isEmpty());
    QVERIFY(!m_form->settings()->sampling.maxTokens);
}

void GenerateFormTest::whatIsTypedBecomesTheSettings()
{
    part<QComboBox>("model")->setEditText(QStringLiteral("large"));
    part<QSpinBox>("samples")->setValue(4);
    part<QPlainTextEdit>("message")->setPlainText(QStringLiteral("Think. {{prompt}}"));
    part<QPlainTextEdit>("system")->setPlainText(QStringLiteral("Be brief."));
    part<QLineEdit>("sampling")->setText(QStringLiteral("temperature 1 · stop \"###\""));
    part<QLineEdit>("budget")->setText(QStringLiteral("12 EUR · 5 M tokens"));
    part<QLineEdit>("source")->setText(QStringLiteral("large, briefly"));
    const auto settings = m_form->settings();
    QVERIFY2(settings, qPrintable(settings ? QString{} : settings.error().message));
    QCOMPARE(settings->samples, 4);
    QCOMPARE(settings->message, std::string("Think. {{prompt}}"));
    QCOMPARE(settings->system, std::string("Be brief."));
    QCOMPARE(*settings->sampling.temperature, 1.0);
    QCOMPARE(settings->sampling.stop, std::vector<std::string>{"###"});
    QCOMPARE(*settings->sampling.maxTokens, 16384);
    QCOMPARE(*settings->budget, Nano{12'000'000'000});
    QCOMPARE(*settings->tokenBudget, std::int64_t{5'000'000});
    QCOMPARE(settings->source, std::string("large, briefly"));
}

void GenerateFormTest::settingsComeBackAsTheyWere()
{
    choose("own");
    part<QSpinBox>("samples")->setValue(8);
    part<QLineEdit>("query")->setText(QStringLiteral("tag:hard"));
    part<QLineEdit>("budget")->setText(QStringLiteral("1 M tokens"));
    const GenerationSettings before = *m_form->settings();
    GenerateForm other;
    other.setTeachers(teachers());
    other.setSettings(before);
    QVERIFY(*other.settings() == before);
}

void GenerateFormTest::whatCannotBeReadIsNamed_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    QTest::newRow("sampling") << QStringLiteral("sampling") << QStringLiteral("heat 3")
                              << QStringLiteral("Sampling");
    QTest::newRow("budget") << QStringLiteral("budget") << QStringLiteral("all I have")
                            << QStringLiteral("Budget");
    QTest::newRow("another currency")
        << QStringLiteral("budget") << QStringLiteral("5 USD") << QStringLiteral("Budget");
    QTest::newRow("filter") << QStringLiteral("query") << QStringLiteral("state:never")
                            << QStringLiteral("state");
}

void GenerateFormTest::whatCannotBeReadIsNamed()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, named);
    part<QLineEdit>(qPrintable(field))->setText(text);
    const auto settings = m_form->settings();
    QVERIFY(!settings);
    QVERIFY2(settings.error().message.contains(named), qPrintable(settings.error().message));
}

void GenerateFormTest::theServersOwnModelsJoinTheProfiles()
{
    auto *model = part<QComboBox>("model");
    model->setEditText(QStringLiteral("small"));
    m_form->setOfferedModels({"huge", "small"});
    QCOMPARE(model->currentText(), QStringLiteral("small"));
    QCOMPARE(model->count(), 3);
    QVERIFY(model->findText(QStringLiteral("huge")) >= 0);
}

void GenerateFormTest::theFirstMessageIsShown()
{
    auto *preview = part<QLabel>("preview");
    m_form->setPreview(QStringLiteral("Mirela plants a pear tree that costs 90 and\nmore"), false);
    QCOMPARE(preview->text(),
             QStringLiteral("Preview: “Mirela plants a pear tree that costs 90 and more”"));
    m_form->setPreview(QStringLiteral("{{meta.level}}: no such field"), true);
    QVERIFY(preview->text().contains(QStringLiteral("✕ {{meta.level}}")));
}

void GenerateFormTest::aLineThatIsTooLongEndsInAnEllipsis()
{
    const auto pictureOf = [](const QString &text) {
        ElidedLabel label;
        label.resize(120, 20);
        label.setText(text);
        return label.grab().toImage();
    };
    const QString line = QStringLiteral("Mirela plants a pear tree that costs 90");
    const QString cut = ElidedLabel().fontMetrics().elidedText(line, Qt::ElideRight, 120);
    QVERIFY(cut.endsWith(QChar(0x2026)));
    QCOMPARE(pictureOf(line), pictureOf(cut));
    QVERIFY(pictureOf(line) != pictureOf(line.left(cut.size() - 1)));
}

void GenerateFormTest::aLongMessageGetsMoreLines()
{
    auto *system = part<QPlainTextEdit>("system");
    const int before = system->height();
    system->setPlainText(QStringLiteral("Show every step.\n").repeated(6));
    QTRY_VERIFY(system->height() > 2 * before);
    const int six = system->height();
    system->setPlainText(QStringLiteral("Show every step.\n").repeated(60));
    QTRY_VERIFY(system->height() > six && system->height() < 2 * six);
    system->clear();
    QTRY_COMPARE(system->height(), before);
}

QTEST_MAIN(GenerateFormTest)
#include "generateform_test.moc"
