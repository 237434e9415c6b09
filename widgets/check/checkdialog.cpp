// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "checkdialog.h"

#include "scriptdialog.h"

#include <base/text.h>
#include <judge/answerexpression.h>
#include <judge/profile.h>
#include <pipeline/responsechecker.h>
#include <store/store.h>
#include <widgets/common/format.h>

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QThread>
#include <QVBoxLayout>

#include <algorithm>

namespace touchstone {

namespace {

enum Scope { AllPrompts, FoundPrompts };

// Beside the names of profiles.
constexpr const char *Script = "script";
constexpr const char *Command = "command";

QLabel *quiet(const QString &words)
{
    auto *label = new QLabel(words);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QString profileTitle(const Profile &profile)
{
    switch (profile.kind) {
    case Profile::Kind::Touchstone:
        return CheckDialog::tr("Touchstone");
    case Profile::Kind::Gsm8kStrict:
        return CheckDialog::tr("GSM8K strict");
    case Profile::Kind::Gsm8kFlexible:
        return CheckDialog::tr("GSM8K flexible");
    case Profile::Kind::MathString:
        break;
    }
    return CheckDialog::tr("MATH string");
}

} // namespace

CheckDialog::CheckDialog(const Store &store, JobRunner &jobs, Setting setting, QWidget *parent)
    : QDialog(parent)
    , m_jobs(jobs)
    , m_setting(std::move(setting))
    , m_rules(store.checkRules().value_or({}))
    , m_script(m_rules.script)
    , m_profile(new QComboBox)
    , m_explanation(quiet({}))
    , m_switches(new QGroupBox(tr("What counts as equal")))
    , m_expression(new QLineEdit)
    , m_problem(quiet({}))
    , m_edit(new QPushButton(tr("Edit the script…")))
    , m_command(new QLineEdit)
    , m_trust(new QCheckBox(tr("It came with the project: I know it, and it may be run")))
    , m_scope(new QButtonGroup(this))
    , m_source(new QComboBox)
    , m_again(new QCheckBox(tr("Also those that have their verdict")))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Check the answers"));
    setObjectName(QStringLiteral("check"));
    m_again->setObjectName(QStringLiteral("check.again"));
    QPushButton *start = m_buttons->addButton(tr("Check"), QDialogButtonBox::AcceptRole);
    start->setObjectName(QStringLiteral("check.start"));
    buildRules();
    buildOwn();
    buildScope(store);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(14);
    form->addRow(tr("Rules"), m_profile);
    form->addRow({}, m_explanation);
    form->addRow(tr("Own expression"), m_expression);
    form->addRow({}, m_edit);
    form->addRow(tr("Program"), m_command);
    form->addRow({}, m_trust);
    form->addRow({}, m_problem);
    m_form = form;
    auto *scope = new QVBoxLayout;
    for (QAbstractButton *each : m_scope->buttons())
        scope->addWidget(each);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 14, 16, 14);
    all->setSpacing(10);
    all->addLayout(form);
    all->addWidget(m_switches);
    all->addLayout(scope);
    auto *whose = new QFormLayout;
    whose->setHorizontalSpacing(14);
    whose->addRow(tr("Responses of"), m_source);
    all->addLayout(whose);
    all->addWidget(m_again);
    all->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_profile, &QComboBox::currentIndexChanged, this, &CheckDialog::showRelevant);
    for (const QLineEdit *field : {m_expression, m_command})
        connect(field, &QLineEdit::textChanged, this, &CheckDialog::showRelevant);
    connect(m_trust, &QCheckBox::toggled, this, &CheckDialog::showRelevant);
    showRelevant();
    start->setDefault(true); // only now is the dialog the one it belongs to
    m_profile->setFocus();
}

void CheckDialog::buildRules()
{
    m_profile->setObjectName(QStringLiteral("check.profile"));
    m_profile->setAccessibleName(tr("Rules"));
    for (const Profile &profile : allProfiles())
        m_profile->addItem(profileTitle(profile), toQString(profile.name()));
    m_profile->setCurrentIndex(std::max(0, m_profile->findData(toQString(m_rules.profile))));
    auto *switches = new QVBoxLayout(m_switches);
    switches->setSpacing(4);
    for (const ProfileSwitch &one : profileSwitches()) {
        auto *box = new QCheckBox(toQString(one.explanation));
        box->setObjectName(QStringLiteral("check.switch.") + toQString(one.name));
        const auto set = m_rules.switches.find(std::string(one.name));
        box->setChecked(set == m_rules.switches.end() ? Profile{}.*one.member : set->second);
        m_boxes.emplace_back(one.name, box);
        switches->addWidget(box);
    }
    m_expression->setObjectName(QStringLiteral("check.expression"));
    m_expression->setAccessibleName(tr("Own expression for the final answer"));
    m_expression->setPlaceholderText(tr("none, or a regular expression: Antwort: (.*)"));
    m_expression->setText(toQString(m_rules.expression));
    m_problem->setObjectName(QStringLiteral("check.problem"));
}

void CheckDialog::buildOwn()
{
    m_profile->addItem(tr("A script of your own"), QString::fromLatin1(Script));
    m_profile->addItem(tr("A program of your own"), QString::fromLatin1(Command));
    if (m_rules.by != CheckRules::By::Profile) {
        m_profile->setCurrentIndex(m_profile->findData(
            QString::fromLatin1(m_rules.by == CheckRules::By::Script ? Script : Command)));
    }
    m_edit->setObjectName(QStringLiteral("check.script"));
    m_edit->setAutoDefault(false);
    m_command->setObjectName(QStringLiteral("check.command"));
    m_command->setAccessibleName(tr("Program and arguments"));
    m_command->setPlaceholderText(tr("python3 grade.py, which reads and writes lines of JSON"));
    QStringList words;
    for (const std::string &word : m_rules.command) {
        const QString text = toQString(word);
        words << (text.contains(QLatin1Char(' ')) ? QStringLiteral("\"%1\"").arg(text) : text);
    }
    m_command->setText(words.join(QLatin1Char(' ')));
    m_trust->setObjectName(QStringLiteral("check.trust"));
    m_trust->setChecked(m_setting.isTrusted);
    connect(m_edit, &QPushButton::clicked, this, &CheckDialog::editScript);
}

