// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "scriptdialog.h"

#include <base/text.h>
#include <items/standingwords.h>
#include <pipeline/jobrunner.h>

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace touchstone {

namespace {

const char *const Beginning =
    "// item: key, prompt, reference, reasoning, answer, response, source, "
    "source_kind, sample\n"
    "// Give true or false, \"cannot tell\" or another verdict's name, or\n"
    "// {verdict: \"correct\", score: 0.8, note: \"why\"}.\n"
    "function validate(item) {\n"
    "    return item.answer.includes(item.reference);\n"
    "}\n";

QString lineOf(const TryCheckJob::Tried &tried)
{
    QString line = toQString(tried.response) + QStringLiteral(": ");
    if (!tried.said) {
        line += tried.said.error().message;
    } else {
        line += signAndWords(standingOf(tried.said->verdict));
        if (tried.said->score)
            line += ScriptDialog::tr(", score %1").arg(*tried.said->score);
        if (!tried.said->reason.empty())
            line += QStringLiteral(" – ") + toQString(tried.said->reason);
    }
    if (!tried.log.empty())
        line += QLatin1Char('\n') + toQString(tried.log);
    return line;
}

} // namespace

ScriptDialog::ScriptDialog(JobRunner &jobs,
                           const std::string &script,
                           PromptId prompt,
                           QWidget *parent)
    : QDialog(parent)
    , m_jobs(jobs)
    , m_prompt(prompt)
    , m_script(new QPlainTextEdit)
    , m_output(new QPlainTextEdit)
    , m_try(new QPushButton(tr("Try on the current prompt")))
{
    setWindowTitle(tr("Script"));
    setObjectName(QStringLiteral("script"));
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_script->setObjectName(QStringLiteral("script.text"));
    m_script->setAccessibleName(tr("Script, JavaScript"));
    m_script->setFont(fixed);
    m_script->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_script->setPlainText(script.empty() ? QString::fromUtf8(Beginning) : toQString(script));
    m_output->setObjectName(QStringLiteral("script.output"));
    m_output->setAccessibleName(tr("What it says"));
    m_output->setReadOnly(true);
    m_output->setTabChangesFocus(true);
    m_output->setPlaceholderText(tr("What it says of the responses to the current prompt"));
    m_output->setMaximumHeight(150);
    m_try->setObjectName(QStringLiteral("script.try"));
    m_try->setShortcut(Qt::CTRL | Qt::Key_Return);
    m_try->setToolTip(tr("Runs it in a process of its own, without files or network (Ctrl+Enter)"));
    m_try->setEnabled(!m_prompt.isNull());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_try);
    bar->addStretch();
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 14, 16, 14);
    all->addWidget(m_script, 1);
    all->addLayout(bar);
    all->addWidget(m_output);
    all->addWidget(buttons);
    resize(680, 560);
    connect(m_try, &QPushButton::clicked, this, &ScriptDialog::tryOut);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_jobs, &JobRunner::finished, this, [this](int number, const Result<> &result) {
        if (number == m_number)
            take(result);
    });
}

ScriptDialog::~ScriptDialog()
{
    if (m_number != 0)
        m_jobs.cancel(m_number);
}

std::string ScriptDialog::script() const
{
    return toUtf8(m_script->toPlainText());
}

void ScriptDialog::tryOut()
{
    if (m_number != 0)
        m_jobs.cancel(m_number);
    CheckRules rules;
    rules.by = CheckRules::By::Script;
    rules.script = script();
    m_trial = std::make_shared<TryCheckJob>(rules, m_prompt);
    m_output->setPlainText(tr("At work…"));
    m_number = m_jobs.start(m_trial);
}

void ScriptDialog::take(const Result<> &result)
{
    m_number = 0;
    if (!result) {
        m_output->setPlainText(result.error().message);
        return;
    }
    QStringList lines;
    for (const TryCheckJob::Tried &tried : m_trial->tried())
        lines << lineOf(tried);
    m_output->setPlainText(lines.isEmpty() ? tr("The prompt has no response.")
                                           : lines.join(QLatin1Char('\n')));
}

} // namespace touchstone
