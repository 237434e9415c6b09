// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "exportsummary.h"

#include <base/text.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace touchstone {

namespace {

struct Reason
{
    QString words;
    QString filter; ///< that finds its prompts; empty: there is none
};

Reason reasonFor(const std::string &reason, const ExportPlan &plan)
{
    using S = ExportSummary;
    if (reason == "open")
        return {S::tr("open, left out"), QStringLiteral("state:open")};
    if (reason == "drafted")
        return {S::tr("drafts, left out"), QStringLiteral("state:drafted")};
    if (reason == "skipped")
        return {S::tr("skipped, left out"), QStringLiteral("state:skipped")};
    if (reason == "tie")
        return {S::tr("ties, left out"), QStringLiteral("decision:tie")};
    if (reason == "neither")
        return {S::tr("neither, left out"), QStringLiteral("decision:neither")};
    if (reason == "bad problem")
        return {S::tr("bad problems, left out"), QStringLiteral("decision:bad")};
    if (reason == "reference is wrong")
        return {S::tr("wrong references, left out"), QStringLiteral("decision:reference")};
    if (reason == "no human response")
        return {S::tr("without a human response"), QStringLiteral("-has:human")};
    if (reason == "no teacher response")
        return {S::tr("without a teacher’s response"), QStringLiteral("-has:teacher")};
    if (reason == "one side is missing")
        return {S::tr("with one side only"), QStringLiteral("-has:both")};
    if (reason == "no response of the source") {
        Query query;
        query.terms.push_back({Query::Term::Field::Source, plan.source});
        query.terms.back().negated = true;
        return {S::tr("without a response of %1").arg(toQString(plan.source)),
                toQString(toText(query))};
    }
    if (reason == "chosen side is gone")
        return {S::tr("whose chosen side was taken back"), QStringLiteral("decision:any")};
    if (reason == "no step is marked")
        return {S::tr("without marked steps, left out"), {}};
    if (reason == "a step is not marked")
        return {S::tr("with a step that is not marked, left out"), {}};
    return {toQString(reason), {}};
}

} // namespace

ExportSummary::ExportSummary(QWidget *parent)
    : QWidget(parent)
    , m_head(new QLabel)
    , m_lines(new QGridLayout)
{
    QFont bold = m_head->font();
    bold.setWeight(QFont::DemiBold);
    m_head->setFont(bold);
    m_head->setWordWrap(true);
    m_head->setObjectName(QStringLiteral("export.summary"));
    m_lines->setHorizontalSpacing(14);
    m_lines->setVerticalSpacing(5);
    m_lines->setColumnStretch(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_head);
    layout->addLayout(m_lines);
}

void ExportSummary::clear()
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

void ExportSummary::say(const QString &words, bool problem)
{
    if (problem)
        clear();
    m_head->setText(problem ? QStringLiteral("<span style='color:%1'>✕ %2</span>")
                                  .arg(colorsOf(this).differs.name(), words.toHtmlEscaped())
                            : words);
}

void ExportSummary::setPreview(const ExportPreview &preview, const ExportPlan &plan)
{
    const bool pairs = exportFormat(plan.format)->shape() == ExportFormat::Shape::Pair;
    qint64 rows = 0;
    for (const auto &[name, count] : preview.files)
        rows += count;
    m_head->setText((pairs ? tr("%1 prompts become %2 pairs") : tr("%1 prompts become %2 rows"))
                        .arg(number(preview.prompts), number(rows)));
    clear();
    if (preview.files.size() > 1) {
        for (const auto &[name, count] : preview.files)
            addLine(count, toQString(name), false);
    }
    const QString within = toQString(toText(plan.query));
    for (const auto &[reason, count] : preview.leftOut) {
        const Reason known = reasonFor(reason, plan);
        addLine(count, known.words, true,
                known.filter.isEmpty() ? QString{} : (within + QLatin1Char(' ') + known.filter));
    }
}

void ExportSummary::addLine(qint64 count, const QString &words, bool quiet, const QString &filter)
{
    const Colors colors = colorsOf(this);
    const int row = m_lines->rowCount();
    auto *figure = new QLabel(QStringLiteral("<b>%1</b>").arg(number(count)));
    figure->setAlignment(Qt::AlignRight);
    auto *text = new QLabel;
    text->setAlignment(Qt::AlignLeft);
    QString html = QStringLiteral("<span style='color:%1'>%2</span>")
                       .arg((quiet ? colors.secondary : colors.text).name(), words.toHtmlEscaped());
    if (quiet)
        figure->setForegroundRole(QPalette::PlaceholderText);
    if (!filter.isEmpty()) {
        html += QStringLiteral(" <a href='%1' style='color:%2;text-decoration:none'>%3</a>")
                    .arg(filter.trimmed().toHtmlEscaped(), colors.accent.name(), tr("show"));
        text->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
        text->setObjectName(QStringLiteral("export.reason.") + filter.trimmed());
        text->setAccessibleName(tr("%1 %2, show").arg(number(count), words));
        connect(text, &QLabel::linkActivated, this, &ExportSummary::browseRequested);
    }
    text->setText(html);
    m_lines->addWidget(figure, row, 0);
    m_lines->addWidget(text, row, 1);
}

} // namespace touchstone
