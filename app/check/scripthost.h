// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QJSEngine>

#include <string>
#include <string_view>

namespace touchstone::check {

/// Runs a user's validate(item), a line of JSON in and one out (models/validators/replies.h): first
/// {"script": source}, then items. The engine has the language and console, and nothing else: no
/// files, network, modules or objects of ours.
class ScriptHost final
{
public:
    ScriptHost();

    std::string answer(std::string_view line);

private:
    std::string load(const std::string &source);
    std::string validate(std::string_view line);

    QJSEngine m_engine;
    QJSValue m_describe; ///< says what an exception is
    QJSValue m_call;     ///< calls a function with an item and tells what comes of it
    QJSValue m_validate;
};

} // namespace touchstone::check
