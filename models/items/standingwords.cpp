// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "standingwords.h"

#include <QCoreApplication>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::Standing", text);
}

} // namespace

QString signOf(Standing standing)
{
    switch (standing) {
    case Standing::Correct:
        return QStringLiteral("✓");
    case Standing::Wrong:
        return QStringLiteral("✕");
    case Standing::UnitDiffers:
        return QStringLiteral("≠");
    case Standing::FormDiffers:
        return QStringLiteral("≈");
    case Standing::CannotTell:
        return QStringLiteral("?");
    case Standing::NoAnswer:
        return QStringLiteral("∅");
    case Standing::Truncated:
        return QStringLiteral("…");
    case Standing::Skip:
        break;
    }
    return QStringLiteral("–");
}

QString wordsOf(Standing standing)
{
    switch (standing) {
    case Standing::Correct:
        return tr("correct");
    case Standing::Wrong:
        return tr("wrong");
    case Standing::UnitDiffers:
        return tr("unit differs");
    case Standing::FormDiffers:
        return tr("form differs");
    case Standing::CannotTell:
        return tr("cannot tell");
    case Standing::NoAnswer:
        return tr("no answer");
    case Standing::Truncated:
        return tr("truncated");
    case Standing::Skip:
        break;
    }
    return tr("no reference to go by");
}

QString signAndWords(Standing standing)
{
    return signOf(standing) + QLatin1Char(' ') + wordsOf(standing);
}

} // namespace touchstone
