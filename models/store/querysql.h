// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/ids.h>
#include <base/result.h>
#include <record/query.h>
#include <record/source.h>

#include <string>
#include <vector>

namespace touchstone {

/// A query as SQL over prompt AS p, without ORDER BY and LIMIT. Texts are parameters, never part of
/// the SQL.
struct QuerySql
{
    std::string where;               ///< "p.visible=1 AND …"
    std::vector<std::string> values; ///< for ?1, ?2, …
    std::string match;               ///< for the full-text index; empty: no such term
    std::vector<std::string> notMatch;
    std::vector<std::string> keys; ///< parameters that p.key must be LIKE, with ESCAPE '!'
};

/// `sources`: all of the project. Parameters are numbered from 1. The words of a Text term are
/// quoted for FTS5, so that nothing typed is read as its syntax; a star behind a word asks for
/// words that begin with it.
QuerySql toSql(const Query &query, AnnotatorId annotator, const std::vector<Source> &sources);
/// What stands behind ORDER BY; empty for Sort::State, which is asked in four parts.
std::string orderOf(const Query &query);

} // namespace touchstone
