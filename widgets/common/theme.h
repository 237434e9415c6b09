// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QPalette>
#include <QString>

class QApplication;

namespace touchstone {

enum class Theme { System, Light, Dark };

/// Theme::System gives light or dark as `system` is, and leaves a palette of high contrast as it
/// is.
QPalette paletteFor(Theme theme, const QPalette &system);
/// Palette, style and fonts of the whole program.
void applyTheme(QApplication &application, Theme theme);

/// "system", "light", "dark": as settings keep it.
QString nameOf(Theme theme);
Theme themeFromName(const QString &name);

} // namespace touchstone
