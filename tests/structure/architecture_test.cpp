// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <QDir>
#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <support/testdata.h>

namespace {

using Table = QMap<QString, QStringList>;

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString{};
}

/// The table of modules: the lines of models/CMakeLists.txt.
Table tableOf(const QString &cmake)
{
    Table table;
    static const QRegularExpression Line(QStringLiteral("^touchstone_module\\((\\w+)(.*)\\)"),
                                         QRegularExpression::MultilineOption);
    static const QRegularExpression Depends(QStringLiteral("DEPENDS((?: [a-z]+)+)"));
    auto lines = Line.globalMatch(cmake);
    while (lines.hasNext()) {
        const auto line = lines.next();
        table[line.captured(1)] =
            Depends.match(line.captured(2)).captured(1).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }
    return table;
}

/// Third-party headers, and the only folders that may know them.
const QMap<QString, QStringList> Libraries = {
    {QStringLiteral("sqlite3.h"),
     {QStringLiteral("models/store/sql/"), QStringLiteral("tests/benchmark/")}},
    {QStringLiteral("simdjson.h"),
     {QStringLiteral("models/exchange/"), QStringLiteral("models/generate/replies/"),
      QStringLiteral("tests/")}},
    {QStringLiteral("zlib.h"), {QStringLiteral("models/exchange/")}},
    {QStringLiteral("curl/"),
     {QStringLiteral("models/generate/http/"), QStringLiteral("tests/benchmark/")}},
    {QStringLiteral("flint/"), {QStringLiteral("models/judge/exact/")}},
    {QStringLiteral("ca.h"), {QStringLiteral("models/judge/exact/")}},
    {QStringLiteral("md4c.h"), {QStringLiteral("widgets/reading/")}},
    {QStringLiteral("QJSEngine"),
     {QStringLiteral("widgets/formulas/"), QStringLiteral("app/check/")}},
    {QStringLiteral("openssl/"), {QStringLiteral("models/base/")}},
    {QStringLiteral("nlohmann/"), {QStringLiteral("models/base/")}}};

/// What is wrong with one file, a line each.
QStringList complaintsOf(const QString &path, const QString &text, const Table &table)
{
    QStringList wrong;
    const auto complain = [&](const QString &what) { wrong << path + QStringLiteral(": ") + what; };
    if (!text.startsWith(QLatin1String(
            "// SPDX-License-Identifier: GPL-3.0-or-later\n// SPDX-FileCopyrightText:")))
        complain(QStringLiteral("no SPDX lines"));
    if (path.endsWith(QLatin1String(".h")) && !text.contains(QLatin1String("#pragma once")))
        complain(QStringLiteral("no #pragma once"));
    if (text.count(QLatin1Char('\n')) > 500)
        complain(QStringLiteral("more than 500 lines"));
    static const QRegularExpression Marks(QStringLiteral("\\b(TO"
                                                         "DO|FIX"
                                                         "ME|XX"
                                                         "X|HA"
                                                         "CK)\\b"));
    if (text.contains(Marks))
        complain(QStringLiteral("a left-over mark"));
    const QString module = path.startsWith(QLatin1String("models/"))
                               ? path.section(QLatin1Char('/'), 1, 1)
                               : QString{};
    static const QRegularExpression Include(QStringLiteral("^#include ([<\"])([^>\"]+)[>\"]"),
                                            QRegularExpression::MultilineOption);
    auto includes = Include.globalMatch(text);
    while (includes.hasNext()) {
        const auto include = includes.next();
        const QString header = include.captured(2);
        const QString first = header.section(QLatin1Char('/'), 0, 0);
        for (auto library = Libraries.begin(); library != Libraries.end(); ++library) {
            if (header.startsWith(library.key())
                && std::none_of(library->begin(), library->end(),
                                [&](const QString &folder) { return path.startsWith(folder); }))
                complain(QStringLiteral("may not include ") + header);
        }
        if (include.captured(1) == QLatin1String("\""))
            continue;
        const bool ours = header.contains(QLatin1Char('/'))
                          && (table.contains(first) || first == QLatin1String("widgets")
                              || first == QLatin1String("app"));
        // A module's own tests may look into its private folders.
        const bool itsTest = path.startsWith(QStringLiteral("tests/%1/").arg(first));
        if (ours && header.count(QLatin1Char('/')) > 1 && table.contains(first) && !itsTest)
            complain(QStringLiteral("reaches into a private folder: ") + header);
        if (module.isEmpty()) {
            if (path.startsWith(QLatin1String("widgets/")) && first == QLatin1String("app"))
                complain(QStringLiteral("widgets may not include app"));
            continue;
        }
        if (ours && first != module && !table[module].contains(first))
            complain(QStringLiteral("%1 may not include <%2>").arg(module, header));
        static const QRegularExpression Gui(
            QStringLiteral("^Q(Widget|Application|GuiApplication|Color|Icon|Font|Pixmap|Image|"
                           "Painter|Palette|Brush)\\b"));
        if (header.contains(Gui))
            complain(QStringLiteral("models may not include ") + header);
    }
    return wrong;
}

