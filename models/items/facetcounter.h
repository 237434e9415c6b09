// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "storereader.h"

#include <record/changes.h>
#include <record/query.h>

#include <QObject>
#include <QPointer>

#include <string>
#include <vector>

namespace touchstone {

class Store;

/// A term that people can add to the query with a click, and how many it finds in the project.
struct Facet
{
    enum class Group { Decision, Verdict, Source, Response, Tag };

    Group group = Group::Decision;
    Query::Term term;
    std::int64_t count = 0;              ///< prompts; of Group::Source: responses
    SourceKind kind = SourceKind::Human; ///< of Group::Source
    bool operator==(const Facet &) const = default;
};

/// Counts the facets of a project on a thread of their own, again whenever the project changes.
class FacetCounter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FacetCounter)

public:
    explicit FacetCounter(QObject *parent = nullptr);

    /// Null: no project. The store must outlive its use here.
    void setStore(Store *store);
    /// Not live: changes are counted when it is live again.
    void setLive(bool live);

signals:
    /// In the order in which they are shown; `prompts` of the whole project.
    void counted(const std::vector<touchstone::Facet> &facets, qint64 prompts);

private:
    void ask();

    QPointer<Store> m_store;
    bool m_live = true;
    bool m_stale = false;
    StoreReader m_reader;
};

} // namespace touchstone
