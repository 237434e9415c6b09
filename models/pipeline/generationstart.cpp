// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generationstart.h"

#include "generateplan.h"

#include <generate/teachers.h>

namespace touchstone {

Store::GenerationStart startOf(const GenerationSettings &settings)
{
    Store::GenerationStart start;
    start.source = sourceNameOf(settings);
    start.teacher = settings.teacher.name;
    start.model = settings.model;
    start.settings = textOf(settings);
    if (const TokenPrice *price = priceOf(settings.teacher, settings.model))
        start.currency = price->currency;
    return start;
}

} // namespace touchstone
