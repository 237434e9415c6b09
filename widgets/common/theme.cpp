// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "theme.h"

#include "colors.h"
#include "style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>

namespace touchstone {

namespace {

QPalette paletteFrom(const Colors &colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.base);
    palette.setColor(QPalette::AlternateBase, colors.window);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::Button, colors.base);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.differs);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.onAccent);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::ToolTipBase, colors.base);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.secondary);
    palette.setColor(QPalette::Mid, colors.line);
    palette.setColor(QPalette::Midlight, colors.line);
    palette.setColor(QPalette::Dark, colors.line);
    palette.setColor(QPalette::Light, colors.base);
    palette.setColor(QPalette::Shadow, colors.line);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.secondary);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.line);
    return palette;
}

QFont interfaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (QFontDatabase::families().contains(QStringLiteral("Inter")))
        font.setFamily(QStringLiteral("Inter"));
    font.setPixelSize(13);
    return font;
}

} // namespace

QPalette paletteFor(Theme theme, const QPalette &system)
{
    if (theme == Theme::System && isHighContrast(system))
        return system;
    const bool dark =
        theme == Theme::Dark
        || (theme == Theme::System && system.color(QPalette::Window).lightness() < 128);
    return paletteFrom(dark ? darkColors() : lightColors());
}

void applyTheme(QApplication &application, Theme theme)
{
    // What the system itself gives, before ours was ever set.
    static const QPalette systemPalette = application.palette();
    application.setStyle(new Style);
    application.setPalette(paletteFor(theme, systemPalette));
    application.setFont(interfaceFont());
}

QString nameOf(Theme theme)
{
    switch (theme) {
    case Theme::Light:
        return QStringLiteral("light");
    case Theme::Dark:
        return QStringLiteral("dark");
    case Theme::System:
        break;
    }
    return QStringLiteral("system");
}

Theme themeFromName(const QString &name)
{
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        if (nameOf(theme) == name)
            return theme;
    }
    return Theme::System;
}

} // namespace touchstone
