// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "browsepage.h"

#include "facetpanel.h"
#include "preview.h"
#include "promptdelegate.h"

#include <base/text.h>
#include <items/promptmodel.h>
#include <store/store.h>
#include <widgets/common/colors.h>
#include <widgets/common/emptystate.h>
#include <widgets/common/format.h>
#include <widgets/common/keybutton.h>
#include <widgets/common/queryfield.h>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTextBrowser>
#include <QTimer>
#include <QVBoxLayout>

namespace touchstone {

namespace {

constexpr int RowHeight = 31;
constexpr int PreviewFrom = 1180; ///< narrower pages leave the room to the table
constexpr int FacetsFrom = 820;

} // namespace

BrowsePage::BrowsePage(QWidget *parent)
    : Page(parent)
    , m_model(new PromptModel(this))
    , m_counter(new FacetCounter(this))
    , m_query(new QueryField)
    , m_count(new QLabel)
    , m_problem(new QLabel)
    , m_import(new KeyButton(tr("Import…"), QStringLiteral("Ctrl I")))
    , m_verify(new KeyButton(tr("Verify…"), {}))
    , m_choose(new KeyButton(tr("Choose…"), {}))
    , m_export(new KeyButton(tr("Export…"), {}))
    , m_review(new KeyButton(tr("Review"), QStringLiteral("⏎")))
    , m_splitter(new QSplitter)
    , m_facets(new FacetPanel)
    , m_middle(new QStackedWidget)
    , m_table(new QTableView)
    , m_empty(new EmptyState)
    , m_preview(new QTextBrowser)
    , m_typing(new QTimer(this))
    , m_waiting(new QTimer(this))
{
    buildTable();
    buildPreview();
    m_middle->addWidget(m_table);
    m_middle->addWidget(m_empty);
    m_splitter->setObjectName(QStringLiteral("browse.splitter"));
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_facets);
    m_splitter->addWidget(m_middle);
    m_splitter->addWidget(m_preview);
    m_splitter->setSizes({218, 752, 400});
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addWidget(m_problem);
    auto *line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    layout->addWidget(line);
    layout->addWidget(m_splitter, 1);
    connectParts();
    m_model->setLive(false);
    m_counter->setLive(false);
}

BrowsePage::~BrowsePage() = default;

QWidget *BrowsePage::buildBar()
{
    m_query->setObjectName(QStringLiteral("browse.query"));
    m_query->setAccessibleName(tr("Filter"));
    m_query->setPlaceholderText(tr("Words, \"a phrase\", state:open, source:…, words>100"));
    m_query->setKey(QStringLiteral("/"));
    m_query->setMinimumWidth(220);
    m_query->setMaximumWidth(620);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setObjectName(QStringLiteral("browse.count"));
    m_problem->setObjectName(QStringLiteral("browse.problem"));
    m_problem->setContentsMargins(16, 0, 16, 10);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_import->setObjectName(QStringLiteral("browse.import"));
    m_verify->setObjectName(QStringLiteral("browse.verify"));
    m_verify->setToolTip(tr("Checks the answers against the references (Ctrl+Shift+V)"));
    m_choose->setObjectName(QStringLiteral("browse.choose"));
    m_choose->setToolTip(tr("Chooses the best of the correct responses (Ctrl+Shift+B)"));
    m_export->setObjectName(QStringLiteral("browse.export"));
    m_review->setObjectName(QStringLiteral("browse.review"));
    m_review->setPrimary(true);
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(10);
    layout->addWidget(m_query, 3);
    layout->addWidget(m_count);
    layout->addStretch(1);
    layout->addWidget(m_import);
    layout->addWidget(m_verify);
    layout->addWidget(m_choose);
    layout->addWidget(m_export);
    layout->addWidget(m_review);
    return bar;
}

