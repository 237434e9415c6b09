// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generateform.h"

#include "keyfield.h"
#include "samplingtext.h"

#include <base/text.h>
#include <generate/teachers.h>
#include <store/store.h>
#include <widgets/common/codefield.h>
#include <widgets/common/colors.h>
#include <widgets/common/elidedlabel.h>
#include <widgets/common/format.h>
#include <widgets/common/queryfield.h>

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace touchstone {

namespace {

// What a run is for when nobody said otherwise: prompts that nobody decided and no teacher
// answered.
const QString FirstQuery = QStringLiteral("state:open -has:teacher");
const QString FirstTeacher = QStringLiteral("deepseek");
const QString FirstMessage = QStringLiteral("{{prompt}}\n\nPut the final answer in \\boxed{}.");
constexpr int MostStreams = 512;
constexpr int MostSamples = 256;
constexpr int MostTokens = 1'000'000;
/// No line of the form is longer; the whole message is in the preview's tip.
constexpr qsizetype PreviewLength = 200;

QSpinBox *spinBox(const QString &name, const QString &title, int least, int most)
{
    auto *box = new QSpinBox;
    box->setObjectName(QStringLiteral("generate.") + name);
    box->setAccessibleName(title);
    box->setRange(least, most);
    box->setGroupSeparatorShown(true);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    // What is only scrolled past must not change.
    box->setFocusPolicy(Qt::StrongFocus);
    return box;
}

QToolButton *sideButton(const QString &name, const QString &words, const QString &meaning)
{
    auto *button = new QToolButton;
    button->setObjectName(QStringLiteral("generate.") + name);
    button->setText(words);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(meaning);
    button->setToolTip(meaning);
    return button;
}

QWidget *beside(QWidget *field, QWidget *button)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(field, 1);
    layout->addWidget(button);
    return row;
}

} // namespace

GenerateForm::GenerateForm(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_list(new QComboBox)
    , m_edit(sideButton(QStringLiteral("teachers"), tr("Edit…"), tr("Edit the teachers")))
    , m_model(new QComboBox)
    , m_ask(sideButton(QStringLiteral("models"), tr("List"), tr("Ask the teacher for its models")))
    , m_key(new KeyField)
    , m_query(new QueryField)
    , m_found(new QLabel)
    , m_samples(spinBox(QStringLiteral("samples"), tr("Samples of each prompt"), 1, MostSamples))
    , m_source(new QLineEdit)
    , m_system(codeField(QStringLiteral("generate.system"), tr("System message"), 2))
    , m_message(codeField(QStringLiteral("generate.message"), tr("Message"), 3))
    , m_preview(new ElidedLabel)
    , m_sampling(new QLineEdit)
    , m_longest(spinBox(QStringLiteral("longest"), tr("Longest reply"), 0, MostTokens))
    , m_streams(spinBox(QStringLiteral("streams"), tr("Streams at once"), 1, MostStreams))
    , m_budget(new QLineEdit)
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setLabelAlignment(Qt::AlignLeft);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setHorizontalSpacing(18);
    m_form->setVerticalSpacing(10);
    build();
    m_query->setText(FirstQuery);
    m_message->setPlainText(FirstMessage);
    setTeachers({});
    connectParts();
    setFocusProxy(m_list);
}

void GenerateForm::build()
{
    const auto line = [](QLineEdit *field, const char *name, const QString &title) {
        field->setObjectName(QStringLiteral("generate.") + QLatin1String(name));
        field->setAccessibleName(title);
    };
    m_list->setObjectName(QStringLiteral("generate.teacher"));
    m_list->setAccessibleName(tr("Teacher"));
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->setObjectName(QStringLiteral("generate.model"));
    m_model->setAccessibleName(tr("Model"));
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_model->completer()->setFilterMode(Qt::MatchContains);
    line(m_query, "query", tr("Prompts"));
    m_query->setPlaceholderText(tr("all, or a filter: state:open -has:teacher"));
    m_query->setToolTip(tr("state:open -has:teacher: open and without a teacher’s response"));
    m_found->setObjectName(QStringLiteral("generate.found"));
    m_found->setForegroundRole(QPalette::PlaceholderText);
    line(m_source, "source", tr("Kept as"));
    m_source->setToolTip(tr("The source whose responses they become"));
    line(m_sampling, "sampling", tr("Sampling"));
    m_sampling->setPlaceholderText(tr("as the server has it, or temperature 0.6 · top-p 0.95"));
    m_sampling->setToolTip(tr("temperature 0.6 · top-p 0.95 · seed 7 · logprobs 5 · stop \"###\""));
    line(m_budget, "budget", tr("Budget"));
    m_budget->setPlaceholderText(tr("none, or 12.00 USD · 5 M tokens"));
    m_budget->setToolTip(tr("Before it is passed the run ends; nothing is lost"));
    m_samples->setSuffix(tr(" each"));
    m_longest->setSuffix(tr(" tokens"));
    m_longest->setSingleStep(1024);
    m_longest->setSpecialValueText(tr("as the server has it"));
    m_streams->setSuffix(tr(" streams"));

    m_form->addRow(tr("Teacher"), beside(m_list, m_edit));
    m_form->addRow(tr("Model"), beside(m_model, m_ask));
    m_form->addRow(tr("Key"), m_key);
    m_form->addRow(tr("Prompts"), beside(m_query, m_found));
    m_form->addRow(tr("Samples"), m_samples);
    addMessages();
    m_form->addRow(tr("Sampling"), m_sampling);
    m_form->addRow(tr("Longest"), m_longest);
    m_form->addRow(tr("At once"), m_streams);
    m_form->addRow(tr("Budget"), m_budget);
    m_form->addRow(tr("Kept as"), m_source);
}

