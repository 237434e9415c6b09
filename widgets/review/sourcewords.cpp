// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "sourcewords.h"

#include <base/text.h>
#include <widgets/common/colors.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace touchstone {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::SourceWords", text);
}

const Source *sourceAt(const Item &item, const Response &response)
{
    const auto place = &response - item.responses.data();
    return place >= 0 && place < static_cast<std::ptrdiff_t>(item.sources.size())
               ? &item.sources[static_cast<std::size_t>(place)]
               : nullptr;
}

} // namespace

const QColor &sourceColor(const Colors &colors, SourceKind kind)
{
    switch (kind) {
    case SourceKind::Human:
        return colors.human;
    case SourceKind::Teacher:
        return colors.teacher;
    default:
        return colors.student;
    }
}

QString kindWords(SourceKind kind)
{
    return kind == SourceKind::Human ? tr("Human label") : shortKind(kind);
}

QString shortKind(SourceKind kind)
{
    switch (kind) {
    case SourceKind::Human:
        return tr("Human");
    case SourceKind::Teacher:
        return tr("Teacher");
    case SourceKind::Student:
        return tr("Student");
    case SourceKind::Edited:
        return tr("Edit");
    }
    return {};
}

QString responseDetail(const Item &item, const Response &response)
{
    const Source *source = sourceAt(item, response);
    if (source == nullptr)
        return {};
    QStringList parts;
    const QString name = toQString(source->name);
    if (name.compare(kindWords(source->kind), Qt::CaseInsensitive) != 0)
        parts << name;
    const auto samples =
        std::count_if(item.responses.begin(), item.responses.end(),
                      [&response](const Response &each) { return each.source == response.source; });
    if (samples > 1)
        parts << tr("sample %1 of %2").arg(response.sample + 1).arg(samples);
    return parts.join(QStringLiteral(" · "));
}

QString responseName(const Item &item, const Response &response)
{
    const Source *source = sourceAt(item, response);
    const QString detail = responseDetail(item, response);
    const QString kind = source == nullptr ? QString{} : kindWords(source->kind);
    return detail.isEmpty() ? kind : kind + QStringLiteral(" · ") + detail;
}

QString ruleWords(const std::string &rule)
{
    if (rule == "####")
        return tr("the line after “####”");
    if (rule == "boxed")
        return tr("the last \\boxed");
    if (rule == "boxed, unclosed")
        return tr("the last \\boxed, which is not closed");
    if (rule == "answer tag")
        return tr("the <answer> tag");
    if (rule == "json")
        return tr("the answer of a JSON object");
    if (rule == "answer is")
        return tr("“answer is”");
    if (rule == "bold")
        return tr("bold in the last line");
    if (rule == "last number")
        return tr("the last number, which may be another");
    if (rule == "formula")
        return tr("the formula of the last line");
    if (rule == "whole text")
        return tr("the whole text");
    if (rule == "expression")
        return tr("your own expression");
    if (rule == "strict-match")
        return tr("the first number after “#### ”");
    if (rule == "flexible-extract")
        return tr("the last number");
    if (rule == "option letter")
        return tr("the letter that is all there is");
    return toQString(rule);
}

QString referenceWords(const Item &item)
{
    if (item.prompt.reference.empty())
        return tr("the file gives none");
    for (std::size_t i = 0; i < item.responses.size(); ++i) {
        const Response &response = item.responses[i];
        if (item.sources[i].kind == SourceKind::Human && response.finalAnswerRule == "####"
            && response.finalAnswer == item.prompt.reference)
            return tr("from “#### %1”").arg(toQString(headOf(response.finalAnswer, 24)));
    }
    return tr("as the file gives it");
}

} // namespace touchstone
