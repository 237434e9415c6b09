// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <widgets/common/colors.h>
#include <widgets/common/theme.h>

#include <QTest>

using namespace touchstone;

namespace {

constexpr double TextContrast = 4.5;
constexpr double SignContrast = 3;

QPalette blackAndWhite(const QColor &ground, const QColor &ink)
{
    QPalette palette(ground);
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::Button})
        palette.setColor(role, ground);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, ink);
    return palette;
}

} // namespace

class ColorsTest final : public QObject
{
    Q_OBJECT

private slots:
    void contrastIsThatOfItsDefinition();
    void textsAreReadable_data();
    void textsAreReadable();
    void signsAreSeen_data() { textsAreReadable_data(); }
    void signsAreSeen();
    void systemThemeFollowsTheSystem();
    void highContrastOfTheSystemWins_data();
    void highContrastOfTheSystemWins();
    void aChosenThemeWinsOverTheSystem();
};

void ColorsTest::contrastIsThatOfItsDefinition()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    // The lightest grey that passes on white, by WCAG's own examples.
    QVERIFY(contrast(QColor(0x76, 0x76, 0x76), Qt::white) >= TextContrast);
    QVERIFY(contrast(QColor(0x77, 0x77, 0x77), Qt::white) < TextContrast);
}

void ColorsTest::textsAreReadable_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void ColorsTest::textsAreReadable()
{
    QFETCH(bool, dark);
    const Colors &colors = dark ? darkColors() : lightColors();
    const std::pair<const char *, QColor> inks[] = {
        {"text", colors.text},       {"secondary", colors.secondary}, {"accent", colors.accent},
        {"human", colors.human},     {"teacher", colors.teacher},     {"student", colors.student},
        {"correct", colors.correct}, {"differs", colors.differs},     {"unsure", colors.unsure}};
    const std::pair<const char *, QColor> grounds[] = {
        {"window", colors.window}, {"base", colors.base}, {"accentGround", colors.accentGround}};
    const auto check = [](const char *ink, const QColor &a, const char *ground, const QColor &b) {
        const QString words =
            QStringLiteral("%1 on %2: %3")
                .arg(QLatin1String(ink), QLatin1String(ground), QString::number(contrast(a, b)));
        QVERIFY2(contrast(a, b) >= TextContrast, qPrintable(words));
    };
    for (const auto &[ink, color] : inks) {
        for (const auto &[ground, below] : grounds)
            check(ink, color, ground, below);
    }
    check("onAccent", colors.onAccent, "accent", colors.accent);
    check("correct", colors.correct, "correctGround", colors.correctGround);
    check("differs", colors.differs, "differsGround", colors.differsGround);
    check("unsure", colors.unsure, "unsureGround", colors.unsureGround);
    check("text", colors.text, "mark", colors.mark);
    check("text", colors.text, "unsureGround", colors.unsureGround);
}

void ColorsTest::signsAreSeen()
{
    QFETCH(bool, dark);
    const Colors &colors = dark ? darkColors() : lightColors();
    for (const QColor &sign : {colors.accent, colors.human, colors.teacher, colors.student,
                               colors.correct, colors.differs, colors.unsure}) {
        for (const QColor &ground :
             {colors.window, colors.base, colors.accentGround, colors.correctGround,
              colors.differsGround, colors.unsureGround})
            QVERIFY2(contrast(sign, ground) >= SignContrast,
                     qPrintable(sign.name() + QStringLiteral(" on ") + ground.name()));
    }
}

void ColorsTest::systemThemeFollowsTheSystem()
{
    const QPalette bright(QColor(0xef, 0xef, 0xef));
    const QPalette night(QColor(0x30, 0x30, 0x30));
    QCOMPARE(paletteFor(Theme::System, bright).color(QPalette::Window), lightColors().window);
    QCOMPARE(paletteFor(Theme::System, night).color(QPalette::Window), darkColors().window);
}

void ColorsTest::highContrastOfTheSystemWins_data()
{
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<QColor>("ink");
    QTest::newRow("white on black") << QColor(Qt::black) << QColor(Qt::white);
    QTest::newRow("black on white") << QColor(Qt::white) << QColor(Qt::black);
}

void ColorsTest::highContrastOfTheSystemWins()
{
    QFETCH(QColor, ground);
    QFETCH(QColor, ink);
    const QPalette system = blackAndWhite(ground, ink);
    const QPalette taken = paletteFor(Theme::System, system);
    QCOMPARE(taken, system);
    const Colors colors = colorsFor(taken);
    QVERIFY(colors.highContrast);
    QCOMPARE(colors.base, ground);
    QCOMPARE(colors.text, ink);
    QCOMPARE(colors.secondary, ink);
    QVERIFY(contrast(colors.accent, colors.base) >= TextContrast);
    QVERIFY(contrast(colors.onAccent, colors.accent) >= TextContrast);
    for (const QColor &sign : {colors.human, colors.teacher, colors.correct, colors.differs})
        QVERIFY(contrast(sign, ground) >= SignContrast);
}

void ColorsTest::aChosenThemeWinsOverTheSystem()
{
    const QPalette system = blackAndWhite(Qt::black, Qt::white);
    QCOMPARE(paletteFor(Theme::Light, system).color(QPalette::Window), lightColors().window);
    QCOMPARE(paletteFor(Theme::Dark, QPalette(QColor(Qt::lightGray))).color(QPalette::Window),
             darkColors().window);
}

QTEST_MAIN(ColorsTest)
#include "colors_test.moc"