void GenerateForm::addMessages()
{
    auto *title = new QLabel(tr("Message"));
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    bold.setPixelSize(12);
    title->setFont(bold);
    title->setForegroundRole(QPalette::PlaceholderText);
    title->setBuddy(m_message);
    m_message->setToolTip(
        tr("Fields of a prompt in braces: {{prompt}}, {{system}}, {{key}}, {{reference}}, "
           "{{meta.NAME}}; {{{{ is two braces"));
    m_system->setPlaceholderText(tr("the prompt’s own"));
    m_preview->setObjectName(QStringLiteral("generate.preview"));
    m_preview->setForegroundRole(QPalette::PlaceholderText);
    auto *rows = new QVBoxLayout;
    rows->setContentsMargins(0, 4, 0, 0);
    rows->setSpacing(4);
    rows->addWidget(title);
    rows->addWidget(m_message);
    rows->addWidget(m_preview);
    m_form->addRow(rows);
    m_form->addRow(tr("System"), m_system);
}

void GenerateForm::connectParts()
{
    const auto tell = [this] {
        if (!m_filling)
            emit changed();
    };
    connect(m_list, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_filling)
            takeTeacher();
    });
    connect(m_edit, &QToolButton::clicked, this, &GenerateForm::teachersRequested);
    connect(m_ask, &QToolButton::clicked, this, &GenerateForm::modelsRequested);
    connect(m_model, &QComboBox::editTextChanged, this, [this, tell](const QString &text) {
        m_source->setPlaceholderText(text);
        tell();
    });
    for (QLineEdit *field : {static_cast<QLineEdit *>(m_query), m_source, m_sampling, m_budget})
        connect(field, &QLineEdit::textChanged, this, tell);
    for (QPlainTextEdit *field : {m_message, m_system})
        connect(field, &QPlainTextEdit::textChanged, this, tell);
    for (QSpinBox *field : {m_samples, m_longest, m_streams})
        connect(field, &QSpinBox::valueChanged, this, tell);
}

void GenerateForm::setTeachers(const std::vector<TeacherProfile> &teachers)
{
    const std::string before = m_teacher.name;
    const TeacherProfile old = m_teacher;
    m_teachers = teachers;
    {
        const QScopedValueRollback filling(m_filling, true);
        m_list->clear();
        for (const TeacherProfile &teacher : m_teachers)
            m_list->addItem(toQString(teacher.label), toQString(teacher.name));
        const QString wanted = before.empty() ? FirstTeacher : toQString(before);
        m_list->setCurrentIndex(std::max(0, m_list->findData(wanted)));
    }
    const int at = m_list->currentIndex();
    if (at < 0 || m_teachers[static_cast<std::size_t>(at)] != old)
        takeTeacher();
}

/// Another teacher brings its own model, sampling and streams; what is asked of whom stays.
void GenerateForm::takeTeacher()
{
    const int at = m_list->currentIndex();
    m_teacher = at < 0 ? TeacherProfile{} : m_teachers[static_cast<std::size_t>(at)];
    m_offered.clear();
    {
        const QScopedValueRollback filling(m_filling, true);
        fillModels(m_teacher.models.empty() ? QString{} : toQString(m_teacher.models.front()));
        m_sampling->setText(samplingText(m_teacher.sampling));
        m_longest->setValue(m_teacher.sampling.maxTokens.value_or(0));
        m_streams->setValue(m_teacher.streams);
        m_ask->setVisible(m_teacher.listsModels);
        m_list->setToolTip(toQString(m_teacher.notes));
    }
    emit teacherChanged();
    emit changed();
}

