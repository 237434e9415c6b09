// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/source.h>

#include <QAbstractButton>

#include <optional>

namespace touchstone {

/// One line of the facets: words and a count, tinted while its term is in the query; a dot in the
/// colour of a source.
class FacetButton final : public QAbstractButton
{
    Q_OBJECT

public:
    FacetButton(const QString &words, std::optional<SourceKind> kind, QWidget *parent = nullptr);

    void setCount(qint64 count);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<SourceKind> m_kind;
    qint64 m_count = 0;
};

} // namespace touchstone
