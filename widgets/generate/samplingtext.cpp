// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "samplingtext.h"

#include <base/text.h>
#include <widgets/common/format.h>

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <cmath>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::SamplingText", text);
}

struct Word
{
    QString text;
    bool quoted = false;
};

QChar unescaped(QChar letter)
{
    return letter == QLatin1Char('n')   ? QLatin1Char('\n')
           : letter == QLatin1Char('t') ? QLatin1Char('\t')
                                        : letter;
}

/// Words and quoted texts; what parts them is dropped. An open quotation ends with the text.
std::vector<Word> wordsOf(const QString &text)
{
    const QString between = QStringLiteral(" \t\n,;·=:");
    std::vector<Word> words;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (between.contains(text[i]))
            continue;
        Word word;
        word.quoted = text[i] == QLatin1Char('"');
        if (word.quoted) {
            for (++i; i < text.size() && text[i] != QLatin1Char('"'); ++i) {
                const bool escape = text[i] == QLatin1Char('\\') && i + 1 < text.size();
                word.text += escape ? unescaped(text[++i]) : text[i];
            }
        } else {
            for (; i < text.size() && !between.contains(text[i]); ++i)
                word.text += text[i];
        }
        words.push_back(word);
    }
    return words;
}

Error wrongSampling(const QString &word)
{
    return {Error::Code::BadInput,
            tr("Sampling: \"%1\" cannot be read. As in: temperature 0.6 · top-p 0.95 · seed 7 · "
               "logprobs 5 · stop \"###\".")
                .arg(word)};
}

/// Sets what `name` says to `value`; false: there is no such name, or no such value of it.
bool apply(Sampling &sampling, const QString &name, const Word &value)
{
    bool isNumber = false;
    if (name == QLatin1String("stop")) {
        sampling.stop.push_back(toUtf8(value.text));
        return !value.text.isEmpty();
    }
    if (name == QLatin1String("temperature")) {
        sampling.temperature = value.text.toDouble(&isNumber);
        return isNumber && *sampling.temperature >= 0;
    }
    if (name == QLatin1String("top-p") || name == QLatin1String("top_p")) {
        sampling.topP = value.text.toDouble(&isNumber);
        return isNumber && *sampling.topP > 0 && *sampling.topP <= 1;
    }
    if (name == QLatin1String("seed")) {
        sampling.seed = value.text.toLongLong(&isNumber);
        return isNumber;
    }
    if (name == QLatin1String("logprobs")) {
        sampling.topLogprobs = value.text.toInt(&isNumber);
        return isNumber && *sampling.topLogprobs >= 0;
    }
    return false;
}

QString quoted(const std::string &text)
{
    QString inner = toQString(text);
    inner.replace(QLatin1Char('\\'), QStringLiteral("\\\\"))
        .replace(QLatin1Char('"'), QStringLiteral("\\\""))
        .replace(QLatin1Char('\n'), QStringLiteral("\\n"))
        .replace(QLatin1Char('\t'), QStringLiteral("\\t"));
    return QLatin1Char('"') + inner + QLatin1Char('"');
}

std::optional<double> numberIn(const QString &text)
{
    bool isNumber = false;
    double value = QLocale().toDouble(text, &isNumber);
    if (!isNumber)
        value = QLocale::c().toDouble(text, &isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

} // namespace

Result<Sampling> parseSamplingText(const QString &text)
{
    Sampling sampling;
    const std::vector<Word> words = wordsOf(text);
    for (std::size_t i = 0; i < words.size(); i += 2) {
        if (words[i].quoted || i + 1 == words.size())
            return wrongSampling(words[i].text);
        if (!apply(sampling, words[i].text.toLower(), words[i + 1]))
            return wrongSampling(words[i].text + QLatin1Char(' ') + words[i + 1].text);
    }
    return sampling;
}

QString samplingText(const Sampling &sampling)
{
    QStringList parts;
    if (sampling.temperature)
        parts << QStringLiteral("temperature %1").arg(*sampling.temperature);
    if (sampling.topP)
        parts << QStringLiteral("top-p %1").arg(*sampling.topP);
    if (sampling.seed)
        parts << QStringLiteral("seed %1").arg(*sampling.seed);
    if (sampling.topLogprobs)
        parts << QStringLiteral("logprobs %1").arg(*sampling.topLogprobs);
    for (const std::string &stop : sampling.stop)
        parts << QStringLiteral("stop ") + quoted(stop);
    return parts.join(QStringLiteral(" · "));
}

Result<Budget> parseBudgetText(const QString &text, const QString &currency)
{
    static const QRegularExpression part(
        QStringLiteral("^([0-9][0-9.,\\x{a0}\\x{202f}']*)\\s*([kKM]?)\\s*([^0-9·;+]*)$"));
    static const QRegularExpression between(QStringLiteral("\\s*[·;+]\\s*"));
    Budget budget;
    for (const QString &written : text.trimmed().split(between, Qt::SkipEmptyParts)) {
        const QRegularExpressionMatch match = part.match(written.trimmed());
        const auto value = numberIn(match.captured(1));
        const QString unit = match.captured(3).trimmed();
        const bool isTokens = unit.startsWith(tr("token"), Qt::CaseInsensitive)
                              || unit.startsWith(QLatin1String("token"), Qt::CaseInsensitive);
        const bool known = isTokens || unit.isEmpty() || currency.isEmpty()
                           || unit.compare(currency, Qt::CaseInsensitive) == 0;
        if (!match.hasMatch() || !value || !known)
            return Error{Error::Code::BadInput,
                         tr("Budget: \"%1\" cannot be read. As in: %2 · 5 M tokens.")
                             .arg(written.trimmed(),
                                  QStringLiteral("12.00 ")
                                      + (currency.isEmpty() ? QStringLiteral("USD") : currency))};
        const QString scale = match.captured(2);
        const double scaled = *value
                              * (scale == QLatin1String("M")             ? 1e6
                                 : scale.toLower() == QLatin1String("k") ? 1e3
                                                                         : 1);
        // Far above any budget, and far below where whole numbers end.
        constexpr double Most = 9e9;
        if (isTokens)
            budget.tokens = static_cast<std::int64_t>(std::llround(std::min(scaled, Most * 1e6)));
        else
            budget.money = std::llround(std::min(scaled, Most) * 1e9);
    }
    return budget;
}

QString budgetText(const Budget &budget, const QString &currency)
{
    QStringList parts;
    if (budget.money)
        parts << money(*budget.money, currency);
    if (budget.tokens)
        parts << tr("%1 tokens").arg(number(*budget.tokens));
    return parts.join(QStringLiteral(" · "));
}

} // namespace touchstone
