// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "judge.h"

#include "references/gsm8kmatch.h"
#include "references/mathstring.h"

namespace touchstone {

Judge::Judge(Profile profile)
    : m_profile(profile)
{}

Judge::~Judge() = default;

AnswerCheck Judge::check(std::string_view gold, std::string_view response)
{
    switch (m_profile.kind) {
    case Profile::Kind::Gsm8kStrict:
        return references::gsm8kStrict(gold, response);
    case Profile::Kind::Gsm8kFlexible:
        return references::gsm8kFlexible(gold, response);
    case Profile::Kind::MathString:
        return references::mathString(gold, response);
    case Profile::Kind::Touchstone:
        break;
    }
    return {};
}

} // namespace touchstone
