// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "optionscheck.h"

#include "reading/answer.h"

#include <base/codepoints.h>

#include <algorithm>

namespace touchstone {

namespace {

/// The option that a text is.
struct Chosen
{
    enum class State {
        None,      ///< something else
        Option,    ///< one of them
        Beyond,    ///< a letter that is not among them
        Ambiguous, ///< it could be several, or says two things
    };
    State state = State::None;
    std::size_t index = 0;
    Proof proof = Proof::None;
};

Chosen ambiguous()
{
    return {Chosen::State::Ambiguous};
}

bool isProved(Proof proof)
{
    return proof == Proof::Structural || proof == Proof::Exact;
}

bool isKnownToDiffer(Verdict verdict)
{
    return verdict == Verdict::Different || verdict == Verdict::UnitDiffers;
}

/// What somebody may have meant by words that are not the option's own is not decided: "none of
/// these" is true or not.
bool isWords(const std::string &option)
{
    const auto readings = reading::readingsOf(option);
    return readings.empty() || readings.front().answer.kind == reading::Answer::Kind::Text;
}

class Among
{
public:
    Among(const AnswerOptions &options, const CompareAnswers &compare)
        : m_options(options)
        , m_compare(compare)
    {}

    [[nodiscard]] Chosen chosenBy(std::string_view text) const;
    [[nodiscard]] AnswerCheck same(std::size_t index, std::string_view text) const;

private:
    [[nodiscard]] Chosen byText(std::string_view text) const;

    const AnswerOptions &m_options;
    const CompareAnswers &m_compare;
};

/// Option `index` beside `text`: what nobody understands is still itself.
AnswerCheck Among::same(std::size_t index, std::string_view text) const
{
    const std::string &option = m_options[index].text;
    AnswerCheck check = m_compare(option, text);
    if (check.verdict != Verdict::Equal && plainOption(option) == plainOption(text)) {
        check.verdict = Verdict::Equal;
        check.proof = Proof::Structural;
    }
    return check;
}

/// The option whose text it is: the one that is written so, else the only one that is equal. One
/// that only a policy or a rounding makes equal is it where the others are known to differ.
Chosen Among::byText(std::string_view text) const
{
    std::vector<Chosen> written;
    std::vector<Chosen> equal;
    std::size_t different = 0;
    const std::string plain = plainOption(text);
    for (std::size_t i = 0; i < m_options.size(); ++i) {
        const AnswerCheck check = same(i, text);
        if (check.verdict == Verdict::Equal)
            equal.push_back({Chosen::State::Option, i, check.proof});
        if (plainOption(m_options[i].text) == plain)
            written.push_back({Chosen::State::Option, i, Proof::Structural});
        different += isKnownToDiffer(check.verdict) ? 1 : 0;
    }
    if (equal.empty())
        return {};
    if (!written.empty())
        return written.size() == 1 ? written.front() : ambiguous();
    const bool onlyOne =
        equal.size() == 1 && (isProved(equal.front().proof) || different + 1 == m_options.size());
    return onlyOne ? equal.front() : ambiguous();
}

Chosen Among::chosenBy(std::string_view text) const
{
    const Chosen byItsText = byText(text);
    const auto named = namedOption(text);
    if (!named) {
        // b may be the letter B or a symbol.
        const std::string plain = plainOption(text);
        const bool small = plain.size() == 1 && isAsciiLetter(plain[0]) && plain[0] >= 'a'
                           && static_cast<std::size_t>(plain[0] - 'a') < m_options.size();
        return small && byItsText.state == Chosen::State::None ? ambiguous() : byItsText;
    }
    const auto index = static_cast<std::size_t>(named->letter - 'A');
    if (index >= m_options.size())
        return byItsText.state == Chosen::State::None ? Chosen{Chosen::State::Beyond} : byItsText;
    const Chosen byLetter{Chosen::State::Option, index, Proof::Structural};
    if (named->rest.empty()) {
        const bool clash = byItsText.state != Chosen::State::None && byItsText.index != index;
        return clash ? ambiguous() : byLetter;
    }
    if (same(index, named->rest).verdict == Verdict::Equal)
        return byLetter;
    return byItsText.state == Chosen::State::Option ? byItsText : ambiguous();
}

AnswerCheck said(Verdict verdict, Proof proof, const char *reason)
{
    AnswerCheck check;
    check.verdict = verdict;
    check.proof = proof;
    check.reason = reason;
    return check;
}

/// Two options that are both listed.
AnswerCheck
compared(const Among &among, const AnswerOptions &options, const Chosen &right, const Chosen &given)
{
    if (given.index == right.index)
        return said(Verdict::Equal, std::max(right.proof, given.proof), "the same option");
    if (among.same(right.index, options[given.index].text).verdict == Verdict::Equal)
        return said(Verdict::CannotTell, Proof::None, "two options are the same");
    return said(Verdict::Different, Proof::Exact, "another option");
}

} // namespace

std::optional<AmongOptions> checkAmong(std::string_view gold,
                                       std::string_view answer,
                                       const AnswerOptions &options,
                                       const CompareAnswers &compare)
{
    if (options.size() < 2)
        return {};
    const Among among(options, compare);
    const Chosen right = among.chosenBy(gold);
    const Chosen given = among.chosenBy(answer);
    using State = Chosen::State;
    if (right.state == State::None && given.state == State::None)
        return {};
    AmongOptions made;
    made.isOption = given.state != State::None;
    if (given.state == State::Option)
        made.check.answerReading = std::string(1, options[given.index].letter);
    const auto with = [&](AnswerCheck check) {
        check.answerReading = made.check.answerReading;
        if (right.state == State::Option)
            check.goldReading = std::string(1, options[right.index].letter);
        made.check = std::move(check);
        return made;
    };
    if (right.state == State::Beyond)
        return with(said(Verdict::GoldUnparsable, Proof::None,
                         "the reference's letter is not among the options"));
    if (right.state != State::Option)
        return with(said(Verdict::CannotTell, Proof::None,
                         right.state == State::None ? "the reference is none of the options"
                                                    : "the reference fits several options"));
    if (given.state == State::Option)
        return with(compared(among, options, right, given));
    if (given.state == State::Beyond)
        return with(said(Verdict::NoAnswer, Proof::None, "the letter is not among the options"));
    if (given.state == State::Ambiguous)
        return with(said(Verdict::CannotTell, Proof::None, "it fits several options"));
    const std::string &option = options[right.index].text;
    const bool words = isWords(option);
    AnswerCheck check = compare(option, answer);
    if (words || !isKnownToDiffer(check.verdict))
        check = said(Verdict::CannotTell, Proof::None, "none of the options");
    return with(std::move(check));
}

} // namespace touchstone
