// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <widgets/generate/teacherkeys.h>

#include <map>
#include <string>

namespace touchstone {

/// Keys of teachers: from the environment, what was typed in since the program began, and the
/// system's key store (the desktop's secret service or wallet), in this order. Where the system has
/// no key store that answers, says so, and keys are asked for. An entry of the key store belongs to
/// a host, so that a changed address does not get another's key.
class KeyStore final : public TeacherKeys
{
public:
    void find(const TeacherProfile &teacher,
              QObject *context,
              std::function<void(const Found &)> then) override;
    void take(const TeacherProfile &teacher,
              const Secret &key,
              bool keep,
              QObject *context,
              std::function<void(const QString &)> then) override;
    void
    forget(const TeacherProfile &teacher, QObject *context, std::function<void()> then) override;

private:
    std::map<QString, Secret> m_typed; ///< by entry
};

} // namespace touchstone
