// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "teachereditor.h"

#include "keydialog.h"
#include "shortquestion.h"
#include "teacherform.h"

#include <base/text.h>
#include <generate/client.h>
#include <widgets/common/codefield.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>

namespace touchstone {

namespace {

constexpr int ListWidth = 250;

QString exchangeText(const Exchange &exchange)
{
    QStringList parts = {
        toQString(exchange.request),
        TeacherEditor::tr("――― after %1 ms ―――").arg(number(exchange.took.count())),
        toQString(exchange.response)};
    if (exchange.fault)
        parts << QStringLiteral("✕ ") + exchange.fault->message;
    else
        parts << TeacherEditor::tr("✓ reasoning in %1: “%2”, answer: “%3”, %4 tokens")
                     .arg(exchange.reply.reasoningPlace.empty()
                              ? TeacherEditor::tr("no place")
                              : toQString(exchange.reply.reasoningPlace),
                          toQString(headOf(exchange.reply.reasoning, 80)).simplified(),
                          toQString(headOf(exchange.reply.answer, 80)).simplified(),
                          number(exchange.reply.usage.prompt + exchange.reply.usage.completion));
    return parts.join(QStringLiteral("\n\n"));
}

} // namespace

TeacherEditor::TeacherEditor(TeacherShelf shelf, TeacherKeys &keys, QWidget *parent)
    : QDialog(parent)
    , m_shelf(std::move(shelf))
    , m_keys(keys)
    , m_list(new QListWidget)
    , m_new(new QPushButton(tr("New")))
    , m_duplicate(new QPushButton(tr("Duplicate")))
    , m_remove(new QPushButton(tr("Remove")))
    , m_form(new TeacherForm)
    , m_wrong(new QLabel)
    , m_save(new QPushButton(tr("Save")))
    , m_model(new QComboBox)
    , m_test(new QPushButton(tr("Test connection")))
    , m_exchange(codeField(QStringLiteral("teacher.exchange"), tr("What went over the line")))
{
    setWindowTitle(tr("Teachers"));
    setObjectName(QStringLiteral("teachers"));
    auto *area = new QScrollArea;
    area->setWidget(m_form);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_wrong->setObjectName(QStringLiteral("teacher.wrong"));
    m_wrong->setWordWrap(true);
    m_save->setObjectName(QStringLiteral("teacher.save"));
    auto *right = new QVBoxLayout;
    right->addWidget(area, 3);
    auto *saving = new QHBoxLayout;
    saving->addWidget(m_wrong, 1);
    saving->addWidget(m_save);
    right->addLayout(saving);
    right->addWidget(buildTest(), 2);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(buildList());
    columns->addLayout(right, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 14, 16, 14);
    all->addLayout(columns, 1);
    all->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(960, 660);
    // Return in a field saves; it must not copy a teacher, ask one, or close the window.
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
    m_save->setDefault(true);
    connectParts();
    const auto loaded = m_shelf.load();
    fillList({});
    if (!loaded)
        say(loaded.error().message);
    else if (!m_shelf.complaints().empty())
        say(m_shelf.complaints().front());
}

TeacherEditor::~TeacherEditor() = default;

QWidget *TeacherEditor::buildList()
{
    m_list->setObjectName(QStringLiteral("teachers.list"));
    m_list->setAccessibleName(tr("Teachers"));
    m_new->setObjectName(QStringLiteral("teachers.new"));
    m_duplicate->setObjectName(QStringLiteral("teachers.duplicate"));
    m_remove->setObjectName(QStringLiteral("teachers.remove"));
    m_duplicate->setToolTip(tr("A copy of your own, which can be changed"));
    auto *side = new QWidget;
    side->setFixedWidth(ListWidth);
    auto *rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_list, 1);
    rows->addWidget(m_duplicate);
    auto *pair = new QHBoxLayout;
    pair->addWidget(m_new);
    pair->addWidget(m_remove);
    rows->addLayout(pair);
    return side;
}

QWidget *TeacherEditor::buildTest()
{
    m_model->setObjectName(QStringLiteral("teacher.test.model"));
    m_model->setAccessibleName(tr("Model to test"));
    m_model->setEditable(true);
    m_model->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_test->setObjectName(QStringLiteral("teacher.test"));
    m_exchange->setReadOnly(true);
    m_exchange->setPlaceholderText(
        tr("One short question and what came back, byte for byte, with the key masked"));
    auto *line = new QHBoxLayout;
    line->addWidget(m_model, 1);
    line->addWidget(m_test);
    auto *part = new QWidget;
    auto *rows = new QVBoxLayout(part);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addLayout(line);
    rows->addWidget(m_exchange, 1);
    return part;
}

void TeacherEditor::connectParts()
{
    connect(m_list, &QListWidget::currentRowChanged, this, &TeacherEditor::showChosen);
    connect(m_form, &TeacherForm::changed, this, [this] {
        m_changed = true;
        check();
    });
    connect(m_save, &QPushButton::clicked, this, &TeacherEditor::save);
    connect(m_duplicate, &QPushButton::clicked, this, &TeacherEditor::duplicate);
    connect(m_remove, &QPushButton::clicked, this, &TeacherEditor::remove);
    connect(m_new, &QPushButton::clicked, this, [this] {
        TeacherProfile profile;
        profile.name = "my-teacher";
        profile.label = toUtf8(tr("My teacher"));
        profile.base = "https://api.example.com/v1";
        profile.reasoning = {"reasoning", "reasoning_content", "tags"};
        add(profile);
    });
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (!m_aside.isRunning()) {
            test();
            return;
        }
        m_aside.cancel();
        showExchange(tr("Stopped."));
    });
}

