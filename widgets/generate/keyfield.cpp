// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "keyfield.h"

#include <base/text.h>
#include <widgets/common/colors.h>
#include <widgets/common/elidedlabel.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace touchstone {

namespace {

constexpr int DotRoom = 26;

QToolButton *act(const QString &name, const QString &words, const QString &meaning)
{
    auto *button = new QToolButton;
    button->setObjectName(QStringLiteral("key.") + name);
    button->setText(words);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(meaning);
    button->setToolTip(meaning);
    return button;
}

QString wordsFor(const TeacherProfile &teacher, TeacherKeys::Place place)
{
    switch (place) {
    case TeacherKeys::Place::NotNeeded:
        return KeyField::tr("none needed");
    case TeacherKeys::Place::Environment:
        return KeyField::tr("from %1").arg(toQString(teacher.keyVariable));
    case TeacherKeys::Place::KeyStore:
        return KeyField::tr("from the key store");
    case TeacherKeys::Place::Typed:
        return KeyField::tr("typed in, until the program ends");
    case TeacherKeys::Place::Nowhere:
        break;
    }
    return KeyField::tr("asked at the start");
}

} // namespace

KeyField::KeyField(QWidget *parent)
    : QWidget(parent)
    , m_words(new ElidedLabel)
    , m_enter(act(QStringLiteral("enter"), tr("Enter…"), tr("Enter the key")))
    , m_forget(act(QStringLiteral("forget"), tr("Forget"), tr("Forget the key")))
    , m_test(act(QStringLiteral("test"), tr("Test"), tr("Test the connection")))
{
    setObjectName(QStringLiteral("generate.key"));
    setMinimumHeight(28);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_words->setObjectName(QStringLiteral("generate.key.words"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(DotRoom, 1, 3, 1);
    row->setSpacing(0);
    row->addWidget(m_words, 1);
    for (QToolButton *button : {m_enter, m_forget, m_test})
        row->addWidget(button);
    connect(m_test, &QToolButton::clicked, this, &KeyField::testRequested);
    connect(m_enter, &QToolButton::clicked, this, &KeyField::enterRequested);
    connect(m_forget, &QToolButton::clicked, this, &KeyField::forgetRequested);
    setFound({}, {TeacherKeys::Place::NotNeeded, {}, false, {}});
}

void KeyField::show(Light light, const QString &words)
{
    m_light = light;
    m_words->setText(words);
    m_words->setToolTip(words);
    update();
}

void KeyField::setFound(const TeacherProfile &teacher, const TeacherKeys::Found &found)
{
    using Place = TeacherKeys::Place;
    show(found.place == Place::Nowhere ? Light::Off : Light::Good, wordsFor(teacher, found.place));
    m_enter->setVisible(found.place == Place::Nowhere);
    m_forget->setVisible(found.place == Place::KeyStore || found.place == Place::Typed);
    m_test->setEnabled(true);
}

void KeyField::setTesting()
{
    m_words->setText(tr("asking…"));
    m_test->setEnabled(false);
}

void KeyField::setTested(bool good, const QString &words)
{
    show(good ? Light::Good : Light::Bad, words);
    m_test->setEnabled(true);
}

void KeyField::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.line);
    painter.setBrush(colors.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QColor ink = m_light == Light::Good  ? colors.correct
                       : m_light == Light::Bad ? colors.differs
                                               : colors.secondary;
    painter.setPen(m_light == Light::Off ? QPen(ink, 1.4) : Qt::NoPen);
    painter.setBrush(m_light == Light::Off ? QColor(Qt::transparent) : ink);
    painter.drawEllipse(QPointF(14, height() / 2.0), 4.5, 4.5);
}

} // namespace touchstone
