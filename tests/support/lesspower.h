// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>

namespace touchstone::test {

/// While it lives the process is an ordinary user, to whom the system may refuse to write; the
/// superuser is refused nothing. `folder` and what is in it become that user's.
class LessPower final
{
public:
    explicit LessPower(const QString &folder);
    ~LessPower();
    LessPower(const LessPower &) = delete;
    LessPower &operator=(const LessPower &) = delete;

private:
    bool m_dropped = false;
};

} // namespace touchstone::test
