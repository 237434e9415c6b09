// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <generate/secret.h>
#include <record/teacher.h>

#include <QString>

#include <functional>

class QObject;

namespace touchstone {

/// Where the keys of teachers are found, and kept where a person wants that. The program brings its
/// own, tests another. Neither the project nor the settings ever hold one.
class TeacherKeys
{
public:
    /// In the order in which the places are looked at.
    enum class Place {
        NotNeeded,   ///< the profile names no key
        Environment, ///< of the variable that the profile names
        KeyStore,    ///< of the system
        Typed,       ///< here, since the program began
        Nowhere,     ///< has to be asked for
    };
    struct Found
    {
        Place place = Place::Nowhere;
        Secret key;
        bool canKeep = false; ///< the system has a key store that answers
        QString trouble;      ///< why it does not, for people
    };

    virtual ~TeacherKeys() = default;
    /// Tells `then` on this thread, now or later; never where `context` is gone by then.
    virtual void find(const TeacherProfile &teacher,
                      QObject *context,
                      std::function<void(const Found &)> then) = 0;
    /// Remembers a key until the program ends, and with `keep` in the key store. `then` gets why
    /// that did not work; empty: it did.
    virtual void take(const TeacherProfile &teacher,
                      const Secret &key,
                      bool keep,
                      QObject *context,
                      std::function<void(const QString &trouble)> then) = 0;
    /// Takes a key out of the key store and out of memory.
    virtual void
    forget(const TeacherProfile &teacher, QObject *context, std::function<void()> then) = 0;
};

} // namespace touchstone
