// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "engine.h"

#include "balls.h"
#include "constants.h"
#include "functions.h"
#include "limits.h"

#include <array>

namespace touchstone::exact {

namespace {

constexpr Comparison Unknown;
constexpr std::size_t MostSymbols = 12;
constexpr int MostHardQuestions = 40;
constexpr std::size_t FewNodes = 8; ///< of two functions that are compared in no time
constexpr int PositivePoints = 6;
constexpr int AllPoints = 18;
constexpr int LeastAgreement = 8;
constexpr slong AgreementBits = 100;

Comparison proved(bool same)
{
    return {same ? Truth::True : Truth::False, Comparison::Grade::Exact};
}

/// Both sides with what is the same for all questions about them.
struct Pair
{
    Pair(const Expression &one, const Expression &other, bool real)
        : left(one)
        , right(other)
        , leftRationals(rationalValues(one))
        , rightRationals(rationalValues(other))
        , precision(std::max(precisionFor(leftRationals), precisionFor(rightRationals)))
        , realRoots(real)
    {}

    [[nodiscard]] const Fraction *leftNumber() const
    {
        return leftRationals.back() ? &*leftRationals.back() : nullptr;
    }
    [[nodiscard]] const Fraction *rightNumber() const
    {
        return rightRationals.back() ? &*rightRationals.back() : nullptr;
    }

    const Expression &left;
    const Expression &right;
    Rationals leftRationals;
    Rationals rightRationals;
    slong precision;
    bool realRoots;
};

enum class AtPoint { Same, DifferentReal, DifferentComplex, Undefined };

AtPoint compareAt(const Pair &pair, const Point &point)
{
    const auto one = valueAt(pair.left, pair.leftRationals, point, pair.precision, pair.realRoots);
    const auto other =
        one ? valueAt(pair.right, pair.rightRationals, point, pair.precision, pair.realRoots)
            : std::nullopt;
    if (!one || !other)
        return AtPoint::Undefined;
    if (!acb_overlaps(one->get(), other->get())) {
        return acb_is_real(one->get()) && acb_is_real(other->get()) ? AtPoint::DifferentReal
                                                                    : AtPoint::DifferentComplex;
    }
    // A ball that says little agrees with anything: what is left between the two must be small for
    // itself and beside them.
    const bool sharp = acb_rel_accuracy_bits(one->get()) > pair.precision / 4
                       && acb_rel_accuracy_bits(other->get()) > pair.precision / 4;
    const bool zero = acb_is_zero(one->get()) && acb_is_zero(other->get());
    Ball rest;
    acb_sub(rest.get(), one->get(), other->get(), pair.precision);
    mag_t most;
    mag_init(most);
    acb_get_mag(most, rest.get());
    const bool small = mag_cmp_2exp_si(most, -AgreementBits) < 0;
    mag_clear(most);
    return zero || (sharp && small) ? AtPoint::Same : AtPoint::Undefined;
}

/// The `number`-th place to look at, always the same: the first ones with all symbols positive; in
/// turn below one, up to five and up to forty in size, so that x+1 and |x+1| do not look alike.
Point pointOf(const std::vector<std::string> &symbols, int number)
{
    constexpr std::array<int, 12> Primes = {17, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67};
    constexpr std::array<int, 3> Sizes = {1, 5, 40};
    Point point;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const int turn = number + 7 * static_cast<int>(i);
        const int below = Primes[static_cast<std::size_t>(turn) % Primes.size()];
        const int range = Sizes[static_cast<std::size_t>(number) % Sizes.size()] * below;
        const int above = range / 2 + (turn * 31 + 11) % (range / 2) + 1;
        const bool minus = number >= PositivePoints
                           && (number - PositivePoints) % 4 != 1 + static_cast<int>(i) % 2;
        fmpq_set_si(point[symbols[i]].get(), minus ? -above : above, static_cast<ulong>(below));
    }
    return point;
}

Comparison compareAtPoints(const Pair &pair, std::vector<std::string> symbols)
{
    int same = 0;
    int differentBelow = 0;
    for (int number = 0; number < AllPoints; ++number) {
        const bool positive = number < PositivePoints;
        switch (compareAt(pair, pointOf(symbols, number))) {
        case AtPoint::Same:
            ++same;
            break;
        case AtPoint::DifferentReal:
            if (positive)
                return proved(false);
            ++differentBelow;
            break;
        case AtPoint::DifferentComplex:
            ++differentBelow;
            break;
        case AtPoint::Undefined:
            break;
        }
    }
    if (same >= LeastAgreement && differentBelow == 0)
        return {Truth::True, Comparison::Grade::Numeric};
    return Unknown;
}

std::vector<std::string> symbolsOf(const Expression &left, const Expression &right)
{
    return joined(Op::Add, left, right).symbols();
}

bool isTooLarge(const Expression &left, const Expression &right)
{
    return left.empty() || right.empty() || left.nodes.size() + right.nodes.size() > MostNodes;
}

} // namespace

