// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importsdialog.h"

#include <base/text.h>
#include <pipeline/editjob.h>
#include <pipeline/jobrunner.h>
#include <store/store.h>
#include <widgets/common/format.h>

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace touchstone {

namespace {

QTableWidget *
makeTable(const QString &name, const QString &accessibleName, const QStringList &heads)
{
    auto *table = new QTableWidget(0, static_cast<int>(heads.size()));
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setHorizontalHeaderLabels(heads);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(26);
    table->verticalHeader()->setDefaultSectionSize(26);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return table;
}

void addRow(QTableWidget *table, const QStringList &cells)
{
    const int row = table->rowCount();
    table->insertRow(row);
    for (int i = 0; i < cells.size(); ++i)
        table->setItem(row, i, new QTableWidgetItem(cells[i]));
}

} // namespace

ImportsDialog::ImportsDialog(Store &store, JobRunner &jobs, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_jobs(jobs)
    , m_imports(makeTable(QStringLiteral("imports.list"),
                          tr("Imports"),
                          {tr("File"), tr("When"), tr("Format"), tr("Prompts"), tr("Responses"),
                           tr("Refused"), tr("State")}))
    , m_refused(makeTable(QStringLiteral("imports.refused"),
                          tr("Refused rows"),
                          {tr("Line"), tr("Column"), tr("Reason"), tr("Row")}))
    , m_error(new QLabel)
    , m_toggle(nullptr)
{
    setWindowTitle(tr("Imports"));
    resize(920, 600);
    m_imports->setColumnWidth(0, 260);
    m_refused->setColumnWidth(0, 70);
    m_refused->setColumnWidth(1, 70);
    m_refused->setColumnWidth(2, 380);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_toggle = buttons->addButton(tr("Take back"), QDialogButtonBox::ActionRole);
    m_toggle->setObjectName(QStringLiteral("imports.toggle"));
    m_toggle->setEnabled(false);
    // Enter closes the list; it takes nothing back.
    m_toggle->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    m_error->setWordWrap(true);
    auto *words = new QLabel(tr("Taking an import back hides what it brought and leaves the rest "
                                "as it is; undo brings it in again. Nothing is erased."));
    words->setWordWrap(true);
    words->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->addWidget(words);
    layout->addWidget(m_imports, 2);
    layout->addWidget(new QLabel(tr("Refused rows of the chosen import")));
    layout->addWidget(m_refused, 3);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
    // Without a word of ours Tab goes round between the tables and Take back, and never to Close.
    setTabOrder(m_imports, m_refused);
    setTabOrder(m_refused, m_toggle);
    setTabOrder(m_toggle, buttons->button(QDialogButtonBox::Close));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_toggle, &QPushButton::clicked, this, &ImportsDialog::toggle);
    connect(m_imports, &QTableWidget::currentCellChanged, this, &ImportsDialog::showRefused);
    connect(&m_store, &Store::changed, this, &ImportsDialog::refresh);
    connect(&m_jobs, &JobRunner::finished, this, [this](int number, const Result<> &result) {
        if (number == m_running)
            toggled(result);
    });
    refresh();
}

void ImportsDialog::refresh()
{
    const int row = m_imports->currentRow();
    m_batches = m_store.batches().value_or({});
    m_imports->setRowCount(0);
    for (const Batch &batch : m_batches) {
        addRow(m_imports,
               {QFileInfo(toQString(batch.path)).fileName(),
                when(batch.startedUs, QDateTime::currentDateTime()), toQString(batch.format),
                number(batch.promptsNew), number(batch.responsesNew), number(batch.refused),
                batch.active ? tr("in use") : tr("taken back")});
    }
    m_imports->setCurrentCell(std::clamp(row, 0, std::max(0, m_imports->rowCount() - 1)), 0);
    showRefused();
}

void ImportsDialog::showRefused()
{
    const int row = m_imports->currentRow();
    const bool any = row >= 0 && row < static_cast<int>(m_batches.size());
    m_toggle->setEnabled(any && !m_store.isReadOnly() && m_running == 0);
    m_refused->setRowCount(0);
    if (!any)
        return;
    const Batch &batch = m_batches[static_cast<std::size_t>(row)];
    m_toggle->setText(batch.active ? tr("Take back") : tr("Bring in again"));
    for (const RefusedRow &refused : m_store.refused(batch.id).value_or({})) {
        addRow(m_refused,
               {number(refused.line), refused.column > 0 ? number(refused.column) : QString{},
                toQString(refused.reason), toQString(refused.head)});
    }
}

void ImportsDialog::toggle()
{
    const Batch &batch = m_batches[static_cast<std::size_t>(m_imports->currentRow())];
    const QString words = batch.active ? tr("Taking back %1") : tr("Bringing in %1 again");
    const Step step{{SetBatchActive{batch.id, !batch.active}}};
    const QString file = QFileInfo(toQString(batch.path)).fileName();
    m_error->setText(words.arg(file) + QStringLiteral(" …"));
    m_running =
        m_jobs.start(std::make_shared<EditJob>(EditJob::Way::Perform, step, words.arg(file)));
    m_toggle->setEnabled(false);
}

void ImportsDialog::toggled(const Result<> &result)
{
    m_running = 0;
    m_error->setText(result ? QString{} : result.error().message);
    refresh();
}

} // namespace touchstone
