// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "stepfeatures.h"

#include "expressions.h"
#include "tokens.h"

#include <base/codepoints.h>
#include <base/text.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

namespace touchstone {

namespace {

constexpr double FormulaWeight = 1.5;
constexpr double NumberWeight = 1.0;
constexpr double DigitWeight = 0.5; ///< of a number below ten, which stands nearly everywhere
constexpr double WordWeight = 0.5;
constexpr double ShortWordWeight = 0.15; ///< of "the", "of", "und", "de"
constexpr double LoneLetterWeight = 0.2; ///< of a letter of a script that writes no spaces
constexpr std::size_t ShortWord = 3;
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> Operations = {{
    {"\\frac", "\\frac"},
    {"\\times", "*"},
    {"\\cdot", "*"},
    {"\\div", "/"},
    {"\\sqrt", "\\sqrt"},
}};
// A feature of more steps than both of these tells none apart, and would make comparing slow.
constexpr std::size_t ManySteps = 20;
constexpr std::size_t ManyParts = 5;

/// Nothing but numbers and signs, a dot being as good a sign of multiplication as a cross; empty:
/// there is more.
std::string calculation(std::string_view tex)
{
    std::string text;
    for (std::size_t at = 0; at < tex.size();) {
        if (isAsciiLetter(tex[at]) || static_cast<unsigned char>(tex[at]) >= 0x80)
            return {};
        if (tex[at] != '\\') {
            text += tex[at++];
            continue;
        }
        const auto known =
            std::find_if(Operations.begin(), Operations.end(),
                         [&](const auto &each) { return tex.substr(at).starts_with(each.first); });
        if (known == Operations.end())
            return {};
        text += known->second;
        at += known->first.size();
    }
    return text;
}

/// The calculations on the sides of a chain of equations: of 9*4/3 = 36/3 = 12 the first two.
std::vector<std::string> sidesOf(std::string_view normal)
{
    std::vector<std::string> sides;
    if (normal.find('=') == std::string_view::npos)
        return sides;
    for (std::size_t at = 0; at <= normal.size();) {
        const std::size_t end = std::min(normal.find('=', at), normal.size());
        std::string side = calculation(normal.substr(at, end - at));
        const bool isNumber = side.find_first_not_of("0123456789.,") == std::string::npos;
        if (!isNumber)
            sides.push_back(std::move(side));
        at = end + 1;
    }
    return sides;
}

class FeatureReader final
{
public:
    std::vector<std::vector<std::uint32_t>> read(const SteppedText &side)
    {
        std::vector<std::vector<std::uint32_t>> rows(side.steps.size());
        const auto put = [&](std::size_t &step, std::size_t byte, std::string &&name,
                             double weight) {
            while (step < rows.size() && side.steps[step].end <= byte)
                ++step;
            if (step < rows.size() && byte >= side.steps[step].begin)
                rows[step].push_back(featureOf(std::move(name), weight));
        };
        std::size_t step = 0;
        for (Expression &expression : expressionsOf(side.text)) {
            const double weight = expression.kind == ExpressionKind::Formula ? FormulaWeight
                                  : expression.normal.size() == 1            ? DigitWeight
                                                                             : NumberWeight;
            if (expression.kind == ExpressionKind::Formula) {
                for (std::string &calculated : sidesOf(expression.normal))
                    put(step, expression.begin, '=' + std::move(calculated), FormulaWeight);
            }
            put(step, expression.begin, '#' + std::move(expression.normal), weight);
        }
        step = 0;
        for (const Token &token : tokensOf(side.text)) {
            const std::string_view word = side.text.substr(token.begin, token.end - token.begin);
            if (token.kind != TokenKind::Word || isAsciiDigit(word.front()))
                continue;
            const double weight = isWordByItself(codePointAt(word, 0).value) ? LoneLetterWeight
                                  : word.size() <= ShortWord                 ? ShortWordWeight
                                                                             : WordWeight;
            put(step, token.begin, folded(word), weight);
        }
        for (auto &row : rows) {
            std::sort(row.begin(), row.end());
            row.erase(std::unique(row.begin(), row.end()), row.end());
        }
        return rows;
    }

    std::vector<double> takeWeights() { return std::move(m_weights); }

private:
    std::uint32_t featureOf(std::string &&name, double weight)
    {
        const auto [place, isNew] =
            m_numbers.try_emplace(std::move(name), static_cast<std::uint32_t>(m_weights.size()));
        if (isNew)
            m_weights.push_back(weight);
        return place->second;
    }

    static std::string folded(std::string_view word)
    {
        std::string small(word);
        std::transform(small.begin(), small.end(), small.begin(), asciiLower);
        const bool isAscii = std::all_of(
            word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        return isAscii ? small : toUtf8(toQString(word).toCaseFolded());
    }

    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::vector<double> m_weights;
};

std::vector<std::vector<std::size_t>>
stepsByFeature(const std::vector<std::vector<std::uint32_t>> &rows, std::size_t features)
{
    std::vector<std::vector<std::size_t>> steps(features);
    for (std::size_t step = 0; step < rows.size(); ++step) {
        for (const std::uint32_t feature : rows[step])
            steps[feature].push_back(step);
    }
    return steps;
}

} // namespace

StepFeatures::StepFeatures(const SteppedText &left, const SteppedText &right)
{
    FeatureReader reader;
    m_left = reader.read(left);
    m_right = reader.read(right);
    m_weights = reader.takeWeights();
    m_leftSteps = stepsByFeature(m_left, m_weights.size());
    m_rightSteps = stepsByFeature(m_right, m_weights.size());
    const std::size_t steps = m_left.size() + m_right.size();
    const std::size_t many = std::max(ManySteps, steps / ManyParts);
    for (std::size_t feature = 0; feature < m_weights.size(); ++feature) {
        const std::size_t with = m_leftSteps[feature].size() + m_rightSteps[feature].size();
        m_weights[feature] *=
            with > many ? 0.0
                        : std::log(static_cast<double>(steps + 1) / static_cast<double>(with));
    }
    for (const auto &row : m_left)
        m_leftWeights.push_back(weightOf(row));
    for (const auto &row : m_right)
        m_rightWeights.push_back(weightOf(row));
}

double StepFeatures::weightOf(const std::vector<Feature> &features) const
{
    double weight = 0;
    for (const Feature feature : features)
        weight += m_weights[feature];
    return weight;
}

double StepFeatures::score(std::size_t left, std::size_t right, double common) const
{
    // Of a long step and a short one that is in it more is said than by the common part of both,
    // but less than that they are the same.
    constexpr double ShareOfSmaller = 0.6;
    const auto [smaller, larger] = std::minmax(m_leftWeights[left], m_rightWeights[right]);
    const double whole = ShareOfSmaller * smaller + (1 - ShareOfSmaller) * larger;
    return whole > 0 ? std::min(1.0, common / whole) : 0;
}

double StepFeatures::score(std::size_t left, std::size_t right) const
{
    std::vector<Feature> both;
    std::set_intersection(m_left[left].begin(), m_left[left].end(), m_right[right].begin(),
                          m_right[right].end(), std::back_inserter(both));
    return score(left, right, weightOf(both));
}

std::vector<std::pair<std::size_t, std::size_t>> StepFeatures::uniquePairs() const
{
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t feature = 0; feature < m_weights.size(); ++feature) {
        if (m_leftSteps[feature].size() == 1 && m_rightSteps[feature].size() == 1)
            pairs.emplace_back(m_leftSteps[feature].front(), m_rightSteps[feature].front());
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

} // namespace touchstone