struct Engine::Private
{
    explicit Private(Effort effort)
        : budget(effort)
    {}

    Constants constants;
    Budget budget;
    int asked = 0; ///< hard questions since begin()
};

void Engine::begin()
{
    d->asked = 0;
    d->budget.begin();
}

bool Engine::leftSomething() const
{
    return d->budget.isExceeded();
}

bool Engine::mayAskMore()
{
    return ++d->asked <= MostHardQuestions;
}

Engine::Engine(Effort effort)
    : d(std::make_unique<Private>(effort))
{
    // FLINT keeps memory for each thread until it is told that the thread is through with it.
    struct Cleaner
    {
        Cleaner() = default;
        Cleaner(const Cleaner &) = delete;
        Cleaner &operator=(const Cleaner &) = delete;
        ~Cleaner() { flint_cleanup(); }
    };
    static thread_local const Cleaner AtTheThreadsEnd;
}

Engine::~Engine() = default;

Comparison Engine::compare(const Expression &left, const Expression &right, bool realRoots)
{
    if (isTooLarge(left, right))
        return Unknown;
    const bool constant = !left.has(Op::Symbol) && !right.has(Op::Symbol) && !left.has(Op::Apply)
                          && !right.has(Op::Apply);
    if (left.has(Op::Infinity) || right.has(Op::Infinity)) {
        if (left == right)
            return {Truth::True, Comparison::Grade::Structural};
        return left.nodes.size() <= 2 && right.nodes.size() <= 2 ? proved(false) : Unknown;
    }
    return constant ? compareConstants(left, right, realRoots)
                    : compareFunctions(left, right, realRoots);
}

Comparison Engine::compareConstants(const Expression &left, const Expression &right, bool realRoots)
{
    if (!d->budget.allowsWork(workOf(left) + workOf(right)))
        return Unknown;
    const Pair pair(left, right, realRoots);
    const Fraction *one = pair.leftNumber();
    const Fraction *other = pair.rightNumber();
    if (one != nullptr && other != nullptr) {
        const bool same = fmpq_equal(one->get(), other->get()) != 0;
        return same && left == right ? Comparison{Truth::True, Comparison::Grade::Structural}
                                     : proved(same);
    }
    const AtPoint found = compareAt(pair, {});
    if (found == AtPoint::DifferentReal || found == AtPoint::DifferentComplex)
        return proved(false);
    const bool defined = valueAt(left, pair.leftRationals, {}, pair.precision, realRoots)
                         && valueAt(right, pair.rightRationals, {}, pair.precision, realRoots);
    // Too large to be looked at, such as n! of a large n, is still itself; 1/0 is nothing.
    if (!defined)
        return Unknown;
    if (left == right)
        return {Truth::True, Comparison::Grade::Structural};
    if (!mayAskMore() || !d->budget.allows(hasFewTerms(left) && hasFewTerms(right)))
        return Unknown;
    if (sameFunction(left, right, realRoots).same == Truth::True)
        return proved(true);
    // Nobody knows beforehand how long Calcium takes, or how much memory.
    if (!d->budget.allows(false))
        return Unknown;
    const Truth same =
        d->constants.same(left, pair.leftRationals, right, pair.rightRationals, realRoots);
    if (same != Truth::Unknown)
        return proved(same == Truth::True);
    return found == AtPoint::Same ? Comparison{Truth::True, Comparison::Grade::Numeric} : Unknown;
}

