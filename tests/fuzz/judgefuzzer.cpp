// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// Feeds the judge texts that nobody writes, for as many seconds as its first argument says (60),
// from the seed that its second says. Build it with a sanitizer:
// -DTOUCHSTONE_SANITIZE=address,undefined. Exit status 1: something that must hold does not; the
// texts are printed.
#include <base/json.h>
#include <judge/judge.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <random>

using namespace touchstone;

namespace {

using Clock = std::chrono::steady_clock;

constexpr double LongestCheck = 2; ///< seconds of the processor, whatever else is at work

/// Seconds of the processor that this program has used.
double used()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Answers of people, and what they are made of.
class Texts
{
public:
    explicit Texts(unsigned seed)
        : m_random(seed)
    {
        std::ifstream file(TOUCHSTONE_SOURCE_DIR "/tests/data/answers/never_equal.jsonl");
        for (std::string line; std::getline(file, line);) {
            const Result<Json> row = parseJson(line);
            if (!row || !row->is_object())
                continue;
            m_texts.push_back(row->at("gold").get<std::string>());
            m_texts.push_back(row->at("answer").get<std::string>());
        }
    }

    [[nodiscard]] bool empty() const { return m_texts.empty(); }

    std::string next()
    {
        std::string text = any();
        for (std::size_t changes = below(5); changes > 0; --changes)
            change(text);
        return text.substr(0, 4000);
    }

private:
    std::size_t below(std::size_t limit) { return m_random() % limit; }
    const std::string &any() { return m_texts[below(m_texts.size())]; }

    void change(std::string &text)
    {
        constexpr std::array<const char *, 54> Pieces = {"\\frac{",
                                                         "}{",
                                                         "}",
                                                         "{",
                                                         "\\sqrt",
                                                         "\\sqrt[3]{",
                                                         "^",
                                                         "^{",
                                                         "_",
                                                         "(",
                                                         ")",
                                                         "[",
                                                         "]",
                                                         "\\{",
                                                         "\\}",
                                                         ",",
                                                         "=",
                                                         "<",
                                                         "\\le ",
                                                         "\\cup ",
                                                         "\\pm ",
                                                         "\\text{",
                                                         "cm",
                                                         "\\%",
                                                         "$",
                                                         "\\log ",
                                                         "\\sin ",
                                                         "!",
                                                         "|",
                                                         "\\infty ",
                                                         "i",
                                                         "e",
                                                         "\\pi ",
                                                         "10^{",
                                                         "1,000",
                                                         "1/2x",
                                                         "2\\frac12",
                                                         " or ",
                                                         "\\\\",
                                                         "&",
                                                         "\\begin{pmatrix}",
                                                         "\\end{pmatrix}",
                                                         "\\boxed{",
                                                         "0",
                                                         "\n(A) ",
                                                         "\nB. ",
                                                         " (B) ",
                                                         "**",
                                                         "Answer: ",
                                                         "<|im_end|>",
                                                         "#### ",
                                                         "<answer>",
                                                         "\"answer\": \"",
                                                         ".*?"};
        const std::size_t at = below(text.size() + 1);
        switch (below(6)) {
        case 0:
            text.insert(at, Pieces[below(Pieces.size())]);
            break;
        case 1:
            text.erase(at, 1 + below(4));
            break;
        case 2:
            text.insert(at, any());
            break;
        case 3:
            text.insert(at, text.substr(below(text.size() + 1), below(40)));
            break;
        case 4:
            text.insert(at, 1, static_cast<char>(m_random()));
            break;
        default:
            text = text.substr(0, at) + any().substr(0, below(30));
        }
    }

    std::mt19937 m_random;
    std::vector<std::string> m_texts;
};

bool isProof(const AnswerCheck &check)
{
    return check.verdict == Verdict::Equal
           && (check.proof == Proof::Structural || check.proof == Proof::Exact);
}

int complain(const char *what, const std::string &one, const std::string &other)
{
    std::cout << what << "\n  " << dumpJson(Json(one)) << "\n  " << dumpJson(Json(other))
              << std::endl;
    return 1;
}

/// The same for where answers are found: by options, and by an expression that is `one` itself.
int lookForAnswers(Judge &judge, const std::string &one, const std::string &other)
{
    int wrong = 0;
    const double begin = used();
    const AnswerOptions listed = findOptions(one + "\n" + other);
    for (std::size_t i = 0; i < listed.size(); ++i) {
        if (listed[i].letter != static_cast<char>('A' + i) || listed[i].text.empty())
            wrong += complain("options out of order", one, other);
    }
    const AnswerOptions options = lettered({one, other});
    const std::string response = one + "\n" + other;
    for (const char *letter : {"A", "B"}) {
        const FinalAnswer found = judge.check(letter, response, false, options).extracted;
        if (found.begin > found.end || found.end > response.size())
            wrong += complain("an option that stands nowhere", one, other);
    }
    if (judge.check("A", "\\boxed{B}", false, options).verdict == Verdict::Equal)
        wrong += complain("two options that are one", one, other);
    if (const auto expression = AnswerExpression::compile(one.substr(0, 60))) {
        const auto found = expression->find(other + one);
        if (found && (found->begin > found->end || found->end > one.size() + other.size()))
            wrong += complain("a match that stands nowhere", one, other);
    }
    const double seconds = used() - begin;
    if (seconds > LongestCheck)
        wrong += complain("is looked for too long", one, other);
    return wrong;
}

/// How many things that must hold do not.
int look(Judge &judge, const std::string &one, const std::string &other)
{
    int wrong = 0;
    const double begin = used();
    const AnswerCheck there = judge.compare(one, other);
    const AnswerCheck back = judge.compare(other, one);
    const AnswerCheck self = judge.compare(one, one);
    const AnswerCheck more = judge.compare(one, one + " + 1");
    const std::string response = "The answer is " + one;
    const FinalAnswer found = judge.check(other, response, true).extracted;
    const double seconds = used() - begin;
    if (seconds > LongestCheck)
        wrong += complain("takes too long", one, other);
    if ((there.verdict == Verdict::Equal) != (back.verdict == Verdict::Equal))
        wrong += complain("equal one way round only", one, other);
    if (found.begin > found.end || found.end > response.size())
        wrong += complain("an answer that stands nowhere", other, response);
    if (self.verdict == Verdict::Different || self.verdict == Verdict::UnitDiffers)
        wrong += complain("differs from itself", one, one);
    if (isProof(more))
        wrong += complain("equals itself and one", one, one + " + 1");
    return wrong;
}

} // namespace

int main(int argc, char *argv[])
{
    const double seconds = argc > 1 ? std::atof(argv[1]) : 60;
    Texts texts(argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1);
    if (texts.empty()) {
        std::fputs("There is no tests/data/answers/never_equal.jsonl.\n", stderr);
        return 2;
    }
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    Profile loose;
    loose.decimalComma = loose.fourDecimals = loose.lastNumber = true;
    Judge asItComes;
    Judge guessing(loose);
    long rounds = 0;
    int wrong = 0;
    for (; Clock::now() < end; ++rounds) {
        const std::string one = texts.next();
        const std::string other = texts.next();
        Judge &judge = rounds % 2 == 0 ? asItComes : guessing;
        wrong += look(judge, one, other) + lookForAnswers(judge, one, other);
    }
    std::cout << rounds << " rounds, " << wrong << " wrong" << std::endl;
    return wrong == 0 ? 0 : 1;
}
