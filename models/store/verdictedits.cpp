// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "verdictedits.h"

#include "storeprivate.h"

#include <array>

namespace touchstone {

namespace verdictedits {

Result<Edit> perform(StorePrivate &store, const SetOverrule &edit)
{
    TRY_ASSIGN(sql::Statement * read, store.run("SELECT standing, note FROM overrule WHERE "
                                                "response_id=?1 AND annotator_id=?2"));
    read->args(edit.response.value, edit.annotator.value);
    TRY_ASSIGN(const bool there, read->step());
    SetOverrule inverse = edit;
    inverse.value.reset();
    if (there)
        inverse.value =
            Overrule{edit.response, static_cast<Standing>(read->integer(0)), read->string(1)};
    read->reset();
    TRY_ASSIGN(sql::Statement * write,
               edit.value ? store.run("INSERT INTO overrule VALUES(?1, ?2, ?3, ?4, (SELECT "
                                      "prompt_id FROM response WHERE id=?1)) ON CONFLICT DO "
                                      "UPDATE SET standing=?3, note=?4")
                          : store.run("DELETE FROM overrule WHERE response_id=?1 AND "
                                      "annotator_id=?2"));
    write->args(edit.response.value, edit.annotator.value);
    if (edit.value) {
        write->bind(3, std::int64_t{static_cast<int>(edit.value->standing)})
            .bind(4, std::string_view(edit.value->note));
    }
    TRY(write->run());
    return Edit{inverse};
}

Result<Edit> perform(StorePrivate &store, const SetCheckRules &edit)
{
    TRY_ASSIGN(const CheckRules before, readCheckRules(store));
    TRY_ASSIGN(
        sql::Statement * write,
        store.run("INSERT INTO check_rules VALUES(1, ?1) ON CONFLICT DO UPDATE SET rules=?1"));
    const std::string text = dumpJson(toJson(edit.rules));
    TRY(write->args(text).run());
    return Edit{SetCheckRules{before}};
}

} // namespace verdictedits

namespace {

constexpr std::array<const char *, 3> ByNames = {"profile", "script", "command"};

} // namespace

Json toJson(const CheckRules &rules)
{
    return {{"by", ByNames.at(static_cast<std::size_t>(rules.by))},
            {"profile", rules.profile},
            {"switches", rules.switches},
            {"expression", rules.expression},
            {"script", rules.script},
            {"command", rules.command}};
}

Result<CheckRules> checkRulesFromJson(const Json &json)
{
    CheckRules rules;
    try {
        const std::string by = json.at("by");
        const auto *named = std::find(ByNames.begin(), ByNames.end(), by);
        if (named == ByNames.end())
            return Error{Error::Code::Damaged,
                         Store::tr("The project's rules for checking cannot be read: \"%1\" is no "
                                   "way of this version.")
                             .arg(QString::fromStdString(by))};
        rules.by = static_cast<CheckRules::By>(named - ByNames.begin());
        json.at("profile").get_to(rules.profile);
        json.at("switches").get_to(rules.switches);
        json.at("expression").get_to(rules.expression);
        json.at("script").get_to(rules.script);
        json.at("command").get_to(rules.command);
    } catch (const nlohmann::json::exception &exception) {
        return Error{Error::Code::Damaged,
                     Store::tr("The project's rules for checking cannot be read."),
                     QString::fromUtf8(exception.what())};
    }
    return rules;
}

Result<CheckRules> readCheckRules(StorePrivate &store)
{
    TRY_ASSIGN(sql::Statement * query, store.run("SELECT rules FROM check_rules"));
    query->reset();
    TRY_ASSIGN(const bool there, query->step());
    if (!there)
        return CheckRules{};
    TRY_ASSIGN(const Json json, parseJson(query->text(0)));
    query->reset();
    return checkRulesFromJson(json);
}

Result<CheckRules> Store::checkRules() const
{
    return readCheckRules(*d);
}

} // namespace touchstone
