// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importsheet.h"

#include <base/text.h>
#include <reasoning/split.h>
#include <store/store.h>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace touchstone {

namespace {

constexpr int ShownRows = 10;
constexpr std::size_t ShownBytes = 160;
const QString ByColumns = QStringLiteral("mapping");

QTableWidget *makeTable(const QString &name, const QString &accessibleName)
{
    auto *table = new QTableWidget;
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(26);
    table->horizontalHeader()->setDefaultSectionSize(180);
    return table;
}

QTableWidgetItem *cell(std::string_view text)
{
    auto *item = new QTableWidgetItem(toQString(headOf(text, ShownBytes)).simplified());
    item->setToolTip(toQString(headOf(text, 2000)));
    return item;
}

} // namespace

ImportSheet::ImportSheet(Store &store, const QString &path, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_path(path)
    , m_format(new QComboBox)
    , m_source(new QLineEdit)
    , m_kind(new QComboBox)
    , m_join(new QComboBox)
    , m_before(makeTable(QStringLiteral("import.before"), tr("The file's first rows")))
    , m_after(makeTable(QStringLiteral("import.after"), tr("The same rows as they will be")))
    , m_help(new QLabel)
    , m_refused(new QLabel)
    , m_accept(nullptr)
{
    setWindowTitle(tr("Import %1").arg(QFileInfo(path).fileName()));
    resize(980, 720);
    m_format->setObjectName(QStringLiteral("import.format"));
    m_format->setAccessibleName(tr("Read as"));
    m_source->setObjectName(QStringLiteral("import.source"));
    m_source->setAccessibleName(tr("Source"));
    m_source->setPlaceholderText(tr("where the file does not name it"));
    m_kind->setObjectName(QStringLiteral("import.kind"));
    m_kind->setAccessibleName(tr("Kind of source"));
    m_kind->addItem(tr("People: human answers"), QStringLiteral("human"));
    m_kind->addItem(tr("A teacher model"), QStringLiteral("teacher"));
    m_kind->addItem(tr("A student model"), QStringLiteral("student"));
    m_join->setObjectName(QStringLiteral("import.join"));
    m_join->setAccessibleName(tr("Join with prompts that are there"));
    m_join->addItem(tr("on the key where there is one, else on the text"));
    m_join->addItem(tr("on the key"));
    m_join->addItem(tr("on the prompt's text"));

    auto *form = new QFormLayout;
    form->addRow(tr("Read as"), m_format);
    form->addRow(tr("Responses are from"), m_kind);
    form->addRow(tr("Source"), m_source);
    form->addRow(tr("Join prompts"), m_join);
    m_help->setWordWrap(true);
    m_help->setForegroundRole(QPalette::PlaceholderText);
    m_refused->setWordWrap(true);
    m_refused->setObjectName(QStringLiteral("import.refused"));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_accept = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("import.accept"));
    m_accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportSheet::rememberAndAccept);

    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(new QLabel(tr("The file")));
    layout->addWidget(m_before, 1);
    layout->addWidget(m_help);
    layout->addWidget(new QLabel(tr("As it will be")));
    layout->addWidget(m_after, 1);
    layout->addWidget(m_refused);
    layout->addWidget(buttons);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ImportSheet::refresh);
}

Result<> ImportSheet::load()
{
    TRY_ASSIGN(m_peek, peek(m_path));
    m_recognised = recognise(m_peek.rows);
    m_shape = shapeOf(m_peek.rows);
    const QSignalBlocker quiet(m_format);
    for (const ImportFormat *format : importFormats())
        m_format->addItem(toQString(format->title()), toQString(format->name()));
    m_format->addItem(tr("Columns and their roles"), ByColumns);
    m_format->setCurrentIndex(
        m_format->findData(m_recognised ? toQString(m_recognised->name()) : ByColumns));
    if (m_recognised)
        m_kind->setCurrentIndex(
            std::max(0, m_kind->findData(toQString(nameOf(m_recognised->usualKind())))));
    buildColumns();
    refresh();
    return {};
}

void ImportSheet::buildColumns()
{
    for (const Row &row : m_peek.rows) {
        for (const Field &field : row.fields) {
            if (std::find(m_columns.begin(), m_columns.end(), field.name) == m_columns.end())
                m_columns.emplace_back(field.name);
        }
    }
    const int rows = std::min<int>(ShownRows, static_cast<int>(m_peek.rows.size()));
    m_before->setColumnCount(static_cast<int>(m_columns.size()));
    m_before->setRowCount(rows + 1);
    Mapping start = guessMapping(m_peek.rows);
    const auto remembered = m_store.setting("mapping:" + m_shape);
    if (remembered && !remembered->empty())
        start = mappingFromJsonText(*remembered).value_or(start);
    for (int column = 0; column < m_before->columnCount(); ++column) {
        const std::string &name = m_columns[static_cast<std::size_t>(column)];
        m_before->setHorizontalHeaderItem(column, new QTableWidgetItem(toQString(name)));
        auto *roles = new QComboBox;
        roles->setObjectName(QStringLiteral("import.role.") + toQString(name));
        roles->setAccessibleName(tr("Role of column %1").arg(toQString(name)));
        for (const Mapping::Role role : allRoles()) {
            roles->addItem(toQString(roleName({{}, role, {}})));
            roles->setItemData(roles->count() - 1, toQString(roleHelp(role)), Qt::ToolTipRole);
        }
        for (const Mapping::Column &mapped : start.columns) {
            if (mapped.name == name)
                roles->setCurrentIndex(static_cast<int>(mapped.role));
        }
        m_before->setCellWidget(0, column, roles);
        m_roles.push_back(roles);
        connect(roles, &QComboBox::currentIndexChanged, this, &ImportSheet::refresh);
        for (int row = 0; row < rows; ++row) {
            if (const Field *field = m_peek.rows[static_cast<std::size_t>(row)].find(name))
                m_before->setItem(row + 1, column, cell(field->text));
        }
    }
    m_before->setRowHeight(0, 32);
}

