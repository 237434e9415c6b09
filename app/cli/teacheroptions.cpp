// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "teacheroptions.h"

#include <base/text.h>
#include <generate/teachers.h>
#include <generate/teachershelf.h>
#include <record/query.h>

#include <QCoreApplication>
#include <QFile>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace touchstone::cli {

namespace {

constexpr double NanoInUnit = 1e9;
constexpr double MostMoney = 1e9;
constexpr int MostStreams = 512;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::Teacher", text);
}

/// An option that takes a number, and between what.
struct NumberOption
{
    const char *name;
    double least;
    double most;
    bool whole;
};
constexpr NumberOption Numbers[] = {
    {"samples", 1, 10'000, true},   {"parallel", 1, MostStreams, true},
    {"temperature", 0, 10, false},  {"top-p", 0, 1, false},
    {"max-tokens", 1, 1e9, true},   {"seed", -9e15, 9e15, true},
    {"top-logprobs", 0, 100, true}, {"token-budget", 1, 9e15, true},
};

QString complaintAbout(const QCommandLineParser &parser, const NumberOption &option)
{
    const QString name = QLatin1String(option.name);
    if (!parser.isSet(name))
        return {};
    bool isNumber = false;
    const double value = parser.value(name).toDouble(&isNumber);
    if (isNumber && value >= option.least && value <= option.most
        && (!option.whole || value == std::floor(value)))
        return {};
    return option.whole ? tr("--%1 takes a whole number from %2 to %3.")
                              .arg(name, QString::number(option.least, 'f', 0),
                                   QString::number(option.most, 'f', 0))
                        : tr("--%1 takes a number from %2 to %3.")
                              .arg(name)
                              .arg(option.least)
                              .arg(option.most);
}

/// A teacher from the person's shelf, or a file with a profile.
Result<TeacherProfile> teacherOf(const QString &name)
{
    TeacherShelf shelf(TeacherShelf::standardFolder());
    TRY(shelf.load());
    if (const TeacherProfile *teacher = shelf.find(toUtf8(name)))
        return *teacher;
    QFile file(name);
    if (name.endsWith(QLatin1String(".json")) && file.open(QIODevice::ReadOnly))
        return teacherFromText(file.readAll().toStdString());
    QStringList names;
    for (const TeacherProfile &teacher : shelf.teachers())
        names << toQString(teacher.name);
    return Error{Error::Code::NotFound,
                 tr("There is no teacher %1. There are %2, and files with a profile of your own "
                    "(NAME.json).")
                     .arg(name, names.join(QStringLiteral(", ")))};
}

template <typename Number>
void take(const QCommandLineParser &parser, const char *name, std::optional<Number> &value)
{
    if (parser.isSet(QLatin1String(name)))
        value = static_cast<Number>(parser.value(QLatin1String(name)).toDouble());
}

void takeSampling(const QCommandLineParser &parser, Sampling &sampling)
{
    take(parser, "temperature", sampling.temperature);
    take(parser, "top-p", sampling.topP);
    take(parser, "max-tokens", sampling.maxTokens);
    take(parser, "seed", sampling.seed);
    take(parser, "top-logprobs", sampling.topLogprobs);
    if (!parser.isSet(QStringLiteral("stop")))
        return;
    sampling.stop.clear();
    for (const QString &word : parser.values(QStringLiteral("stop")))
        sampling.stop.push_back(toUtf8(word));
}

QList<QCommandLineOption> teacherOptions()
{
    QList<QCommandLineOption> options;
    const auto add = [&options](const char *name, const QString &help, const char *value) {
        options.append({QLatin1String(name), help, QLatin1String(value)});
    };
    add("teacher",
        tr("Who is asked: a name that the command teachers lists, or a file with a "
           "profile of your own. Its key is read from its environment variable."),
        "NAME|FILE.json");
    add("base", tr("Another address of the same interface, as of a server of your own."), "URL");
    add("model", tr("Which model; without it, the first of the teacher's."), "NAME");
    add("source", tr("Whose responses they become; without it, the model's name."), "NAME");
    add("samples", tr("So many of each prompt, with those that the source has already."), "N");
    add("filter", tr("Only these prompts, as in \"state:open tag:rates\"."), "TEXT");
    add("system",
        tr("The system message, with fields such as {{key}} or {{meta.NAME}}; without "
           "it, the prompt's own."),
        "TEXT");
    add("message", tr("The user's message; without it, {{prompt}}."), "TEXT");
    add("temperature", tr("How freely tokens are drawn."), "X");
    add("top-p", tr("From which share of the likeliest tokens."), "X");
    add("max-tokens", tr("The most of reasoning and answer together."), "N");
    add("seed", tr("Of the draws; each sample adds its number."), "N");
    add("stop", tr("A reply ends before this text; may be given several times."), "TEXT");
    add("top-logprobs", tr("Keeps the log-probabilities of each token and of N others."), "N");
    return options;
}

} // namespace

