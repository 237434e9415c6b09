// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QString>

class QApplication;

namespace touchstone {

enum class Theme { System, Light, Dark };

/// Palette, style and fonts of the whole program. A high-contrast palette of the system (text and
/// window further apart than 18 : 1) is left as it is with Theme::System.
void applyTheme(QApplication &application, Theme theme);

/// "system", "light", "dark": as settings keep it.
QString nameOf(Theme theme);
Theme themeFromName(const QString &name);

} // namespace touchstone
