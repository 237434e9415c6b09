// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "nouns.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace touchstone::reading {

namespace {

/// Singulars, in order, with spaces around each.
constexpr std::string_view Nouns =
    " "
    "adult animal apple apricot arrangement bag ball balloon banana bar barrel basket "
    "bead bean bear bed bee beetle bell bike bird block boat book bookmark bottle bow "
    "bowl box boy bracelet brick bridge brother brownie brush bucket bug building bus "
    "bush button cake camera can candle candy car card carrot case cat chair chapter "
    "chick chicken child chip chocolate circle city class classmate clip clown coach "
    "coat coin color comic cookie cousin cow crab cracker crate crayon cube cup "
    "cupcake customer deer desk diamond digit dinosaur dish divisor dog doll donkey "
    "donor donut door dot dress drink duck edge egg element elephant elf employee "
    "envelope eraser error event exam face factor family fan farmer fence field file "
    "fish flag floor flower fly fork fox friend frog fruit game girl glass glove goal "
    "goat goose gorilla grape group guest guitar gumball hat head hen horse house "
    "insect instrument integer item jacket jar jewel job key kid kite kitten knight "
    "ladybug lamp leaf leg lemon lesson letter lid light line lion loaf lollipop "
    "machine magazine man marble marker mask match meal medal member message mistake "
    "monkey mouse movie muffin mug mushroom nail napkin necklace needle neighbor "
    "notebook nut onion orange outcome outfit package packet page paint painting "
    "pancake panel paper parent part passenger path patient peach peacock peanut pear "
    "pen pencil penguin permutation person phone photo piano pick picture pie piece "
    "pig pigeon pill pillow pizza plane planet plant plate player plum poem point "
    "pond pony popsicle post poster pot potato present problem project puppy puzzle "
    "question rabbit racket raisin recipe rectangle ribbon ring road robe rock roll "
    "room rope rose row rug sale sandwich scarf school seal seashell seat "
    "section seed serving sheep sheet shelf shell shirt shoe shop shot shovel side "
    "sign sister slice snack snake sock soda soldier solution song soup spider spoon "
    "squirrel stair stamp star station stem step stick sticker stone store story "
    "straw strawberry street student subject sweater swimmer table tablet task "
    "teacher team television tent term test ticket tie tile tire toy track trail "
    "train tree triangle trip truck turkey turtle tv umbrella vase vehicle vertex "
    "video violin visitor wagon wall watch watermelon way wheel window woman word "
    "worker worm ";

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> Irregular = {{
    {"children", "child"},
    {"elves", "elf"},
    {"geese", "goose"},
    {"glasses", "glass"},
    {"leaves", "leaf"},
    {"loaves", "loaf"},
    {"men", "man"},
    {"mice", "mouse"},
    {"people", "person"},
    {"potatoes", "potato"},
    {"scarves", "scarf"},
    {"shelves", "shelf"},
    {"vertices", "vertex"},
    {"women", "woman"},
}};

std::string_view listed(const std::string &singular)
{
    const std::size_t at = Nouns.find(" " + singular + " ");
    return at == std::string_view::npos || singular.empty() ? std::string_view{}
                                                            : Nouns.substr(at + 1, singular.size());
}

} // namespace

std::string_view countedNoun(std::string_view lower)
{
    for (const auto &[plural, singular] : Irregular) {
        if (plural == lower)
            return singular;
    }
    const std::string word(lower);
    if (const std::string_view noun = listed(word); !noun.empty())
        return noun;
    for (const auto &[ending, instead] :
         {std::pair<std::string_view, std::string_view>{"ies", "y"}, {"es", ""}, {"s", ""}}) {
        if (!word.ends_with(ending))
            continue;
        const std::string singular =
            word.substr(0, word.size() - ending.size()) + std::string(instead);
        if (const std::string_view noun = listed(singular); !noun.empty())
            return noun;
    }
    return {};
}

} // namespace touchstone::reading
