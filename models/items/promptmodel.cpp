// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "promptmodel.h"

#include <base/text.h>
#include <store/store.h>

#include <QElapsedTimer>
#include <QThread>

#include <algorithm>

namespace touchstone {

namespace {

constexpr int PageSize = 100;
constexpr std::size_t MostPages = 200;
constexpr int FirstPage = 200;

QString stateWords(const PromptSummary &summary)
{
    switch (summary.outcome) {
    case Outcome::None:
        return summary.state == State::Drafted ? PromptModel::tr("draft") : QString{};
    case Outcome::Left:
    case Outcome::Right: {
        const QString side = summary.preferredKind == SourceKind::Human ? PromptModel::tr("human")
                             : summary.preferredKind == SourceKind::Edited ? PromptModel::tr("edit")
                             : summary.preferredKind == SourceKind::Student
                                 ? PromptModel::tr("student")
                                 : PromptModel::tr("teacher");
        return (summary.outcome == Outcome::Left ? QStringLiteral("◀ ") : QStringLiteral("▶ "))
               + side;
    }
    case Outcome::Tie:
        return PromptModel::tr("tie");
    case Outcome::Neither:
        return PromptModel::tr("neither");
    case Outcome::Skip:
        return PromptModel::tr("skipped");
    case Outcome::BadProblem:
        return PromptModel::tr("bad problem");
    case Outcome::ReferenceWrong:
        return PromptModel::tr("reference is wrong");
    }
    return {};
}

/// Samples of one kind as signs: a dot a response, … where one was cut off, ∅ where one is empty.
QString marksOf(const PromptSummary &summary, bool human)
{
    QString marks;
    for (const auto &mark : summary.sources) {
        if ((mark.kind == SourceKind::Human) != human)
            continue;
        const bool cutOff = mark.flags & (Truncated | UnterminatedThink);
        const bool empty = mark.flags & EmptyAnswer;
        marks += cutOff  ? QStringLiteral("… ")
                 : empty ? QStringLiteral("∅ ")
                         : QStringLiteral("● ");
        if (mark.samples > 1)
            marks += QStringLiteral("×%1 ").arg(mark.samples);
    }
    return marks.trimmed();
}

} // namespace

/// Asks for all ids of one query on a thread and a Store of its own. An answer to a query that was
/// replaced meanwhile is dropped by its token.
class PromptModel::Loader
{
public:
    explicit Loader(PromptModel &model)
        : m_model(model)
    {}
    ~Loader() { wait(); }
    Loader(const Loader &) = delete;
    Loader &operator=(const Loader &) = delete;

    void start(const Store &store, const Query &query)
    {
        wait();
        const int token = ++m_token;
        Store::Options options;
        options.mode = Store::Mode::ReadOnly;
        options.annotator = store.annotatorName();
        const QString path = store.path();
        PromptModel *model = &m_model;
        m_thread.reset(QThread::create([model, token, path, options, query] {
            Result<std::vector<PromptId>> ids = std::vector<PromptId>{};
            auto opened = Store::open(path, options);
            if (opened)
                ids = (*opened)->promptIds(query);
            else
                ids = opened.error();
            QMetaObject::invokeMethod(
                model,
                [model, token, ids = std::move(ids)]() mutable {
                    model->m_loader->deliver(token, std::move(ids));
                },
                Qt::QueuedConnection);
        }));
        m_thread->start();
    }

    void wait()
    {
        ++m_token;
        if (m_thread)
            m_thread->wait();
        m_thread.reset();
    }

private:
    void deliver(int token, Result<std::vector<PromptId>> ids)
    {
        if (token != m_token)
            return;
        if (!ids) {
            emit m_model.failed(ids.error());
            return;
        }
        m_model.takeAll(std::move(*ids));
    }

