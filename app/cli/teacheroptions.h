// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/json.h>
#include <base/result.h>
#include <generate/secret.h>
#include <record/generation.h>

#include <QCommandLineParser>
#include <QString>

namespace touchstone::cli {

/// What generate and batch alike are told of a teacher.
void addTeacherOptions(QCommandLineParser &parser);
/// Why those words are off; empty where they are not.
QString complaintAboutTeacher(const QCommandLineParser &parser);
/// The same of numbers alone, where who is asked is known otherwise.
QString complaintAboutNumbers(const QCommandLineParser &parser);
/// Whether the words say who is asked for what, or how: one of the options above.
bool namesTeacherOptions(const QCommandLineParser &parser);
/// The settings that the words make. Fails where there is no such teacher, or a model is missing.
Result<GenerationSettings> settingsOf(const QCommandLineParser &parser);
/// The teacher's key, from its environment variable and from nowhere else: an option would stand in
/// the shell's history and in the list of processes. Fails where it is needed and not set.
Result<Secret> keyOf(const TeacherProfile &teacher);

/// "0.25" in a currency's unit as money; nothing where it is no amount.
std::optional<Nano> moneyFrom(const QString &text);
/// "0.2512 USD".
QString moneyText(Nano amount, const std::string &currency);
/// The members of what was spent: requests by state, tokens, cost, currency.
Json toJson(const Spending &spending);

} // namespace touchstone::cli
