// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "checker.h"

#include "checklines.h"

#include <QCoreApplication>

#include <process/helper.h>

namespace touchstone {

namespace {

constexpr std::chrono::seconds TimeToStart{30};

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::Checker", text);
}

Error cannotTell(const QString &reason)
{
    return {Error::Code::NotFound, reason};
}

} // namespace

Program checkProgram()
{
    return {pathOfHelper(QStringLiteral("touchstone-check")), {}};
}

Checker::Checker(const Profile &profile,
                 std::optional<AnswerExpression> expression,
                 const Program &program,
                 std::chrono::milliseconds deadline)
    : m_process(program)
    , m_deadline(deadline)
    , m_judge(profile, std::move(expression), [this](const CheckQuestion &question) {
        return checkHard(question);
    })
{}

AnswerCheck Checker::check(std::string_view gold,
                           std::string_view response,
                           bool truncated,
                           const AnswerOptions &options)
{
    return m_judge.check(gold, response, truncated, options);
}

AnswerCheck Checker::compare(std::string_view gold, std::string_view answer)
{
    return m_judge.compare(gold, answer);
}

Result<AnswerCheck> Checker::checkHard(const CheckQuestion &question)
{
    if (!isReady())
        return cannotTell(
            QStringLiteral("the program that compares what is hard cannot be started"));
    const std::int64_t id = ++m_asked;
    const auto reply = m_process.request(
        questionLine(id, m_judge.profile(), m_judge.expression(), question), m_deadline);
    if (!reply && reply.error().code == Error::Code::Busy)
        return cannotTell(QStringLiteral("not decided within %1 s")
                              .arg(static_cast<double>(m_deadline.count()) / 1000));
    if (!reply)
        return cannotTell(QStringLiteral(
            "too large to be decided: the comparison ran out of memory or broke off"));
    auto check = checkOf(*reply, id);
    if (check)
        return check;
    // Out of step: a new one begins with the next question.
    m_process.stop();
    return cannotTell(
        QStringLiteral("the program that compares what is hard gave no proper answer"));
}

bool Checker::isReady()
{
    if (m_process.isRunning())
        return true;
    if (!m_trouble.isEmpty())
        return false;
    const auto reply = m_process.request(readyLine(), TimeToStart);
    if (!reply)
        m_trouble = reply.error().message;
    else if (!touchstone::isReady(*reply))
        m_trouble = tr("touchstone-check is of another version.");
    if (!m_trouble.isEmpty())
        m_process.stop();
    return m_trouble.isEmpty();
}

} // namespace touchstone
