// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QList>
#include <QObject>

#include <functional>
#include <vector>

class QAction;
class QMenu;
class QWidget;

namespace touchstone {

/// The review page's commands: each with its words, its keys and what it needs, for the menu bar,
/// the cheatsheet and the keyboard alike.
class ReviewCommands final : public QObject
{
    Q_OBJECT

public:
    /// What must be there for a command to make sense.
    enum Need {
        Nothing = 0,
        AnItem = 1,
        Writing = 2,  ///< the project can be changed
        NoEditor = 4, ///< no response is being edited
        TwoSides = 8, ///< there are two responses at least
        Several = 16, ///< there are more than two
        AProject = 32,
    };
    using Needs = unsigned;

    explicit ReviewCommands(QWidget *page);

    /// `keys`: as QKeySequence::listFromString() reads them.
    QAction *add(const QString &id,
                 const QString &words,
                 const QString &keys,
                 Needs needs,
                 const std::function<void()> &act);
    void addSeparator();
    /// Everything that comes is listed under these words, until the next call; empty: on top.
    void beginGroup(const QString &words);
    /// What is there now.
    void setThere(Needs there);
    /// Keys act while the page is shown only.
    void setActive(bool active);
    void fill(QMenu *menu) const;
    [[nodiscard]] QList<QAction *> actions() const;

private:
    struct Command
    {
        QAction *action = nullptr; ///< null: a separator
        Needs needs = Nothing;
        QString group;
    };

    void enable();

    QWidget *m_page;
    std::vector<Command> m_commands;
    QString m_group;
    Needs m_there = Nothing;
    bool m_active = false;
};

} // namespace touchstone
