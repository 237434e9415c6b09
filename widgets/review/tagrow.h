// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

namespace touchstone {

class Chip;

/// The tags of a prompt in one line: as many chips as there is room for, the rest in a menu behind
/// "+3". A chip, or its line in the menu, takes its tag away.
class TagRow final : public QWidget
{
    Q_OBJECT

public:
    explicit TagRow(QWidget *parent = nullptr);

    void setTags(const QStringList &tags, bool removable);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void removeRequested(const QString &tag);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void openRest();
    [[nodiscard]] int widthOf(std::size_t chips) const;

    QStringList m_tags;
    std::vector<Chip *> m_chips;
    Chip *m_rest;
    std::size_t m_shown = 0;
    bool m_removable = false;
};

} // namespace touchstone
