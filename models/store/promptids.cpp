// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "querysql.h"
#include "storeprivate.h"

namespace touchstone {

namespace {

/// The SQL of one set of prompts that a full-text expression finds. Where the index is behind, what
/// it does not hold yet is looked through as well.
class Matcher
{
public:
    explicit Matcher(StorePrivate &store)
        : m_store(store)
    {}

    Result<> prepare(const QuerySql &query)
    {
        if (query.match.empty() && query.notMatch.empty())
            return {};
        TRY_ASSIGN(m_current, search::isCurrent(m_store));
        return {};
    }

    /// "SELECT id …" with `parameter` for the expression.
    Result<std::string> subquery(const std::string &expression, const std::string &parameter)
    {
        std::string text = "SELECT rowid FROM search WHERE search MATCH " + parameter;
        TRY_ASSIGN(const std::string misses, search::scanHidden(m_store, expression, ++m_tables));
        m_misses = m_misses || !misses.empty();
        if (!misses.empty())
            text += " EXCEPT SELECT id FROM " + misses;
        if (m_current)
            return text;
        TRY_ASSIGN(const std::string hits, search::scanUnindexed(m_store, expression, m_tables));
        return text + " UNION SELECT id FROM " + hits;
    }

    /// For a query that the index itself drives.
    Result<std::string> withoutMisses(const std::string &expression)
    {
        TRY_ASSIGN(const std::string misses, search::scanHidden(m_store, expression, ++m_tables));
        return misses.empty() ? std::string{} : " AND p.id NOT IN (SELECT id FROM " + misses + ")";
    }

    [[nodiscard]] bool isCurrent() const { return m_current; }
    /// The index finds prompts that do not match.
    [[nodiscard]] bool hasMisses() const { return m_misses; }

private:
    StorePrivate &m_store;
    bool m_current = true;
    bool m_misses = false;
    int m_tables = 0;
};

struct Plan
{
    std::string from;
    std::string where;
    std::vector<std::string> values;
    std::string order; ///< without the word; empty for the sorts by decision
    /// The same set, each prompt asked by itself, for the first so many in the order: where many
    /// prompts match, a first page is full long before the set of all is made.
    std::string whereNear;
    int near = 0; ///< 0: there is nothing to gain
};

// How many prompts can be asked in a few milliseconds.
constexpr int NearByKey = 20'000;
constexpr int NearByWords = 1'000;

std::string matches(const std::string &place)
{
    return "EXISTS(SELECT 1 FROM search WHERE rowid=p.id AND search MATCH " + place + ")";
}

/// The words that must not be there, and those that must, as conditions of `plan`. True: the plan
/// takes its rows from the index.
Result<bool> addWords(Matcher &matcher, const Query &query, const QuerySql &parts, Plan &plan)
{
    const auto parameter = [&plan](const std::string &expression) {
        plan.values.push_back(expression);
        return "?" + std::to_string(plan.values.size());
    };
    bool driven = false;
    if (!parts.match.empty()) {
        const std::string place = parameter(parts.match);
        driven = matcher.isCurrent() && query.sort == Query::Sort::Import;
        if (driven) {
            // The index gives its rows in the order of import, so the first page need not wait for
            // all.
            plan.from = " FROM search f CROSS JOIN prompt p ON p.id=f.rowid";
            // By its own row's number: by the prompt's, which is the same, SQLite would sort.
            plan.order = std::string("f.rowid") + (query.descending ? " DESC" : "");
            TRY_ASSIGN(const std::string shown, matcher.withoutMisses(parts.match));
            plan.where += " AND f.search MATCH " + place + shown;
        } else {
            TRY_ASSIGN(const std::string subquery, matcher.subquery(parts.match, place));
            plan.where += " AND p.id IN (" + subquery + ")";
            plan.whereNear += " AND " + matches(place);
        }
    }
    for (const std::string &expression : parts.notMatch) {
        const std::string place = parameter(expression);
        TRY_ASSIGN(const std::string subquery, matcher.subquery(expression, place));
        plan.where += " AND p.id NOT IN (" + subquery + ")";
        plan.whereNear += " AND NOT " + matches(place);
    }
    return driven;
}

/// `page`: the first ones are wanted, not all.
Result<Plan> planFor(StorePrivate &store, const Query &query, bool page)
{
    TRY_ASSIGN(const std::vector<Source> sources, store.sources());
    QuerySql parts = toSql(query, store.annotator, sources);
    Plan plan;
    plan.order = orderOf(query);
    plan.from = " FROM prompt p";
    plan.where = " WHERE " + parts.where;
    plan.values = std::move(parts.values);
    TRY_ASSIGN(const std::string hidden, store.hideRunningPrompts("p"));
    plan.where += hidden;
    plan.whereNear = plan.where;

    Matcher matcher(store);
    TRY(matcher.prepare(parts));
    const bool words = !parts.match.empty() || !parts.notMatch.empty();
    TRY_ASSIGN(const bool driven, addWords(matcher, query, parts, plan));
    for (const std::string &pattern : parts.keys) {
        const std::string like = "key LIKE " + pattern + " ESCAPE '!'";
        plan.whereNear += " AND p." + like;
        // Of few, the index of keys tells sooner than the table which they are.
        plan.where += words || !page ? " AND p." + like
                                     : " AND p.id IN (SELECT id FROM prompt WHERE " + like + ")";
    }
    const bool whole = matcher.isCurrent() && !matcher.hasMisses();
    if (words && !driven && whole)
        plan.near = NearByWords;
    else if (!words && !parts.keys.empty())
        plan.near = NearByKey;
    return plan;
}

Result<> collect(StorePrivate &store,
                 const Plan &plan,
                 const std::string &extra,
                 const std::string &order,
                 std::int64_t limit,
                 std::vector<PromptId> &ids)
{
    std::string text = "SELECT p.id" + plan.from + plan.where + extra + " ORDER BY " + order;
    if (limit > 0)
        text += " LIMIT " + std::to_string(limit - static_cast<std::int64_t>(ids.size()));
    TRY_ASSIGN(sql::Statement query, store.database->prepare(text));
    for (std::size_t i = 0; i < plan.values.size(); ++i)
        query.bind(static_cast<int>(i) + 1, std::string_view(plan.values[i]));
    while (true) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row)
            return {};
        ids.push_back(PromptId{query.integer(0)});
    }
}

