// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "lineprocess.h"

#include <base/text.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QProcess>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif
#include <csignal>
#include <unistd.h>

namespace touchstone {

namespace {

constexpr int MostMsBetweenQuestions = 50;
constexpr int MsToDie = 5000;
constexpr std::size_t KeptErrors = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::LineProcess", text);
}

/// Runs in the child, between fork and exec.
void standApart()
{
    // A group of its own, so that what it starts can be killed with it.
    ::setpgid(0, 0);
#ifdef Q_OS_LINUX
    // Whoever reads its replies is gone: so is it.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

} // namespace

LineProcess::LineProcess(Program program, std::size_t longestReply)
    : m_program(std::move(program))
    , m_longestReply(longestReply)
{}

LineProcess::~LineProcess()
{
    stop();
}

bool LineProcess::isRunning() const
{
    return m_process && m_process->state() == QProcess::Running;
}

void LineProcess::stop()
{
    if (isRunning()) {
        ::kill(-static_cast<pid_t>(m_process->processId()), SIGKILL);
        m_process->waitForFinished(MsToDie);
    }
    m_process.reset();
    m_out.clear();
    m_searched = 0;
    m_errors.clear();
}

Result<> LineProcess::start()
{
    stop();
    m_process = std::make_unique<QProcess>();
    m_process->setChildProcessModifier(standApart);
    // Without this a flood of errors would be kept whole while a reply is waited for.
    QObject::connect(m_process.get(), &QProcess::readyReadStandardError, m_process.get(),
                     [this] { keepErrors(); });
    m_process->start(m_program.path, m_program.arguments);
    if (m_process->waitForStarted(-1))
        return {};
    Error error{Error::Code::NotFound,
                tr("%1 cannot be started: %2.").arg(m_program.path, m_process->errorString())};
    stop();
    return error;
}

Result<std::string> LineProcess::request(std::string_view line,
                                         std::chrono::milliseconds deadline,
                                         const CancelQuestion &isCancelled)
{
    Q_ASSERT(line.find('\n') == std::string_view::npos);
    const bool kept = isRunning();
    auto answer = ask(line, deadline, isCancelled);
    // One that ended after its last reply is perhaps seen to have ended only now.
    if (kept && !answer && answer.error().code == Error::Code::Io)
        answer = ask(line, deadline, isCancelled);
    return answer;
}

Result<std::string> LineProcess::ask(std::string_view line,
                                     std::chrono::milliseconds deadline,
                                     const CancelQuestion &isCancelled)
{
    if (!isRunning())
        TRY(start());
    m_process->write(line.data(), static_cast<qint64>(line.size()));
    m_process->write("\n", 1);
    auto answer = reply(deadline, isCancelled);
    if (!answer)
        stop();
    return answer;
}

Result<std::string> LineProcess::reply(std::chrono::milliseconds deadline,
                                       const CancelQuestion &isCancelled)
{
    const QDeadlineTimer end(deadline);
    std::string line;
    while (true) {
        const QByteArray come = m_process->readAllStandardOutput();
        m_out.append(come.constData(), static_cast<std::size_t>(come.size()));
        if (take(line))
            return line;
        if (m_out.size() > m_longestReply)
            return Error{Error::Code::BadInput, tr("%1 wrote a line of more than %2 bytes.")
                                                    .arg(m_program.path)
                                                    .arg(m_longestReply)};
        if (!isRunning())
            return ended();
        if (isCancelled && isCancelled())
            return Error{Error::Code::Cancelled, tr("Stopped.")};
        if (end.hasExpired())
            return Error{Error::Code::Busy, tr("%1 gave no answer within %2 s.")
                                                .arg(m_program.path)
                                                .arg(static_cast<double>(deadline.count()) / 1000)};
        const qint64 left = std::max<qint64>(1, end.remainingTime());
        m_process->waitForReadyRead(
            static_cast<int>(std::min<qint64>(left, MostMsBetweenQuestions)));
    }
}

bool LineProcess::take(std::string &line)
{
    const std::size_t end = m_out.find('\n', m_searched);
    if (end == std::string::npos || end > m_longestReply) {
        m_searched = m_out.size();
        return false;
    }
    line.assign(m_out, 0, end);
    if (line.ends_with('\r'))
        line.pop_back();
    m_out.erase(0, end + 1);
    m_searched = 0;
    return true;
}

void LineProcess::keepErrors()
{
    const QByteArray come = m_process->readAllStandardError();
    m_errors.append(come.constData(), static_cast<std::size_t>(come.size()));
    if (m_errors.size() > KeptErrors)
        m_errors.erase(0, m_errors.size() - KeptErrors);
}

Error LineProcess::ended() const
{
    const QString said = toQString(trimmed(m_errors));
    QString message = m_process->exitStatus() == QProcess::CrashExit
                          ? tr("%1 was killed or crashed without an answer").arg(m_program.path)
                          : tr("%1 ended without an answer, with status %2")
                                .arg(m_program.path, QString::number(m_process->exitCode()));
    message += said.isEmpty() ? QStringLiteral(".") : QStringLiteral(": ") + said;
    return {Error::Code::Io, message};
}

} // namespace touchstone