void GenerateForm::fillModels(const QString &chosen)
{
    m_model->clear();
    for (const std::string &model : m_teacher.models)
        m_model->addItem(toQString(model));
    for (const std::string &model : m_offered) {
        if (m_model->findText(toQString(model), Qt::MatchExactly) < 0)
            m_model->addItem(toQString(model));
    }
    m_model->setEditText(chosen);
    m_source->setPlaceholderText(chosen);
}

void GenerateForm::setOfferedModels(const std::vector<std::string> &models)
{
    const QScopedValueRollback filling(m_filling, true);
    const QString chosen = m_model->currentText();
    m_offered = models;
    fillModels(chosen.isEmpty() && !models.empty() ? toQString(models.front()) : chosen);
}

void GenerateForm::setProject(const Store *store)
{
    QStringList terms;
    if (store != nullptr) {
        for (const Source &source : store->sources().value_or({})) {
            Query query;
            query.terms.push_back({Query::Term::Field::Source, source.name});
            terms << toQString(toText(query));
        }
    }
    m_query->setProjectTerms(terms);
}

QString GenerateForm::currency() const
{
    const TokenPrice *price = priceOf(m_teacher, toUtf8(m_model->currentText().trimmed()));
    return price != nullptr ? toQString(price->currency) : QString{};
}

QString GenerateForm::queryText() const
{
    return m_query->text().trimmed();
}

void GenerateForm::setQueryText(const QString &text)
{
    m_query->setText(text);
}

Result<GenerationSettings> GenerateForm::settings() const
{
    const auto wrong = [](const QString &words) { return Error{Error::Code::BadInput, words}; };
    GenerationSettings settings;
    settings.teacher = m_teacher;
    settings.model = toUtf8(m_model->currentText().trimmed());
    if (m_teacher.name.empty())
        return wrong(tr("Teacher: there is none; add one by Edit."));
    if (settings.model.empty())
        return wrong(tr("Model: type its name, or have the teacher list its models."));
    TRY_ASSIGN(const Query query, parseQuery(toUtf8(queryText())));
    settings.filter = toText(query);
    settings.source = toUtf8(m_source->text().trimmed());
    settings.system = toUtf8(m_system->toPlainText());
    settings.message = toUtf8(m_message->toPlainText());
    if (trimmed(settings.message).empty())
        return wrong(tr("Message: it is empty; {{prompt}} is the prompt’s text."));
    settings.samples = m_samples->value();
    TRY_ASSIGN(settings.sampling, parseSamplingText(m_sampling->text()));
    if (m_longest->value() > 0)
        settings.sampling.maxTokens = m_longest->value();
    settings.streams = m_streams->value();
    TRY_ASSIGN(const Budget budget, parseBudgetText(m_budget->text(), currency()));
    if (budget.money && currency().isEmpty())
        return wrong(tr("Budget: no price of %1 is known, so money cannot be counted; add one by "
                        "Edit, or give tokens.")
                         .arg(m_model->currentText()));
    settings.budget = budget.money;
    settings.tokenBudget = budget.tokens;
    return settings;
}

void GenerateForm::setSettings(const GenerationSettings &settings)
{
    if (const int at = m_list->findData(toQString(settings.teacher.name)); at >= 0) {
        m_list->setCurrentIndex(at);
        const QScopedValueRollback filling(m_filling, true);
        m_model->setEditText(toQString(settings.model));
        m_sampling->setText(samplingText(settings.sampling));
        m_longest->setValue(settings.sampling.maxTokens.value_or(0));
        m_streams->setValue(settings.streams);
    }
    const QScopedValueRollback filling(m_filling, true);
    m_query->setText(toQString(settings.filter));
    m_samples->setValue(settings.samples);
    m_source->setText(toQString(settings.source));
    m_source->setPlaceholderText(m_model->currentText());
    m_system->setPlainText(toQString(settings.system));
    m_message->setPlainText(toQString(settings.message));
    m_budget->setText(budgetText({settings.budget, settings.tokenBudget}, currency()));
}

void GenerateForm::setFound(qint64 prompts)
{
    m_found->setText(prompts < 0 ? QString{} : number(prompts));
    m_found->setAccessibleName(prompts < 0 ? QString{} : tr("%1 prompts").arg(number(prompts)));
}

void GenerateForm::setPreview(const QString &message, bool problem)
{
    const QString line = message.simplified();
    m_preview->setToolTip(message);
    m_preview->setWordWrap(problem);
    if (message.isEmpty())
        m_preview->setText({});
    else if (problem)
        m_preview->setText(QStringLiteral("<span style='color:%1'>✕ %2</span>")
                               .arg(colorsOf(this).differs.name(), line.toHtmlEscaped()));
    else
        m_preview->setText(tr("Preview: “%1”").arg(line.left(PreviewLength)));
}

} // namespace touchstone
