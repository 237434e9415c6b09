// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "exportform.h"

#include <base/json.h>
#include <base/text.h>
#include <store/store.h>
#include <widgets/common/queryfield.h>

#include <QButtonGroup>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSignalBlocker>

namespace touchstone {

Result<SplitChoice> parseSplitText(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[\\s=:,;·%]+"));
    const QStringList words = text.split(between, Qt::SkipEmptyParts);
    const Error wrong{Error::Code::BadInput,
                      ExportForm::tr("Split: \"%1\" is not names with shares above 0, as in "
                                     "train 90 test 10 seed 7.")
                          .arg(text.trimmed())};
    SplitChoice choice;
    if (words.size() % 2 != 0)
        return wrong;
    double sum = 0;
    for (qsizetype i = 0; i < words.size(); i += 2) {
        bool isNumber = false;
        if (words[i] == QLatin1String("seed")) {
            choice.seed = words[i + 1].toULongLong(&isNumber);
        } else {
            const double share = words[i + 1].toDouble(&isNumber);
            isNumber = isNumber && share > 0;
            sum += share;
            choice.parts.emplace_back(toUtf8(words[i]), share);
        }
        if (!isNumber)
            return wrong;
    }
    for (auto &[name, share] : choice.parts)
        share /= sum;
    return choice;
}

ExportForm::ExportForm(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_format(new QComboBox)
    , m_readBy(new QLabel)
    , m_query(new QueryField)
    , m_take(new QComboBox)
    , m_rest(new QLabel(tr("left out, with bad problems and wrong references")))
    , m_split(new QLineEdit)
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setLabelAlignment(Qt::AlignLeft);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setHorizontalSpacing(18);
    m_form->setVerticalSpacing(10);
    build(m_form);
    setProject(nullptr);
    setFocusProxy(m_format);
}

QButtonGroup *ExportForm::addChoice(QFormLayout *form,
                                    const QString &name,
                                    const QString &title,
                                    const QStringList &words)
{
    auto *group = new QButtonGroup(this);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setSpacing(14);
    for (int i = 0; i < words.size(); ++i) {
        auto *button = new QRadioButton(words[i]);
        button->setObjectName(QStringLiteral("%1.%2").arg(name).arg(i));
        button->setAccessibleName(QStringLiteral("%1: %2").arg(title, words[i]));
        button->setChecked(i == 0);
        group->addButton(button, i);
        layout->addWidget(button);
    }
    layout->addStretch();
    form->addRow(title, row);
    connect(group, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            emit changed();
    });
    return group;
}

void ExportForm::build(QFormLayout *form)
{
    m_format->setObjectName(QStringLiteral("export.format"));
    m_format->setAccessibleName(tr("What"));
    for (const ExportFormat *format : exportFormats())
        m_format->addItem(toQString(format->title()), toQString(format->name()));
    for (QLabel *quiet : {m_readBy, m_rest})
        quiet->setForegroundRole(QPalette::PlaceholderText);
    m_query->setObjectName(QStringLiteral("export.query"));
    m_query->setAccessibleName(tr("Prompts"));
    m_query->setPlaceholderText(tr("all, or a filter: state:decided"));
    m_take->setObjectName(QStringLiteral("export.take"));
    m_take->setAccessibleName(tr("Which response"));
    m_split->setObjectName(QStringLiteral("export.split"));
    m_split->setAccessibleName(tr("Split"));
    m_split->setPlaceholderText(tr("one file, or train 90 test 10 seed 7"));
    form->addRow(tr("What"), m_format);
    form->addRow(tr("Read by"), m_readBy);
    form->addRow(tr("Prompts"), m_query);
    form->addRow(tr("Take"), m_take);
    m_reasoning = addChoice(form, QStringLiteral("export.reasoning"), tr("Reasoning"),
                            {tr("in <think>"), tr("own field"), tr("none")});
    m_ties =
        addChoice(form, QStringLiteral("export.ties"), tr("A tie"), {tr("left out"), tr("both")});
    m_undecided = addChoice(form, QStringLiteral("export.undecided"), tr("Undecided"),
                            {tr("left out"), tr("human better"), tr("teacher better")});
    form->addRow(tr("Neither, skip"), m_rest);
    form->addRow(tr("Split"), m_split);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        showRelevant();
        emit changed();
    });
    connect(m_take, &QComboBox::currentIndexChanged, this, [this] {
        showRelevant();
        emit changed();
    });
    connect(m_query, &QLineEdit::textChanged, this, &ExportForm::changed);
    connect(m_split, &QLineEdit::textChanged, this, &ExportForm::changed);
}

const ExportFormat &ExportForm::format() const
{
    return *exportFormat(toUtf8(m_format->currentData().toString()));
}

