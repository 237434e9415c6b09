// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tracesfile.h"

#include <base/json.h>
#include <pipeline/importjob.h>

#include <QFile>

#include <array>

namespace touchstone::benchmark {

namespace {

constexpr int UsualFormulas = 40;

/// So many sentences with a formula each; `seed` makes every trace another one.
std::string trace(int seed, bool isTeacher, int formulas = UsualFormulas)
{
    static const std::array<const char *, 5> Sentences = {
        "In step %d the farm sells \\(\\frac{%d}{%d}\\) of its harvest, and what is left goes into "
        "the cellar for the winter.",
        "That makes \\(%d \\cdot %d = n_{%d}\\) baskets in all, which the two carts carry down to "
        "the river before noon.",
        "Let me check with the sum \\(\\sum_{k=1}^{%d} k^2 + %d \\le %d\\), because the first "
        "count of the baskets looked too small.",
        "So the side of the square field is \\(\\sqrt{%d + %d^2} - %d\\) metres long, fence and "
        "gate not counted.",
        "**Therefore** the ratio \\(x_{%d} : y_{%d} = %d\\) stays the same as in the year before, "
        "and nothing changes."};
    std::string text;
    for (int i = 0; i < formulas; ++i) {
        const QString sentence = QString::asprintf(
            Sentences[static_cast<std::size_t>(i + (isTeacher ? 2 : 0)) % Sentences.size()], i + 1,
            seed % 97 + i, seed % 13 + 2);
        text += sentence.toStdString() + (i % 4 == 3 ? "\n\n" : " ");
    }
    return text;
}

Result<> writeFile(const QString &path, const std::string &text)
{
    QFile file(path);
    const auto size = static_cast<qint64>(text.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), size) != size)
        return Error{Error::Code::Io, path + QStringLiteral(" cannot be written.")};
    return {};
}

Result<> import(Store &store, const QString &path, SourceKind kind)
{
    ImportPlan plan;
    plan.path = path;
    plan.options.kind = kind;
    plan.options.exclusive = true;
    ImportJob job(plan);
    Progress progress;
    TRY(job.run(store, progress));
    if (job.report().counts.responsesNew == 0)
        return Error{Error::Code::Damaged, path + QStringLiteral(" brought nothing.")};
    return {};
}

} // namespace

std::string longTrace(std::size_t bytes, bool isTeacher)
{
    std::string text;
    for (int seed = 0; text.size() < bytes; ++seed)
        text += trace(1000 * seed, isTeacher);
    return text;
}

namespace {

/// One line of each file for one prompt.
struct Pair
{
    std::string human;
    std::string teacher;
};

Pair pairOf(int number, const std::string &human, const std::string &teacher)
{
    const std::string id = "farm-" + std::to_string(number);
    const std::string end = std::to_string(number);
    const std::string question =
        "A farm counts its harvest for the " + std::to_string(number + 1) + "th time. How much?";
    return {dumpJson({{"id", id}, {"question", question}, {"answer", human + "\n#### " + end}})
                + '\n',
            dumpJson({{"id", id},
                      {"question", question},
                      {"model", "teacher-r1"},
                      {"output", "<think>\n" + teacher + "</think>\n\n\\boxed{" + end + "}"},
                      {"finish_reason", "stop"}})
                + '\n'};
}

Result<> makeProject(const QString &project, const QString &folder, const Pair &files)
{
    const QString humanFile = folder + QStringLiteral("/human.jsonl");
    const QString teacherFile = folder + QStringLiteral("/teacher.jsonl");
    TRY(writeFile(humanFile, files.human));
    TRY(writeFile(teacherFile, files.teacher));
    TRY_ASSIGN(const std::unique_ptr<Store> store, Store::create(project, {}));
    TRY(import(*store, humanFile, SourceKind::Human));
    return import(*store, teacherFile, SourceKind::Teacher);
}

} // namespace

Result<> makeTraceProject(const QString &project, const QString &folder, int count, int formulas)
{
    Pair files;
    for (int i = 0; i < count; ++i) {
        const int seed = i * formulas / UsualFormulas;
        const Pair lines = pairOf(i, trace(seed, false, formulas), trace(seed, true, formulas));
        files.human += lines.human;
        files.teacher += lines.teacher;
    }
    return makeProject(project, folder, files);
}

Result<> makeLongProject(const QString &project, const QString &folder, std::size_t bytes)
{
    Pair files = pairOf(0, trace(0, false), trace(0, true));
    const Pair second = pairOf(1, longTrace(bytes, false), longTrace(bytes, true));
    files.human += second.human;
    files.teacher += second.teacher;
    return makeProject(project, folder, files);
}

} // namespace touchstone::benchmark
