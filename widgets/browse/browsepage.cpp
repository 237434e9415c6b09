// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "browsepage.h"

#include "preview.h"
#include "promptdelegate.h"

#include <base/text.h>
#include <items/promptmodel.h>
#include <store/store.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>
#include <widgets/common/keybutton.h>

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QTextBrowser>
#include <QTimer>
#include <QVBoxLayout>

namespace touchstone {

namespace {

/// One line of the facets: words, a count, tinted while its term is in the query.
class FacetButton final : public QAbstractButton
{
public:
    FacetButton(const QString &words, qint64 count, const QColor &dot)
        : m_count(number(count))
        , m_dot(dot)
    {
        setText(words);
        setAccessibleName(QStringLiteral("%1, %2").arg(words, m_count));
        setCheckable(true);
        setFixedHeight(23);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = colorsOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked() || hasFocus() || underMouse()) {
            painter.setPen(hasFocus() ? QPen(colors.accent, 1.2) : Qt::NoPen);
            painter.setBrush(isChecked() ? colors.accentGround : QColor(Qt::transparent));
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.6, 0.6, -0.6, -0.6), 4, 4);
        }
        int left = 6;
        if (m_dot.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_dot);
            painter.drawRoundedRect(QRectF(left, height() / 2.0 - 4.5, 9, 9), 2, 2);
            left += 15;
        }
        painter.setPen(isChecked() ? colors.accent : colors.text);
        const int countWidth = fontMetrics().horizontalAdvance(m_count) + 10;
        painter.drawText(
            QRect(left, 0, width() - left - countWidth, height()), Qt::AlignVCenter,
            fontMetrics().elidedText(text(), Qt::ElideRight, width() - left - countWidth));
        painter.setPen(isChecked() ? colors.accent : colors.secondary);
        painter.drawText(rect().adjusted(0, 0, -5, 0), Qt::AlignVCenter | Qt::AlignRight, m_count);
    }

private:
    QString m_count;
    QColor m_dot;
};

QString quotedTerm(const char *field, const std::string &value)
{
    Query query;
    Query::Term term;
    term.field = field[0] == 't' ? Query::Term::Field::Tag : Query::Term::Field::Source;
    term.value = value;
    query.terms.push_back(term);
    return toQString(toText(query));
}

QColor colorOf(const Colors &colors, SourceKind kind)
{
    return kind == SourceKind::Human     ? colors.human
           : kind == SourceKind::Teacher ? colors.teacher
                                         : colors.student;
}

} // namespace

