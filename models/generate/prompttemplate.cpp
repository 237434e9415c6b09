// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "prompttemplate.h"

#include <base/json.h>
#include <base/text.h>

#include <QCoreApplication>

namespace touchstone {

namespace {

constexpr std::string_view Opener = "{{";
constexpr std::string_view Closer = "}}";
constexpr std::string_view MetaPrefix = "meta.";

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::prompttemplate", text);
}

QString shown(std::string_view text)
{
    constexpr std::size_t ShownBytes = 100;
    return toQString(headOf(text, ShownBytes));
}

Error wrong(const QString &message, std::string_view field)
{
    return {Error::Code::BadInput, message.arg(shown(field))};
}

Error missing(const Prompt &prompt, std::string_view field)
{
    return {Error::Code::BadInput,
            tr("The prompt \"%1\" has no {{%2}}; leave the field out of the template, or the "
               "prompt out of the filter.")
                .arg(shown(prompt.key), shown(field))};
}

/// A field of the row that the prompt came from.
Result<std::string> metaField(std::string_view field, const Prompt &prompt)
{
    const auto json = parseJson(prompt.meta);
    if (!json || !json->is_object())
        return missing(prompt, field);
    const auto found = json->find(std::string(field.substr(MetaPrefix.size())));
    if (found == json->end() || found->is_null())
        return missing(prompt, field);
    if (found->is_string())
        return found->get<std::string>();
    if (found->is_number())
        return dumpJson(*found);
    return wrong(tr("{{%1}} is neither a text nor a number."), field);
}

Result<std::string> fieldOf(std::string_view field, const Prompt &prompt)
{
    if (field.starts_with(MetaPrefix))
        return metaField(field, prompt);
    const std::string *value = field == "prompt"      ? &prompt.text
                               : field == "system"    ? &prompt.system
                               : field == "key"       ? &prompt.key
                               : field == "reference" ? &prompt.reference
                                                      : nullptr;
    if (value == nullptr)
        return wrong(tr("{{%1}} is no field: there are {{prompt}}, {{system}}, {{key}}, "
                        "{{reference}} and {{meta.NAME}}."),
                     field);
    if (value->empty())
        return missing(prompt, field);
    return *value;
}

} // namespace

Result<std::string> fillTemplate(std::string_view text, const Prompt &prompt)
{
    std::string filled;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t open = text.find(Opener, at);
        filled += text.substr(at, open - at);
        if (open == std::string_view::npos)
            break;
        at = open + Opener.size();
        if (text.substr(at).starts_with(Opener)) {
            filled += Opener;
            at += Opener.size();
            continue;
        }
        const std::size_t close = text.find(Closer, at);
        if (close == std::string_view::npos)
            return wrong(tr("\"{{%1\" has no end: write }} behind the field, or {{{{ for two "
                            "braces."),
                         text.substr(at));
        TRY_ASSIGN(const std::string value, fieldOf(trimmed(text.substr(at, close - at)), prompt));
        filled += value;
        at = close + Closer.size();
    }
    return filled;
}

Result<std::vector<Message>> messagesFor(const GenerationSettings &settings, const Prompt &prompt)
{
    std::vector<Message> messages;
    if (!settings.system.empty()) {
        TRY_ASSIGN(std::string system, fillTemplate(settings.system, prompt));
        messages.push_back({"system", std::move(system)});
    } else if (!prompt.system.empty()) {
        messages.push_back({"system", prompt.system});
    }
    messages.insert(messages.end(), prompt.history.begin(), prompt.history.end());
    TRY_ASSIGN(std::string message, fillTemplate(settings.message, prompt));
    messages.push_back({"user", std::move(message)});
    return messages;
}

} // namespace touchstone
