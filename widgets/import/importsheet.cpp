// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "importsheet.h"

#include "importcheck.h"
#include "mappingtable.h"

#include <base/text.h>
#include <reasoning/split.h>
#include <store/store.h>
#include <widgets/common/format.h>

#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QThreadPool>
#include <QVBoxLayout>

namespace touchstone {

namespace {

constexpr int ShownRows = 10;
const QString ByColumns = QStringLiteral("mapping");

QLabel *title(const QString &text)
{
    auto *label = new QLabel(text);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    return label;
}

/// A row as it will be kept, in one line of the table below.
void addRow(QTableWidget &table, const IncomingRow &row)
{
    const int at = table.rowCount();
    table.insertRow(at);
    std::string reasoning;
    std::string answer;
    if (!row.responses.empty()) {
        const IncomingResponse &first = row.responses.front();
        const bool apart = !first.reasoning.empty() || !first.answer.empty();
        const SplitText split = apart ? SplitText{} : splitReasoning(first.raw, first.finishReason);
        reasoning = apart ? first.reasoning : split.reasoning;
        answer = apart ? first.answer : split.answer;
    }
    const std::string responses = std::to_string(row.responses.size());
    const std::string_view cells[] = {row.key,   row.text,  row.reference,
                                      responses, reasoning, answer};
    int column = 0;
    for (const std::string_view text : cells)
        table.setItem(at, column++, previewCell(text));
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
    , m_head(buildHead())
    , m_fileTitle(title({}))
    , m_before(new MappingTable)
    , m_after(new QTableWidget(0, 6))
    , m_help(new QLabel)
    , m_check(new ImportCheck(store))
    , m_accept(nullptr)
{
    setWindowTitle(tr("Import %1").arg(QFileInfo(path).fileName()));
    resize(1040, 780);
    preparePreview(*m_after, QStringLiteral("import.after"), tr("The same rows as they will be"));
    m_after->setHorizontalHeaderLabels(
        {tr("Key"), tr("Prompt"), tr("Reference"), tr("Responses"), tr("Reasoning"), tr("Answer")});
    m_after->setColumnWidth(0, 110);
    m_after->setColumnWidth(2, 90);
    m_after->setColumnWidth(3, 84);
    m_after->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_after->horizontalHeader()->setSectionResizeMode(4, QHeaderView::Stretch);
    m_fileTitle->setObjectName(QStringLiteral("import.file"));
    m_help->setWordWrap(true);
    m_help->setForegroundRole(QPalette::PlaceholderText);
    m_help->setObjectName(QStringLiteral("import.help"));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_accept = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("import.accept"));
    m_accept->setDefault(true);
    // While there is nothing to import yet, Enter does not throw the sheet away.
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportSheet::rememberAndAccept);
    connect(m_check, &ImportCheck::checked, this, [this](qint64 rows, qint64 refused) {
        m_accept->setText(tr("Import %1 rows").arg(number(rows - refused)));
    });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);
    layout->addWidget(m_head);
    layout->addSpacing(4);
    layout->addWidget(m_fileTitle);
    layout->addWidget(m_before, 1);
    layout->addWidget(m_help);
    layout->addWidget(title(tr("As it will be")));
    layout->addWidget(m_after, 1);
    layout->addWidget(m_check);
    layout->addWidget(buttons);
}

ImportSheet::~ImportSheet()
{
    m_reading->cancel();
}

QWidget *ImportSheet::buildHead()
{
    auto *head = new QWidget;
    auto *grid = new QGridLayout(head);
    grid->setContentsMargins(0, 0, 0, 0);
    m_format->setObjectName(QStringLiteral("import.format"));
    m_source->setObjectName(QStringLiteral("import.source"));
    m_source->setPlaceholderText(tr("where the file does not name it"));
    m_kind->setObjectName(QStringLiteral("import.kind"));
    m_kind->addItem(tr("people: human answers"), QStringLiteral("human"));
    m_kind->addItem(tr("a teacher model"), QStringLiteral("teacher"));
    m_kind->addItem(tr("a student model"), QStringLiteral("student"));
    m_join->setObjectName(QStringLiteral("import.join"));
    m_join->addItem(tr("on the key where there is one, else on the text"));
    m_join->addItem(tr("on the key"));
    m_join->addItem(tr("on the prompt’s text"));
    grid->setHorizontalSpacing(12);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    const auto add = [grid](int row, int column, const QString &words, QWidget *field) {
        auto *label = new QLabel(words);
        label->setBuddy(field);
        field->setAccessibleName(words);
        grid->addWidget(label, row, column);
        grid->addWidget(field, row, column + 1);
    };
    add(0, 0, tr("Read as"), m_format);
    add(0, 2, tr("Responses are from"), m_kind);
    add(1, 0, tr("Join prompts"), m_join);
    add(1, 2, tr("Source"), m_source);
    return head;
}

