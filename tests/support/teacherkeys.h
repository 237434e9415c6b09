// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <widgets/generate/teacherkeys.h>

namespace touchstone::test {

/// Gives the key that a test has put in, and remembers what was taken.
class PreparedKeys final : public TeacherKeys
{
public:
    Found found{Place::Typed, Secret("prepared"), true, {}};
    std::string taken;
    bool kept = false;

    void
    find(const TeacherProfile &teacher, QObject *, std::function<void(const Found &)> then) override
    {
        then(teacher.keyVariable.empty() ? Found{Place::NotNeeded, {}, false, {}} : found);
    }
    void take(const TeacherProfile &,
              const Secret &key,
              bool keep,
              QObject *,
              std::function<void(const QString &)> then) override
    {
        taken = key.reveal();
        kept = keep;
        found = {Place::Typed, key, true, {}};
        then({});
    }
    void forget(const TeacherProfile &, QObject *, std::function<void()> then) override
    {
        found = {Place::Nowhere, {}, true, {}};
        then();
    }
};

} // namespace touchstone::test