BrowsePage::BrowsePage(QWidget *parent)
    : Page(parent)
    , m_model(new PromptModel(this))
    , m_query(new QLineEdit)
    , m_count(new QLabel)
    , m_import(new KeyButton(tr("Import…"), QStringLiteral("Ctrl I")))
    , m_export(new KeyButton(tr("Export…"), {}))
    , m_review(new KeyButton(tr("Review"), QStringLiteral("⏎")))
    , m_splitter(new QSplitter)
    , m_facets(new QWidget)
    , m_facetLayout(new QVBoxLayout(m_facets))
    , m_table(new QTableView)
    , m_preview(new QTextBrowser)
    , m_empty(new QLabel)
    , m_typing(new QTimer(this))
{
    buildBar();
    auto *facetArea = new QScrollArea;
    facetArea->setWidget(m_facets);
    facetArea->setWidgetResizable(true);
    facetArea->setFrameShape(QFrame::NoFrame);
    facetArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    facetArea->setFocusPolicy(Qt::NoFocus);
    facetArea->viewport()->setAutoFillBackground(false);
    m_facets->setAutoFillBackground(false);
    m_facetLayout->setContentsMargins(14, 14, 14, 14);
    m_facetLayout->setSpacing(1);

    m_table->setModel(m_model);
    m_table->setItemDelegate(new PromptDelegate(this));
    m_table->setObjectName(QStringLiteral("browse.table"));
    m_table->setAccessibleName(tr("Prompts"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSortingEnabled(true);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(31);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(PromptModel::Text, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSortIndicator(PromptModel::Number, Qt::AscendingOrder);
    const std::pair<int, int> widths[] = {
        {PromptModel::Number, 48},  {PromptModel::Key, 120},  {PromptModel::Human, 66},
        {PromptModel::Teacher, 74}, {PromptModel::Words, 64}, {PromptModel::StateColumn, 96}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    m_table->installEventFilter(this);

    m_preview->setObjectName(QStringLiteral("browse.preview"));
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setFrameShape(QFrame::NoFrame);
    m_preview->setOpenLinks(false);
    m_preview->viewport()->setAutoFillBackground(false);
    m_preview->document()->setDocumentMargin(16);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);

    m_splitter->setObjectName(QStringLiteral("browse.splitter"));
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(facetArea);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_empty);
    m_splitter->addWidget(m_preview);
    m_splitter->setSizes({218, 752, 752, 400});
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 1);
    for (int i = 0; i < 4; ++i)
        m_splitter->setCollapsible(i, false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new QWidget;
    auto *barLayout = new QHBoxLayout(bar);
    barLayout->setContentsMargins(16, 10, 16, 10);
    barLayout->setSpacing(10);
    barLayout->addWidget(m_query, 1);
    barLayout->addWidget(m_count);
    barLayout->addStretch();
    barLayout->addWidget(m_import);
    barLayout->addWidget(m_export);
    barLayout->addWidget(m_review);
    layout->addWidget(bar);
    layout->addWidget(m_splitter, 1);

    m_typing->setSingleShot(true);
    m_typing->setInterval(150);
    connect(m_typing, &QTimer::timeout, this, &BrowsePage::applyQuery);
    connect(m_query, &QLineEdit::textEdited, m_typing, qOverload<>(&QTimer::start));
    connect(m_query, &QLineEdit::returnPressed, this, [this] {
        applyQuery();
        m_table->setFocus();
    });
    connect(m_model, &PromptModel::counted, this, &BrowsePage::updateCounts);
    connect(m_model, &PromptModel::failed, this,
            [this](const Error &error) { emit failed(error.message, error.detail); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &BrowsePage::showPreview);
    connect(m_table, &QTableView::doubleClicked, this, &BrowsePage::review);
    connect(m_review, &QPushButton::clicked, this, &BrowsePage::review);
    connect(m_import, &QPushButton::clicked, this, &BrowsePage::importRequested);
    connect(m_export, &QPushButton::clicked, this, [this] { emit exportRequested(queryText()); });
    updateCounts(0, 0, true);
}

void BrowsePage::buildBar()
{
    m_query->setObjectName(QStringLiteral("browse.query"));
    m_query->setAccessibleName(tr("Filter"));
    m_query->setPlaceholderText(
        tr("Filter: words, \"a phrase\", state:open, source:…, tag:…, words>100"));
    m_query->setClearButtonEnabled(true);
    m_query->setMinimumWidth(220);
    m_query->setMaximumWidth(620);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setObjectName(QStringLiteral("browse.count"));
    m_import->setObjectName(QStringLiteral("browse.import"));
    m_export->setObjectName(QStringLiteral("browse.export"));
    m_review->setObjectName(QStringLiteral("browse.review"));
    m_review->setPrimary(true);
}

void BrowsePage::setProject(Store *store, JobRunner *)
{
    if (m_store)
        m_store->disconnect(this);
    m_store = store;
    m_query->clear();
    m_model->setStore(store);
    if (store)
        connect(store, &Store::changed, this, [this] {
            refreshFacets();
            showPreview();
        });
    refreshFacets();
    m_table->selectRow(0);
}

void BrowsePage::activate()
{
    m_table->setFocus();
    if (!m_table->currentIndex().isValid())
        m_table->selectRow(0);
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
    if (!query) {
        m_count->setText(query.error().message);
        return;
    }
    m_model->setQuery(*query);
    m_table->selectRow(0);
    refreshFacets();
}

void BrowsePage::updateCounts(qint64 count, double milliseconds, bool complete)
{
    const bool any = count > 0;
    const bool filtered = !queryText().isEmpty();
    m_table->setVisible(any);
    m_empty->setVisible(!any);
    m_empty->setText(
        !m_store   ? QString{}
        : filtered ? tr(
              "No prompt fits the filter. Take a term away, or press Esc in the filter to see all.")
                   : tr("Prompts, human answers and teachers' responses belong here.\n\nImport… "
                        "reads JSONL, JSON, CSV and "
                        "TSV; or drop a file onto the window."));
    m_review->setEnabled(any);
    m_export->setEnabled(any);
    m_review->setText(complete ? tr("Review %1").arg(number(count)) : tr("Review"));
    m_export->setText(complete ? tr("Export %1…").arg(number(count)) : tr("Export…"));
    m_count->setText(
        complete ? tr("%1 · %2 ms").arg(number(count)).arg(qMax(1, qRound(milliseconds)))
                 : tr("%1 … · %2 ms").arg(number(count)).arg(qMax(1, qRound(milliseconds))));
}

void BrowsePage::addFacets(const QString &title)
{
    auto *label = new QLabel(title);
    QFont bold = label->font();
    bold.setPixelSize(12);
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(0, m_facetLayout->count() > 0 ? 14 : 0, 0, 4);
    m_facetLayout->addWidget(label);
}

void BrowsePage::addFacet(const QString &words,
                          qint64 count,
                          const QString &term,
                          const QColor &dot)
{
    auto *button = new FacetButton(words, count, dot);
    button->setObjectName(QStringLiteral("facet.") + term);
    button->setChecked(QStringList(queryText().split(QLatin1Char(' '))).contains(term)
                       || queryText() == term);
    m_facetLayout->addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, term] { toggleTerm(term); });
}

void BrowsePage::refreshFacets()
{
    while (QLayoutItem *item = m_facetLayout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    if (!m_store)
        return;
    const Colors &colors = colorsOf(this);
    const Accounting sum = m_store->accounting().value_or({});
    const auto outcomes = m_store->outcomeCounts().value_or({});
    const auto count = [&outcomes](Outcome outcome) {
        const auto found = outcomes.find(outcome);
        return found == outcomes.end() ? 0 : found->second;
    };
    addFacets(tr("Decision"));
    addFacet(tr("Open"), sum.open, QStringLiteral("state:open"), {});
    addFacet(tr("Left better"), count(Outcome::Left), QStringLiteral("decision:left"), {});
    addFacet(tr("Right better"), count(Outcome::Right), QStringLiteral("decision:right"), {});
    addFacet(tr("Tie"), count(Outcome::Tie), QStringLiteral("decision:tie"), {});
    addFacet(tr("Neither"), count(Outcome::Neither), QStringLiteral("decision:neither"), {});
    addFacet(tr("Skipped"), sum.skipped, QStringLiteral("state:skipped"), {});
    addFacet(tr("Draft"), sum.drafted, QStringLiteral("state:drafted"), {});
    addFacets(tr("Source"));
    const auto responses = m_store->responseCounts().value_or({});
    for (const Source &source : m_store->sources().value_or({})) {
        const auto found = responses.find(source.id);
        addFacet(toQString(source.name), found == responses.end() ? 0 : found->second,
                 quotedTerm("source", source.name), colorOf(colors, source.kind));
    }
    const auto tags = m_store->tagCounts().value_or({});
    if (!tags.empty())
        addFacets(tr("Tags"));
    for (const auto &[name, uses] : tags)
        addFacet(QStringLiteral("# ") + toQString(name), uses, quotedTerm("tag", name), {});
    m_facetLayout->addStretch();
}

void BrowsePage::toggleTerm(const QString &term)
{
    QString text = queryText();
    const qsizetype at = (QLatin1Char(' ') + text + QLatin1Char(' '))
                             .indexOf(QLatin1Char(' ') + term + QLatin1Char(' '));
    if (at >= 0)
        text.remove(at, term.size());
    else
        text += QLatin1Char(' ') + term;
    setQueryText(text.simplified());
}

void BrowsePage::showPreview()
{
    const PromptId id = m_model->idAt(m_table->currentIndex().row());
    if (!m_store || id.isNull()) {
        m_preview->clear();
        return;
    }
    const auto item = m_store->item(id);
    const auto history = m_store->history(id);
    if (item)
        m_preview->setHtml(previewHtml(
            *item, history ? *history : std::vector<Store::HistoryEntry>{}, colorsOf(this)));
}

void BrowsePage::review()
{
    const PromptId id = m_model->idAt(qMax(0, m_table->currentIndex().row()));
    if (!id.isNull())
        emit reviewRequested(queryText(), id.value);
}

void BrowsePage::resizeEvent(QResizeEvent *event)
{
    m_preview->setVisible(width() >= 1020);
    m_splitter->widget(0)->setVisible(width() >= 820);
    Page::resizeEvent(event);
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
