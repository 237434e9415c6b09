// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "validators.h"

#include "commandvalidator.h"
#include "scriptvalidator.h"

#include <base/text.h>

#include <QCoreApplication>

namespace touchstone {

namespace {

using Made = std::unique_ptr<Validator>;

Made makeScript(const CheckRules &rules)
{
    return trimmed(rules.script).empty() ? Made{} : std::make_unique<ScriptValidator>(rules.script);
}

Made makeCommand(const CheckRules &rules)
{
    if (rules.command.empty() || rules.command.front().empty())
        return {};
    Program program{toQString(rules.command.front()), {}};
    for (std::size_t i = 1; i < rules.command.size(); ++i)
        program.arguments << toQString(rules.command[i]);
    return std::make_unique<CommandValidator>(std::move(program));
}

/// A new kind of rule is a line here.
struct Kind
{
    CheckRules::By by;
    Made (*make)(const CheckRules &);
};
constexpr Kind Kinds[] = {{CheckRules::By::Script, makeScript},
                          {CheckRules::By::Command, makeCommand}};

} // namespace

Result<std::unique_ptr<Validator>> makeValidator(const CheckRules &rules)
{
    for (const Kind &kind : Kinds) {
        if (kind.by != rules.by)
            continue;
        if (auto validator = kind.make(rules))
            return validator;
    }
    return Error{Error::Code::BadInput,
                 QCoreApplication::translate("touchstone::Validator",
                                             "There is no script and no command to check by.")};
}

} // namespace touchstone
