// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "preview.h"

#include <base/text.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>

#include <QCoreApplication>

namespace touchstone {

namespace {

constexpr std::size_t HeadBytes = 420;

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::Preview", text);
}

QString heading(const QString &text, const Colors &colors)
{
    return QStringLiteral("<p "
                          "style='margin-top:12px;margin-bottom:2px;color:%1;font-weight:600;font-"
                          "size:12px'>%2</p>")
        .arg(colors.secondary.name(), text.toHtmlEscaped());
}

QString escaped(std::string_view text)
{
    const std::string_view head = headOf(text, HeadBytes);
    QString html =
        toQString(head).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
    return head.size() < text.size() ? html + QStringLiteral(" …") : html;
}

struct Describer
{
    QString operator()(const SetDecision &edit) const
    {
        if (!edit.value)
            return tr("decision taken back");
        switch (edit.value->outcome) {
        case Outcome::None:
            return tr("draft");
        case Outcome::Left:
            return tr("left better");
        case Outcome::Right:
            return tr("right better");
        default:
            return toQString(nameOf(edit.value->outcome));
        }
    }
    QString operator()(const SetScore &edit) const
    {
        return edit.value ? QStringLiteral("%1 %2")
                                .arg(toQString(edit.criterion).toLower())
                                .arg(*edit.value)
                          : tr("%1 cleared").arg(toQString(edit.criterion).toLower());
    }
    QString operator()(const SetTag &edit) const
    {
        return (edit.present ? tr("tag %1") : tr("tag %1 removed")).arg(toQString(edit.tag));
    }
    QString operator()(const SetFlag &edit) const
    {
        return edit.flagged ? tr("flagged") : tr("flag removed");
    }
    QString operator()(const AddResponse &) const { return tr("edited response added"); }
    QString operator()(const SetResponseActive &edit) const
    {
        return edit.active ? tr("edited response shown again") : tr("edited response hidden");
    }
    QString operator()(const SetBatchActive &edit) const
    {
        return edit.active ? tr("import brought in again") : tr("import taken back");
    }
    QString operator()(const SetRubric &) const { return tr("rubric changed"); }
};

} // namespace

QString describe(const std::vector<Edit> &edits)
{
    QStringList parts;
    for (const Edit &edit : edits)
        parts << std::visit(Describer{}, edit);
    return parts.join(QStringLiteral(", "));
}

QString
previewHtml(const Item &item, const std::vector<Store::HistoryEntry> &history, const Colors &colors)
{
    QString html = QStringLiteral("<p style='margin-top:4px'><b style='font-size:14px'>%1</b>")
                       .arg(escaped(item.prompt.key));
    for (const std::string &tag : item.tags)
        html += QStringLiteral(" &nbsp;<span style='color:%1'># %2</span>")
                    .arg(colors.secondary.name(), escaped(tag));
    html += QStringLiteral("</p><p style='line-height:145%'>%1</p>").arg(escaped(item.prompt.text));
    if (!item.prompt.reference.empty())
        html += heading(tr("Reference"), colors)
                + QStringLiteral("<b>%1</b>").arg(escaped(item.prompt.reference));
    for (std::size_t i = 0; i < item.responses.size(); ++i) {
        const Response &response = item.responses[i];
        const Source &source = item.sources[i];
        const QColor color = source.kind == SourceKind::Human     ? colors.human
                             : source.kind == SourceKind::Teacher ? colors.teacher
                                                                  : colors.student;
        html += QStringLiteral("<p style='margin-top:14px;margin-bottom:2px'><span "
                               "style='color:%1'>■</span> <b style='color:%2'>%3</b>")
                    .arg(color.name(), colors.secondary.name(), escaped(source.name));
        if (!response.finalAnswer.empty())
            html += QStringLiteral(" · %1").arg(escaped(response.finalAnswer));
        html +=
            QStringLiteral(" <span style='color:%1'>· %2</span></p>")
                .arg(colors.secondary.name(),
                     tr("%1 words").arg(number(response.reasoningWords + response.answerWords)));
        html +=
            QStringLiteral("<p style='line-height:145%;margin-top:0'>%1</p>")
                .arg(escaped(response.reasoning.empty() ? response.answer : response.reasoning));
    }
    if (!history.empty())
        html += heading(tr("History"), colors);
    for (const Store::HistoryEntry &entry : history) {
        const QString kind = entry.kind == "undo"   ? tr("undone: ")
                             : entry.kind == "redo" ? tr("redone: ")
                                                    : QString{};
        html += QStringLiteral("<p style='margin:0;color:%1'>%2 %3: %4%5</p>")
                    .arg(colors.secondary.name(), when(entry.atUs, QDateTime::currentDateTime()),
                         escaped(entry.annotator), kind, describe(entry.edits).toHtmlEscaped());
    }
    return html;
}

} // namespace touchstone