void ImportSheet::load()
{
    m_head->setEnabled(false);
    m_accept->setEnabled(false);
    m_fileTitle->setText(tr("Reading the first rows of %1…").arg(QFileInfo(m_path).fileName()));
    // A single row may be a hundred megabytes. Whoever leaves meanwhile is not kept waiting: the
    // answer then finds nobody.
    QThreadPool::globalInstance()->start(
        [path = m_path, progress = m_reading, sheet = QPointer(this)] {
            auto found = std::make_shared<Result<Peek>>(peek(path, *progress));
            if (QObject *application = QCoreApplication::instance())
                QMetaObject::invokeMethod(
                    application,
                    [sheet, found] {
                        if (sheet)
                            sheet->take(std::move(*found));
                    },
                    Qt::QueuedConnection);
        });
}

void ImportSheet::take(Result<Peek> found)
{
    if (!found) {
        reject();
        emit failed(found.error());
        return;
    }
    showFile(std::move(*found));
    m_head->setEnabled(true);
    m_format->setFocus();
    emit loaded();
}

void ImportSheet::showFile(Peek found)
{
    m_peek = std::move(found);
    m_shape = shapeOf(m_peek.rows);
    const ImportFormat *recognised = recognise(m_peek.rows);
    for (const ImportFormat *format : importFormats())
        m_format->addItem(toQString(format->title()), toQString(format->name()));
    m_format->addItem(tr("Columns and their roles"), ByColumns);
    Mapping start = guessMapping(m_peek.rows);
    const auto remembered = m_store.setting("mapping:" + m_shape);
    const bool known = remembered && !remembered->empty();
    if (known)
        start = mappingFromJsonText(*remembered).value_or(start);
    // What a person said of this shape counts more than what we recognise.
    m_format->setCurrentIndex(
        m_format->findData(recognised && !known ? toQString(recognised->name()) : ByColumns));
    if (recognised)
        m_kind->setCurrentIndex(
            std::max(0, m_kind->findData(toQString(nameOf(recognised->usualKind())))));
    m_before->setRows(m_peek, start, ShownRows);
    const QFileInfo file(m_path);
    m_fileTitle->setText(
        tr("The file: %1, %2, %3, first %4 rows")
            .arg(file.fileName(), toQString(m_peek.container),
                 QLocale().formattedDataSize(file.size()),
                 number(std::min<qint64>(ShownRows, static_cast<qint64>(m_peek.rows.size())))));
    connect(m_format, &QComboBox::currentIndexChanged, this, &ImportSheet::refresh);
    connect(m_before, &MappingTable::changed, this, &ImportSheet::refresh);
    refresh();
}

bool ImportSheet::byColumns() const
{
    return m_format->currentData().toString() == ByColumns;
}

void ImportSheet::refresh()
{
    m_before->setRolesShown(byColumns());
    m_help->setText(m_before->help().join(QLatin1Char('\n')));
    m_help->setVisible(byColumns());
    m_after->setRowCount(0);
    m_accept->setText(tr("Import"));
    std::unique_ptr<ImportFormat> mapped;
    const ImportFormat *format = importFormat(toUtf8(m_format->currentData().toString()));
    QString problem = m_store.isReadOnly()
                          ? tr("The project is open for reading only; nothing can be imported.")
                          : QString{};
    if (byColumns()) {
        auto made = makeMappedFormat(m_before->mapping());
        if (made)
            mapped = std::move(*made);
        else
            problem = made.error().message;
        format = mapped.get();
    }
    if (format)
        showAfter(*format);
    m_accept->setEnabled(problem.isEmpty());
    if (problem.isEmpty())
        m_check->check(plan());
    else
        m_check->say(problem);
}

void ImportSheet::showAfter(const ImportFormat &format)
{
    for (const Row &row : m_peek.rows) {
        if (m_after->rowCount() >= ShownRows)
            return;
        IncomingRow incoming;
        if (format.read(row, incoming))
            addRow(*m_after, incoming);
    }
}

ImportPlan ImportSheet::plan() const
{
    ImportPlan plan;
    plan.path = m_path;
    if (byColumns())
        plan.mapping = toJsonText(m_before->mapping());
    else
        plan.format = toUtf8(m_format->currentData().toString());
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
    // Chosen as a known format again, the columns of before are forgotten.
    [[maybe_unused]] const auto kept =
        m_store.setSetting("mapping:" + m_shape, byColumns() ? plan().mapping : std::string{});
    accept();
}

} // namespace touchstone
