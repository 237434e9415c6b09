// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "command.h"

#include <base/text.h>
#include <judge/checker.h>
#include <reasoning/split.h>

#include <QCoreApplication>

#include <cstdio>
#include <iostream>

namespace touchstone::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::Equal", text);
}

/// The five verdicts that this command promises; the finer one stands in "state".
std::string_view promised(Verdict verdict)
{
    const bool notUnderstood = verdict == Verdict::Unparsable || verdict == Verdict::GoldUnparsable;
    return nameOf(notUnderstood ? Verdict::CannotTell : verdict);
}

struct Question
{
    std::string gold;
    std::string answer;
    AnswerOptions options;
};

/// A response is checked by its answer part; what is only thought is no answer.
AnswerCheck checked(Checker &checker, const Question &question)
{
    if (checker.profile().readsWholeResponse())
        return checker.check(question.gold, question.answer);
    const SplitText split = splitReasoning(question.answer);
    return checker.check(question.gold, split.answer, (split.flags & Truncated) != 0,
                         question.options);
}

/// The texts of options A, B and so on; nothing: it is no list of texts.
std::optional<AnswerOptions> optionsOf(const Json &list)
{
    if (!list.is_array() || list.size() > 26)
        return {};
    std::vector<std::string> texts;
    for (const Json &text : list) {
        if (!text.is_string())
            return {};
        texts.push_back(text.get<std::string>());
    }
    return lettered(texts);
}

/// --options; nothing: the words are off.
std::optional<AnswerOptions> optionsOf(const QCommandLineParser &parser)
{
    if (!parser.isSet(QStringLiteral("options")))
        return AnswerOptions{};
    const auto list = parseJson(toUtf8(parser.value(QStringLiteral("options"))));
    return list ? optionsOf(*list) : std::nullopt;
}

/// --profile and --set; empty: the words are off.
std::optional<Profile> profileOf(const QCommandLineParser &parser)
{
    std::optional<Profile> profile = Profile{};
    if (parser.isSet(QStringLiteral("profile")))
        profile = profileNamed(toUtf8(parser.value(QStringLiteral("profile"))));
    for (const QString &word : parser.values(QStringLiteral("set"))) {
        const std::string name = toUtf8(word.section(QLatin1Char('='), 0, 0));
        const QString value = word.section(QLatin1Char('='), 1);
        const bool on = value == QLatin1String("on");
        bool known = false;
        for (const ProfileSwitch &one : profileSwitches()) {
            if (profile && one.name == name) {
                (*profile).*one.member = on;
                known = true;
            }
        }
        if (!known || (!on && value != QLatin1String("off")))
            return {};
    }
    return profile;
}

/// --expression; nothing where it is not given.
Result<std::optional<AnswerExpression>> expressionOf(const QCommandLineParser &parser)
{
    if (!parser.isSet(QStringLiteral("expression")))
        return std::optional<AnswerExpression>{};
    auto compiled = AnswerExpression::compile(toUtf8(parser.value(QStringLiteral("expression"))));
    if (!compiled)
        return compiled.error();
    return std::optional(*std::move(compiled));
}

QString names()
{
    QStringList all;
    for (const Profile &profile : allProfiles())
        all << toQString(profile.name());
    return all.join(QStringLiteral(", "));
}

QString switches()
{
    QStringList all;
    for (const ProfileSwitch &one : profileSwitches())
        all << toQString(one.name) + QStringLiteral(" (") + toQString(one.explanation)
                   + QLatin1Char(')');
    return all.join(QStringLiteral(", "));
}

/// A line's member as text; a number as it is written.
std::optional<std::string> textAt(const Json &row, const char *name)
{
    const auto found = row.find(name);
    if (found == row.end() || (!found->is_string() && !found->is_number()))
        return {};
    return found->is_string() ? found->get<std::string>() : dumpJson(*found);
}

class EqualCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("equal"); }
    [[nodiscard]] QString arguments() const override { return QStringLiteral("GOLD ANSWER"); }
    [[nodiscard]] QString description() const override
    {
        return tr("Checks one answer against a reference.");
    }
    void addOptions(QCommandLineParser &parser) const override
    {
        parser.addOptions(
            {{QStringLiteral("profile"), tr("One of %1.").arg(names()), QStringLiteral("NAME")},
             {QStringLiteral("set"),
              tr("Turns a switch of the touchstone profile on or off: %1.").arg(switches()),
              QStringLiteral("SWITCH=on|off")},
             {QStringLiteral("expression"),
              tr("Looks first for the last match of a regular expression: its group \"answer\", "
                 "else "
                 "its first group, else all of it."),
              QStringLiteral("RE")},
             {QStringLiteral("options"),
              tr("The texts of the options A, B and so on that the prompt lists, as a JSON list; "
                 "the "
                 "answer may be a letter or a text."),
              QStringLiteral("LIST")},
             {QStringLiteral("batch"),
              tr("Reads lines of {\"id\",\"gold\",\"answer\"} from standard input, also with "
                 "\"options\", and writes a line of "
                 "{\"id\",\"verdict\",\"rule\",\"extracted\"} for each.")}});
    }
    [[nodiscard]] QString complaint(const QCommandLineParser &parser,
                                    const QStringList &words) const override
    {
        const bool batch = parser.isSet(QStringLiteral("batch"));
        if (!profileOf(parser))
            return tr("--profile takes one of %1; --set takes SWITCH=on or SWITCH=off, where "
                      "SWITCH "
                      "is one of %2.")
                .arg(names(), switches());
        if (const auto expression = expressionOf(parser); !expression)
            return expression.error().message;
        if (parser.isSet(QStringLiteral("expression")) && profileOf(parser)->readsWholeResponse())
            return tr("--expression goes with the touchstone profile; the others are defined "
                      "without one.");
        if (!optionsOf(parser))
            return tr("--options takes a JSON list of texts, at most 26.");
        if (batch && parser.isSet(QStringLiteral("options")))
            return tr("--batch takes the options of each line from its member \"options\".");
        if (batch && parser.isSet(QStringLiteral("json")))
            return tr("--batch writes JSON lines; --json does not go with it.");
        if (words.size() != (batch ? 1 : 3))
            return batch ? tr("equal --batch reads its pairs from standard input.")
                         : tr("equal takes a reference and an answer; put -- before them where one "
                              "begins with a minus sign.");
        return {};
    }

    Result<Outcome>
    run(const QCommandLineParser &parser, const QStringList &words, Progress &progress) override
    {
        Checker checker(*profileOf(parser), *expressionOf(parser));
        auto outcome =
            parser.isSet(QStringLiteral("batch"))
                ? batch(checker, progress)
                : single(checker, {toUtf8(words.at(1)), toUtf8(words.at(2)), *optionsOf(parser)});
        if (outcome && !checker.trouble().isEmpty())
            outcome->warning = tr("What is hard was not compared. %1").arg(checker.trouble());
        return outcome;
    }

private:
    static Result<Outcome> single(Checker &checker, const Question &question)
    {
        const AnswerCheck check = checked(checker, question);
        Outcome outcome;
        outcome.json = {{"verdict", promised(check.verdict)},
                        {"proof", nameOf(check.proof)},
                        {"rule", check.extracted.rule},
                        {"extracted", check.extracted.text},
                        {"reading", check.answerReading},
                        {"gold_reading", check.goldReading},
                        {"state", nameOf(check.verdict)},
                        {"reason", check.reason},
                        {"profile", checker.profile().name()},
                        {"profile_version", checker.profile().version()}};
        outcome.text = toQString(nameOf(check.verdict));
        if (check.proof != Proof::None)
            outcome.text += tr(" (%1)").arg(toQString(nameOf(check.proof)));
        outcome.text += tr(": %1\n").arg(toQString(check.reason));
        if (!check.extracted.text.empty())
            outcome.text +=
                tr("Answer: %1 (%2)\n")
                    .arg(toQString(check.extracted.text), toQString(check.extracted.rule));
        return outcome;
    }

    static Result<Outcome> batch(Checker &checker, Progress &progress)
    {
        Outcome outcome;
        std::string line;
        std::string out;
        for (std::int64_t number = 1; std::getline(std::cin, line); ++number) {
            if (trimmed(line).empty())
                continue;
            if (number % 1000 == 0)
                TRY(progress.advance(number));
            if (!appendLine(checker, line, number, out))
                outcome.status = SomeRefused;
            if (out.size() > 60000 && !flush(out))
                return cannotWrite();
        }
        if (!flush(out))
            return cannotWrite();
        return outcome;
    }

    /// False where the line was refused; its place is filled by the reason.
    static bool
    appendLine(Checker &checker, const std::string &line, std::int64_t number, std::string &out)
    {
        const Result<Json> row = parseJson(line);
        const bool isObject = row && row->is_object();
        const auto gold = isObject ? textAt(*row, "gold") : std::nullopt;
        const auto answer = isObject ? textAt(*row, "answer") : std::nullopt;
        const auto options =
            isObject && row->contains("options") ? optionsOf(row->at("options")) : AnswerOptions{};
        Json made = {{"id", isObject && row->contains("id") ? row->at("id") : Json(nullptr)}};
        const bool whole = gold && answer && options;
        if (whole) {
            const AnswerCheck check = checked(checker, {*gold, *answer, *options});
            made["verdict"] = promised(check.verdict);
            made["rule"] = check.extracted.rule;
            made["extracted"] = check.extracted.text;
            made["proof"] = nameOf(check.proof);
            made["state"] = nameOf(check.verdict);
        } else {
            made["line"] = number;
            made["error"] = row ? "\"gold\" and \"answer\" must be texts or numbers, \"options\" a "
                                  "list of texts"
                                : toUtf8(row.error().message);
        }
        out += dumpJson(made);
        out += '\n';
        return whole;
    }

    static bool flush(std::string &out)
    {
        const bool written = std::fwrite(out.data(), 1, out.size(), stdout) == out.size()
                             && std::fflush(stdout) == 0;
        out.clear();
        return written;
    }

    static Error cannotWrite()
    {
        return {Error::Code::Io,
                tr("Standard output takes no more; the lines that are there are whole.")};
    }
};

} // namespace

std::unique_ptr<Command> makeEqual()
{
    return std::make_unique<EqualCommand>();
}

} // namespace touchstone::cli
