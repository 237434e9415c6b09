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

private:
    StorePrivate &m_store;
    bool m_current = true;
    int m_tables = 0;
};

struct Plan
{
    std::string from;
    std::string where;
    std::vector<std::string> values;
    std::string order; ///< without the word; empty for the sorts by decision
};

Result<Plan> planFor(StorePrivate &store, const Query &query)
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

    Matcher matcher(store);
    TRY(matcher.prepare(parts));
    const auto parameter = [&plan](const std::string &expression) {
        plan.values.push_back(expression);
        return "?" + std::to_string(plan.values.size());
    };
    if (!parts.match.empty()) {
        const std::string place = parameter(parts.match);
        if (matcher.isCurrent() && query.sort == Query::Sort::Import) {
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
        }
    }
    for (const std::string &expression : parts.notMatch) {
        const std::string place = parameter(expression);
        TRY_ASSIGN(const std::string subquery, matcher.subquery(expression, place));
        plan.where += " AND p.id NOT IN (" + subquery + ")";
    }
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

/// By state or by time of the decision: the undecided ones are never sorted, they stand in import
/// order before or behind the others, so that a first page of a million is quick.
Result<> collectByDecision(StorePrivate &store,
                           const Query &query,
                           std::int64_t limit,
                           std::vector<PromptId> &ids)
{
    TRY_ASSIGN(Plan plan, planFor(store, query));
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
    TRY_ASSIGN(const Plan plan, planFor(*d, query));
    TRY(collect(*d, plan, "", plan.order, limit, ids));
    return ids;
}

} // namespace touchstone
