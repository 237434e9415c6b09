// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QKeySequence>
#include <QPushButton>

namespace touchstone {

/// A button that shows its key behind its words, so that the mouse teaches the keyboard.
class KeyButton final : public QPushButton
{
    Q_OBJECT

public:
    /// `key`: as people read it, "Ctrl E", "⏎"; empty: none. Does not set a shortcut.
    KeyButton(const QString &text, const QString &key, QWidget *parent = nullptr);

    /// The one button of a page that does what the page is for.
    void setPrimary(bool primary);
    /// Words and ground in the colour of the side it stands for while it is checked.
    void setSideColor(const QColor &color) { m_sideColor = color; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_key;
    bool m_primary = false;
    QColor m_sideColor;
};

/// Draws a small cap with a key's name; gives its width. `right`, `centre`: where it ends and its
/// middle.
int paintKeyCap(QPainter &painter,
                const QString &key,
                int right,
                int centre,
                const QColor &text,
                const QColor &line);
int keyCapWidth(const QFont &font, const QString &key);

} // namespace touchstone
