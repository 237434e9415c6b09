// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QLineEdit>

class QStringListModel;

namespace touchstone {

/// The line in which people say which prompts they mean. Completes the word at the end: terms that
/// every project knows, and the project's own sources and tags.
class QueryField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit QueryField(QWidget *parent = nullptr);

    /// A cap at the right end with the key that leads here; empty: none.
    void setKey(const QString &key);
    /// Terms of the project itself: "source:deepseek-r1", "tag:\"unit price\"".
    void setProjectTerms(const QStringList &terms);

signals:
    /// Down was pressed: people want to go on in what was found.
    void leftDownwards();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void makeRoom();

    QStringListModel *m_terms;
    QString m_key;
};

} // namespace touchstone
