// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// How a person likes to read, kept with the settings.
#include "comparisonview.h"
#include "panelinks.h"
#include "reviewpage.h"

#include <widgets/reading/linkedscroll.h>

namespace touchstone {

QVariantMap ReviewPage::viewState() const
{
    QVariantMap state;
    state[QStringLiteral("zoom")] = m_comparison->zoom();
    state[QStringLiteral("flat")] = m_comparison->isFlat();
    state[QStringLiteral("folded")] = m_comparison->isFolded();
    state[QStringLiteral("linked")] = m_comparison->scrolling().isLinked();
    state[QStringLiteral("differences")] = m_comparison->links().areDifferencesShown();
    if (m_thirdWanted)
        state[QStringLiteral("third")] = *m_thirdWanted;
    return state;
}

void ReviewPage::setViewState(const QVariantMap &state)
{
    const double zoom = state.value(QStringLiteral("zoom"), 1.0).toDouble();
    if (zoom != m_comparison->zoom())
        m_comparison->setZoom(zoom);
    if (state.value(QStringLiteral("folded")).toBool())
        m_comparison->setFolded(true);
    m_comparison->scrolling().setLinked(state.value(QStringLiteral("linked"), true).toBool());
    m_comparison->setFlat(state.value(QStringLiteral("flat")).toBool());
    m_comparison->links().setDifferencesShown(state.value(QStringLiteral("differences")).toBool());
    if (state.contains(QStringLiteral("third")))
        m_thirdWanted = state[QStringLiteral("third")].toBool();
}

} // namespace touchstone
