// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <map>
#include <string>
#include <vector>

namespace touchstone {

/// By what a project's responses are checked. Part of the project, and changed as people change
/// things, so that everybody who opens it checks alike.
struct CheckRules
{
    enum class By {
        Profile, ///< our own comparison, or one of the reference profiles
        Script,  ///< the user's JavaScript
        Command, ///< the user's program
    };
    By by = By::Profile;
    std::string profile = "touchstone";   ///< Profile's name
    std::map<std::string, bool> switches; ///< of the profile, where they are not as they come
    std::string expression; ///< finds the answer, before all other rules (PCRE2); empty: none
    std::string script;     ///< has a function validate(item)
    std::vector<std::string> command; ///< the program and its arguments

    bool operator==(const CheckRules &) const = default;
};

} // namespace touchstone
