// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "reviewcommands.h"

#include <QAction>
#include <QKeySequence>
#include <QMenu>
#include <QWidget>

#include <map>

namespace touchstone {

ReviewCommands::ReviewCommands(QWidget *page)
    : QObject(page)
    , m_page(page)
{}

QAction *ReviewCommands::add(const QString &id,
                             const QString &words,
                             const QString &keys,
                             Needs needs,
                             const std::function<void()> &act)
{
    auto *action = new QAction(words, this);
    action->setObjectName(QStringLiteral("command.") + id);
    action->setShortcuts(QKeySequence::listFromString(keys));
    connect(action, &QAction::triggered, m_page, act);
    m_page->addAction(action);
    m_commands.push_back({action, needs, m_group});
    enable();
    return action;
}

void ReviewCommands::addSeparator()
{
    m_commands.push_back({nullptr, Nothing, m_group});
}

void ReviewCommands::beginGroup(const QString &words)
{
    m_group = words;
}

void ReviewCommands::setThere(Needs there)
{
    m_there = there;
    enable();
}

void ReviewCommands::setActive(bool active)
{
    m_active = active;
    enable();
}

void ReviewCommands::enable()
{
    for (const Command &command : m_commands) {
        if (command.action != nullptr)
            command.action->setEnabled(m_active && (command.needs & ~m_there) == 0);
    }
}

void ReviewCommands::fill(QMenu *menu) const
{
    std::map<QString, QMenu *> groups;
    for (const Command &command : m_commands) {
        QMenu *target = menu;
        if (!command.group.isEmpty()) {
            QMenu *&group = groups[command.group];
            if (group == nullptr)
                group = menu->addMenu(command.group);
            target = group;
        }
        if (command.action == nullptr)
            target->addSeparator();
        else
            target->addAction(command.action);
    }
}

QList<QAction *> ReviewCommands::actions() const
{
    QList<QAction *> all;
    for (const Command &command : m_commands) {
        if (command.action != nullptr)
            all << command.action;
    }
    return all;
}

} // namespace touchstone
