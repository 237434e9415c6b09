// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/item.h>

#include <QString>

class QColor;

namespace touchstone {

struct Colors;

/// The colour that names a kind of source.
const QColor &sourceColor(const Colors &colors, SourceKind kind);

/// "Human label", "Teacher", "Student", "Edit".
QString kindWords(SourceKind kind);
/// "Human", "Teacher", "Student", "Edit": where there is little room.
QString shortKind(SourceKind kind);

/// What tells a response from others of its kind: "deepseek-r1 · sample 1 of 4". May be empty.
QString responseDetail(const Item &item, const Response &response);
/// Kind and detail in one line, for menus.
QString responseName(const Item &item, const Response &response);

/// A rule of extraction as people read it: "after ####", "last \boxed".
QString ruleWords(const std::string &rule);
/// Where the reference comes from, as far as it is known: "from “#### 13”".
QString referenceWords(const Item &item);

} // namespace touchstone
