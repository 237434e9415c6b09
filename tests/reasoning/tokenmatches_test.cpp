// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generator.h"

#include <reasoning/tokenmatches.h>

#include <QTest>

using namespace touchstone;

namespace {

using Row = std::vector<std::uint32_t>;

constexpr std::size_t Plenty = 100'000'000;

Row randomRow(test::Generator &generator, std::size_t most, std::size_t vocabulary)
{
    Row row(generator.below(most + 1));
    for (std::uint32_t &token : row)
        token = static_cast<std::uint32_t>(generator.below(vocabulary));
    return row;
}

/// Length of a longest common subsequence, by the textbook's table.
std::size_t longestCommon(const Row &left, const Row &right)
{
    std::vector<std::size_t> above(right.size() + 1);
    for (const std::uint32_t token : left) {
        std::vector<std::size_t> row(right.size() + 1);
        for (std::size_t i = 0; i < right.size(); ++i)
            row[i + 1] = right[i] == token ? above[i] + 1 : std::max(above[i + 1], row[i]);
        above = row;
    }
    return above.back();
}

/// The number of tokens matched, or -1 where the matches are not what they should be.
std::ptrdiff_t matched(const Row &left, const Row &right, const TokenMatches &found)
{
    std::size_t count = 0;
    std::size_t leftAt = 0;
    std::size_t rightAt = 0;
    bool isFirst = true;
    for (const TokenMatch &match : found.matches) {
        const bool touches = match.left == leftAt && match.right == rightAt && !isFirst;
        if (match.length == 0 || match.left < leftAt || match.right < rightAt || touches
            || match.left + match.length > left.size() || match.right + match.length > right.size())
            return -1;
        for (std::size_t i = 0; i < match.length; ++i) {
            if (left[match.left + i] != right[match.right + i])
                return -1;
        }
        leftAt = match.left + match.length;
        rightAt = match.right + match.length;
        count += match.length;
        isFirst = false;
    }
    return static_cast<std::ptrdiff_t>(count);
}

Row numbered(std::uint32_t from, std::size_t count)
{
    Row row(count);
    for (std::uint32_t &token : row)
        token = from++;
    return row;
}

} // namespace

class TokenMatchesTest final : public QObject
{
    Q_OBJECT

private slots:
    void findsALongestCommonSubsequence();
    void anchorsWhereWorkIsShort();
    void staysBoundedOnHostileRows();
};

void TokenMatchesTest::findsALongestCommonSubsequence()
{
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        test::Generator generator(seed);
        const std::size_t vocabulary = 1 + generator.below(12);
        const Row left = randomRow(generator, 40, vocabulary);
        const Row right = randomRow(generator, 40, vocabulary);
        const TokenMatches found = matchTokens(left, right, vocabulary, Plenty);
        QVERIFY(found.isShortest);
        QCOMPARE(matched(left, right, found),
                 static_cast<std::ptrdiff_t>(longestCommon(left, right)));
        // Whatever the work, what is matched is the same on both sides.
        QVERIFY(matched(left, right, matchTokens(left, right, vocabulary, 0)) >= 0);
    }
}

void TokenMatchesTest::anchorsWhereWorkIsShort()
{
    // 200 numbers stand on both sides, between thousands that do not.
    Row left;
    Row right;
    for (std::uint32_t i = 0; i < 200; ++i) {
        const Row leftOnly = numbered(1000 + 100 * i, 50);
        const Row rightOnly = numbered(30'000 + 100 * i, 70);
        left.insert(left.end(), leftOnly.begin(), leftOnly.end());
        right.insert(right.end(), rightOnly.begin(), rightOnly.end());
        left.push_back(i);
        right.push_back(i);
    }
    const TokenMatches found = matchTokens(left, right, 60'000, 1000);
    QVERIFY(!found.isShortest);
    QCOMPARE(matched(left, right, found), std::ptrdiff_t{200});
    const TokenMatches best = matchTokens(left, right, 60'000, Plenty * 10);
    QVERIFY(best.isShortest);
    QCOMPARE(matched(left, right, best), std::ptrdiff_t{200});
}

void TokenMatchesTest::staysBoundedOnHostileRows()
{
    constexpr std::size_t Many = 300'000;
    constexpr std::size_t Work = 10'000'000;
    const Row ones(Many, 1);
    const Row twos(Many, 2);
    Row mixed(Many);
    for (std::size_t i = 0; i < Many; ++i)
        mixed[i] = i % 3 == 0 ? 1 : i % 3 == 1 ? 2 : static_cast<std::uint32_t>(3 + i % 1000);
    Row reversed = numbered(0, Many);
    std::reverse(reversed.begin(), reversed.end());
    QCOMPARE(matched(ones, twos, matchTokens(ones, twos, 2000, Work)), std::ptrdiff_t{0});
    QCOMPARE(matched(ones, ones, matchTokens(ones, ones, 2000, Work)), std::ptrdiff_t{Many});
    QVERIFY(matched(ones, mixed, matchTokens(ones, mixed, 2000, Work)) >= 0);
    QVERIFY(matched(mixed, twos, matchTokens(mixed, twos, 2000, Work)) >= 0);
    const Row rising = numbered(0, Many);
    QCOMPARE(matched(rising, reversed, matchTokens(rising, reversed, Many, Work)),
             std::ptrdiff_t{1});
    QCOMPARE(matched(rising, {}, matchTokens(rising, {}, Many, Work)), std::ptrdiff_t{0});
}

QTEST_GUILESS_MAIN(TokenMatchesTest)
#include "tokenmatches_test.moc"
