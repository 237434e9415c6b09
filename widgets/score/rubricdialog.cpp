// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "rubricdialog.h"

#include <base/text.h>

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace touchstone {
namespace {

enum Column { Name, Lowest, Highest, Description, Columns };
// Each value has a key of its own, 1 to 9; 0 clears.
constexpr int LeastValue = 1;
constexpr int MostValue = 9;
constexpr std::size_t MostCriteria = 8;

} // namespace

RubricDialog::RubricDialog(const Rubric &rubric, QWidget *parent)
    : QDialog(parent)
    , m_rubric(rubric)
    , m_table(new QTableWidget(0, Columns))
    , m_problem(new QLabel)
    , m_add(new QPushButton(tr("&Add")))
    , m_remove(new QPushButton(tr("&Remove")))
    , m_up(new QPushButton(tr("Move &up")))
    , m_down(new QPushButton(tr("Move &down")))
    , m_accept(nullptr)
{
    setObjectName(QStringLiteral("rubric-dialog"));
    setWindowTitle(tr("Rubric"));
    resize(700, 340);
    m_table->setObjectName(QStringLiteral("rubric-table"));
    m_table->setAccessibleName(tr("Criteria"));
    m_table->setHorizontalHeaderLabels(
        {tr("Criterion"), tr("Lowest"), tr("Highest"), tr("What it asks")});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(34);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(Name, 170);
    m_table->setColumnWidth(Lowest, 80);
    m_table->setColumnWidth(Highest, 80);
    m_problem->setObjectName(QStringLiteral("rubric-problem"));
    m_problem->setWordWrap(true);
    m_problem->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_accept = buttons->addButton(tr("Keep"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("rubric-accept"));
    m_accept->setDefault(true);
    const std::pair<QPushButton *, const char *> named[] = {{m_add, "rubric-add"},
                                                            {m_remove, "rubric-remove"},
                                                            {m_up, "rubric-up"},
                                                            {m_down, "rubric-down"}};
    auto *column = new QVBoxLayout;
    for (const auto &[button, name] : named) {
        button->setObjectName(QLatin1String(name));
        button->setAutoDefault(false);
        column->addWidget(button);
    }
    column->addStretch();
    auto *upper = new QHBoxLayout;
    upper->addWidget(m_table, 1);
    upper->addLayout(column);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(upper, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    connect(m_add, &QPushButton::clicked, this, &RubricDialog::add);
    connect(m_remove, &QPushButton::clicked, this, &RubricDialog::remove);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fill();
}

void RubricDialog::fill()
{
    m_table->setRowCount(static_cast<int>(m_rubric.criteria.size()));
    for (int row = 0; row < m_table->rowCount(); ++row)
        addRow(row, m_rubric.criteria[static_cast<std::size_t>(row)]);
    check();
}

void RubricDialog::addRow(int row, const Criterion &criterion)
{
    const auto field = [this, row](Column column, const QString &words, const std::string &text) {
        auto *edit = new QLineEdit(toQString(text));
        edit->setAccessibleName(tr("%1 %2").arg(words).arg(row + 1));
        edit->setObjectName(QStringLiteral("rubric-%1-%2").arg(column).arg(row));
        m_table->setCellWidget(row, column, edit);
        connect(edit, &QLineEdit::textEdited, this, &RubricDialog::check);
    };
    const auto value = [this, row](Column column, const QString &words, int at) {
        auto *box = new QSpinBox;
        box->setRange(LeastValue, MostValue);
        box->setValue(at);
        box->setAccessibleName(tr("%1 %2").arg(words).arg(row + 1));
        box->setObjectName(QStringLiteral("rubric-%1-%2").arg(column).arg(row));
        m_table->setCellWidget(row, column, box);
        connect(box, &QSpinBox::valueChanged, this, &RubricDialog::check);
    };
    field(Name, tr("Criterion"), criterion.name);
    value(Lowest, tr("Lowest value of criterion"), criterion.lowest);
    value(Highest, tr("Highest value of criterion"), criterion.highest);
    field(Description, tr("What it asks, criterion"), criterion.description);
}

Rubric RubricDialog::rubric() const
{
    const auto text = [this](int row, Column column) {
        const auto *edit = qobject_cast<QLineEdit *>(m_table->cellWidget(row, column));
        return edit == nullptr ? std::string{} : toUtf8(edit->text().simplified());
    };
    const auto value = [this](int row, Column column, int otherwise) {
        const auto *box = qobject_cast<QSpinBox *>(m_table->cellWidget(row, column));
        return box == nullptr ? otherwise : box->value();
    };
    Rubric result;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        Criterion criterion{text(row, Name), text(row, Description), value(row, Lowest, 1),
                            value(row, Highest, 5)};
        if (!criterion.name.empty())
            result.criteria.push_back(std::move(criterion));
    }
    return result;
}

void RubricDialog::takeIn()
{
    m_rubric = rubric();
}

int RubricDialog::currentRow() const
{
    // The field that is written in says which row is meant, else the table's own.
    for (int row = 0; row < m_table->rowCount(); ++row) {
        for (int column = 0; column < Columns; ++column) {
            const QWidget *field = m_table->cellWidget(row, column);
            if (field != nullptr && field->hasFocus())
                return row;
        }
    }
    return m_table->currentRow();
}

void RubricDialog::add()
{
    takeIn();
    m_rubric.criteria.push_back({});
    fill();
    const int last = m_table->rowCount() - 1;
    m_table->setCurrentCell(last, Name);
    m_table->cellWidget(last, Name)->setFocus();
}

void RubricDialog::remove()
{
    const int row = currentRow();
    takeIn();
    if (row < 0 || row >= static_cast<int>(m_rubric.criteria.size()))
        return;
    m_rubric.criteria.erase(m_rubric.criteria.begin() + row);
    fill();
    m_table->setCurrentCell(std::min(row, m_table->rowCount() - 1), Name);
}

void RubricDialog::move(int by)
{
    const int row = currentRow();
    takeIn();
    const int other = row + by;
    const int count = static_cast<int>(m_rubric.criteria.size());
    if (row < 0 || other < 0 || row >= count || other >= count)
        return;
    std::swap(m_rubric.criteria[static_cast<std::size_t>(row)],
              m_rubric.criteria[static_cast<std::size_t>(other)]);
    fill();
    m_table->setCurrentCell(other, Name);
}

void RubricDialog::check()
{
    const Rubric now = rubric();
    QString problem;
    std::set<std::string> names;
    for (const Criterion &criterion : now.criteria) {
        if (!names.insert(criterion.name).second)
            problem = tr("Two criteria are called “%1”.").arg(toQString(criterion.name));
        if (criterion.lowest >= criterion.highest)
            problem = tr("The highest value of “%1” must be above its lowest.")
                          .arg(toQString(criterion.name));
    }
    m_accept->setEnabled(problem.isEmpty());
    m_add->setEnabled(now.criteria.size() < MostCriteria);
    m_problem->setText(
        problem.isEmpty() ? tr("Scores given for a criterion that is taken away or renamed stay in "
                               "the project, and come back with its name. Undo brings the whole "
                               "rubric back.")
                          : problem);
}

} // namespace touchstone