void BrowsePage::buildTable()
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PromptDelegate(this));
    m_table->setObjectName(QStringLiteral("browse.table"));
    m_table->setAccessibleName(tr("Prompts"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(RowHeight);
    QHeaderView *head = m_table->horizontalHeader();
    head->setHighlightSections(false);
    head->setFixedHeight(RowHeight);
    head->setMinimumSectionSize(40);
    head->setSectionResizeMode(PromptModel::Text, QHeaderView::Stretch);
    head->setSortIndicator(PromptModel::Number, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    const std::pair<int, int> widths[] = {{PromptModel::Number, 56},
                                          {PromptModel::Key, 112},
                                          {PromptModel::Human, 84},
                                          {PromptModel::Teacher, 104},
                                          {PromptModel::StateColumn, 92}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    m_table->installEventFilter(this);
}

void BrowsePage::buildPreview()
{
    m_preview->setObjectName(QStringLiteral("browse.preview"));
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setFrameShape(QFrame::NoFrame);
    m_preview->setOpenLinks(false);
    m_preview->setTabChangesFocus(true);
    m_preview->viewport()->setAutoFillBackground(false);
    m_preview->document()->setDocumentMargin(16);
    m_preview->setMinimumWidth(260);
}

void BrowsePage::connectParts()
{
    m_typing->setSingleShot(true);
    m_typing->setInterval(150);
    m_waiting->setSingleShot(true);
    m_waiting->setInterval(300);
    connect(m_typing, &QTimer::timeout, this, &BrowsePage::applyQuery);
    connect(m_waiting, &QTimer::timeout, this, [this] { m_count->setText(tr("Searching…")); });
    connect(m_query, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_query, &QueryField::leftDownwards, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_query, &QLineEdit::returnPressed, this, [this] {
        applyQuery();
        m_table->setFocus();
    });
    connect(m_model, &PromptModel::counted, this, &BrowsePage::updateCounts);
    connect(m_model, &PromptModel::failed, this, [this](const Error &error) {
        m_waiting->stop();
        emit failed(error.message, error.detail);
    });
    connect(m_counter, &FacetCounter::counted, this, &BrowsePage::takeFacets);
    connect(m_facets, &FacetPanel::chosen, this, [this](const Facet &facet) {
        const auto query = parseQuery(toUtf8(queryText()));
        setQueryText(toQString(toText(toggled(query ? *query : Query{}, facet))));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    m_current = m_model->idAt(current.row()).value;
                showPreview();
            });
    connect(m_table, &QTableView::doubleClicked, this, &BrowsePage::review);
    connect(m_review, &QPushButton::clicked, this, &BrowsePage::review);
    connect(m_import, &QPushButton::clicked, this, &BrowsePage::importRequested);
    connect(m_verify, &QPushButton::clicked, this, &BrowsePage::verifyRequested);
    connect(m_choose, &QPushButton::clicked, this, &BrowsePage::chooseRequested);
    connect(m_export, &QPushButton::clicked, this,
            [this] { emit exportRequested(m_model->query()); });
    connect(m_empty, &EmptyState::actRequested, this, [this] {
        if (queryText().isEmpty())
            emit importRequested();
        else
            setQueryText({});
    });
}

void BrowsePage::setProject(Store *store, JobRunner *)
{
    if (m_store)
        m_store->disconnect(this);
    m_store = store;
    const QSignalBlocker quiet(m_query);
    m_query->clear();
    m_problem->hide();
    m_shown = {};
    m_current = 0;
    m_typing->stop();
    m_waiting->stop();
    m_count->clear();
    m_facets->setQuery(m_shown);
    m_model->setStore(store);
    m_counter->setStore(store);
    if (store)
        connect(store, &Store::changed, this, [this] {
            if (isVisible())
                showPreview();
        });
    showPreview();
}

void BrowsePage::activate()
{
    m_table->setFocus();
}

QString BrowsePage::queryText() const
{
    return m_query->text().trimmed();
}

void BrowsePage::setQueryText(const QString &text)
{
    m_query->setText(text.trimmed());
    applyQuery();
}

void BrowsePage::applyQuery()
{
    m_typing->stop();
    const auto query = parseQuery(toUtf8(queryText()));
    m_problem->setVisible(!query);
    if (!query) {
        m_problem->setText(
            QStringLiteral("<span style='color:%1'>✕ %2</span>")
                .arg(colorsOf(this).differs.name(), query.error().message.toHtmlEscaped()));
        return;
    }
    m_facets->setQuery(*query);
    if (query->terms == m_shown.terms)
        return;
    m_shown = *query;
    m_waiting->start();
    m_model->setQuery(*query);
}

void BrowsePage::takeFacets(const std::vector<Facet> &facets, qint64 prompts)
{
    m_prompts = prompts;
    m_facets->setFacets(facets);
    QStringList terms;
    for (const Facet &facet : facets) {
        Query query;
        query.terms = {facet.term};
        if (facet.group == Facet::Group::Source || facet.group == Facet::Group::Tag)
            terms << toQString(toText(query));
    }
    m_query->setProjectTerms(terms);
    if (m_model->isComplete())
        updateCounts(m_model->rowCount(), m_milliseconds, true);
}

const Query &BrowsePage::query() const
{
    return m_model->query();
}

qint64 BrowsePage::found() const
{
    return m_model->rowCount();
}

void BrowsePage::updateCounts(qint64 count, double milliseconds, bool complete)
{
    m_waiting->stop();
    m_milliseconds = milliseconds;
    const bool any = count > 0;
    m_review->setEnabled(any);
    m_verify->setEnabled(any);
    m_choose->setEnabled(any);
    m_export->setEnabled(any);
    m_review->setText(complete ? tr("Review %1").arg(number(count)) : tr("Review"));
    m_export->setText(complete ? tr("Export %1…").arg(number(count)) : tr("Export…"));
    m_review->updateGeometry();
    m_export->updateGeometry();
    const QString found = complete ? number(count) : number(count) + QStringLiteral(" …");
    const QString time =
        milliseconds < 1 ? tr("under 1 ms") : tr("%1 ms").arg(qRound(milliseconds));
    m_count->setText(m_shown.isAll() || m_prompts == 0
                         ? QStringLiteral("%1 · %2").arg(found, time)
                         : tr("%1 of %2 · %3").arg(found, number(m_prompts), time));
    updateEmpty();
    keepCurrent();
}

void BrowsePage::updateEmpty()
{
    // While the answer is on the way nothing is said to be empty.
    const bool any = m_model->rowCount() > 0 || !m_store || !m_model->isComplete();
    const bool hadFocus = m_empty->isAncestorOf(focusWidget());
    m_middle->setCurrentWidget(any ? static_cast<QWidget *>(m_table) : m_empty);
    if (any && hadFocus)
        m_table->setFocus();
    m_facets->setEnabled(any || !m_shown.isAll());
    if (any || !m_store)
        return;
    if (m_shown.isAll())
        m_empty->setWords(tr("No prompts yet"),
                          tr("Prompts, human answers and teachers’ responses belong here. JSONL, "
                             "JSON, CSV and TSV files are read, packed as .gz too; several files "
                             "meet on the same prompts. Or drop files onto the window."),
                          tr("Import…"));
    else
        m_empty->setWords(tr("No prompt fits the filter"),
                          tr("Take a term away, or look at all %1 prompts.").arg(number(m_prompts)),
                          tr("Show all"));
}

void BrowsePage::keepCurrent()
{
    if (m_table->currentIndex().isValid() || m_model->rowCount() == 0) {
        showPreview();
        return;
    }
    const int row = m_model->rowOf(PromptId{m_current});
    m_table->selectRow(std::max(0, row));
}

void BrowsePage::showPreview()
{
    const PromptId id = m_model->idAt(m_table->currentIndex().row());
    if (!m_store || id.isNull()) {
        m_preview->clear();
        return;
    }
    const auto item = m_store->item(id);
    const PromptPast past = {m_store->history(id).value_or({}),
                             m_store->provenance(id).value_or({})};
    if (item)
        m_preview->setHtml(previewHtml(*item, past, m_shown, colorsOf(this)));
}

void BrowsePage::review()
{
    const PromptId id = m_model->idAt(qMax(0, m_table->currentIndex().row()));
    if (!id.isNull())
        emit reviewRequested(m_model->query(), id);
}

void BrowsePage::resizeEvent(QResizeEvent *event)
{
    m_preview->setVisible(width() >= PreviewFrom);
    m_facets->setVisible(width() >= FacetsFrom);
    Page::resizeEvent(event);
}

void BrowsePage::showEvent(QShowEvent *event)
{
    m_model->setLive(true);
    m_counter->setLive(true);
    showPreview();
    Page::showEvent(event);
}

void BrowsePage::hideEvent(QHideEvent *event)
{
    m_model->setLive(false);
    m_counter->setLive(false);
    Page::hideEvent(event);
}

void BrowsePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showPreview();
    Page::changeEvent(event);
}

bool BrowsePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            review();
            return true;
        }
        if (key == Qt::Key_Slash) {
            m_query->setFocus();
            m_query->selectAll();
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

} // namespace touchstone
