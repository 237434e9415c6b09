// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "turns.h"

#include <base/codepoints.h>

#include <algorithm>
#include <array>
#include <vector>

namespace touchstone {

namespace {

struct Phrase
{
    std::string_view words; ///< ASCII in small letters
    Turn turn = Turn::Strong;
    /// A pause must follow: "Moment, das stimmt nicht" turns, "Moment der Kraft" does not.
    bool pauses = false;
};

constexpr Turn Weak = Turn::Weak;
constexpr Turn Strong = Turn::Strong;

// Bangla's U+09DC, U+09DD and U+09DF are written in two ways; both stand here.
constexpr Phrase Phrases[] = {
    // English
    {"wait"},
    {"hm"},
    {"alternatively"},
    {"hold on"},
    {"but wait"},
    {"but hold on"},
    {"but hm"},
    {"but no", Strong, true},
    {"but actually"},
    {"but alternatively"},
    {"oh wait"},
    {"oh no", Strong, true},
    {"no wait"},
    {"no, wait"},
    {"no, that"},
    {"on second thought"},
    {"another approach"},
    {"another way", Weak},
    {"let me reconsider"},
    {"let me rethink"},
    {"let me re-"},
    {"let me start over"},
    {"let me try again"},
    {"let's reconsider"},
    {"scratch that"},
    {"oops"},
    {"that's not right"},
    {"that's wrong"},
    {"that can't be right"},
    {"this is wrong"},
    {"i made a mistake"},
    {"then again", Weak},
    {"however", Weak},
    {"actually", Weak, true},
    {"no", Weak, true},
    // German
    {"warte"},
    {"warten sie"},
    {"moment", Strong, true},
    {"moment mal"},
    {"halt", Strong, true},
    {"stopp", Strong, true},
    {"alternativ"},
    {"aber moment", Strong, true},
    {"aber warte"},
    {"aber halt", Strong, true},
    {"aber nein", Strong, true},
    {"doch halt", Strong, true},
    {"nein", Weak, true},
    {"das stimmt nicht"},
    {"das ist falsch"},
    {"jedoch", Weak},
    {"allerdings", Weak},
    {"andererseits", Weak},
    // French
    {"attends"},
    {"attendez"},
    {"hum", Strong, true},
    {"euh", Strong, true},
    {"oups"},
    {"alternativement"},
    {"mais attends"},
    {"mais attendez"},
    {"mais non", Strong, true},
    {"une minute", Strong, true},
    {"un instant", Strong, true},
    {"ce n'est pas correct"},
    {"c'est faux", Strong, true},
    {"non", Weak, true},
    {"cependant", Weak},
    {"toutefois", Weak},
    // Chinese, simplified and traditional
    {"等等"},
    {"等一下"},
    {"等下"},
    {"稍等"},
    {"慢着"},
    {"慢著"},
    {"且慢"},
    {"不对"},
    {"不對"},
    {"哦不"},
    {"嗯", Strong, true},
    {"唔", Strong, true},
    {"但等等"},
    {"但是等等"},
    {"换一种"},
    {"換一種"},
    {"换个"},
    {"換個"},
    {"另一种方法"},
    {"另一種方法"},
    {"另一种思路"},
    {"另一種思路"},
    {"或者", Weak, true},
    {"让我重新"},
    {"讓我重新"},
    {"我错了"},
    {"我錯了"},
    {"然而", Weak},
    {"不过", Weak},
    {"不過", Weak},
    {"不", Weak, true},
    // Bangla
    {"অপেক্ষা করুন"},
    {"অপেক্ষা করো"},
    {"অপেক্ষা"},
    {"দাঁড়াও"},
    {"দাঁড়াও"},
    {"দাঁড়ান"},
    {"দাঁড়ান"},
    {"একটু দাঁড়া"},
    {"একটু দাঁড়া"},
    {"হুম"},
    {"হুমম"},
    {"হুঁ", Strong, true},
    {"বিকল্পভাবে"},
    {"বিকল্প হিসেবে"},
    {"কিন্তু অপেক্ষা"},
    {"আবার দেখি"},
    {"না", Weak, true},
    {"তবে", Weak},
    {"তবুও", Weak},
};

/// The phrases by their first byte, so that a sentence is held against few of them.
const std::array<std::vector<const Phrase *>, 256> &phrasesByFirstByte()
{
    static const auto table = [] {
        std::array<std::vector<const Phrase *>, 256> byByte;
        for (const Phrase &phrase : Phrases)
            byByte[static_cast<unsigned char>(phrase.words.front())].push_back(&phrase);
        return byByte;
    }();
    return table;
}

constexpr std::string_view TypographicApostrophe = "\u2019";

/// The byte behind `words` where they stand at `at`, or 0.
std::size_t behindWords(std::string_view text, std::size_t at, std::string_view words)
{
    for (std::size_t i = 0; i < words.size(); ++i, ++at) {
        if (words[i] == '\'' && text.substr(at, 3) == TypographicApostrophe)
            at += 2;
        else if (at >= text.size() || asciiLower(text[at]) != words[i])
            return 0;
    }
    return at;
}

bool pausesAt(std::string_view text, std::size_t at)
{
    while (at < text.size() && (text[at] == ' ' || text[at] == '*' || text[at] == '_'))
        ++at;
    if (at >= text.size())
        return true;
    if (std::string_view(",.!?;:\r\n-").find(text[at]) != std::string_view::npos)
        return true;
    for (const std::string_view pause :
         {"…", "—", "–", "，", "。", "！", "？", "；", "：", "、", "।"}) {
        if (text.substr(at, pause.size()) == pause)
            return true;
    }
    return false;
}

bool stands(const Phrase &phrase, std::string_view text, std::size_t at)
{
    std::size_t behind = behindWords(text, at, phrase.words);
    if (behind == 0)
        return false;
    // Hmm is drawn out at will, within reason.
    if (phrase.words.ends_with("hm")) {
        for (int i = 0; i < 16 && behind < text.size() && asciiLower(text[behind]) == 'm'; ++i)
            ++behind;
    }
    if (phrase.pauses)
        return pausesAt(text, behind);
    // Chinese parts no words; a hyphen at the phrase's end asks for the rest of the word.
    if (behind >= text.size() || phrase.words.back() == '-')
        return true;
    const bool isAscii = isAsciiLetter(phrase.words.back());
    return !isAscii || (text[behind] != '-' && !isWordLetter(codePointAt(text, behind).value));
}

} // namespace

Turn turnAt(std::string_view text, std::size_t at)
{
    constexpr std::size_t MostMarks = 8;
    const std::size_t limit = std::min(text.size(), at + MostMarks);
    while (at < limit && std::string_view(" *_\"'([>#").find(text[at]) != std::string_view::npos)
        ++at;
    for (const std::string_view quote : {"\u201c", "\u2018", "\u00ab", "\u300c"}) {
        if (text.substr(at, quote.size()) == quote)
            at += quote.size();
    }
    if (at >= text.size())
        return Turn::None;
    Turn found = Turn::None;
    for (const Phrase *phrase :
         phrasesByFirstByte()[static_cast<unsigned char>(asciiLower(text[at]))]) {
        if (phrase->turn > found && stands(*phrase, text, at))
            found = phrase->turn;
    }
    return found;
}

} // namespace touchstone
