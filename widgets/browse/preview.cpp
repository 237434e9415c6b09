// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "preview.h"

#include "sourcecolor.h"

#include <base/text.h>
#include <items/standingwords.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>
#include <widgets/common/standingcolor.h>

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace touchstone {

namespace {

constexpr qsizetype ShownChars = 420;
constexpr qsizetype BeforeHit = 120;

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

QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
}

/// A name in at most two lines, its beginning and its end.
QString shortened(std::string_view name)
{
    constexpr qsizetype MostChars = 72;
    const QString text = toQString(name);
    constexpr qsizetype Half = MostChars / 2;
    return text.size() <= MostChars ? text : text.left(Half) + QChar(0x2026) + text.right(Half);
}

QString headHtml(const Item &item, const Colors &colors)
{
    constexpr std::size_t MostTags = 12;
    const Outcome outcome = item.decision ? item.decision->outcome : Outcome::None;
    const QString state = toQString(nameOf(item.decision ? stateOf(outcome) : State::Open));
    QString html = QStringLiteral("<table width='100%' cellspacing='0' cellpadding='0'><tr><td><b "
                                  "style='font-size:14px'>%1</b>")
                       .arg(escaped(shortened(item.prompt.key)));
    const auto quiet = [&html, &colors](const QString &words) {
        html += QStringLiteral(" &nbsp;<span style='color:%1'>%2</span>")
                    .arg(colors.secondary.name(), words);
    };
    for (std::size_t i = 0; i < std::min(item.tags.size(), MostTags); ++i)
        quiet(QStringLiteral("# ") + escaped(shortened(item.tags[i])));
    if (item.tags.size() > MostTags)
        quiet(QStringLiteral("+%1").arg(item.tags.size() - MostTags));
    if (item.flagged)
        html += QStringLiteral(" &nbsp;⚑");
    return html
           + QStringLiteral("</td><td align='right' style='color:%1'>%2</td></tr></table>")
                 .arg(colors.secondary.name(), state);
}

/// What the query looks for in texts, in the order in which it was typed.
QStringList wordsOf(const Query &query)
{
    QStringList words;
    for (const Query::Term &term : query.terms) {
        if (term.field == Query::Term::Field::Text && !term.negated)
            words << toQString(term.value);
    }
    return words;
}

/// A part of a text that shows the first hit, hits marked.
QString excerpt(std::string_view whole, const QStringList &words, const Colors &colors)
{
    // Hits far behind are not worth converting megabytes for.
    constexpr std::size_t SearchedBytes = 200'000;
    const QString text = toQString(headOf(whole, SearchedBytes));
    qsizetype first = -1;
    for (const QString &word : words) {
        const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at >= 0 && (first < 0 || at < first))
            first = at;
    }
    const qsizetype begin = first > ShownChars - BeforeHit ? first - BeforeHit : 0;
    const QString shown = text.mid(begin, ShownChars);
    QString html = begin > 0 ? QStringLiteral("… ") : QString{};
    qsizetype at = 0;
    while (at < shown.size()) {
        qsizetype hit = -1;
        qsizetype length = 0;
        for (const QString &word : words) {
            const qsizetype next = shown.indexOf(word, at, Qt::CaseInsensitive);
            if (next >= 0 && (hit < 0 || next < hit)) {
                hit = next;
                length = word.size();
            }
        }
        if (hit < 0)
            break;
        html += escaped(shown.mid(at, hit - at))
                + QStringLiteral("<span style='background-color:%1'>%2</span>")
                      .arg(colors.mark.name(), escaped(shown.mid(hit, length)));
        at = hit + length;
    }
    html += escaped(shown.mid(at));
    const bool more = begin + ShownChars < text.size() || text.size() == 0
                      || headOf(whole, SearchedBytes).size() < whole.size();
    return more && !whole.empty() ? html + QStringLiteral(" …") : html;
}

/// Why a response is not as it should be, with its sign.
QString troubleOf(const Response &response, const Colors &colors)
{
    QStringList parts;
    const auto part = [&](const QColor &color, const QString &words) {
        parts << QStringLiteral(" · <span style='color:%1'>%2</span>").arg(color.name(), words);
    };
    if (response.flags & Truncated)
        part(colors.unsure, tr("… truncated"));
    else if (response.flags & UnterminatedThink)
        part(colors.unsure, tr("… reasoning unended"));
    if (response.flags & EmptyAnswer)
        part(colors.differs, tr("∅ no answer"));
    return parts.join(QString{});
}

/// The final answer with the sign and in the colour of how it stands.
QString answerHtml(const Item &item, const Response &response, const Colors &colors)
{
    const ResponseVerdict *verdict = item.verdictOf(response.id);
    const std::string &answer = verdict == nullptr ? response.finalAnswer : verdict->extracted;
    const std::optional<Standing> standing = item.standingOf(response.id);
    if (answer.empty() && !standing)
        return {};
    const QColor ink = standing ? inkOf(colors, *standing) : colors.text;
    return QStringLiteral(" · <b style='color:%1'>%2 %3</b>")
        .arg(ink.name(), standing ? signOf(*standing) : QString{},
             answer.empty() && standing ? escaped(wordsOf(*standing))
                                        : excerpt(answer, {}, colors));
}

