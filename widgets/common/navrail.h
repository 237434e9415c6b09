// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QVector>
#include <QWidget>

class QAbstractButton;
class QVBoxLayout;

namespace touchstone {

/// The column of pages at the left, 72 px wide: an icon over a word.
class NavRail final : public QWidget
{
    Q_OBJECT

public:
    explicit NavRail(QWidget *parent = nullptr);

    /// Gives the page's index. `key` for the tool tip: "Ctrl+1".
    int addPage(const QString &icon, const QString &word, const QString &key);
    /// A button at the foot that is no page.
    QAbstractButton *addFoot(const QString &icon, const QString &word);
    void setCurrent(int index);
    void setPageEnabled(int index, bool enabled);
    /// A small number beside the foot's icon while something runs; 0: none.
    void setFootCount(int count);

signals:
    void pageRequested(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_layout;
    QVector<QAbstractButton *> m_pages;
    QAbstractButton *m_foot = nullptr;
};

} // namespace touchstone
