// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "promptmodel.h"

#include "standingwords.h"

#include <base/text.h>
#include <store/store.h>

#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <utility>

namespace touchstone {

namespace {

constexpr int PageSize = 100;
constexpr std::size_t MostPages = 200;
constexpr std::size_t FirstPage = 200;

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

constexpr int ShownMarks = 4;

/// Whether a response of this kind stands in the column of people or in that of models.
bool belongs(SourceKind kind, bool human)
{
    return human ? kind == SourceKind::Human
                 : kind == SourceKind::Teacher || kind == SourceKind::Student;
}

/// Of many samples: how many are correct where they were checked, else their number.
QString countedMarks(const PromptSummary::SourceMark &mark, const QString &sign)
{
    const auto stands = [](const std::optional<Standing> &one) { return one.has_value(); };
    const bool all = mark.standings.size() == static_cast<std::size_t>(mark.samples)
                     && std::all_of(mark.standings.begin(), mark.standings.end(), stands);
    if (!all)
        return QStringLiteral("%1×%2").arg(sign).arg(mark.samples);
    const auto correct =
        std::count(mark.standings.begin(), mark.standings.end(), std::optional(Standing::Correct));
    return QStringLiteral("%1%2/%3").arg(signOf(Standing::Correct)).arg(correct).arg(mark.samples);
}

/// Responses of one kind as signs: how each stands, where it was checked; else a dot a response, …
/// where one was cut off, ∅ where one is empty.
QString marksOf(const PromptSummary &summary, bool human)
{
    QStringList marks;
    for (const auto &mark : summary.sources) {
        if (!belongs(mark.kind, human))
            continue;
        const QString sign = mark.flags & (Truncated | UnterminatedThink) ? QStringLiteral("…")
                             : mark.flags & EmptyAnswer                   ? QStringLiteral("∅")
                                                                          : QStringLiteral("●");
        if (mark.samples > ShownMarks) {
            marks += countedMarks(mark, sign);
            continue;
        }
        for (const std::optional<Standing> &standing : mark.standings)
            marks += standing ? signOf(*standing) : sign;
    }
    return marks.join(QLatin1Char(' '));
}

QString marksInWords(const PromptSummary &summary, bool human)
{
    int responses = 0;
    ResponseFlags flags = NoFlag;
    std::array<int, AllStandings.size()> standings{}; // of the samples that are listed
    for (const auto &mark : summary.sources) {
        if (!belongs(mark.kind, human))
            continue;
        responses += mark.samples;
        flags |= mark.flags;
        for (const std::optional<Standing> &standing : mark.standings) {
            if (standing)
                ++standings[static_cast<std::size_t>(*standing)];
        }
    }
    if (responses == 0)
        return human ? PromptModel::tr("no human response") : PromptModel::tr("no model response");
    QStringList words = {human ? PromptModel::tr("human responses: %1").arg(responses)
                               : PromptModel::tr("model responses: %1").arg(responses),
                         PromptModel::tr("words of the longest: %1")
                             .arg(human ? summary.humanWords : summary.teacherWords)};
    for (const Standing standing : AllStandings) {
        if (const int count = standings[static_cast<std::size_t>(standing)]; count > 0)
            words << PromptModel::tr("%1: %2").arg(signAndWords(standing)).arg(count);
    }
    if (flags & (Truncated | UnterminatedThink))
        words << PromptModel::tr("… cut off");
    if (flags & EmptyAnswer)
        words << PromptModel::tr("∅ without an answer");
    return words.join(QStringLiteral(", "));
}

QString sortHelp(int column)
{
    switch (column) {
    case PromptModel::Number:
        return PromptModel::tr("Sorts by the order of import");
    case PromptModel::Key:
        return PromptModel::tr("Sorts by key");
    case PromptModel::Text:
        return PromptModel::tr("Sorts by the prompt’s length");
    case PromptModel::Human:
        return PromptModel::tr("A sign for each human response, and the words of the longest; "
                               "sorts by these words");
    case PromptModel::Teacher:
        return PromptModel::tr("A sign for each response of a model, and the words of the longest "
                               "teacher’s; sorts by these words");
    case PromptModel::StateColumn:
        return PromptModel::tr("Sorts by decision");
    default:
        return {};
    }
}

} // namespace

PromptModel::PromptModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_reader(*this)
{}

PromptModel::~PromptModel() = default;

void PromptModel::setStore(Store *store)
{
    if (m_store)
        m_store->disconnect(this);
    m_reader.setStore(store);
    m_store = store;
    m_query.terms.clear();
    m_missed = 0;
    beginResetModel();
    m_ids.clear();
    m_pages.clear();
    m_complete = true;
    endResetModel();
    if (!store)
        return;
    connect(store, &Store::changed, this, &PromptModel::onChanged);
    askFirst();
}

void PromptModel::setQuery(const Query &query)
{
    m_query.terms = query.terms;
    askFirst();
}

void PromptModel::setLive(bool live)
{
    m_live = live;
    if (!live || m_missed == 0)
        return;
    Changes changes;
    changes.kinds = std::exchange(m_missed, 0U);
    onChanged(changes);
}

void PromptModel::askFirst()
{
    m_complete = false;
    m_reader.ask(
        [this, query = m_query](const Result<const Store *> &store) -> StoreReader::Answer {
            QElapsedTimer time;
            time.start();
            auto ids = store ? (*store)->promptIds(query, FirstPage) : store.error();
            const double milliseconds = static_cast<double>(time.nsecsElapsed()) / 1e6;
            return [this, milliseconds, ids = std::move(ids)]() mutable {
                if (!ids) {
                    emit failed(ids.error());
                    return;
                }
                m_milliseconds = milliseconds;
                const bool complete = ids->size() < FirstPage;
                take(std::move(*ids), complete);
                if (!complete)
                    askAll();
            };
        });
}

void PromptModel::askAll()
{
    m_reader.ask(
        [this, query = m_query](const Result<const Store *> &store) -> StoreReader::Answer {
            auto ids = store ? (*store)->promptIds(query) : store.error();
            return [this, ids = std::move(ids)]() mutable {
                if (ids)
                    take(std::move(*ids), true);
                else
                    emit failed(ids.error());
            };
        });
}

void PromptModel::take(std::vector<PromptId> ids, bool complete)
{
    m_complete = complete;
    const bool grows =
        ids.size() >= m_ids.size() && std::equal(m_ids.begin(), m_ids.end(), ids.begin());
    if (!grows) {
        beginResetModel();
        m_ids = std::move(ids);
        m_pages.clear();
        endResetModel();
    } else if (ids.size() > m_ids.size()) {
        const int lastPage = static_cast<int>(m_ids.size()) / PageSize;
        beginInsertRows({}, static_cast<int>(m_ids.size()), static_cast<int>(ids.size()) - 1);
        m_ids = std::move(ids);
        m_pages.erase(lastPage); // it may have been read while it was the end
        endInsertRows();
    }
    emit counted(static_cast<qint64>(m_ids.size()), m_milliseconds, m_complete);
}

void PromptModel::onChanged(const Changes &changes)
{
    if (!m_live) {
        m_missed |= changes.kinds;
        return;
    }
    // What may have changed on a page is read again; which prompts there are is asked for again
    // where it can have changed, and rows that stay the same stay where they are.
    m_pages.clear();
    if (!m_ids.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    const bool byPeople = changes.kinds & (Changes::Decisions | Changes::Tags);
    const bool asksPeople =
        std::any_of(m_query.terms.begin(), m_query.terms.end(), [](const Query::Term &term) {
            return term.field == Query::Term::Field::State
                   || term.field == Query::Term::Field::Decision
                   || term.field == Query::Term::Field::Tag
                   || term.field == Query::Term::Field::Flag;
        });
    const bool sortedByPeople =
        m_query.sort == Query::Sort::State || m_query.sort == Query::Sort::Decided;
    if ((changes.kinds & (Changes::Prompts | Changes::Responses | Changes::Search))
        || (byPeople && (asksPeople || sortedByPeople)))
        askAll();
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
    if (role == Qt::TextAlignmentRole && index.column() == Number)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == PromptIdRole)
        return QVariant::fromValue<qlonglong>(idAt(index.row()).value);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != WordsRole
        && role != Qt::AccessibleTextRole)
        return {};
    const PromptSummary *summary = summaryAt(index.row());
    if (!summary)
        return {};
    const bool human = index.column() == Human;
    switch (role) {
    case WordsRole:
        return human ? summary->humanWords : index.column() == Teacher ? summary->teacherWords : 0;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        // Signs are for eyes; here they are words.
        return human || index.column() == Teacher ? marksInWords(*summary, human)
                                                  : shown(*summary, index);
    default:
        return shown(*summary, index);
    }
}

QVariant PromptModel::shown(const PromptSummary &summary, const QModelIndex &index) const
{
    switch (index.column()) {
    case Number:
        return index.row() + 1;
    case Key:
        return toQString(summary.key) + (summary.flagged ? QStringLiteral("  ⚑") : QString{});
    case Text:
        return toQString(summary.head);
    case Human:
    case Teacher:
        return marksOf(summary, index.column() == Human);
    case StateColumn:
        return stateWords(summary);
    default:
        return {};
    }
}

QVariant PromptModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == Number ? Qt::AlignRight : Qt::AlignLeft)
                                   | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return sortHelp(section);
    if (role != Qt::DisplayRole)
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
                   : column == StateColumn ? Query::Sort::State
                                           : Query::Sort::Import;
    if (m_store)
        askFirst();
}

} // namespace touchstone