void addTeacherOptions(QCommandLineParser &parser)
{
    parser.addOptions(teacherOptions());
}

bool namesTeacherOptions(const QCommandLineParser &parser)
{
    const QList<QCommandLineOption> options = teacherOptions();
    return std::any_of(options.begin(), options.end(),
                       [&](const QCommandLineOption &option) { return parser.isSet(option); });
}

QString complaintAboutNumbers(const QCommandLineParser &parser)
{
    for (const NumberOption &option : Numbers) {
        // What only one of the commands knows is asked of that one alone.
        if (!parser.optionNames().contains(QLatin1String(option.name)))
            continue;
        if (const QString complaint = complaintAbout(parser, option); !complaint.isEmpty())
            return complaint;
    }
    return {};
}

QString complaintAboutTeacher(const QCommandLineParser &parser)
{
    if (!parser.isSet(QStringLiteral("teacher")))
        return tr("--teacher NAME is missing.");
    if (const QString complaint = complaintAboutNumbers(parser); !complaint.isEmpty())
        return complaint;
    if (const auto query = parseQuery(toUtf8(parser.value(QStringLiteral("filter")))); !query)
        return query.error().message;
    return {};
}

Result<GenerationSettings> settingsOf(const QCommandLineParser &parser)
{
    GenerationSettings settings;
    TRY_ASSIGN(settings.teacher, teacherOf(parser.value(QStringLiteral("teacher"))));
    const auto text = [&parser](const char *name) {
        return toUtf8(parser.value(QLatin1String(name)));
    };
    if (parser.isSet(QStringLiteral("base"))) {
        settings.teacher.base = text("base");
        while (settings.teacher.base.ends_with('/'))
            settings.teacher.base.pop_back();
    }
    settings.model = text("model");
    if (settings.model.empty() && !settings.teacher.models.empty())
        settings.model = settings.teacher.models.front();
    if (settings.model.empty())
        return Error{Error::Code::BadInput,
                     tr("%1 has no models that are known by name; say which by --model.")
                         .arg(toQString(settings.teacher.label))};
    settings.source = text("source");
    settings.filter = text("filter");
    settings.system = text("system");
    if (parser.isSet(QStringLiteral("message")))
        settings.message = text("message");
    if (parser.isSet(QStringLiteral("samples")))
        settings.samples = parser.value(QStringLiteral("samples")).toInt();
    settings.sampling = settings.teacher.sampling;
    takeSampling(parser, settings.sampling);
    settings.streams = settings.teacher.streams;
    return settings;
}

Result<Secret> keyOf(const TeacherProfile &teacher)
{
    if (teacher.keyVariable.empty())
        return Secret{};
    const QByteArray key = qgetenv(teacher.keyVariable.c_str()).trimmed();
    if (key.isEmpty())
        return Error{Error::Code::NotFound,
                     tr("%1 needs a key: set the environment variable %2.")
                         .arg(toQString(teacher.label), toQString(teacher.keyVariable))};
    return Secret(key.toStdString());
}

std::optional<Nano> moneyFrom(const QString &text)
{
    bool isNumber = false;
    const double amount = text.toDouble(&isNumber);
    if (!isNumber || !(amount > 0) || amount > MostMoney)
        return {};
    return static_cast<Nano>(std::llround(amount * NanoInUnit));
}

QString moneyText(Nano amount, const std::string &currency)
{
    QString text = QString::number(static_cast<double>(amount) / NanoInUnit, 'f', 4);
    if (!currency.empty())
        text += QLatin1Char(' ') + toQString(currency);
    return text;
}

Json toJson(const Spending &spending)
{
    return {{"sent", spending.sent},
            {"settled", spending.settled},
            {"failed", spending.failed},
            {"unknown", spending.unknown},
            {"forgone", spending.forgone},
            {"prompt_tokens", spending.promptTokens},
            {"completion_tokens", spending.completionTokens},
            {"cost", static_cast<double>(spending.cost) / NanoInUnit},
            {"currency", spending.currency}};
}

} // namespace touchstone::cli
