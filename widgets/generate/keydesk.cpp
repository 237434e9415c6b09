// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "keydesk.h"

#include "generateform.h"
#include "keydialog.h"
#include "keyfield.h"
#include "shortquestion.h"

#include <base/text.h>
#include <generate/client.h>
#include <widgets/common/format.h>

#include <QWidget>

namespace touchstone {

KeyDesk::KeyDesk(TeacherKeys &keys, GenerateForm &form, QWidget *page)
    : QObject(page)
    , m_keys(keys)
    , m_form(form)
    , m_page(page)
{
    const KeyField *field = &form.keyField();
    connect(&form, &GenerateForm::teacherChanged, this, &KeyDesk::findKey);
    connect(&form, &GenerateForm::modelsRequested, this, &KeyDesk::listOffered);
    connect(field, &KeyField::testRequested, this, &KeyDesk::testConnection);
    connect(field, &KeyField::enterRequested, this,
            [this] { withKey(m_form.teacher(), [](const Secret &) {}); });
    connect(field, &KeyField::forgetRequested, this,
            [this] { m_keys.forget(m_form.teacher(), this, [this] { findKey(); }); });
}

void KeyDesk::findKey()
{
    const TeacherProfile teacher = m_form.teacher();
    m_keys.find(teacher, this, [this, teacher](const TeacherKeys::Found &found) {
        if (teacher.name == m_form.teacher().name)
            m_form.keyField().setFound(teacher, found);
    });
}

void KeyDesk::withKey(const TeacherProfile &teacher, std::function<void(const Secret &)> then)
{
    touchstone::withKey(m_keys, teacher, m_page, std::move(then), [this](const QString &trouble) {
        findKey();
        if (!trouble.isEmpty())
            emit failed(trouble, {});
    });
}

/// The field has room for some words, the bar above the page for all.
void KeyDesk::refused(const QString &message)
{
    m_form.keyField().setTested(false, message);
    emit failed(message, {});
}

void KeyDesk::testConnection()
{
    const auto settings = m_form.settings();
    if (!settings) {
        m_form.keyField().setTested(false, settings.error().message);
        return;
    }
    withKey(settings->teacher, [this, settings = *settings](const Secret &key) {
        m_form.keyField().setTesting();
        m_aside.start([this, settings, key](const Aside::Cancelled &cancelled) -> Aside::Answer {
            const Exchange exchange =
                exchangeOnce(settings.teacher, key, shortQuestion(settings.model), cancelled);
            return [this, exchange] {
                if (exchange.fault)
                    refused(exchange.fault->message);
                else
                    m_form.keyField().setTested(
                        true, tr("answers in %1 ms").arg(number(exchange.took.count())));
            };
        });
    });
}

void KeyDesk::listOffered()
{
    const TeacherProfile teacher = m_form.teacher();
    withKey(teacher, [this, teacher](const Secret &key) {
        m_form.keyField().setTesting();
        m_aside.start([this, teacher, key](const Aside::Cancelled &cancelled) -> Aside::Answer {
            const auto models = listModels(teacher, key, cancelled);
            return [this, teacher, models] {
                if (teacher.name != m_form.teacher().name)
                    return;
                findKey();
                if (models)
                    m_form.setOfferedModels(*models);
                else
                    refused(models.error().message);
            };
        });
    });
}

} // namespace touchstone