void ExportForm::showRelevant()
{
    using Shape = ExportFormat::Shape;
    const Shape shape = format().shape();
    m_readBy->setText(toQString(format().readBy()));
    const bool single = shape == Shape::Single;
    const bool pairs = shape == Shape::Pair || shape == Shape::Labelled;
    const bool decides = pairs || (single && m_take->currentData() == QStringLiteral("chosen"));
    const auto show = [this](QWidget *field, bool shown) {
        field->setVisible(shown);
        if (QWidget *label = m_form->labelForField(field))
            label->setVisible(shown);
    };
    show(m_take, single);
    show(m_ties->button(0)->parentWidget(), decides);
    const QString both = shape == Shape::Pair       ? tr("both ways")
                         : shape == Shape::Labelled ? tr("both are good")
                                                    : tr("both");
    m_ties->button(1)->setText(both);
    m_ties->button(1)->setAccessibleName(QStringLiteral("%1: %2").arg(tr("A tie"), both));
    show(m_undecided->button(0)->parentWidget(), decides);
    // Only a rule can make a pair of a prompt that nobody decided.
    m_undecided->button(1)->setVisible(pairs);
    m_undecided->button(2)->setVisible(pairs);
    show(m_rest, decides);
    show(m_reasoning->button(0)->parentWidget(),
         shape != Shape::Everything && shape != Shape::Steps);
}

void ExportForm::setProject(const Store *store)
{
    const QSignalBlocker quiet(m_take);
    m_take->clear();
    m_take->addItem(tr("what people chose"), QStringLiteral("chosen"));
    m_take->addItem(tr("what a rule chose"), QStringLiteral("rule"));
    m_take->addItem(tr("the human response"), QStringLiteral("human"));
    m_take->addItem(tr("the teacher’s response"), QStringLiteral("teacher"));
    QStringList terms;
    if (store) {
        for (const Source &source : store->sources().value_or({})) {
            m_take->addItem(tr("responses of %1").arg(toQString(source.name)),
                            QStringLiteral("source:") + toQString(source.name));
            Query query;
            query.terms.push_back({Query::Term::Field::Source, source.name});
            terms << toQString(toText(query));
        }
    }
    m_query->setProjectTerms(terms);
    showRelevant();
}

void ExportForm::setQueryText(const QString &text)
{
    m_query->setText(text);
}

QString ExportForm::queryText() const
{
    return m_query->text().trimmed();
}

Result<ExportPlan> ExportForm::plan() const
{
    ExportPlan plan;
    plan.format = format().name();
    TRY_ASSIGN(plan.query, parseQuery(toUtf8(queryText())));
    const QString take = m_take->currentData().toString();
    plan.take = take == QLatin1String("human")              ? ExportPlan::Take::Human
                : take == QLatin1String("rule")             ? ExportPlan::Take::Rule
                : take == QLatin1String("teacher")          ? ExportPlan::Take::Teacher
                : take.startsWith(QLatin1String("source:")) ? ExportPlan::Take::Source
                                                            : ExportPlan::Take::Chosen;
    if (plan.take == ExportPlan::Take::Source)
        plan.source = toUtf8(take.mid(7));
    plan.reasoning = static_cast<ReasoningPlace>(m_reasoning->checkedId());
    plan.ties = m_ties->checkedId() == 1 ? ExportPlan::Ties::Both : ExportPlan::Ties::Drop;
    const auto shape = format().shape();
    if (shape == ExportFormat::Shape::Pair || shape == ExportFormat::Shape::Labelled)
        plan.pairs = static_cast<ExportPlan::PairRule>(m_undecided->checkedId());
    TRY_ASSIGN(const SplitChoice split, parseSplitText(m_split->text()));
    plan.split = split.parts;
    plan.seed = split.seed;
    return plan;
}

std::string ExportForm::settings() const
{
    return dumpJson(Json{{"format", toUtf8(m_format->currentData().toString())},
                         {"filter", toUtf8(queryText())},
                         {"take", toUtf8(m_take->currentData().toString())},
                         {"reasoning", m_reasoning->checkedId()},
                         {"ties", m_ties->checkedId()},
                         {"undecided", m_undecided->checkedId()},
                         {"split", toUtf8(m_split->text())}});
}

void ExportForm::setSettings(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json || !json->is_object())
        return;
    const auto words = [&json](const char *name) {
        const auto at = json->find(name);
        return at != json->end() && at->is_string() ? toQString(at->get<std::string>()) : QString{};
    };
    const auto choose = [&](QComboBox *box, const char *name) {
        if (const int at = box->findData(words(name)); at >= 0)
            box->setCurrentIndex(at);
    };
    const auto check = [&json](const QButtonGroup *group, const char *name) {
        const auto at = json->find(name);
        QAbstractButton *button =
            at != json->end() && at->is_number_integer() ? group->button(at->get<int>()) : nullptr;
        if (button)
            button->setChecked(true);
    };
    choose(m_format, "format");
    choose(m_take, "take");
    check(m_reasoning, "reasoning");
    check(m_ties, "ties");
    check(m_undecided, "undecided");
    m_query->setText(words("filter"));
    m_split->setText(words("split"));
}

} // namespace touchstone