Comparison Engine::compareFunctions(const Expression &left, const Expression &right, bool realRoots)
{
    const auto symbols = symbolsOf(left, right);
    const bool small = left.nodes.size() + right.nodes.size() <= FewNodes;
    if (symbols.size() > MostSymbols || (!small && !mayAskMore())
        || !d->budget.allows(hasFewTerms(left) && hasFewTerms(right))
        || !d->budget.allowsWork(workOf(left) + workOf(right)))
        return Unknown;
    const FunctionTruth truth = sameFunction(left, right, realRoots);
    const Pair pair(left, right, realRoots);
    if (truth.same == Truth::True) {
        // A denominator may be zero in a way that the relations do not show.
        const bool defined = truth.onlySymbols || left.has(Op::Apply) || left.has(Op::Factorial)
                             || left.has(Op::Binomial) || left.has(Op::Floor)
                             || left.has(Op::Ceiling)
                             || compareAt(pair, pointOf(symbols, 0)) == AtPoint::Same
                             || compareAt(pair, pointOf(symbols, 1)) == AtPoint::Same;
        if (!defined)
            return Unknown;
        return left == right ? Comparison{Truth::True, Comparison::Grade::Structural}
                             : proved(true);
    }
    if (truth.same == Truth::False)
        return proved(false);
    if (!d->budget.allowsWork(AllPoints * (workOf(left) + workOf(right))))
        return Unknown;
    return compareAtPoints(pair, symbols);
}

Truth Engine::sameEquation(const Expression &left, const Expression &right, bool positive)
{
    if (!d->budget.allows(hasFewTerms(left) && hasFewTerms(right)))
        return Truth::Unknown;
    return exact::sameEquation(left, right, positive);
}

std::optional<int> Engine::order(const Expression &left, const Expression &right, bool realRoots)
{
    const Comparison same = compare(left, right, realRoots);
    if (same.same == Truth::True && same.grade != Comparison::Grade::Numeric)
        return 0;
    if (isTooLarge(left, right) || left.has(Op::Symbol) || right.has(Op::Symbol)
        || !d->budget.allowsWork(workOf(left) + workOf(right)))
        return {};
    const Expression rest = difference(left, right);
    const auto rationals = rationalValues(rest);
    const auto value = valueAt(rest, rationals, {}, precisionFor(rationals), realRoots);
    if (!value || !arb_is_zero(acb_imagref(value->get())))
        return {};
    if (arb_is_positive(acb_realref(value->get())))
        return 1;
    return arb_is_negative(acb_realref(value->get())) ? std::optional(-1) : std::nullopt;
}

Truth Engine::roundsTo(const Expression &exact,
                       const Expression &decimal,
                       int decimals,
                       bool realRoots)
{
    if (isTooLarge(exact, decimal) || exact.has(Op::Symbol) || decimals > LargestDecimalExponent)
        return Truth::Unknown;
    if (!d->budget.allowsWork(workOf(exact) + workOf(decimal)))
        return Truth::Unknown;
    const Expression rest = difference(exact, decimal);
    const auto rationals = rationalValues(rest);
    const auto value = valueAt(rest, rationals, {}, precisionFor(rationals), realRoots);
    if (!value || !acb_is_real(value->get()))
        return Truth::Unknown;
    Expression half;
    half.addNumber("5", -decimals - 1);
    const auto unit = valueAt(half, rationalValues(half), {}, precisionFor(rationals), realRoots);
    Ball size;
    arb_abs(acb_realref(size.get()), acb_realref(value->get()));
    if (arb_le(acb_realref(size.get()), acb_realref(unit->get())))
        return Truth::True;
    return arb_gt(acb_realref(size.get()), acb_realref(unit->get())) ? Truth::False
                                                                     : Truth::Unknown;
}

bool Engine::neverEnds(const Expression &expression)
{
    if (expression.empty() || expression.nodes.size() > MostNodes)
        return false;
    const auto values = rationalValues(expression);
    if (!values.back())
        return true;
    Integer rest;
    fmpz_set(rest.get(), values.back()->denominator());
    for (const ulong prime : {2UL, 5UL}) {
        Integer factor;
        fmpz_set_ui(factor.get(), prime);
        fmpz_remove(rest.get(), rest.get(), factor.get());
    }
    return fmpz_cmp_ui(rest.get(), 1) != 0;
}

} // namespace touchstone::exact
