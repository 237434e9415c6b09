// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "command.h"

#include <base/text.h>
#include <generate/client.h>
#include <generate/teachers.h>
#include <generate/teachershelf.h>

#include <QCoreApplication>

#include <cstdlib>

namespace touchstone::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::Teachers", text);
}

/// The key from the environment; empty where the teacher needs none, or none is there.
Secret keyOf(const TeacherProfile &teacher)
{
    const char *key =
        teacher.keyVariable.empty() ? nullptr : std::getenv(teacher.keyVariable.c_str());
    return Secret(key == nullptr ? std::string() : std::string(key));
}

Outcome listOf(const TeacherShelf &shelf)
{
    Outcome outcome;
    outcome.json["teachers"] = Json::array();
    for (const TeacherProfile &teacher : shelf.teachers()) {
        const bool hasKey = teacher.keyVariable.empty() || !keyOf(teacher).isEmpty();
        outcome.json["teachers"].push_back({{"name", teacher.name},
                                            {"label", teacher.label},
                                            {"base", teacher.base},
                                            {"own", shelf.isOwn(teacher.name)},
                                            {"key_variable", teacher.keyVariable},
                                            {"has_key", hasKey}});
        const QString key = teacher.keyVariable.empty() ? tr("no key")
                            : hasKey ? tr("key in %1").arg(toQString(teacher.keyVariable))
                                     : tr("wants %1").arg(toQString(teacher.keyVariable));
        outcome.text += QStringLiteral("%1  %2  %3%4\n")
                            .arg(toQString(teacher.name), -14)
                            .arg(toQString(teacher.base), -38)
                            .arg(key, shelf.isOwn(teacher.name) ? tr(", your own") : QString());
    }
    for (const QString &complaint : shelf.complaints())
        outcome.warning += complaint + QLatin1Char('\n');
    return outcome;
}

Outcome shown(const TeacherProfile &teacher)
{
    const std::string text = textOf(teacher);
    Outcome outcome;
    outcome.json = parseJson(text).value_or(Json::object());
    outcome.text = toQString(text) + QLatin1Char('\n');
    return outcome;
}

Result<Outcome> modelsOf(const TeacherProfile &teacher, const Progress &progress)
{
    std::vector<std::string> models = teacher.models;
    if (teacher.listsModels) {
        TRY_ASSIGN(models, listModels(teacher, keyOf(teacher),
                                      [&progress] { return progress.isCancelled(); }));
    }
    Outcome outcome;
    outcome.json["models"] = models;
    for (const std::string &model : models)
        outcome.text += toQString(model) + QLatin1Char('\n');
    return outcome;
}

Result<Outcome>
tested(const TeacherProfile &teacher, const std::string &model, const Progress &progress)
{
    ChatRequest request;
    request.model = model;
    request.messages = {{"user", "What is 6 times 7? Answer with the number alone."}};
    request.sampling = teacher.sampling;
    const Exchange exchange = exchangeOnce(teacher, keyOf(teacher), request,
                                           [&progress] { return progress.isCancelled(); });
    const double seconds = std::chrono::duration<double>(exchange.took).count();
    Outcome outcome;
    outcome.json = {{"ok", !exchange.fault},
                    {"model", exchange.reply.model},
                    {"reasoning", exchange.reply.reasoning},
                    {"reasoning_place", exchange.reply.reasoningPlace},
                    {"answer", exchange.reply.answer},
                    {"finish_reason", exchange.reply.finishReason},
                    {"prompt_tokens", exchange.reply.usage.prompt},
                    {"completion_tokens", exchange.reply.usage.completion},
                    {"seconds", seconds},
                    {"request", exchange.request},
                    {"response", exchange.response}};
    outcome.text = toQString(exchange.request) + QStringLiteral("\n\n")
                   + toQString(exchange.response) + QStringLiteral("\n\n");
    if (exchange.fault) {
        outcome.json["fault"] = toUtf8(exchange.fault->message);
        outcome.warning = exchange.fault->message + QLatin1Char('\n');
        outcome.status = Failed;
        return outcome;
    }
    outcome.text +=
        tr("Reasoning (%1): %2\nAnswer: %3\n%4 s\n")
            .arg(exchange.reply.reasoningPlace.empty() ? tr("none")
                                                       : toQString(exchange.reply.reasoningPlace),
                 toQString(exchange.reply.reasoning), toQString(exchange.reply.answer))
            .arg(seconds, 0, 'f', 2);
    return outcome;
}

class TeachersCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("teachers"); }
    [[nodiscard]] QString arguments() const override
    {
        return QStringLiteral("[show|models|test NAME]");
    }
    [[nodiscard]] QString description() const override
    {
        return tr("Lists the teachers that can be asked, shows one, lists its models, or sends it "
                  "one question and shows what went over the line, without the key.");
    }
    void addOptions(QCommandLineParser &parser) const override
    {
        parser.addOption({QStringLiteral("model"), tr("Whom test asks; else the first one known."),
                          QStringLiteral("NAME")});
    }
    [[nodiscard]] QString complaint(const QCommandLineParser &,
                                    const QStringList &words) const override
    {
        static const QStringList Ways = {QStringLiteral("show"), QStringLiteral("models"),
                                         QStringLiteral("test")};
        if (words.size() == 1 || (words.size() == 3 && Ways.contains(words.at(1))))
            return {};
        return tr("teachers takes nothing, or show, models or test and a teacher's name.");
    }

    Result<Outcome>
    run(const QCommandLineParser &parser, const QStringList &words, Progress &progress) override
    {
        TeacherShelf shelf(TeacherShelf::standardFolder());
        TRY(shelf.load());
        if (words.size() == 1)
            return listOf(shelf);
        const TeacherProfile *teacher = shelf.find(toUtf8(words.at(2)));
        if (teacher == nullptr)
            return Error{
                Error::Code::NotFound,
                tr("There is no teacher called \"%1\"; teachers lists them.").arg(words.at(2))};
        if (words.at(1) == QLatin1String("show"))
            return shown(*teacher);
        if (words.at(1) == QLatin1String("models"))
            return modelsOf(*teacher, progress);
        std::string model = toUtf8(parser.value(QStringLiteral("model")));
        if (model.empty() && !teacher->models.empty())
            model = teacher->models.front();
        return tested(*teacher, model, progress);
    }
};

} // namespace

std::unique_ptr<Command> makeTeachers()
{
    return std::make_unique<TeachersCommand>();
}

} // namespace touchstone::cli
