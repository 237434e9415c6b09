// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace touchstone {

class Chip;
class KeyButton;
class TagRow;
class ThinProgress;

/// The line above the item, 40 px: where one is in the queue and how long it will take, the filter,
/// the item's key, tags and flag; find, back and next.
class ReviewStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewStrip(QWidget *parent = nullptr);

    /// `index`: from 0; -1: the item is outside of the queue. Milliseconds; 0: not known yet.
    void setPlace(int index, int count, qint64 pace, qint64 left);
    void setFilter(const QString &query); ///< empty: all prompts
    void setItem(const QString &key, const QStringList &tags, bool flagged);
    /// Empty: the project can be changed.
    void setReadOnly(const QString &reason);
    void setItemThere(bool there);
    void openFind();
    void closeFind();
    void openTag(const QStringList &known);
    /// `shown`: from 0. `all`: the whole text was searched; else more may come.
    void setHits(int shown, int count, bool all);

signals:
    void filterRemoved();
    void tagAdded(const QString &tag);
    void tagRemoved(const QString &tag);
    void flagRequested();
    void tagRequested();
    void findRequested();
    void backRequested();
    void nextRequested();
    void findChanged(const QString &words);
    void hitRequested(int direction);
    void findClosed();
    void fieldLeft(); ///< a field of the strip was left: the keys are to work again

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();
    QLineEdit *makeField(const QString &name, const QString &words, int width);
    void closeTag();
    void fitRoom();

    QLabel *m_position;
    ThinProgress *m_progress;
    QLabel *m_pace;
    Chip *m_filter;
    Chip *m_key;
    Chip *m_readOnly;
    TagRow *m_tags;
    KeyButton *m_addTag;
    QLineEdit *m_tagField;
    KeyButton *m_flag;
    QLineEdit *m_findField;
    QLabel *m_hits;
    KeyButton *m_find;
    KeyButton *m_back;
    KeyButton *m_next;
};

} // namespace touchstone
