// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "teacherform.h"

#include "pricetable.h"
#include "samplingtext.h"

#include <base/json.h>
#include <base/text.h>
#include <generate/teachers.h>
#include <widgets/common/codefield.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QUrl>

#include <algorithm>

namespace touchstone {

namespace {

constexpr int MostOfTokens = 2'000'000'000;
constexpr double MostTemperature = 10;

QString joined(const std::vector<std::string> &words, const QString &between)
{
    QStringList all;
    for (const std::string &word : words)
        all << toQString(word);
    return all.join(between);
}

std::vector<std::string> words(const QString &text, const QString &between)
{
    std::vector<std::string> all;
    for (const QString &word : text.split(QRegularExpression(between), Qt::SkipEmptyParts)) {
        if (!word.trimmed().isEmpty())
            all.push_back(toUtf8(word.trimmed()));
    }
    return all;
}

Error wrong(const QString &sentence)
{
    return {Error::Code::BadInput, sentence};
}

} // namespace

TeacherForm::TeacherForm(QWidget *parent)
    : QWidget(parent)
    , m_interface(new QComboBox)
    , m_temperature(new QDoubleSpinBox)
    , m_prices(new PriceTable)
{
    auto *form = new QFormLayout(this);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(18);
    form->setVerticalSpacing(8);
    build(form);
}

QLineEdit *TeacherForm::addLine(QFormLayout *form,
                                const QString &name,
                                const QString &title,
                                const QString &tip)
{
    auto *field = new QLineEdit;
    field->setObjectName(QStringLiteral("teacher.") + name);
    field->setAccessibleName(title);
    field->setPlaceholderText(tip);
    form->addRow(title, field);
    connect(field, &QLineEdit::textChanged, this, &TeacherForm::changed);
    return field;
}

QPlainTextEdit *TeacherForm::addText(
    QFormLayout *form, const QString &name, const QString &title, const QString &tip, int lines)
{
    QPlainTextEdit *field = codeField(QStringLiteral("teacher.") + name, title, lines);
    field->setPlaceholderText(tip);
    form->addRow(title, field);
    connect(field, &QPlainTextEdit::textChanged, this, &TeacherForm::changed);
    return field;
}

QCheckBox *TeacherForm::addSwitch(QFormLayout *form, const QString &name, const QString &words)
{
    auto *box = new QCheckBox(words);
    box->setObjectName(QStringLiteral("teacher.") + name);
    form->addRow(QString{}, box);
    connect(box, &QCheckBox::toggled, this, &TeacherForm::changed);
    return box;
}

QSpinBox *
TeacherForm::addNumber(QFormLayout *form, const QString &name, const QString &title, int most)
{
    auto *box = new QSpinBox;
    box->setObjectName(QStringLiteral("teacher.") + name);
    box->setAccessibleName(title);
    box->setRange(0, most);
    box->setGroupSeparatorShown(true);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    form->addRow(title, box);
    connect(box, &QSpinBox::valueChanged, this, &TeacherForm::changed);
    return box;
}

void TeacherForm::build(QFormLayout *form)
{
    const auto name = [](const char *text) { return QString::fromLatin1(text); };
    m_label = addLine(form, name("label"), tr("Shown as"), tr("Our server"));
    m_name = addLine(form, name("name"), tr("Name"), tr("our-server: for --teacher"));
    m_base = addLine(form, name("base"), tr("Address"), name("https://api.example.com/v1"));
    m_interface->setObjectName(name("teacher.interface"));
    m_interface->setAccessibleName(tr("Interface"));
    m_interface->addItem(tr("OpenAI chat completions"));
    m_interface->addItem(tr("Ollama chat"));
    form->addRow(tr("Interface"), m_interface);
    connect(m_interface, &QComboBox::currentIndexChanged, this, &TeacherForm::changed);
    m_variable = addLine(form, name("variable"), tr("Key’s variable"),
                         tr("OUR_API_KEY; empty: no key is needed"));
    m_models = addText(form, name("models"), tr("Models"), tr("one a line"), 3);
    m_lists = addSwitch(form, name("lists"), tr("Lists its models itself"));
    m_reasoning = addLine(form, name("reasoning"), tr("Reasoning in"),
                          name("reasoning, reasoning_content, tags"));
    m_maxTokensName = addLine(form, name("maxtokens"), tr("Longest is called"), name("max_tokens"));
    m_usage = addSwitch(form, name("usage"), tr("Ask for the usage in streams"));
    m_extra = addText(form, name("extra"), tr("In each request"),
                      tr("a JSON object, its members join the request"), 2);
    m_headers =
        addText(form, name("headers"), tr("Headers"), tr("Name: value, one a line; no keys"), 2);
    m_unsupported = addLine(form, name("unsupported"), tr("Never sent"), name("logprobs, seed"));
    m_temperature->setObjectName(name("teacher.temperature"));
    m_temperature->setAccessibleName(tr("Highest temperature"));
    m_temperature->setRange(0, MostTemperature);
    m_temperature->setButtonSymbols(QAbstractSpinBox::NoButtons);
    form->addRow(tr("Highest temperature"), m_temperature);
    connect(m_temperature, &QDoubleSpinBox::valueChanged, this, &TeacherForm::changed);
    m_logprobs = addNumber(form, name("logprobs"), tr("Most log-probabilities"), 100);
    m_sampling =
        addLine(form, name("sampling"), tr("Sampling"), name("temperature 0.6 · top-p 0.95"));
    m_longest = addNumber(form, name("longest"), tr("Longest reply"), 10'000'000);
    m_longest->setSpecialValueText(tr("as the server has it"));
    m_streams = addNumber(form, name("streams"), tr("Streams at once"), 512);
    m_streams->setMinimum(1);
    m_requests = addNumber(form, name("requests"), tr("Requests a minute"), 1'000'000);
    m_tokens = addNumber(form, name("tokens"), tr("Tokens a minute"), MostOfTokens);
    for (QSpinBox *limit : {m_requests, m_tokens})
        limit->setSpecialValueText(tr("no limit known"));
    form->addRow(tr("Prices"), m_prices);
    connect(m_prices, &PriceTable::changed, this, &TeacherForm::changed);
    m_notes = addText(form, name("notes"), tr("Notes"), {}, 3);
}

void TeacherForm::setProfile(const TeacherProfile &profile)
{
    const QSignalBlocker quiet(this);
    m_name->setText(toQString(profile.name));
    m_label->setText(toQString(profile.label));
    m_base->setText(toQString(profile.base));
    m_interface->setCurrentIndex(static_cast<int>(profile.interface));
    m_variable->setText(toQString(profile.keyVariable));
    m_models->setPlainText(joined(profile.models, QStringLiteral("\n")));
    m_lists->setChecked(profile.listsModels);
    m_reasoning->setText(joined(profile.reasoning, QStringLiteral(", ")));
    m_maxTokensName->setText(toQString(profile.maxTokensName));
    m_usage->setChecked(profile.usageOption);
    m_extra->setPlainText(profile.extra == "{}" ? QString{} : toQString(profile.extra));
    QStringList headers;
    for (const auto &[name, value] : profile.headers)
        headers << toQString(name) + QStringLiteral(": ") + toQString(value);
    m_headers->setPlainText(headers.join(QLatin1Char('\n')));
    m_unsupported->setText(joined(profile.unsupported, QStringLiteral(", ")));
    m_temperature->setValue(profile.mostTemperature);
    m_logprobs->setValue(profile.mostTopLogprobs);
    m_sampling->setText(samplingText(profile.sampling));
    m_longest->setValue(profile.sampling.maxTokens.value_or(0));
    m_streams->setValue(profile.streams);
    m_requests->setValue(profile.requestsPerMinute);
    m_tokens->setValue(
        static_cast<int>(std::min<std::int64_t>(profile.tokensPerMinute, MostOfTokens)));
    m_prices->setPrices(profile.prices);
    m_notes->setPlainText(toQString(profile.notes));
}

Result<> TeacherForm::readLists(TeacherProfile &profile) const
{
    profile.models = words(m_models->toPlainText(), QStringLiteral("\n"));
    profile.reasoning = words(m_reasoning->text(), QStringLiteral("[,\\s]+"));
    profile.unsupported = words(m_unsupported->text(), QStringLiteral("[,\\s]+"));
    const std::string extra = toUtf8(m_extra->toPlainText().trimmed());
    if (!extra.empty()) {
        const auto json = parseJson(extra);
        if (!json || !json->is_object())
            return wrong(
                tr("In each request: a JSON object belongs there, as in {\"think\": true}."));
        profile.extra = dumpJson(*json);
    }
    for (const std::string &line : words(m_headers->toPlainText(), QStringLiteral("\n"))) {
        const auto colon = line.find(':');
        if (colon == std::string::npos || colon == 0)
            return wrong(
                tr("Headers: \"%1\" is not a name, a colon and a value.").arg(toQString(line)));
        if (toQString(line.substr(0, colon))
                .compare(QLatin1String("authorization"), Qt::CaseInsensitive)
            == 0)
            return wrong(tr("Headers: the key is no part of a profile; name its variable, or enter "
                            "it on the Generate page."));
        profile.headers.emplace_back(
            line.substr(0, colon), std::string(trimmed(std::string_view(line).substr(colon + 1))));
    }
    return {};
}

Result<TeacherProfile> TeacherForm::profile() const
{
    static const QRegularExpression plain(QStringLiteral("^[a-z0-9][a-z0-9._-]*$"));
    TeacherProfile profile;
    if (!plain.match(m_name->text().trimmed()).hasMatch())
        return wrong(tr("Name: small letters, digits, dots and hyphens, as in our-server."));
    profile.name = toUtf8(m_name->text().trimmed());
    profile.label = toUtf8(m_label->text().trimmed());
    if (profile.label.empty())
        profile.label = profile.name;
    QString base = m_base->text().trimmed();
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    const QUrl url(base, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http")))
        return wrong(tr("Address: it begins with https:// or http://, as in "
                        "https://api.example.com/v1."));
    if (!url.userInfo().isEmpty())
        return wrong(tr("Address: no name and password belong there."));
    profile.base = toUtf8(base);
    profile.interface = static_cast<TeacherInterface>(m_interface->currentIndex());
    profile.keyVariable = toUtf8(m_variable->text().trimmed());
    profile.listsModels = m_lists->isChecked();
    profile.usageOption = m_usage->isChecked();
    TRY(readLists(profile));
    if (!m_maxTokensName->text().trimmed().isEmpty())
        profile.maxTokensName = toUtf8(m_maxTokensName->text().trimmed());
    profile.mostTemperature = m_temperature->value();
    profile.mostTopLogprobs = m_logprobs->value();
    TRY_ASSIGN(profile.sampling, parseSamplingText(m_sampling->text()));
    if (m_longest->value() > 0)
        profile.sampling.maxTokens = m_longest->value();
    profile.streams = m_streams->value();
    profile.requestsPerMinute = m_requests->value();
    profile.tokensPerMinute = m_tokens->value();
    TRY_ASSIGN(profile.prices, m_prices->prices());
    profile.notes = toUtf8(m_notes->toPlainText());
    // Whatever else a profile may not hold, such as secrets, the reader of its file knows.
    return teacherFromText(textOf(profile));
}

void TeacherForm::setReadOnly(bool readOnly)
{
    for (QLineEdit *field : findChildren<QLineEdit *>())
        field->setReadOnly(readOnly);
    for (QPlainTextEdit *field : findChildren<QPlainTextEdit *>())
        field->setReadOnly(readOnly);
    for (QAbstractSpinBox *field : findChildren<QAbstractSpinBox *>())
        field->setReadOnly(readOnly);
    for (QCheckBox *field : findChildren<QCheckBox *>())
        field->setEnabled(!readOnly);
    m_interface->setEnabled(!readOnly);
    m_prices->setReadOnly(readOnly);
}

} // namespace touchstone