QString responseHtml(const Item &item,
                     const Response &response,
                     const Source &source,
                     const QStringList &words,
                     const Colors &colors)
{
    QString html = QStringLiteral("<p style='margin-top:14px;margin-bottom:2px'><span "
                                  "style='color:%1'>■</span> <b style='color:%2'>%3</b>")
                       .arg(colorOf(colors, source.kind).name(), colors.secondary.name(),
                            escaped(shortened(source.name)));
    html += answerHtml(item, response, colors);
    html += QStringLiteral(" <span style='color:%1'>· %2</span>%3</p>")
                .arg(colors.secondary.name(),
                     tr("%1 words").arg(number(response.reasoningWords + response.answerWords)),
                     troubleOf(response, colors));
    return html
           + QStringLiteral("<p style='line-height:128%;margin-top:0'>%1</p>")
                 .arg(excerpt(response.reasoning.empty() ? response.answer : response.reasoning,
                              words, colors));
}

/// Who made the response, as the preview names it; `otherwise`: it is no longer there.
QString nameOfSource(const Item *item, ResponseId response, const QString &otherwise)
{
    for (std::size_t i = 0; item != nullptr && i < item->responses.size(); ++i) {
        if (item->responses[i].id == response)
            return toQString(item->sources[i].name);
    }
    return otherwise;
}

struct Describer
{
    const Item *item;

    QString operator()(const SetDecision &edit) const
    {
        if (!edit.value)
            return tr("decision taken back");
        switch (edit.value->outcome) {
        case Outcome::None:
            return tr("draft");
        case Outcome::Left:
            return tr("%1 better").arg(nameOfSource(item, edit.value->left, tr("left")));
        case Outcome::Right:
            return tr("%1 better").arg(nameOfSource(item, edit.value->right, tr("right")));
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
    QString operator()(const SetStepCut &edit) const
    {
        if (!edit.begins)
            return tr("steps cut by rule");
        return *edit.begins ? tr("step split") : tr("steps joined");
    }
    QString operator()(const SetStepMark &edit) const
    {
        if (!edit.value)
            return tr("step's mark removed");
        return edit.value->value < 0    ? tr("step marked wrong")
               : edit.value->value == 0 ? tr("step marked neutral")
                                        : tr("step marked right");
    }
    QString operator()(const SetFirstError &edit) const
    {
        return edit.byte ? tr("first wrong step") : tr("first wrong step removed");
    }
    QString operator()(const SetErrorSpan &edit) const
    {
        return edit.value ? tr("error marked: %1").arg(toQString(edit.value->type))
                          : tr("marked error removed");
    }
    QString operator()(const SetPin &edit) const
    {
        return edit.present ? tr("steps pinned") : tr("pin removed");
    }
    QString operator()(const SetErrorTypes &) const { return tr("types of errors changed"); }
    QString operator()(const SetOverrule &edit) const
    {
        return edit.value ? tr("verdict overruled: %1").arg(toQString(nameOf(edit.value->standing)))
                          : tr("verdict left to the machine");
    }
    QString operator()(const SetChoiceActive &edit) const
    {
        return edit.active ? tr("best responses chosen by rule")
                           : tr("choice by rule taken out of force");
    }
    QString operator()(const SetCheckRules &) const { return tr("rules for checking changed"); }
};

QString describe(const Store::HistoryEntry &entry, const Item &item)
{
    const QString kind = entry.kind == "undo"   ? tr("undone: ")
                         : entry.kind == "redo" ? tr("redone: ")
                                                : QString{};
    return QStringLiteral("%1: %2%3")
        .arg(toQString(entry.annotator), kind, describe(entry.edits, &item));
}

/// "imported from answers.jsonl: prompt, deepseek-r1"
QString describe(const Store::Provenance &import)
{
    QStringList parts;
    if (import.prompt)
        parts << tr("prompt");
    if (import.reference)
        parts << tr("reference");
    for (const std::string &source : import.sources)
        parts << toQString(source);
    return tr("imported from %1: %2")
        .arg(QFileInfo(toQString(import.path)).fileName(), parts.join(QStringLiteral(", ")));
}

QString pastHtml(const PromptPast &past, const Item &item, const Colors &colors)
{
    std::vector<std::pair<std::int64_t, QString>> lines;
    for (const Store::HistoryEntry &entry : past.edits)
        lines.emplace_back(entry.atUs, describe(entry, item));
    for (auto import = past.imports.rbegin(); import != past.imports.rend(); ++import)
        lines.emplace_back(import->startedUs, describe(*import));
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    QString html = lines.empty() ? QString{} : heading(tr("History"), colors);
    const QDateTime now = QDateTime::currentDateTime();
    for (const auto &[atUs, words] : lines)
        html += QStringLiteral("<p style='margin:0;color:%1'>%2 %3</p>")
                    .arg(colors.secondary.name(), when(atUs, now), words.toHtmlEscaped());
    return html;
}

} // namespace

QString describe(const std::vector<Edit> &edits, const Item *item)
{
    QStringList parts;
    for (const Edit &edit : edits)
        parts << std::visit(Describer{item}, edit);
    return parts.join(QStringLiteral(", "));
}

QString
previewHtml(const Item &item, const PromptPast &past, const Query &query, const Colors &colors)
{
    const QStringList words = wordsOf(query);
    QString html = headHtml(item, colors)
                   + QStringLiteral("<p style='line-height:128%;margin-top:6px'>%1</p>")
                         .arg(excerpt(item.prompt.text, words, colors));
    if (!item.prompt.reference.empty())
        html += heading(tr("Reference"), colors)
                + QStringLiteral("<p style='margin:0'><b>%1</b></p>")
                      .arg(excerpt(item.prompt.reference, {}, colors));
    for (std::size_t i = 0; i < item.responses.size(); ++i)
        html += responseHtml(item, item.responses[i], item.sources[i], words, colors);
    if (item.responses.empty())
        html += heading(tr("No response yet"), colors);
    return html + pastHtml(past, item, colors);
}

} // namespace touchstone
