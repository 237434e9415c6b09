// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "teacherkeys.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace touchstone {

/// Says where the key of the teacher comes from, and has the connection tested. Never shows a key.
class KeyField final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyField(QWidget *parent = nullptr);

    void setFound(const TeacherProfile &teacher, const TeacherKeys::Found &found);
    /// What a test came to; stays until the key is looked for anew.
    void setTested(bool good, const QString &words);
    void setTesting();
    [[nodiscard]] QSize sizeHint() const override { return {200, 28}; }

signals:
    void testRequested();
    void enterRequested();
    void forgetRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Light { Off, Good, Bad };
    void show(Light light, const QString &words);

    QLabel *m_words;
    QToolButton *m_enter;
    QToolButton *m_forget;
    QToolButton *m_test;
    Light m_light = Light::Off;
};

} // namespace touchstone