Mapping ImportSheet::mapping() const
{
    Mapping mapping;
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        mapping.columns.push_back(
            {m_columns[i], allRoles()[static_cast<std::size_t>(m_roles[i]->currentIndex())], {}});
    return mapping;
}

void ImportSheet::refresh()
{
    const bool byColumns = m_format->currentData().toString() == ByColumns;
    m_before->setRowHidden(0, !byColumns);
    QStringList help;
    if (byColumns) {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const Mapping::Role role =
                allRoles()[static_cast<std::size_t>(m_roles[i]->currentIndex())];
            if (role != Mapping::Role::Meta && role != Mapping::Role::Ignore)
                help << QStringLiteral("%1 → %2: %3")
                            .arg(toQString(m_columns[i]), toQString(roleName({{}, role, {}})),
                                 toQString(roleHelp(role)));
        }
    }
    m_help->setText(help.join(QStringLiteral("   ")));
    std::unique_ptr<ImportFormat> mapped;
    const ImportFormat *format = importFormat(toUtf8(m_format->currentData().toString()));
    QStringList refused;
    if (byColumns) {
        auto made = makeMappedFormat(mapping());
        if (made)
            mapped = std::move(*made);
        else
            refused << made.error().message;
        format = mapped.get();
    }
    m_accept->setEnabled(format != nullptr);
    const QStringList heads = {tr("Key"),       tr("Prompt"),    tr("Reference"),
                               tr("Responses"), tr("Reasoning"), tr("Answer")};
    m_after->setColumnCount(static_cast<int>(heads.size()));
    m_after->setHorizontalHeaderLabels(heads);
    m_after->setRowCount(0);
    for (const RefusedRow &row : m_peek.refused)
        refused << tr("Line %1: %2").arg(row.line).arg(toQString(row.reason));
    for (const Row &row : m_peek.rows) {
        if (!format)
            break;
        IncomingRow incoming;
        const auto understood = format->read(row, incoming);
        if (!understood) {
            refused << tr("Line %1: %2").arg(row.line).arg(understood.error().message);
            continue;
        }
        if (m_after->rowCount() >= ShownRows)
            continue;
        const int at = m_after->rowCount();
        m_after->insertRow(at);
        m_after->setItem(at, 0, cell(incoming.key));
        m_after->setItem(at, 1, cell(incoming.text));
        m_after->setItem(at, 2, cell(incoming.reference));
        m_after->setItem(at, 3, cell(std::to_string(incoming.responses.size())));
        if (!incoming.responses.empty()) {
            const IncomingResponse &first = incoming.responses.front();
            const SplitText split = splitReasoning(first.raw, first.finishReason);
            m_after->setItem(at, 4,
                             cell(first.reasoning.empty() ? split.reasoning : first.reasoning));
            m_after->setItem(at, 5, cell(first.answer.empty() ? split.answer : first.answer));
        }
    }
    const qsizetype count = refused.size();
    m_refused->setText(refused.isEmpty()
                           ? tr("None of the first %1 rows is refused.").arg(m_peek.rows.size())
                           : tr("Refused among the first rows: %1").arg(count) + QLatin1Char('\n')
                                 + refused.mid(0, 5).join(QLatin1Char('\n')));
}

ImportPlan ImportSheet::plan() const
{
    ImportPlan plan;
    plan.path = m_path;
    const QString name = m_format->currentData().toString();
    if (name == ByColumns)
        plan.mapping = toJsonText(mapping());
    else
        plan.format = toUtf8(name);
    plan.options.kind =
        sourceKindFromName(toUtf8(m_kind->currentData().toString())).value_or(SourceKind::Human);
    plan.options.source = toUtf8(m_source->text().trimmed());
    if (plan.options.source.empty() && plan.options.kind == SourceKind::Human)
        plan.options.source = "human label";
    plan.options.join = static_cast<Store::ImportOptions::Join>(m_join->currentIndex());
    return plan;
}

void ImportSheet::rememberAndAccept()
{
    if (m_format->currentData().toString() == ByColumns) [[maybe_unused]]
        const auto kept = m_store.setSetting("mapping:" + m_shape, toJsonText(mapping()));
    accept();
}

} // namespace touchstone