QStringList complaintsOfTree(const QString &root)
{
    const Table table = tableOf(read(root + QStringLiteral("/models/CMakeLists.txt")));
    QStringList wrong;
    for (const char *folder : {"models", "widgets", "app", "tests"}) {
        QDirIterator files(root + QLatin1Char('/') + QLatin1String(folder),
                           {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            wrong += complaintsOf(QDir(root).relativeFilePath(path), read(path), table);
        }
    }
    return wrong;
}

bool reaches(const Table &table, const QString &from, const QString &to, int depth = 0)
{
    if (depth > table.size())
        return true;
    for (const QString &next : table[from]) {
        if (next == to || reaches(table, next, to, depth + 1))
            return true;
    }
    return false;
}

} // namespace

class ArchitectureTest final : public QObject
{
    Q_OBJECT

private slots:
    void theTreeKeepsToTheTable()
    {
        const QStringList wrong = complaintsOfTree(QStringLiteral(TOUCHSTONE_SOURCE_DIR));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }

    void theTableHasNoCycle()
    {
        const Table table =
            tableOf(read(QStringLiteral(TOUCHSTONE_SOURCE_DIR "/models/CMakeLists.txt")));
        QVERIFY(table.size() >= 8);
        for (const QString &module : table.keys())
            QVERIFY2(!reaches(table, module, module), qPrintable(module));
    }

    void theCheckCanFail_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("line");
        QTest::newRow("upward") << QStringLiteral("models/base/x.cpp")
                                << QStringLiteral("#include <store/store.h>");
        QTest::newRow("sideways") << QStringLiteral("models/exchange/x.cpp")
                                  << QStringLiteral("#include <store/store.h>");
        QTest::newRow("private folder") << QStringLiteral("models/pipeline/x.cpp")
                                        << QStringLiteral("#include <store/sql/database.h>");
        QTest::newRow("sqlite") << QStringLiteral("models/pipeline/x.cpp")
                                << QStringLiteral("#include <sqlite3.h>");
        QTest::newRow("gui") << QStringLiteral("models/items/x.cpp")
                             << QStringLiteral("#include <QColor>");
        QTest::newRow("app from widgets")
            << QStringLiteral("widgets/browse/x.cpp") << QStringLiteral("#include <app/session.h>");
        QTest::newRow("mark") << QStringLiteral("models/base/x.cpp")
                              << QStringLiteral("// TO") + QStringLiteral("DO later");
    }

    void theCheckCanFail()
    {
        QFETCH(QString, path);
        QFETCH(QString, line);
        const Table table =
            tableOf(read(QStringLiteral(TOUCHSTONE_SOURCE_DIR "/models/CMakeLists.txt")));
        const QString head = QStringLiteral(
            "// SPDX-License-Identifier: GPL-3.0-or-later\n// SPDX-FileCopyrightText: x\n");
        QCOMPARE(complaintsOf(path, head + line + QLatin1Char('\n'), table).size(), 1);
        QCOMPARE(complaintsOf(path, head, table).size(), 0);
        QCOMPARE(complaintsOf(path, line, table).size(), 2);
    }

    void versionsAgree()
    {
        static const QRegularExpression InCMake(
            QStringLiteral("project\\(touchstone VERSION ([0-9.]+)"));
        static const QRegularExpression InCode(QStringLiteral("Version = \"([0-9.]+)\""));
        const QString cmake =
            InCMake.match(read(QStringLiteral(TOUCHSTONE_SOURCE_DIR "/CMakeLists.txt")))
                .captured(1);
        QVERIFY(!cmake.isEmpty());
        QCOMPARE(InCode.match(read(QStringLiteral(TOUCHSTONE_SOURCE_DIR "/models/base/version.h")))
                     .captured(1),
                 cmake);
    }
};

QTEST_GUILESS_MAIN(ArchitectureTest)
#include "architecture_test.moc"
