// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "units.h"

#include "nouns.h"
#include "token.h"

#include <algorithm>
#include <array>

namespace touchstone::reading {

namespace {

using Sort = Unit::Sort;

struct Entry
{
    std::string_view names; ///< with spaces around each; small letters but for symbols
    Sort sort;
    std::string_view base;
    int power;
    std::string_view digits; ///< factor: digits x 10^exponent
    int exponent;
};

constexpr std::array<Entry, 48> Entries = {{
    {" mm millimeter millimeters millimetre millimetres ", Sort::Measure, "metre", 1, "1", -3},
    {" cm centimeter centimeters centimetre centimetres ", Sort::Measure, "metre", 1, "1", -2},
    {" dm decimeter decimeters decimetre decimetres ", Sort::Measure, "metre", 1, "1", -1},
    {" m meter meters metre metres ", Sort::Measure, "metre", 1, "1", 0},
    {" km kilometer kilometers kilometre kilometres ", Sort::Measure, "metre", 1, "1", 3},
    {" in inch inches ", Sort::Measure, "metre", 1, "254", -4},
    {" ft foot feet ", Sort::Measure, "metre", 1, "3048", -4},
    {" yd yard yards ", Sort::Measure, "metre", 1, "9144", -4},
    {" mi mile miles ", Sort::Measure, "metre", 1, "1609344", -3},
    {" mg milligram milligrams ", Sort::Measure, "kilogram", 1, "1", -6},
    {" g gram grams ", Sort::Measure, "kilogram", 1, "1", -3},
    {" kg kilogram kilograms ", Sort::Measure, "kilogram", 1, "1", 0},
    {" ton tons tonne tonnes ", Sort::Measure, "ton", 1, "1", 0},
    {" oz ounce ounces ", Sort::Measure, "ounce", 1, "1", 0},
    {" lb lbs ", Sort::Measure, "pound", 1, "1", 0},
    {" pound pounds ", Sort::Measure, "pound", 1, "1", 0},
    {" s sec secs second seconds ", Sort::Measure, "second", 1, "1", 0},
    {" ms millisecond milliseconds ", Sort::Measure, "second", 1, "1", -3},
    {" min mins minute minutes ", Sort::Measure, "second", 1, "60", 0},
    {" h hr hrs hour hours ", Sort::Measure, "second", 1, "3600", 0},
    {" day days ", Sort::Measure, "second", 1, "86400", 0},
    {" week weeks ", Sort::Measure, "second", 1, "604800", 0},
    {" month months ", Sort::Measure, "month", 1, "1", 0},
    {" year years yr yrs ", Sort::Measure, "month", 1, "12", 0},
    {" L l liter liters litre litres ", Sort::Measure, "metre", 3, "1", -3},
    {" mL ml milliliter milliliters millilitre millilitres ", Sort::Measure, "metre", 3, "1", -6},
    {" cc ", Sort::Measure, "metre", 3, "1", -6},
    {" gallon gallons gal ", Sort::Measure, "gallon", 1, "1", 0},
    {" quart quarts ", Sort::Measure, "gallon", 1, "25", -2},
    {" pint pints ", Sort::Measure, "gallon", 1, "125", -3},
    {" acre acres ", Sort::Measure, "acre", 1, "1", 0},
    {" hectare hectares ha ", Sort::Measure, "metre", 2, "1", 4},
    {" mph ", Sort::Measure, "mph", 1, "1", 0},
    {" degree degrees deg ", Sort::Degree, "", 0, "", 0},
    {" percent percents percentage pct ", Sort::Percent, "", 0, "1", -2},
    {" dollar dollars USD usd ", Sort::Money, "dollar", 1, "1", 0},
    {" cent cents penny pennies ", Sort::Money, "dollar", 1, "1", -2},
    {" euro euros EUR ", Sort::Money, "euro", 1, "1", 0},
    {" GBP ", Sort::Money, "sterling", 1, "1", 0},
    {" yen ", Sort::Money, "yen", 1, "1", 0},
    {" yuan ", Sort::Money, "yuan", 1, "1", 0},
    {" rupee rupees ", Sort::Money, "rupee", 1, "1", 0},
    {" unit units ", Sort::Count, "unit", 1, "1", 0},
    {" J joule joules ", Sort::Measure, "joule", 1, "1", 0},
    {" N newton newtons ", Sort::Measure, "newton", 1, "1", 0},
    {" W watt watts ", Sort::Measure, "watt", 1, "1", 0},
    {" Hz hertz ", Sort::Measure, "second", -1, "1", 0},
    {" rad radian radians ", Sort::Measure, "", 0, "1", 0},
}};

Unit made(const Entry &entry, std::string_view word)
{
    Unit unit;
    unit.sort = entry.sort;
    unit.shown = word;
    if (!entry.base.empty())
        unit.powers[std::string(entry.base)] = entry.power;
    if (entry.sort == Sort::Degree) {
        const auto pi = unit.factor.add(exact::Op::Pi);
        const auto half = unit.factor.addNumber("180");
        unit.factor.add(exact::Op::Divide, pi, half);
    } else if (entry.digits != "1" || entry.exponent != 0) {
        unit.factor.addNumber(entry.digits, entry.exponent);
    }
    return unit;
}

} // namespace

std::optional<Unit> unitNamed(std::string_view word)
{
    const std::string lower = lowered(word);
    for (const std::string &spelling : {std::string(word), lower}) {
        // Symbols of one or two letters keep their case: 5 M is not 5 m.
        if (spelling != word && spelling.size() <= 2)
            continue;
        const std::string wanted = " " + spelling + " ";
        for (const Entry &entry : Entries) {
            if (entry.names.find(wanted) != std::string_view::npos)
                return made(entry, word);
        }
    }
    if (const std::string_view noun = countedNoun(lower); !noun.empty()) {
        Unit unit;
        unit.sort = Sort::Count;
        unit.powers[std::string(noun)] = 1;
        unit.shown = word;
        return unit;
    }
    return {};
}

Unit multiplied(const Unit &left, const Unit &right, int exponent)
{
    Unit unit = left;
    for (const auto &[base, power] : right.powers) {
        const int sum = unit.powers[base] + power * exponent;
        if (sum == 0)
            unit.powers.erase(base);
        else
            unit.powers[base] = sum;
    }
    const bool counts = left.sort == Sort::Count && right.sort == Sort::Count;
    const bool first = left.sort == Sort::None && exponent == 1;
    unit.sort = first ? right.sort : (counts ? Sort::Count : Sort::Measure);
    for (int i = 0; i < std::abs(exponent) && !right.factor.empty(); ++i) {
        if (unit.factor.empty())
            unit.factor.addNumber("1");
        unit.factor = exact::joined(exponent > 0 ? exact::Op::Multiply : exact::Op::Divide,
                                    unit.factor, right.factor);
    }
    unit.shown += (left.shown.empty() ? "" : (exponent > 0 ? " " : "/")) + right.shown
                  + (std::abs(exponent) == 1 ? "" : "^" + std::to_string(std::abs(exponent)));
    return unit;
}

} // namespace touchstone::reading