    PromptModel &m_model;
    std::unique_ptr<QThread> m_thread;
    int m_token = 0;
};

PromptModel::PromptModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_loader(std::make_unique<Loader>(*this))
{}

PromptModel::~PromptModel() = default;

void PromptModel::setStore(Store *store)
{
    if (m_store)
        m_store->disconnect(this);
    m_loader->wait();
    m_store = store;
    m_query = {};
    if (store)
        connect(store, &Store::changed, this, &PromptModel::onChanged);
    refresh();
}

void PromptModel::setQuery(const Query &query)
{
    const Query::Sort sort = m_query.sort;
    const bool descending = m_query.descending;
    m_query = query;
    m_query.sort = sort;
    m_query.descending = descending;
    refresh();
}

void PromptModel::refresh()
{
    beginResetModel();
    m_ids.clear();
    m_pages.clear();
    m_complete = true;
    double milliseconds = 0;
    if (m_store) {
        QElapsedTimer time;
        time.start();
        auto first = m_store->promptIds(m_query, FirstPage);
        milliseconds = static_cast<double>(time.nsecsElapsed()) / 1e6;
        if (first) {
            m_ids = std::move(*first);
            m_complete = m_ids.size() < FirstPage;
        } else {
            emit failed(first.error());
        }
    }
    endResetModel();
    m_milliseconds = milliseconds;
    emit counted(static_cast<qint64>(m_ids.size()), milliseconds, m_complete);
    if (m_store && !m_complete)
        m_loader->start(*m_store, m_query);
}

void PromptModel::takeAll(std::vector<PromptId> ids)
{
    m_complete = true;
    const bool sameStart =
        ids.size() >= m_ids.size() && std::equal(m_ids.begin(), m_ids.end(), ids.begin());
    if (sameStart && ids.size() > m_ids.size()) {
        beginInsertRows({}, static_cast<int>(m_ids.size()), static_cast<int>(ids.size()) - 1);
        m_ids = std::move(ids);
        endInsertRows();
    } else if (!sameStart) {
        beginResetModel();
        m_ids = std::move(ids);
        m_pages.clear();
        endResetModel();
    }
    emit counted(static_cast<qint64>(m_ids.size()), m_milliseconds, true);
}

void PromptModel::onChanged(const Changes &changes)
{
    if (changes.kinds & (Changes::Prompts | Changes::Responses | Changes::Search)) {
        refresh();
        return;
    }
    m_pages.clear();
    if (!m_ids.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

PromptId PromptModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_ids[static_cast<std::size_t>(row)] : PromptId{};
}

int PromptModel::rowOf(PromptId id) const
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

bool PromptModel::isComplete() const
{
    return m_complete;
}

int PromptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int PromptModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const PromptSummary *PromptModel::summaryAt(int row) const
{
    if (!m_store || row < 0 || row >= rowCount())
        return nullptr;
    const int page = row / PageSize;
    auto found = m_pages.find(page);
    if (found == m_pages.end()) {
        if (m_pages.size() >= MostPages)
            m_pages.clear();
        const std::size_t begin = static_cast<std::size_t>(page) * PageSize;
        const std::size_t end = std::min(m_ids.size(), begin + PageSize);
        auto rows = m_store->summaries(std::span(m_ids).subspan(begin, end - begin));
        if (!rows)
            return nullptr;
        found = m_pages.emplace(page, std::move(*rows)).first;
    }
    const auto place = static_cast<std::size_t>(row % PageSize);
    return place < found->second.size() ? &found->second[place] : nullptr;
}

QVariant PromptModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole && (index.column() == Number || index.column() == Words))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == PromptIdRole)
        return QVariant::fromValue<qlonglong>(idAt(index.row()).value);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const PromptSummary *summary = summaryAt(index.row());
    if (!summary)
        return {};
    switch (index.column()) {
    case Number:
        return index.row() + 1;
    case Key:
        return toQString(summary->key) + (summary->flagged ? QStringLiteral("  ⚑") : QString{});
    case Text:
        return toQString(summary->head);
    case Human:
        return marksOf(*summary, true);
    case Teacher:
        return marksOf(*summary, false);
    case Words:
        return std::max(summary->humanWords, summary->teacherWords);
    case StateColumn:
        return stateWords(*summary);
    default:
        return {};
    }
}

QVariant PromptModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return QStringLiteral("#");
    case Key:
        return tr("Key");
    case Text:
        return tr("Prompt");
    case Human:
        return tr("Human");
    case Teacher:
        return tr("Teacher");
    case Words:
        return tr("Words");
    case StateColumn:
        return tr("Decision");
    default:
        return {};
    }
}

void PromptModel::sort(int column, Qt::SortOrder order)
{
    m_query.descending = order == Qt::DescendingOrder;
    m_query.sort = column == Key           ? Query::Sort::Key
                   : column == Human       ? Query::Sort::HumanWords
                   : column == Teacher     ? Query::Sort::TeacherWords
                   : column == Words       ? Query::Sort::TeacherWords
                   : column == StateColumn ? Query::Sort::State
                                           : Query::Sort::Import;
    refresh();
}

} // namespace touchstone
