// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "verdictwords.h"

#include <base/text.h>
#include <items/standingwords.h>
#include <pipeline/responsechecker.h>

#include <QCoreApplication>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::VerdictWords", text);
}

QString proofWords(Proof proof)
{
    switch (proof) {
    case Proof::None:
    case Proof::Structural: // the reason says as much
        return {};
    case Proof::Exact:
        return tr("shown exactly");
    case Proof::Numeric:
        return tr("agrees at many points, not proved");
    case Proof::Rounded:
        return tr("rounded");
    case Proof::Policy:
        break;
    }
    return tr("by a switch of the rules");
}

} // namespace

QString chipWords(const Item &item, ResponseId response)
{
    const std::optional<Standing> standing = item.standingOf(response);
    if (!standing)
        return {};
    const QString words = signAndWords(*standing);
    if (item.overruleOf(response) != nullptr)
        return tr("%1, by you").arg(words);
    return isOutdated(*item.verdictOf(response)) ? tr("%1, outdated").arg(words) : words;
}

QStringList verdictTrace(const ResponseVerdict &verdict)
{
    QStringList lines;
    if (!verdict.goldReading.empty() && !verdict.answerReading.empty())
        lines << tr("read as %1, the reference as %2")
                     .arg(toQString(verdict.answerReading), toQString(verdict.goldReading));
    const QString proof = proofWords(verdict.proof);
    const QString reason = toQString(verdict.reason);
    if (!proof.isEmpty() || !reason.isEmpty())
        lines << (proof.isEmpty()    ? reason
                  : reason.isEmpty() ? proof
                                     : QStringLiteral("%1: %2").arg(reason, proof));
    if (verdict.score)
        lines << tr("score %1").arg(*verdict.score);
    lines << (verdict.version > 0 ? tr("checked by %1, version %2")
                                        .arg(toQString(verdict.profile))
                                        .arg(verdict.version)
                                  : tr("checked by %1").arg(toQString(verdict.profile)));
    if (verdict.referenceChanged)
        lines << tr("The reference was another one then; check it again.");
    else if (isOutdated(verdict))
        lines << tr("An older version of the rules said this; check it again.");
    return lines;
}

} // namespace touchstone
