// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "answercheck.h"
#include "exact/engine.h"
#include "profile.h"
#include "reading/answer.h"

namespace touchstone {

/// What one pair of readings comes to.
struct Finding
{
    Verdict verdict = Verdict::CannotTell;
    Proof proof = Proof::None;
    std::string reason;
};

/// Compares what answers mean. One per thread.
class Comparer
{
public:
    explicit Comparer(const Profile &profile, exact::Effort effort = exact::Effort::All)
        : m_profile(profile)
        , m_engine(effort)
    {}

    /// One check of two texts begins, of which any number of readings will be compared.
    void begin() { m_engine.begin(); }
    /// Whether since begin() something was not told only because the effort is Simple.
    [[nodiscard]] bool leftSomething() const { return m_engine.leftSomething(); }

    /// `realRoots`: how both readings take odd roots of negative numbers.
    Finding compare(const reading::Answer &gold, const reading::Answer &answer, bool realRoots);

    /// True of an interval that is known to have nothing in it: (3,-2) is a point.
    bool isEmptyInterval(const reading::Answer &answer);

private:
    using Answer = reading::Answer;

    Finding meanings(const Answer &gold, const Answer &answer);
    Finding alike(const Answer &gold, const Answer &answer);
    Finding unlike(const Answer &gold, const Answer &answer);
    Finding scalars(const Answer &gold, const Answer &answer);
    Finding oneUnit(const Answer &gold, const Answer &answer);
    Finding values(const exact::Expression &gold, const exact::Expression &answer);
    Finding rounded(const exact::Expression &decimal, const exact::Expression &exact);
    Finding inOrder(const std::vector<Answer> &gold, const std::vector<Answer> &answer);
    Finding inAnyOrder(const std::vector<Answer> &gold, const std::vector<Answer> &answer);
    Finding lists(const Answer &gold, const Answer &answer);
    Finding sets(const Answer &gold, const Answer &answer);
    Finding labelled(const Answer &gold, const Answer &answer);
    Finding scalarAndMany(const Answer &scalar, const Answer &many);
    Finding ratios(const Answer &gold, const Answer &answer);
    Finding reals(const Answer &gold, const Answer &answer);
    Finding intervals(const reading::Interval &gold, const reading::Interval &answer);
    Finding equations(const Answer &gold, const Answer &answer);
    Finding texts(const Answer &gold, const Answer &answer);
    std::optional<Answer> lastOfChain(const Answer &answer);

    Profile m_profile;
    exact::Engine m_engine;
    bool m_realRoots = false;
};

} // namespace touchstone
