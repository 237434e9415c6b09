// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "marktext.h"

#include <base/text.h>
#include <reasoning/steplabels.h>

#include <QCoreApplication>

#include <algorithm>

namespace touchstone::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::cli::MarkText", text);
}

QString wordsOf(const StepLabel &label)
{
    QStringList words;
    if (label.mark)
        words << (*label.mark < 0 ? tr("wrong") : *label.mark > 0 ? tr("right") : tr("neutral"));
    if (label.isFirstError)
        words << tr("first error");
    return words.join(QStringLiteral(", "));
}

QString textOfSteps(const Item &item, const Response &response, TextPart part)
{
    const bool answers = part == TextPart::Answer;
    const MarkedText text{response.id, part};
    const std::vector<ReasoningStep> steps =
        cutIntoSteps(answers ? response.answer : response.reasoning, cutsOf(item.marks, text));
    const std::vector<StepLabel> labels = labelsOf(steps, item.marks, text);
    QString lines;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const QString words = wordsOf(labels[i]);
        if (!words.isEmpty())
            lines += (answers ? tr("Answer, step %1: %2\n") : tr("Reasoning, step %1: %2\n"))
                         .arg(QString::number(i + 1), words);
    }
    return lines;
}

} // namespace

QString textOfMarks(const Item &item, const Response &response)
{
    QString lines = textOfSteps(item, response, TextPart::Reasoning)
                    + textOfSteps(item, response, TextPart::Answer);
    for (const ErrorSpan &span : item.marks.spans) {
        if (span.place.response != response.id)
            continue;
        const std::string &text =
            span.place.part == TextPart::Answer ? response.answer : response.reasoning;
        const std::size_t begin = std::min(span.place.byte, text.size());
        const std::size_t end = std::clamp(span.end, begin, text.size());
        lines +=
            tr("Error: %1, “%2”%3\n")
                .arg(toQString(span.type), toQString(text.substr(begin, end - begin)).simplified(),
                     span.note.empty() ? QString{} : QStringLiteral(": ") + toQString(span.note));
    }
    return lines;
}

} // namespace touchstone::cli
