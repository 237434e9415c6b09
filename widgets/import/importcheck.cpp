// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importcheck.h"

#include "mappingtable.h"

#include <base/text.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>
#include <widgets/common/thinprogress.h>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace touchstone {

ImportCheck::ImportCheck(Store &store, QWidget *parent)
    : QWidget(parent)
    , m_runner(store)
    , m_wait(new QTimer(this))
    , m_words(new QLabel)
    , m_progress(new ThinProgress)
    , m_stop(new QPushButton(tr("Stop checking")))
    , m_refused(new QTableWidget(0, 4))
{
    m_words->setObjectName(QStringLiteral("import.checked"));
    m_words->setWordWrap(true);
    m_stop->setObjectName(QStringLiteral("import.stop"));
    m_stop->setAutoDefault(false);
    preparePreview(*m_refused, QStringLiteral("import.refused"), tr("Rows that will be refused"));
    m_refused->setHorizontalHeaderLabels({tr("Line"), tr("Column"), tr("Reason"), tr("Row")});
    m_refused->horizontalHeader()->setStretchLastSection(true);
    m_refused->setColumnWidth(0, 70);
    m_refused->setColumnWidth(1, 70);
    m_refused->setColumnWidth(2, 420);
    m_refused->setFixedHeight(112);
    m_refused->hide();
    auto *line = new QHBoxLayout;
    line->addWidget(m_words, 1);
    line->addWidget(m_progress);
    line->addWidget(m_stop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(line);
    layout->addWidget(m_refused);
    m_wait->setSingleShot(true);
    m_wait->setInterval(250);
    connect(m_wait, &QTimer::timeout, this, &ImportCheck::start);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_runner.cancel(m_number); });
    connect(&m_runner, &JobRunner::finished, this, &ImportCheck::finished);
    connect(&m_runner, &JobRunner::progressed, this,
            [this](int number, const QString &, qint64 done, qint64 total) {
                if (number == m_number && total > 0)
                    m_progress->setShare(static_cast<double>(done) / static_cast<double>(total));
            });
    setRunning(false);
}

void ImportCheck::setRunning(bool running)
{
    m_stop->setVisible(running);
    m_progress->setVisible(running);
}

void ImportCheck::check(ImportPlan plan)
{
    m_runner.cancel(m_number);
    m_number = 0;
    m_plan = std::move(plan);
    m_words->setText(tr("Checking the whole file…"));
    m_progress->setShare(0);
    setRunning(true);
    m_wait->start();
}

void ImportCheck::say(const QString &problem)
{
    m_wait->stop();
    m_runner.cancel(m_number);
    m_number = 0;
    setRunning(false);
    m_refused->hide();
    m_words->setText(QStringLiteral("<span style='color:%1'>✕ %2</span>")
                         .arg(colorsOf(this).differs.name(), problem.toHtmlEscaped()));
}

void ImportCheck::start()
{
    m_job = std::make_shared<CheckJob>(m_plan);
    m_number = m_runner.start(m_job);
}

void ImportCheck::finished(int number, const Result<> &result)
{
    if (number != m_number)
        return; // of settings that were changed meanwhile
    setRunning(false);
    m_refused->setRowCount(0);
    m_refused->hide();
    if (!result && result.error().code == Error::Code::Cancelled) {
        m_words->setText(tr("The check was stopped. The import lists refused rows too."));
        return;
    }
    if (!result) {
        say(result.error().message);
        return;
    }
    m_words->setText(m_job->refusedRows() == 0
                         ? tr("✓ All %1 rows can be read.").arg(touchstone::number(m_job->rows()))
                         : tr("%1 of %2 rows will be refused and kept with their reasons:")
                               .arg(touchstone::number(m_job->refusedRows()),
                                    touchstone::number(m_job->rows())));
    for (const RefusedRow &refused : m_job->refused()) {
        const int row = m_refused->rowCount();
        m_refused->insertRow(row);
        const std::string column =
            refused.column > 0 ? std::to_string(refused.column) : std::string{};
        m_refused->setItem(row, 0, previewCell(std::to_string(refused.line)));
        m_refused->setItem(row, 1, previewCell(column));
        m_refused->setItem(row, 2, previewCell(refused.reason));
        m_refused->setItem(row, 3, previewCell(refused.head));
    }
    m_refused->setVisible(m_refused->rowCount() > 0);
    emit checked(m_job->rows(), m_job->refusedRows());
}

} // namespace touchstone
