// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "choosedialog.h"

#include <base/text.h>
#include <pipeline/jobrunner.h>
#include <widgets/common/format.h>

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <limits>

namespace touchstone {

namespace {

enum Scope { AllPrompts, FoundPrompts };

constexpr int AfterTyping = 200;
constexpr int MostOfAPrompt = 1000;

} // namespace

ChooseDialog::ChooseDialog(JobRunner &jobs, const Query &query, qint64 found, QWidget *parent)
    : QDialog(parent)
    , m_jobs(jobs)
    , m_query(query)
    , m_by(new QComboBox)
    , m_count(new QSpinBox)
    , m_seed(new QSpinBox)
    , m_people(new QCheckBox(tr("Also people’s responses and edits")))
    , m_scope(new QButtonGroup(this))
    , m_summary(new QLabel)
    , m_examples(new QTreeWidget)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel))
    , m_typing(new QTimer(this))
{
    setWindowTitle(tr("Choose the best responses"));
    setObjectName(QStringLiteral("choose"));
    QPushButton *choose = m_buttons->addButton(tr("Choose"), QDialogButtonBox::AcceptRole);
    choose->setObjectName(QStringLiteral("choose.start"));
    build(found);
    choose->setDefault(true); // only now is the dialog the one it belongs to
    m_typing->setSingleShot(true);
    m_typing->setInterval(AfterTyping);
    connect(m_typing, &QTimer::timeout, this, &ChooseDialog::ask);
    const auto again = [this] { m_typing->start(); };
    connect(m_by, &QComboBox::currentIndexChanged, this, again);
    connect(m_count, &QSpinBox::valueChanged, this, again);
    connect(m_seed, &QSpinBox::valueChanged, this, again);
    connect(m_people, &QCheckBox::toggled, this, again);
    connect(m_scope, &QButtonGroup::idToggled, this, again);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_jobs, &JobRunner::finished, this, [this](int number, const Result<> &result) {
        if (number != m_number)
            return;
        m_number = 0;
        if (result)
            take(m_preview->report());
        else if (result.error().code != Error::Code::Cancelled)
            m_summary->setText(result.error().message);
    });
    ask();
}

ChooseDialog::~ChooseDialog()
{
    if (m_number != 0)
        m_jobs.cancel(m_number);
}

void ChooseDialog::build(qint64 found)
{
    m_by->setObjectName(QStringLiteral("choose.by"));
    m_by->setAccessibleName(tr("Which"));
    const std::pair<BestOfRule::By, QString> rules[] = {
        {BestOfRule::By::Shortest, tr("the shortest")},
        {BestOfRule::By::Longest, tr("the longest")},
        {BestOfRule::By::Median, tr("nearest to the median length")},
        {BestOfRule::By::Highest, tr("with the highest score")},
        {BestOfRule::By::Random, tr("drawn at random")}};
    for (const auto &[by, words] : rules)
        m_by->addItem(words, static_cast<int>(by));
    m_count->setObjectName(QStringLiteral("choose.count"));
    m_count->setAccessibleName(tr("How many of a prompt"));
    m_count->setRange(1, MostOfAPrompt);
    m_seed->setObjectName(QStringLiteral("choose.seed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setRange(0, std::numeric_limits<int>::max());
    m_people->setObjectName(QStringLiteral("choose.people"));
    auto *every = new QRadioButton(tr("All prompts"));
    auto *some = new QRadioButton(
        tr("The %1 prompts of “%2”").arg(number(found), toQString(toText(m_query))));
    some->setVisible(!m_query.isAll());
    m_scope->addButton(every, AllPrompts);
    m_scope->addButton(some, FoundPrompts);
    (m_query.isAll() ? every : some)->setChecked(true);
    m_summary->setObjectName(QStringLiteral("choose.summary"));
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_examples->setObjectName(QStringLiteral("choose.examples"));
    m_examples->setAccessibleName(tr("The first prompts"));
    m_examples->setHeaderLabels({tr("Prompt"), tr("Kept"), tr("Not kept, and why")});
    m_examples->setRootIsDecorated(false);
    m_examples->setUniformRowHeights(false);
    m_examples->setWordWrap(true);
    m_examples->header()->setStretchLastSection(true);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->addRow(tr("Of the correct ones"), m_by);
    form->addRow(tr("How many of a prompt"), m_count);
    form->addRow(tr("Seed"), m_seed);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 14, 16, 14);
    all->setSpacing(10);
    all->addLayout(form);
    all->addWidget(m_people);
    all->addWidget(every);
    all->addWidget(some);
    all->addWidget(m_summary);
    all->addWidget(m_examples, 1);
    all->addWidget(m_buttons);
    resize(760, 600);
}

ChoosePlan ChooseDialog::plan() const
{
    ChoosePlan plan;
    plan.rule.by = static_cast<BestOfRule::By>(m_by->currentData().toInt());
    plan.rule.n = m_count->value();
    plan.rule.seed = static_cast<std::uint64_t>(m_seed->value());
    if (m_people->isChecked()) {
        plan.rule.kinds.push_back(SourceKind::Human);
        plan.rule.kinds.push_back(SourceKind::Edited);
    }
    if (m_scope->checkedId() == FoundPrompts)
        plan.query = m_query;
    return plan;
}

void ChooseDialog::ask()
{
    m_seed->setEnabled(plan().rule.by == BestOfRule::By::Random);
    if (m_number != 0)
        m_jobs.cancel(m_number);
    m_preview = std::make_shared<ChooseJob>(ChooseJob::Way::Preview, plan());
    m_number = m_jobs.start(m_preview);
}

void ChooseDialog::take(const ChooseJob::Report &report)
{
    QStringList lines{tr("%1 responses of %2 prompts are kept.")
                          .arg(number(report.kept), number(report.prompts))};
    QStringList reasons;
    for (const auto &[outcome, count] : report.outcomes) {
        if (outcome != BestOfOutcome::Complete)
            reasons << tr("%1 prompts: %2").arg(number(count), toQString(nameOf(outcome)));
    }
    for (const auto &[why, count] : report.dropped) {
        if (why != DropReason::OtherSource)
            reasons << tr("%1 responses: %2").arg(number(count), toQString(nameOf(why)));
    }
    if (!reasons.isEmpty())
        lines << reasons.join(QStringLiteral(" · "));
    m_summary->setText(lines.join(QLatin1Char('\n')));
    const auto joined = [](const std::vector<std::string> &words) {
        QStringList all;
        for (const std::string &each : words)
            all << toQString(each);
        return all.join(QLatin1Char('\n'));
    };
    m_examples->clear();
    for (const ChooseJob::Example &example : report.examples) {
        new QTreeWidgetItem(m_examples,
                            {toQString(example.key),
                             example.kept.empty() ? QStringLiteral("–") : joined(example.kept),
                             joined(example.dropped)});
    }
    for (const int column : {0, 1})
        m_examples->resizeColumnToContents(column);
    for (QAbstractButton *each : m_buttons->buttons()) {
        if (m_buttons->buttonRole(each) == QDialogButtonBox::AcceptRole)
            each->setEnabled(report.kept > 0);
    }
}

} // namespace touchstone