/// Those of the first prompts in the order that belong to the set.
Result<>
collectNear(StorePrivate &store, const Plan &plan, std::int64_t limit, std::vector<PromptId> &ids)
{
    Plan first = plan;
    first.from = " FROM (SELECT * FROM prompt p ORDER BY " + plan.order + " LIMIT "
                 + std::to_string(plan.near) + ") p";
    first.where = plan.whereNear;
    return collect(store, first, "", plan.order, limit, ids);
}

/// By state or by time of the decision: the undecided ones are never sorted, they stand in import
/// order before or behind the others, so that a first page of a million is quick.
Result<> collectByDecision(StorePrivate &store,
                           const Query &query,
                           std::int64_t limit,
                           std::vector<PromptId> &ids)
{
    TRY_ASSIGN(Plan plan, planFor(store, query, false));
    const std::string mine =
        "d.annotator_id=" + std::to_string(store.annotator.value) + " AND d.prompt_id=p.id";
    const std::string open = " AND NOT EXISTS(SELECT 1 FROM decision d WHERE " + mine + ")";
    Plan touched = plan;
    touched.from = plan.from.find("search f") == std::string::npos
                       ? " FROM decision d CROSS JOIN prompt p ON " + mine
                       : plan.from + " JOIN decision d ON " + mine;
    const std::string down = query.descending ? " DESC" : "";
    const std::string order =
        query.sort == Query::Sort::Decided
            ? "d.decided_us" + down + ", p.id"
            : "CASE d.outcome WHEN 0 THEN 0 WHEN 5 THEN 1 ELSE 1 + d.outcome END" + down + ", p.id";
    const auto full = [&] { return limit > 0 && static_cast<std::int64_t>(ids.size()) >= limit; };
    if (!query.descending)
        TRY(collect(store, plan, open, "p.id", limit, ids));
    if (!full())
        TRY(collect(store, touched, "", order, limit, ids));
    if (query.descending && !full())
        TRY(collect(store, plan, open, "p.id", limit, ids));
    return {};
}

} // namespace

Result<std::vector<PromptId>> Store::promptIds(const Query &query, std::int64_t limit) const
{
    std::vector<PromptId> ids;
    if (orderOf(query).empty()) {
        TRY(collectByDecision(*d, query, limit, ids));
        return ids;
    }
    TRY_ASSIGN(const Plan plan, planFor(*d, query, limit > 0));
    if (limit > 0 && plan.near > 0) {
        TRY(collectNear(*d, plan, limit, ids));
        if (static_cast<std::int64_t>(ids.size()) == limit)
            return ids;
        ids.clear();
    }
    TRY(collect(*d, plan, "", plan.order, limit, ids));
    return ids;
}

} // namespace touchstone
