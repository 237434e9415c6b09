// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "unknowndialog.h"

#include <base/text.h>
#include <widgets/common/format.h>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace touchstone {

namespace {

enum Column { Prompt, Sample, Sent, Came, Decision, ColumnCount };
constexpr int MostWords = 120;

QComboBox *choices(bool canKeep)
{
    using Fate = UnknownDialog::Fate;
    auto *box = new QComboBox;
    const auto add = [box](const QString &words, Fate choice) {
        box->addItem(words, static_cast<int>(choice));
    };
    add(UnknownDialog::tr("decide later"), Fate::Wait);
    add(UnknownDialog::tr("ask again"), Fate::AskAgain);
    if (canKeep)
        add(UnknownDialog::tr("keep what came"), Fate::Keep);
    add(UnknownDialog::tr("give it up"), Fate::GiveUp);
    return box;
}

} // namespace

UnknownDialog::UnknownDialog(std::vector<UnknownRequest> requests, QWidget *parent)
    : QDialog(parent)
    , m_requests(std::move(requests))
    , m_all(choices(true))
    , m_table(new QTableWidget(0, ColumnCount))
{
    setWindowTitle(tr("Requests of unknown fate"));
    setObjectName(QStringLiteral("unknown"));
    auto *words = new QLabel(
        tr("These left, and their end was never heard of: the connection or the program ended. The "
           "teacher may have worked for them and charged them. Asked again, they may be charged "
           "twice. What is given up counts as missing, and a later run asks for it."));
    words->setWordWrap(true);
    m_all->setObjectName(QStringLiteral("unknown.all"));
    m_all->setAccessibleName(tr("For all"));
    m_table->setObjectName(QStringLiteral("unknown.table"));
    m_table->setAccessibleName(tr("Requests"));
    m_table->setHorizontalHeaderLabels(
        {tr("Prompt"), tr("Sample"), tr("Sent"), tr("What came"), tr("Decision")});
    m_table->horizontalHeader()->setSectionResizeMode(Came, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(Prompt, 120);
    m_table->setColumnWidth(Sample, 60);
    m_table->setColumnWidth(Decision, 140);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(32);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    for (const UnknownRequest &request : m_requests)
        addLine(request);
    auto *line = new QFormLayout;
    line->addRow(tr("For all"), m_all);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Do that"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 14, 16, 14);
    all->setSpacing(10);
    all->addWidget(words);
    all->addLayout(line);
    all->addWidget(m_table, 1);
    all->addWidget(buttons);
    resize(760, 440);
    connect(m_all, &QComboBox::activated, this, &UnknownDialog::applyToAll);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void UnknownDialog::addLine(const UnknownRequest &request)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const std::string &came = request.answer.empty() ? request.reasoning : request.answer;
    const QString key = toQString(request.key);
    const QString texts[] = {key, QString::number(request.entry.sample + 1),
                             when(request.entry.sentUs, QDateTime::currentDateTime()),
                             came.empty() ? tr("nothing")
                                          : toQString(headOf(came, MostWords)).simplified()};
    for (int column = 0; column < Decision; ++column)
        m_table->setItem(row, column, new QTableWidgetItem(texts[column]));
    auto *box = choices(!came.empty());
    box->setObjectName(QStringLiteral("unknown.choice.") + key);
    box->setAccessibleName(tr("Decision for %1, sample %2").arg(key, texts[Sample]));
    m_table->setCellWidget(row, Decision, box);
    m_choices.push_back(box);
}

void UnknownDialog::applyToAll(int index)
{
    const QVariant choice = m_all->itemData(index);
    for (QComboBox *box : m_choices) {
        // Where nothing came there is nothing to keep.
        if (const int at = box->findData(choice); at >= 0)
            box->setCurrentIndex(at);
    }
}

std::vector<UnknownRequest> UnknownDialog::chosen(Fate fate) const
{
    std::vector<UnknownRequest> found;
    for (std::size_t i = 0; i < m_requests.size(); ++i) {
        if (m_choices[i]->currentData().toInt() == static_cast<int>(fate))
            found.push_back(m_requests[i]);
    }
    return found;
}

} // namespace touchstone
