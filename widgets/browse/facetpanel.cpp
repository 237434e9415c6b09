// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "facetpanel.h"

#include "facetbutton.h"

#include <base/text.h>
#include <items/standingwords.h>

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace touchstone {

namespace {

bool isDecision(const Query::Term &term)
{
    return term.field == Query::Term::Field::State || term.field == Query::Term::Field::Decision;
}

bool contains(const Query &query, const Query::Term &term)
{
    return std::find(query.terms.begin(), query.terms.end(), term) != query.terms.end();
}

QString titleOf(Facet::Group group)
{
    switch (group) {
    case Facet::Group::Decision:
        return FacetPanel::tr("Decision");
    case Facet::Group::Verdict:
        return FacetPanel::tr("Verdict");
    case Facet::Group::Source:
        return FacetPanel::tr("Source");
    case Facet::Group::Response:
        return FacetPanel::tr("With");
    case Facet::Group::Tag:
        return FacetPanel::tr("Tags");
    }
    return {};
}

/// "teacher:wrong" as "✕ wrong".
QString verdictWords(const std::string &value)
{
    const auto standing = standingInQuery(value.substr(value.find(':') + 1));
    return standing ? signAndWords(*standing) : FacetPanel::tr("Overruled by you");
}

QString titleOf(const Facet &facet)
{
    if (facet.group != Facet::Group::Verdict)
        return titleOf(facet.group);
    return facet.term.value.starts_with("human:") ? FacetPanel::tr("Human verdict")
                                                  : FacetPanel::tr("Teacher’s verdict");
}

QString wordsOf(const Facet &facet)
{
    static const std::pair<const char *, const char *> words[] = {
        {"open", QT_TR_NOOP("Open")},
        {"human", QT_TR_NOOP("Human better")},
        {"teacher", QT_TR_NOOP("Teacher better")},
        {"tie", QT_TR_NOOP("Tie")},
        {"neither", QT_TR_NOOP("Neither")},
        {"bad", QT_TR_NOOP("Bad problem")},
        {"reference", QT_TR_NOOP("Reference is wrong")},
        {"skipped", QT_TR_NOOP("Skipped")},
        {"drafted", QT_TR_NOOP("Draft")}};
    static const std::pair<const char *, const char *> parts[] = {
        {"both", QT_TR_NOOP("Human and teacher")},
        {"reference", QT_TR_NOOP("A reference")},
        {"edit", QT_TR_NOOP("An edit")},
        {"truncated", QT_TR_NOOP("… Truncated")},
        {"unterminated", QT_TR_NOOP("… Reasoning unended")},
        {"empty", QT_TR_NOOP("∅ No answer")},
        {"yes", QT_TR_NOOP("⚑ Flagged")}};
    const auto translated = [&facet](const auto &list) {
        for (const auto &[value, text] : list) {
            if (facet.term.value == value)
                return FacetPanel::tr(text);
        }
        return toQString(facet.term.value);
    };
    switch (facet.group) {
    case Facet::Group::Decision:
        return translated(words);
    case Facet::Group::Verdict:
        return verdictWords(facet.term.value);
    case Facet::Group::Response:
        return translated(parts);
    case Facet::Group::Tag:
        return QStringLiteral("# ") + toQString(facet.term.value);
    case Facet::Group::Source:
        return toQString(facet.term.value);
    }
    return {};
}

/// What is rare is not listed where there is none of it.
bool isShown(const Facet &facet)
{
    const bool rare = facet.group == Facet::Group::Response || facet.group == Facet::Group::Verdict
                      || facet.term.value == "bad" || facet.term.value == "reference";
    return facet.count > 0 || !rare;
}

QLabel *heading(const QString &text, bool first)
{
    auto *label = new QLabel(text);
    QFont bold = label->font();
    bold.setPixelSize(12);
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(0, first ? 0 : 14, 0, 4);
    return label;
}

} // namespace

Query toggled(Query query, const Facet &facet)
{
    const bool was = contains(query, facet.term);
    std::erase_if(query.terms, [&](const Query::Term &term) {
        return term == facet.term || (!was && isDecision(facet.term) && isDecision(term));
    });
    if (!was)
        query.terms.push_back(facet.term);
    return query;
}

FacetPanel::FacetPanel(QWidget *parent)
    : QScrollArea(parent)
    , m_layout(nullptr)
{
    auto *contents = new QWidget;
    m_layout = new QVBoxLayout(contents);
    m_layout->setContentsMargins(14, 14, 14, 14);
    m_layout->setSpacing(1);
    setWidget(contents);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setMinimumWidth(180);
    setMaximumWidth(280);
    viewport()->setAutoFillBackground(false);
    contents->setAutoFillBackground(false);
}

void FacetPanel::setFacets(const std::vector<Facet> &facets)
{
    std::vector<Facet> shown;
    std::copy_if(facets.begin(), facets.end(), std::back_inserter(shown), isShown);
    const bool same = std::equal(shown.begin(), shown.end(), m_facets.begin(), m_facets.end(),
                                 [](const Facet &a, const Facet &b) { return a.term == b.term; });
    m_facets = std::move(shown);
    if (!same)
        build();
    for (std::size_t i = 0; i < m_facets.size(); ++i)
        m_buttons[i].second->setCount(m_facets[i].count);
    mark();
}

void FacetPanel::build()
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    m_buttons.clear();
    for (std::size_t i = 0; i < m_facets.size(); ++i) {
        const Facet &facet = m_facets[i];
        if (i == 0 || m_facets[i - 1].group != facet.group)
            m_layout->addWidget(heading(titleOf(facet), i == 0));
        const bool source = facet.group == Facet::Group::Source;
        auto *button =
            new FacetButton(wordsOf(facet), source ? std::optional(facet.kind) : std::nullopt);
        Query query;
        query.terms = {facet.term};
        button->setObjectName(QStringLiteral("facet.") + toQString(toText(query)));
        m_layout->addWidget(button);
        m_buttons.emplace_back(facet.term, button);
        connect(button, &QAbstractButton::clicked, this, [this, i] {
            mark(); // the query says what is tinted, not the click
            emit chosen(m_facets[i]);
        });
    }
    m_layout->addStretch();
}

void FacetPanel::setQuery(const Query &query)
{
    m_query = query;
    mark();
}

void FacetPanel::mark()
{
    for (const auto &[term, button] : m_buttons)
        button->setChecked(contains(m_query, term));
}

} // namespace touchstone
