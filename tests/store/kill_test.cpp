// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <map>
#include <random>
#include <support/project.h>
#include <support/testdata.h>
#include <thread>
#include <unistd.h>

using namespace touchstone;
using test::Row;

namespace {

constexpr int Kills = 100;
constexpr int MostLines = 24; ///< what a child says before it is killed, at most
constexpr int Prompts = 40;
constexpr int RowsOfAnImport = 24;
constexpr int EndlessAsFarAsTheTestGoes = 100'000;

Store::Options optionsOf(Store::Mode mode)
{
    Store::Options options;
    options.annotator = "ines";
    options.mode = mode;
    return options;
}

std::string keyOf(int prompt)
{
    return "p" + std::to_string(prompt + 1);
}

/// What the person does in the `number`th act: mostly decides, sometimes takes the last act back.
bool isUndo(int number)
{
    return number % 7 == 6;
}
int promptOf(int number)
{
    return (number * 13) % Prompts;
}

// ── the child

/// One line to the parent, whole. What it says is done and kept.
void say(const std::string &line)
{
    const std::string text = line + "\n";
    if (::write(STDOUT_FILENO, text.data(), text.size()) < 0)
        _exit(1);
}

[[noreturn]] void fail(const Error &error)
{
    say("error " + toUtf8(error.message + QLatin1Char(' ') + error.detail));
    _exit(1);
}

/// Half of the rows belong to prompts that are there, half are new.
std::vector<Row> rowsOf(int life, int number)
{
    const std::string name = std::to_string(life) + "." + std::to_string(number);
    std::vector<Row> rows;
    for (int i = 0; i < RowsOfAnImport; ++i) {
        const bool joins = i % 2 == 0;
        const std::string own = name + "." + std::to_string(i);
        rows.push_back({joins ? keyOf(i) : "n" + own,
                        joins ? "What is " + std::to_string(i + 1) + " plus 1?" : "New " + own,
                        {{"student", SourceKind::Student, "it is " + own}},
                        joins ? "reference" : "",
                        {"seen"}});
    }
    return rows;
}

void importWithoutEnd(const QString &path, int life)
{
    auto store = Store::open(path, optionsOf(Store::Mode::Sibling));
    if (!store)
        fail(store.error());
    for (int number = 0; number < EndlessAsFarAsTheTestGoes; ++number) {
        const auto counts = test::import(**store, rowsOf(life, number));
        if (!counts)
            fail(counts.error());
        say("import " + std::to_string(counts->responsesNew));
    }
}

Result<> act(Store &store, int number)
{
    if (isUndo(number))
        return store.undo();
    TRY_ASSIGN(const PromptId prompt, store.promptByKey(keyOf(promptOf(number))));
    Decision decision;
    decision.outcome = Outcome::Tie;
    decision.note = std::to_string(number);
    return store.perform(Step{{SetDecision{prompt, store.annotator(), decision}}});
}

int beChild(const QString &path, int life, int first)
{
    auto store = Store::open(path, optionsOf(Store::Mode::ReadWrite));
    if (!store)
        fail(store.error());
    std::thread imports(importWithoutEnd, path, life);
    for (int number = first; number < EndlessAsFarAsTheTestGoes; ++number) {
        const auto done = act(**store, number);
        if (!done)
            fail(done.error());
        say("act " + std::to_string(number));
    }
    imports.join();
    return 0;
}

// ── the parent

/// The notes that stand after the first `acts` acts.
std::map<std::string, std::string> notesAfter(int acts)
{
    std::map<std::string, std::string> notes;
    std::vector<std::pair<std::string, std::string>> before; ///< what undo restores
    for (int number = 0; number < acts; ++number) {
        if (isUndo(number)) {
            notes[before.back().first] = before.back().second;
            before.pop_back();
            continue;
        }
        std::string &note = notes[keyOf(promptOf(number))];
        before.emplace_back(keyOf(promptOf(number)), note);
        note = std::to_string(number);
    }
    std::erase_if(notes, [](const auto &entry) { return entry.second.empty(); });
    return notes;
}

std::map<std::string, std::string> notesIn(const Store &store)
{
    std::map<std::string, std::string> notes;
    for (int i = 0; i < Prompts; ++i) {
        const auto id = store.promptByKey(keyOf(i));
        const auto item = id ? store.item(*id) : id.error();
        if (item && item->decision)
            notes[keyOf(i)] = item->decision->note;
    }
    return notes;
}

struct Said
{
    int acts = 0;
    int imports = 0;
    QByteArray error;
};

/// Runs a child and kills it as soon as it has said `lines` lines.
Said runAndKill(const QString &path, int life, int first, int lines)
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--child"), path, QString::number(life), QString::number(first)});
    child.waitForStarted();
    QByteArray text;
    while (text.count('\n') < lines && child.waitForReadyRead())
        text += child.readAll();
    child.kill();
    child.waitForFinished();
    text += child.readAll();
    Said said;
    for (const QByteArray &line : text.split('\n')) {
        said.acts += line.startsWith("act ") ? 1 : 0;
        said.imports += line.startsWith("import ") ? 1 : 0;
        if (line.startsWith("error "))
            said.error = line;
    }
    return said;
}

} // namespace

class KillTest final : public QObject
{
    Q_OBJECT

private slots:
    void noAcknowledgedDecisionIsLost()
    {
        test::Project project;
        VERIFY_RESULT(test::fill(*project, Prompts));
        project.close();
        std::mt19937 random(20'261);
        std::uniform_int_distribution<int> lines(0, MostLines);
        int acts = 0;
        std::size_t imports = 2;
        for (int life = 0; life < Kills; ++life) {
            const Said said = runAndKill(project.path(), life, acts, lines(random));
            QVERIFY2(said.error.isEmpty(), said.error.constData());
            acts += said.acts;
            imports += static_cast<std::size_t>(said.imports);

            VERIFY_RESULT(project.reopen());
            const auto notes = notesIn(*project);
            // The child may have been killed between an act and its word, not further on.
            if (notes != notesAfter(acts)) {
                ++acts;
                QVERIFY2(notes == notesAfter(acts), qPrintable(QString::number(life)));
            }
            const std::size_t kept = project->batches()->size();
            QVERIFY2(kept == imports || kept == imports + 1, qPrintable(QString::number(life)));
            imports = kept;
            QCOMPARE(project.complaints(), std::string{});
            project.close();
        }
        QVERIFY(acts > Kills);
        QVERIFY(imports > 2);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--child"))
        return beChild(arguments.value(2), arguments.value(3).toInt(), arguments.value(4).toInt());
    KillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "kill_test.moc"
