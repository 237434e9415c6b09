// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "answerexpression.h"

#include "extractrules.h"

#include <base/text.h>

#include <QCoreApplication>

#include <algorithm>

namespace touchstone {

namespace {

constexpr qsizetype LongestPattern = 500;
constexpr qsizetype LongestSearch = 8192;

/// A pattern can only lower these. The compiler of PCRE2 counts otherwise than its interpreter and
/// is not there on every machine; expressions that go over a text without counting (x*+) are cut
/// by LongestSearch alone.
constexpr auto Limits = "(*NO_JIT)(*LIMIT_MATCH=20000)(*LIMIT_DEPTH=20000)(*LIMIT_HEAP=32768)";

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::AnswerExpression", text);
}

std::size_t bytesOf(QStringView text)
{
    return static_cast<std::size_t>(text.toUtf8().size());
}

FinalAnswer without(const char *rule)
{
    return {{}, rule, 0, 0, false};
}

} // namespace

AnswerExpression::AnswerExpression(std::string pattern, QRegularExpression expression)
    : m_pattern(std::move(pattern))
    , m_expression(std::move(expression))
{
    const qsizetype named = m_expression.namedCaptureGroups().indexOf(QStringLiteral("answer"));
    m_group = named > 0 ? static_cast<int>(named) : std::min(m_expression.captureCount(), 1);
}

Result<AnswerExpression> AnswerExpression::compile(std::string_view pattern)
{
    const QString text = toQString(pattern);
    if (text.isEmpty())
        return Error{Error::Code::BadInput, tr("An expression without a letter finds nothing.")};
    if (text.size() > LongestPattern)
        return Error{Error::Code::BadInput,
                     tr("An expression has at most %1 characters.").arg(LongestPattern)};
    const QString limits = QString::fromLatin1(Limits);
    QRegularExpression expression(limits + text);
    if (!expression.isValid()) {
        const qsizetype at =
            std::max<qsizetype>(expression.patternErrorOffset() - limits.size(), 0);
        return Error{Error::Code::BadInput, tr("The expression is wrong at character %1: %2.")
                                                .arg(at + 1)
                                                .arg(expression.errorString())};
    }
    return AnswerExpression(std::string(pattern), std::move(expression));
}

std::optional<FinalAnswer> AnswerExpression::find(std::string_view text) const
{
    if (firstInvalidUtf8(text))
        return without("expression, not UTF-8");
    const QString whole = toQString(text);
    qsizetype at = std::max<qsizetype>(whole.size() - LongestSearch, 0);
    if (at > 0 && whole.at(at).isLowSurrogate())
        ++at;
    const bool onlyItsEnd = at > 0;
    QRegularExpressionMatch last;
    while (at <= whole.size()) {
        QRegularExpressionMatch match =
            m_expression.match(whole, at, QRegularExpression::NormalMatch,
                               QRegularExpression::DontCheckSubjectStringMatchOption);
        if (!match.isValid())
            return without("expression, gave up");
        if (!match.hasMatch())
            break;
        at = match.capturedEnd();
        if (match.capturedLength() > 0)
            last = std::move(match);
        else
            at += at + 1 < whole.size() && whole.at(at).isHighSurrogate() ? 2 : 1;
    }
    if (!last.hasMatch())
        return onlyItsEnd ? std::optional(without("expression, gave up")) : std::nullopt;
    if (last.capturedLength(m_group) == 0)
        return without("expression, empty");
    const std::size_t begin = bytesOf(QStringView(whole).left(last.capturedStart(m_group)));
    const std::size_t size = bytesOf(last.capturedView(m_group));
    FinalAnswer found = extraction::answerOf(text, text.substr(begin, size), "expression");
    return found.text.empty() ? without("expression, empty") : found;
}

} // namespace touchstone
