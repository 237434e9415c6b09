// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QAbstractButton>

namespace touchstone {

/// A small rounded word: a tag, a key, a filter that a click removes.
class Chip final : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Kind { Plain, Filter, Good, Bad, Unsure };

    explicit Chip(const QString &text, Kind kind = Kind::Plain, QWidget *parent = nullptr);
    /// A click asks for its removal; a cross says so.
    void setRemovable(bool removable);
    void setKind(Kind kind);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString shownText() const;
    Kind m_kind;
    bool m_removable = false;
};

} // namespace touchstone