void TeacherEditor::fillList(const std::string &chosen)
{
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const TeacherProfile &profile : m_shelf.teachers()) {
            const QString label = toQString(profile.label);
            auto *line = new QListWidgetItem(
                m_shelf.isOwn(profile.name) ? tr("%1 (yours)").arg(label) : label);
            line->setData(Qt::UserRole, toQString(profile.name));
            line->setToolTip(label);
            m_list->addItem(line);
        }
    }
    m_list->setCurrentRow(-1);
    select(chosen);
}

void TeacherEditor::select(const std::string &name)
{
    int row = m_list->count() > 0 ? 0 : -1;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(Qt::UserRole).toString() == toQString(name)) {
            row = i;
            break;
        }
    }
    m_list->setCurrentRow(row);
}

const TeacherProfile *TeacherEditor::chosen() const
{
    const QListWidgetItem *line = m_list->currentItem();
    return line == nullptr ? nullptr : m_shelf.find(toUtf8(line->data(Qt::UserRole).toString()));
}

bool TeacherEditor::chosenIsOwn() const
{
    const TeacherProfile *profile = chosen();
    return profile != nullptr && m_shelf.isOwn(profile->name);
}

void TeacherEditor::showChosen()
{
    m_aside.cancel();
    showExchange({});
    const TeacherProfile *profile = chosen();
    m_form->setEnabled(profile != nullptr);
    m_test->setEnabled(profile != nullptr);
    m_duplicate->setEnabled(profile != nullptr);
    m_remove->setEnabled(chosenIsOwn());
    m_save->setVisible(chosenIsOwn());
    m_changed = false;
    if (profile == nullptr)
        return;
    m_form->setProfile(*profile);
    m_form->setReadOnly(!chosenIsOwn());
    m_model->clear();
    for (const std::string &model : profile->models)
        m_model->addItem(toQString(model));
    check();
}

void TeacherEditor::say(const QString &problem)
{
    m_wrong->setText(problem.isEmpty()
                         ? QString{}
                         : QStringLiteral("<span style='color:%1'>✕ %2</span>")
                               .arg(colorsOf(this).differs.name(), problem.toHtmlEscaped()));
}

void TeacherEditor::check()
{
    if (!chosenIsOwn()) {
        m_wrong->setText(tr("It comes with the program: duplicate it to change it."));
        return;
    }
    const auto profile = m_form->profile();
    QString problem = profile ? QString{} : profile.error().message;
    if (profile && profile->name != chosen()->name && m_shelf.find(profile->name) != nullptr)
        problem = tr("Name: another teacher is called so.");
    say(problem);
    m_save->setEnabled(m_changed && problem.isEmpty());
}

bool TeacherEditor::save()
{
    const auto profile = m_form->profile();
    if (!profile || !chosenIsOwn())
        return false;
    const std::string before = chosen()->name;
    auto kept = m_shelf.save(*profile);
    if (kept && before != profile->name)
        kept = m_shelf.remove(before);
    if (!kept) {
        say(kept.error().message);
        return false;
    }
    fillList(profile->name);
    emit teachersChanged();
    return true;
}

std::string TeacherEditor::freeName(const std::string &wish) const
{
    std::string name = wish;
    for (int i = 2; m_shelf.find(name) != nullptr; ++i)
        name = wish + "-" + std::to_string(i);
    return name;
}

void TeacherEditor::add(const TeacherProfile &profile)
{
    TeacherProfile made = profile;
    made.name = freeName(profile.name);
    if (const auto kept = m_shelf.save(made); !kept) {
        say(kept.error().message);
        return;
    }
    fillList(made.name);
    emit teachersChanged();
}

void TeacherEditor::duplicate()
{
    const TeacherProfile *profile = chosen();
    if (profile == nullptr)
        return;
    TeacherProfile copy = *profile;
    copy.label = toUtf8(tr("%1, my copy").arg(toQString(profile->label)));
    add(copy);
}

void TeacherEditor::remove()
{
    if (!chosenIsOwn())
        return;
    const std::string name = chosen()->name;
    if (const auto removed = m_shelf.remove(name); !removed) {
        say(removed.error().message);
        return;
    }
    fillList(name);
    emit teachersChanged();
}

void TeacherEditor::showExchange(const QString &text)
{
    m_exchange->setPlainText(text);
    m_test->setText(m_aside.isRunning() ? tr("Stop") : tr("Test connection"));
}

void TeacherEditor::test()
{
    const auto profile = m_form->profile();
    const std::string model = toUtf8(m_model->currentText().trimmed());
    if (!profile || model.empty()) {
        showExchange(profile ? tr("Name a model first.") : profile.error().message);
        return;
    }
    withKey(
        m_keys, *profile, this,
        [this, profile = *profile, model](const Secret &key) {
            m_aside.start(
                [this, profile, model, key](const Aside::Cancelled &cancelled) -> Aside::Answer {
                    const Exchange exchange =
                        exchangeOnce(profile, key, shortQuestion(model), cancelled);
                    return [this, exchange] { showExchange(exchangeText(exchange)); };
                });
            showExchange(tr("Asking…"));
        },
        [this](const QString &trouble) {
            if (!trouble.isEmpty())
                say(trouble);
        });
}

void TeacherEditor::done(int result)
{
    // What can be saved is: closing a list is no way to say "take it back".
    if (m_changed && m_save->isEnabled() && !save())
        return;
    m_aside.cancel();
    QDialog::done(result);
}

} // namespace touchstone
