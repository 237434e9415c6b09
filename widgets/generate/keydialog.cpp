// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "keydialog.h"

#include <base/text.h>

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace touchstone {

KeyDialog::KeyDialog(const TeacherProfile &teacher,
                     const TeacherKeys::Found &found,
                     QWidget *parent)
    : QDialog(parent)
    , m_key(new QLineEdit)
    , m_keep(new QCheckBox(tr("Keep it in the system’s key store")))
{
    setWindowTitle(tr("Key of %1").arg(toQString(teacher.label)));
    setObjectName(QStringLiteral("key"));
    auto *words = new QLabel(
        tr("%1 wants a key. It goes to %2 with every request and nowhere else: not into the "
           "project, the settings or a log. Set %3 before the start and nobody asks.")
            .arg(toQString(teacher.label), toQString(teacher.base),
                 toQString(teacher.keyVariable)));
    words->setWordWrap(true);
    words->setMinimumWidth(420);
    m_key->setObjectName(QStringLiteral("key.text"));
    m_key->setAccessibleName(tr("Key"));
    m_key->setEchoMode(QLineEdit::Password);
    m_keep->setObjectName(QStringLiteral("key.keep"));
    m_keep->setEnabled(found.canKeep);
    m_keep->setChecked(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 14, 16, 14);
    all->setSpacing(10);
    all->addWidget(words);
    all->addWidget(m_key);
    all->addWidget(m_keep);
    if (!found.canKeep) {
        auto *why = new QLabel(found.trouble);
        why->setObjectName(QStringLiteral("key.trouble"));
        why->setWordWrap(true);
        why->setForegroundRole(QPalette::PlaceholderText);
        all->addWidget(why);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    QPushButton *use = buttons->button(QDialogButtonBox::Ok);
    use->setText(tr("Use this key"));
    use->setEnabled(false);
    all->addWidget(buttons);
    connect(m_key, &QLineEdit::textChanged, use,
            [use](const QString &text) { use->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

KeyDialog::~KeyDialog()
{
    m_key->clear();
}

Secret KeyDialog::key() const
{
    return Secret(toUtf8(m_key->text().trimmed()));
}

bool KeyDialog::keeps() const
{
    return m_keep->isChecked();
}

void withKey(TeacherKeys &keys,
             const TeacherProfile &teacher,
             QWidget *parent,
             std::function<void(const Secret &)> then,
             std::function<void(const QString &)> trouble)
{
    keys.find(teacher, parent,
              [&keys, teacher, parent, then = std::move(then),
               trouble = std::move(trouble)](const TeacherKeys::Found &found) {
                  if (found.place != TeacherKeys::Place::Nowhere) {
                      then(found.key);
                      return;
                  }
                  auto *dialog = new KeyDialog(teacher, found, parent);
                  dialog->setAttribute(Qt::WA_DeleteOnClose);
                  QObject::connect(dialog, &QDialog::accepted, parent,
                                   [&keys, teacher, parent, dialog, then, trouble] {
                                       const Secret key = dialog->key();
                                       keys.take(teacher, key, dialog->keeps(), parent, trouble);
                                       then(key);
                                   });
                  dialog->open();
              });
}

} // namespace touchstone
