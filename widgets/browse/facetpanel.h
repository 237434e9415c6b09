// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <items/facetcounter.h>

#include <QScrollArea>

#include <vector>

class QVBoxLayout;

namespace touchstone {

/// The query with the facet's term, or without it where it was there. A prompt has one decision, so
/// a term of that group takes the place of the one before.
Query toggled(Query query, const Facet &facet);

/// The facets of a project with their counts; a click adds one to the query or takes it away.
class FacetPanel final : public QScrollArea
{
    Q_OBJECT

public:
    explicit FacetPanel(QWidget *parent = nullptr);

    void setFacets(const std::vector<Facet> &facets);
    /// Tints those whose terms are in the query.
    void setQuery(const Query &query);

signals:
    void chosen(const touchstone::Facet &facet);

private:
    void build();
    void mark();

    QVBoxLayout *m_layout;
    std::vector<Facet> m_facets;
    std::vector<std::pair<Query::Term, class FacetButton *>> m_buttons;
    Query m_query;
};

} // namespace touchstone