void CheckDialog::editScript()
{
    auto *dialog = new ScriptDialog(m_jobs, m_script, m_setting.current, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_script = dialog->script();
        showRelevant();
    });
    dialog->open();
}

CheckRules::By CheckDialog::by() const
{
    const QString chosen = m_profile->currentData().toString();
    return chosen == QLatin1String(Script)    ? CheckRules::By::Script
           : chosen == QLatin1String(Command) ? CheckRules::By::Command
                                              : CheckRules::By::Profile;
}

bool CheckDialog::isForeign() const
{
    const CheckRules now = plan().rules;
    return now.by != CheckRules::By::Profile && now.by == m_rules.by
           && textOf(now) == textOf(m_rules);
}

QString CheckDialog::problem() const
{
    switch (by()) {
    case CheckRules::By::Script:
        return m_script.empty() ? tr("There is no script yet.") : QString{};
    case CheckRules::By::Command:
        return QProcess::splitCommand(m_command->text()).isEmpty() ? tr("There is no program yet.")
                                                                   : QString{};
    case CheckRules::By::Profile:
        break;
    }
    const std::string expression = toUtf8(m_expression->text());
    if (!m_expression->isEnabled() || expression.empty())
        return {};
    const auto compiled = AnswerExpression::compile(expression);
    return compiled ? QString{} : compiled.error().message;
}

void CheckDialog::buildScope(const Store &store)
{
    auto *every = new QRadioButton(tr("All prompts"));
    every->setObjectName(QStringLiteral("check.all"));
    auto *some =
        new QRadioButton(tr("The %1 prompts of “%2”")
                             .arg(number(m_setting.found), toQString(toText(m_setting.query))));
    some->setObjectName(QStringLiteral("check.found"));
    some->setVisible(!m_setting.query.isAll());
    m_scope->addButton(every, AllPrompts);
    m_scope->addButton(some, FoundPrompts);
    (m_setting.query.isAll() ? every : some)->setChecked(true);
    m_source->setObjectName(QStringLiteral("check.source"));
    m_source->setAccessibleName(tr("Responses of"));
    m_source->addItem(tr("everybody"), QString{});
    for (const Source &source : store.sources().value_or({}))
        m_source->addItem(toQString(source.name), toQString(source.name));
}

void CheckDialog::showRelevant()
{
    const Profile profile =
        profileNamed(toUtf8(m_profile->currentData().toString())).value_or(Profile{});
    const CheckRules::By how = by();
    const bool ours = how == CheckRules::By::Profile && profile.kind == Profile::Kind::Touchstone;
    m_explanation->setText(
        how == CheckRules::By::Script
            ? tr("JavaScript, run in a process of its own without files or network.")
        : how == CheckRules::By::Command
            ? tr("Kept running; reads and writes a line of JSON for each response.")
            : toQString(profile.explanation()) + QLatin1Char('.'));
    m_switches->setVisible(how == CheckRules::By::Profile);
    m_switches->setEnabled(ours);
    m_expression->setEnabled(ours);
    const auto show = [this](QWidget *field, bool shown) {
        field->setVisible(shown);
        if (QWidget *label = m_form->labelForField(field))
            label->setVisible(shown);
    };
    show(m_expression, how == CheckRules::By::Profile);
    show(m_edit, how == CheckRules::By::Script);
    show(m_command, how == CheckRules::By::Command);
    const bool foreign = isForeign() && !m_setting.isTrusted;
    show(m_trust, foreign);
    const QString wrong = problem();
    m_problem->setText(wrong);
    show(m_problem, !wrong.isEmpty());
    for (QAbstractButton *each : m_buttons->buttons()) {
        if (m_buttons->buttonRole(each) == QDialogButtonBox::AcceptRole)
            each->setEnabled(wrong.isEmpty() && (!foreign || m_trust->isChecked()));
    }
}

VerifyPlan CheckDialog::plan() const
{
    VerifyPlan plan;
    plan.rules = m_rules;
    plan.rules.by = by();
    plan.rules.script = m_script;
    plan.rules.command.clear();
    for (const QString &word : QProcess::splitCommand(m_command->text()))
        plan.rules.command.push_back(toUtf8(word));
    if (plan.rules.by == CheckRules::By::Profile) {
        plan.rules.profile = toUtf8(m_profile->currentData().toString());
        plan.rules.switches.clear();
        plan.rules.expression.clear();
    }
    if (plan.rules.by == CheckRules::By::Profile && m_switches->isEnabled()) {
        plan.rules.expression = toUtf8(m_expression->text());
        const auto &all = profileSwitches();
        for (std::size_t i = 0; i < m_boxes.size(); ++i) {
            const bool on = m_boxes[i].second->isChecked();
            if (on != Profile{}.*all[i].member)
                plan.rules.switches[m_boxes[i].first] = on;
        }
    }
    if (m_scope->checkedId() == FoundPrompts)
        plan.query = m_setting.query;
    plan.source = toUtf8(m_source->currentData().toString());
    plan.again = m_again->isChecked();
    // One core stays with whoever goes on reading.
    plan.threads = std::max(1, QThread::idealThreadCount() - 1);
    return plan;
}

} // namespace touchstone
