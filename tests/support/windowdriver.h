// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <widgets/common/ask.h>

#include <QApplication>
#include <QStringList>
#include <QTest>
#include <QWidget>

#include <deque>

namespace touchstone::test {

/// Answers the questions for files by what a test put in before.
class PreparedAsk final : public Ask
{
public:
    std::deque<QStringList> answers; ///< taken from the front, one for each question
    QStringList questions;           ///< what confirm() was asked
    bool agrees = true;

    QString openFile(QWidget *, const QString &, const QString &) override { return one(); }
    QStringList openFiles(QWidget *, const QString &, const QString &) override { return next(); }
    QString saveFile(QWidget *, const QString &, const QString &, const QString &) override
    {
        return one();
    }
    QString folder(QWidget *, const QString &) override { return one(); }
    bool confirm(QWidget *, const QString &question, const QString &) override
    {
        questions << question;
        return agrees;
    }

private:
    QStringList next()
    {
        if (answers.empty())
            return {};
        const QStringList answer = answers.front();
        answers.pop_front();
        return answer;
    }
    QString one() { return next().value(0); }
};

/// Where a key goes: an open popup, else the widget with the focus, else the active window.
inline QWidget *keyTarget()
{
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup->focusWidget() != nullptr ? popup->focusWidget() : popup;
    if (QWidget *focus = QApplication::focusWidget())
        return focus;
    return QApplication::activeWindow();
}

inline void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(keyTarget(), key, modifiers);
}

inline void type(const QString &text)
{
    QTest::keyClicks(keyTarget(), text);
}

/// Goes on by Tab to the widget of this name; false: Tab never comes to it.
inline bool tabTo(const QString &name)
{
    constexpr int MostTabs = 120;
    for (int i = 0; i < MostTabs; ++i) {
        const QWidget *focus = QApplication::focusWidget();
        if (focus != nullptr && focus->objectName() == name)
            return true;
        press(Qt::Key_Tab);
    }
    return false;
}

} // namespace touchstone::test
