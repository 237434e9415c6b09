// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/readingmarks.h>

#include <QFrame>

class QLabel;
class QLineEdit;
class QListWidget;

namespace touchstone {

class KeyButton;

/// Asks for the type and the note of an error, beside the text in which it is marked, while all the
/// rest can be worked on. A digit chooses the type, Enter keeps, Esc leaves; whoever goes on to
/// something else has kept it.
class SpanEditor final : public QFrame
{
    Q_OBJECT

public:
    explicit SpanEditor(QWidget *page);

    /// `isNew`: it is not kept yet. `words`: those that are marked. `near`: where they stand,
    /// global.
    void open(const ErrorSpan &span,
              bool isNew,
              const ErrorTypes &types,
              const QString &words,
              const QRect &near);
    /// Others are offered; what is chosen stays.
    void setTypes(const ErrorTypes &types);
    /// As somebody who goes on.
    void finish();

signals:
    void kept(const touchstone::ErrorSpan &span);
    void removed(const touchstone::ErrorSpan &span);
    void typesRequested();
    void left(); ///< it is closed; the focus goes elsewhere

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void setTypes(const ErrorTypes &types, const std::string &chosen);
    void place(const QRect &near);
    void shut(bool giveFocus);
    void remove();
    [[nodiscard]] ErrorSpan entered() const;

    ErrorSpan m_span;
    bool m_isNew = false;
    QLabel *m_words;
    QListWidget *m_types;
    QLineEdit *m_note;
    KeyButton *m_remove;
};

} // namespace touchstone
