// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "answer.h"
#include "numberwords.h"
#include "structure.h"

#include <base/codepoints.h>
#include <base/text.h>

#include <algorithm>
#include <array>
#include <bit>

namespace touchstone::reading {

namespace {

using Kind = Answer::Kind;

/// More forks than these are not followed: the text is not understood.
constexpr int MostForks = 4;

struct Marks
{
    std::string_view open;
    std::string_view close;
};
constexpr std::array<Marks, 6> Around = {
    {{"$$", "$$"}, {"$", "$"}, {"\\(", "\\)"}, {"\\[", "\\]"}, {"**", "**"}, {"`", "`"}}};

/// Without what stands around a formula and a point that ends the sentence.
std::string_view bare(std::string_view text)
{
    for (bool changed = true; changed;) {
        changed = false;
        text = trimmed(text);
        if (text.ends_with("..") || text.ends_with("…"))
            return text;
        if (text.size() > 1
            && (text.ends_with('.') || text.ends_with(',') || text.ends_with(';')
                || text.ends_with(':'))) {
            text.remove_suffix(1);
            changed = true;
            continue;
        }
        for (const Marks &marks : Around) {
            if (text.size() > marks.open.size() + marks.close.size() && text.starts_with(marks.open)
                && text.ends_with(marks.close)) {
                text.remove_prefix(marks.open.size());
                text.remove_suffix(marks.close.size());
                changed = true;
                break;
            }
        }
    }
    return text;
}

/// The dollar signs that stand around formulas within a text, as in "$1$ and $2$ cm"; none where
/// they do not come in pairs or may be money, as in "$5 or $6".
std::vector<std::size_t> formulaMarks(std::string_view text)
{
    std::vector<std::size_t> marks;
    for (std::size_t at = text.find('$'); at != std::string_view::npos;
         at = text.find('$', at + 1)) {
        if (at == 0 || text[at - 1] != '\\')
            marks.push_back(at);
    }
    bool paired = marks.size() % 2 == 0;
    for (std::size_t i = 1; i < marks.size() && paired; i += 2) {
        const std::size_t close = marks[i];
        const bool digitBehind = close + 1 < text.size() && isAsciiDigit(text[close + 1]);
        paired = !digitBehind && !isAsciiSpace(text[close - 1]);
    }
    return paired ? marks : std::vector<std::size_t>{};
}

/// Without what stands around formulas, which are the whole text or parts of it.
std::string withoutMarks(std::string_view text)
{
    std::string made(trimmed(text));
    const auto marks = formulaMarks(made);
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
        made[*mark] = ' ';
    made = bare(made);
    for (const std::string_view mark : {"\\(", "\\)", "\\[", "\\]"}) {
        for (std::size_t at = made.find(mark); at != std::string::npos; at = made.find(mark, at)) {
            // Two backslashes part rows.
            if (at > 0 && made[at - 1] == '\\')
                at += mark.size();
            else
                made.replace(at, mark.size(), " ");
        }
    }
    return made;
}

std::optional<Reading> readAs(std::string_view text, std::uint32_t chosen, std::uint32_t &met)
{
    Choices choices(chosen);
    auto scanned = scan(text, choices);
    std::optional<Answer> answer;
    if (scanned && !scanned->empty()) {
        const Tokens tokens = withNumberWords(*std::move(scanned));
        answer = Structure(tokens, choices).whole();
    }
    met = choices.met();
    if (!answer)
        return {};
    return Reading{*std::move(answer), chosen, choices.met()};
}

void addOnce(std::vector<Reading> &readings, std::optional<Reading> reading)
{
    if (!reading)
        return;
    const auto same = [&](const Reading &known) {
        return known.answer == reading->answer
               && ((known.chosen ^ reading->chosen) & (Shared | Unlikely)) == 0;
    };
    if (std::none_of(readings.begin(), readings.end(), same))
        readings.push_back(*std::move(reading));
}

} // namespace

std::vector<Reading> readingsOf(std::string_view text)
{
    const std::string plain = withoutMarks(text);
    std::vector<Reading> readings;
    // Each fork that is met doubles the ways; more may be met behind a fork.
    std::uint32_t forks = 0;
    std::uint32_t unlikely = 0;
    std::vector<std::uint32_t> open = {0};
    std::vector<std::uint32_t> done;
    while (!open.empty()) {
        const std::uint32_t chosen = open.back();
        open.pop_back();
        done.push_back(chosen);
        std::uint32_t met = 0;
        addOnce(readings, readAs(plain, chosen, met));
        unlikely |= met & Unlikely;
        forks |= met & ~Unlikely;
        if (std::popcount(forks) > MostForks)
            return {};
        for (std::uint32_t fork = 1; fork <= forks; fork <<= 1U) {
            const std::uint32_t next = chosen | fork;
            if ((met & ~Unlikely & fork) != 0 && next != chosen
                && std::find(done.begin(), done.end(), next) == done.end()
                && std::find(open.begin(), open.end(), next) == open.end())
                open.push_back(next);
        }
    }
    for (std::uint32_t fork = 1; fork <= unlikely; fork <<= 1U) {
        std::uint32_t met = 0;
        if ((unlikely & fork) != 0)
            addOnce(readings, readAs(plain, fork, met));
    }
    // A reading that nothing likely goes with is none.
    const bool anyLikely = std::any_of(readings.begin(), readings.end(), [](const Reading &one) {
        return (one.chosen & Unlikely) == 0;
    });
    return anyLikely ? readings : std::vector<Reading>{};
}

std::string shown(const Answer &answer)
{
    std::string text;
    const auto items = [&](std::string_view between) {
        for (std::size_t i = 0; i < answer.items.size(); ++i)
            text += std::string(i == 0 ? std::string_view{} : between) + shown(answer.items[i]);
    };
    const std::string label = answer.label.empty() ? "" : answer.label + " = ";
    switch (answer.kind) {
    case Kind::Scalar:
        return label + exact::shown(answer.value)
               + (answer.unit.sort == Unit::Sort::None ? "" : " " + answer.unit.shown);
    case Kind::Tuple:
        items(", ");
        return label + "(" + text + ")";
    case Kind::Set:
        items(", ");
        return label + "{" + text + "}";
    case Kind::List:
        items(", ");
        return label + text;
    case Kind::Chain:
        items(" = ");
        return label + text;
    case Kind::Ratio:
        items(":");
        return text;
    case Kind::Matrix:
        items(", ");
        return "matrix of " + std::to_string(answer.columns) + " columns: " + text;
    case Kind::Equation:
        return exact::shown(answer.value) + " = 0";
    case Kind::Inequality:
        return exact::shown(answer.value) + (answer.closed ? " <= 0" : " < 0");
    case Kind::Reals:
        for (const Interval &piece : answer.pieces) {
            text += (text.empty() ? "" : " or ") + std::string(piece.lowClosed ? "[" : "(")
                    + exact::shown(piece.low) + ", " + exact::shown(piece.high)
                    + (piece.highClosed ? "]" : ")");
        }
        return (answer.label.empty() ? "" : answer.label + " in ") + text;
    default:
        return answer.text;
    }
}

} // namespace touchstone::reading
