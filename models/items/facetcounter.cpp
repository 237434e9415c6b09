// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "facetcounter.h"

#include <store/store.h>

namespace touchstone {

namespace {

using Field = Query::Term::Field;

Facet facet(Facet::Group group, Field field, std::string value, std::int64_t count)
{
    Facet made;
    made.group = group;
    made.term.field = field;
    made.term.value = std::move(value);
    made.count = count;
    return made;
}

/// Where the store keeps no count, the prompts of the query are the count.
std::int64_t found(const Store &store, const Query::Term &term)
{
    Query query;
    query.terms = {term};
    const auto ids = store.promptIds(query);
    return ids ? static_cast<std::int64_t>(ids->size()) : 0;
}

/// Of models where they were checked, else of people.
void countVerdicts(const Store &store, std::vector<Facet> &facets)
{
    for (const char *side : {"teacher:", "human:"}) {
        Facet any = facet(Facet::Group::Verdict, Field::Verdict, std::string(side) + "any", 0);
        if (found(store, any.term) == 0)
            continue;
        for (const Standing standing : AllStandings) {
            facets.push_back(
                facet(Facet::Group::Verdict, Field::Verdict, side + inQuery(standing), 0));
            facets.back().count = found(store, facets.back().term);
        }
        facets.push_back(facet(Facet::Group::Verdict, Field::Verdict, "overruled", 0));
        facets.back().count = found(store, facets.back().term);
        return;
    }
}

std::vector<Facet> countFacets(const Store &store)
{
    std::vector<Facet> facets;
    const Accounting sum = store.accounting().value_or({});
    const auto outcomes = store.outcomeCounts().value_or({});
    const auto decided = [&](Outcome outcome, const char *value) {
        const auto at = outcomes.find(outcome);
        facets.push_back(facet(Facet::Group::Decision, Field::Decision, value,
                               at == outcomes.end() ? 0 : at->second));
    };
    const auto counted = [&](Facet::Group group, Field field, const char *value) {
        facets.push_back(facet(group, field, value, 0));
        facets.back().count = found(store, facets.back().term);
    };
    facets.push_back(facet(Facet::Group::Decision, Field::State, "open", sum.open));
    counted(Facet::Group::Decision, Field::Decision, "human");
    counted(Facet::Group::Decision, Field::Decision, "teacher");
    decided(Outcome::Tie, "tie");
    decided(Outcome::Neither, "neither");
    decided(Outcome::BadProblem, "bad");
    decided(Outcome::ReferenceWrong, "reference");
    facets.push_back(facet(Facet::Group::Decision, Field::State, "skipped", sum.skipped));
    facets.push_back(facet(Facet::Group::Decision, Field::State, "drafted", sum.drafted));
    countVerdicts(store, facets);
    const auto responses = store.responseCounts().value_or({});
    for (const Source &source : store.sources().value_or({})) {
        const auto at = responses.find(source.id);
        if (at == responses.end())
            continue; // all that it brought was taken back
        facets.push_back(facet(Facet::Group::Source, Field::Source, source.name, at->second));
        facets.back().kind = source.kind;
    }
    for (const char *value : {"both", "reference", "edit", "truncated", "unterminated", "empty"})
        counted(Facet::Group::Response, Field::Has, value);
    counted(Facet::Group::Response, Field::Flag, "yes");
    for (const auto &[name, uses] : store.tagCounts().value_or({}))
        facets.push_back(facet(Facet::Group::Tag, Field::Tag, name, uses));
    return facets;
}

} // namespace

FacetCounter::FacetCounter(QObject *parent)
    : QObject(parent)
    , m_reader(*this)
{}

void FacetCounter::setStore(Store *store)
{
    if (m_store)
        m_store->disconnect(this);
    m_reader.setStore(store);
    m_store = store;
    m_stale = false;
    if (!store) {
        emit counted({}, 0);
        return;
    }
    connect(store, &Store::changed, this, [this](const Changes &changes) {
        if ((changes.kinds & ~static_cast<std::uint32_t>(Changes::Search)) == 0)
            return;
        if (m_live)
            ask();
        else
            m_stale = true;
    });
    ask();
}

void FacetCounter::setLive(bool live)
{
    m_live = live;
    if (live && std::exchange(m_stale, false))
        ask();
}

void FacetCounter::ask()
{
    m_reader.ask([this](const Result<const Store *> &store) -> StoreReader::Answer {
        if (!store)
            return {};
        const Accounting sum = (*store)->accounting().value_or({});
        return [this, facets = countFacets(**store), prompts = sum.imported] {
            emit counted(facets, prompts);
        };
    });
}

} // namespace touchstone
