// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "exportpage.h"

#include "jsonhighlighter.h"

#include <base/json.h>
#include <base/text.h>
#include <pipeline/exportjob.h>
#include <pipeline/jobrunner.h>
#include <store/store.h>
#include <widgets/common/ask.h>
#include <widgets/common/colors.h>
#include <widgets/common/format.h>
#include <widgets/common/keybutton.h>

#include <QButtonGroup>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QTimer>
#include <QVBoxLayout>

namespace touchstone {

namespace {

QString filterFor(const std::string &reason)
{
    if (reason == "open" || reason == "drafted")
        return QStringLiteral("state:") + toQString(reason);
    if (reason == "skipped")
        return QStringLiteral("state:skipped");
    if (reason == "tie" || reason == "neither")
        return QStringLiteral("decision:") + toQString(reason);
    if (reason == "bad problem")
        return QStringLiteral("decision:bad");
    if (reason == "reference is wrong")
        return QStringLiteral("decision:reference");
    if (reason == "no human response")
        return QStringLiteral("-has:human");
    if (reason == "no teacher response")
        return QStringLiteral("-has:teacher");
    return {};
}

QPlainTextEdit *codeView(const QString &name, const QString &accessibleName)
{
    auto *view = new QPlainTextEdit;
    view->setObjectName(name);
    view->setAccessibleName(accessibleName);
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(12);
    view->setFont(fixed);
    return view;
}

} // namespace

ExportPage::ExportPage(Ask &ask, QWidget *parent)
    : Page(parent)
    , m_ask(ask)
    , m_format(new QComboBox)
    , m_readBy(new QLabel)
    , m_query(new QLineEdit)
    , m_take(new QComboBox)
    , m_split(new QLineEdit)
    , m_summary(new QLabel)
    , m_reasons(new QVBoxLayout)
    , m_rowTitle(new QLabel)
    , m_row(codeView(QStringLiteral("export.row"), tr("A row as it will be written")))
    , m_manifest(codeView(QStringLiteral("export.manifest"), tr("The manifest")))
    , m_study(new KeyButton(tr("The study’s three targets…"), {}))
    , m_export(new KeyButton(tr("Export…"), QStringLiteral("Ctrl E")))
    , m_form(new QFormLayout)
    , m_wait(new QTimer(this))
{
    new JsonHighlighter(m_row->document(), this);
    new JsonHighlighter(m_manifest->document(), this);
    auto *left = new QVBoxLayout;
    left->setContentsMargins(16, 14, 16, 16);
    auto *title = new QLabel(tr("Export"));
    QFont large = title->font();
    large.setPixelSize(15);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    left->addWidget(title);
    buildForm(m_form);
    left->addLayout(m_form);
    left->addSpacing(8);
    QFont bold = m_summary->font();
    bold.setWeight(QFont::DemiBold);
    m_summary->setFont(bold);
    m_summary->setWordWrap(true);
    m_summary->setObjectName(QStringLiteral("export.summary"));
    left->addWidget(m_summary);
    left->addLayout(m_reasons);
    left->addStretch();
    auto *buttons = new QHBoxLayout;
    m_study->setObjectName(QStringLiteral("export.study"));
    m_export->setObjectName(QStringLiteral("export.write"));
    m_export->setPrimary(true);
    buttons->addWidget(m_study);
    buttons->addStretch();
    buttons->addWidget(m_export);
    left->addLayout(buttons);
    auto *leftSide = new QWidget;
    leftSide->setLayout(left);
    leftSide->setFixedWidth(420);

    auto *back = new KeyButton(QStringLiteral("‹"), {});
    auto *next = new KeyButton(QStringLiteral("›"), {});
    back->setAccessibleName(tr("Previous row"));
    next->setAccessibleName(tr("Next row"));
    back->setObjectName(QStringLiteral("export.back"));
    next->setObjectName(QStringLiteral("export.next"));
    connect(back, &QPushButton::clicked, this, [this] { showRow(m_shownRow - 1); });
    connect(next, &QPushButton::clicked, this, [this] { showRow(m_shownRow + 1); });
    auto *head = new QHBoxLayout;
    head->addWidget(m_rowTitle);
    head->addStretch();
    head->addWidget(back);
    head->addWidget(next);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(16, 14, 16, 16);
    right->setSpacing(10);
    right->addLayout(head);
    right->addWidget(m_row, 5);
    right->addWidget(m_manifest, 3);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(leftSide);
    layout->addLayout(right, 1);

    m_wait->setSingleShot(true);
    m_wait->setInterval(200);
    connect(m_wait, &QTimer::timeout, this, &ExportPage::startPreview);
    connect(m_export, &QPushButton::clicked, this, [this] { exportNow(false); });
    connect(m_study, &QPushButton::clicked, this, [this] { exportNow(true); });
    showRelevant();
}

QButtonGroup *ExportPage::addChoice(QFormLayout *form,
                                    const QString &name,
                                    const QString &title,
                                    const QStringList &words)
{
    auto *group = new QButtonGroup(this);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 4, 0, 4);
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
    connect(group, &QButtonGroup::idToggled, this, &ExportPage::settingsChanged);
    return group;
}

void ExportPage::buildForm(QFormLayout *form)
{
    form->setLabelAlignment(Qt::AlignLeft);
    form->setHorizontalSpacing(18);
    m_format->setObjectName(QStringLiteral("export.format"));
    m_format->setAccessibleName(tr("What"));
    for (const ExportFormat *format : exportFormats())
        m_format->addItem(toQString(format->title()), toQString(format->name()));
    m_readBy->setForegroundRole(QPalette::PlaceholderText);
    m_query->setObjectName(QStringLiteral("export.query"));
    m_query->setAccessibleName(tr("Prompts"));
    m_query->setPlaceholderText(tr("all; or a filter, as in state:decided"));
    m_take->setObjectName(QStringLiteral("export.take"));
    m_take->setAccessibleName(tr("Which response"));
    m_split->setObjectName(QStringLiteral("export.split"));
    m_split->setAccessibleName(tr("Split"));
    m_split->setPlaceholderText(tr("none; or train=0.9,test=0.1 seed=7"));
    form->addRow(tr("What"), m_format);
    form->addRow(tr("Read by"), m_readBy);
    form->addRow(tr("Prompts"), m_query);
    form->addRow(tr("Take"), m_take);
    m_reasoning = addChoice(form, QStringLiteral("export.reasoning"), tr("Reasoning"),
                            {tr("in <think>"), tr("own field"), tr("none")});
    m_ties =
        addChoice(form, QStringLiteral("export.ties"), tr("A tie"), {tr("left out"), tr("both")});
    m_undecided = addChoice(form, QStringLiteral("export.undecided"), tr("Undecided"),
                            {tr("left out"), tr("human"), tr("teacher")});
    form->addRow(tr("Neither"), new QLabel(tr("left out")));
    form->addRow(tr("Split"), m_split);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportPage::settingsChanged);
    connect(m_take, &QComboBox::currentIndexChanged, this, &ExportPage::settingsChanged);
    connect(m_query, &QLineEdit::textChanged, this, &ExportPage::settingsChanged);
    connect(m_split, &QLineEdit::textChanged, this, &ExportPage::settingsChanged);
}

void ExportPage::showRelevant()
{
    const ExportFormat *format = exportFormat(toUtf8(m_format->currentData().toString()));
    m_readBy->setText(toQString(format->readBy()));
    const bool single = format->shape() == ExportFormat::Shape::Single;
    const bool pairs = format->shape() == ExportFormat::Shape::Pair
                       || format->shape() == ExportFormat::Shape::Labelled;
    const auto show = [this](QWidget *field, bool shown) {
        field->setVisible(shown);
        if (QWidget *label = m_form->labelForField(field))
            label->setVisible(shown);
    };
    show(m_take, single);
    show(m_ties->button(0)->parentWidget(),
         format->shape() == ExportFormat::Shape::Pair || (single && m_take->currentIndex() == 0));
    show(m_undecided->button(0)->parentWidget(), pairs);
    show(m_reasoning->button(0)->parentWidget(),
         format->shape() != ExportFormat::Shape::Everything);
    m_study->setEnabled(single && m_store);
}

void ExportPage::setProject(Store *store, JobRunner *jobs)
{
    if (m_store)
        m_store->disconnect(this);
    m_store = store;
    m_jobs = jobs;
    m_previewNumber = m_exportNumber = 0;
    const QSignalBlocker quiet(m_take);
    m_take->clear();
    m_take->addItem(tr("what people chose"), QStringLiteral("chosen"));
    m_take->addItem(tr("the human response"), QStringLiteral("human"));
    m_take->addItem(tr("the teacher’s response"), QStringLiteral("teacher"));
    if (!store)
        return;
    for (const Source &source : store->sources().value_or({}))
        m_take->addItem(tr("responses of %1").arg(toQString(source.name)),
                        QStringLiteral("source:") + toQString(source.name));
    connect(store, &Store::changed, this, [this] {
        if (isVisible())
            m_wait->start();
    });
    connect(jobs, &JobRunner::finished, this, [this](int job, const Result<> &result) {
        jobFinished(job, result.has_value(), result ? QString{} : result.error().message,
                    result ? QString{} : result.error().detail);
    });
}

void ExportPage::activate()
{
    settingsChanged();
    m_format->setFocus();
}

void ExportPage::setQueryText(const QString &text)
{
    m_query->setText(text);
}

void ExportPage::settingsChanged()
{
    showRelevant();
    m_wait->start();
}

ExportPlan ExportPage::plan() const
{
    ExportPlan plan;
    plan.format = toUtf8(m_format->currentData().toString());
    if (const auto query = parseQuery(toUtf8(m_query->text())))
        plan.query = *query;
    const QString take = m_take->currentData().toString();
    plan.take = take == QLatin1String("human")              ? ExportPlan::Take::Human
                : take == QLatin1String("teacher")          ? ExportPlan::Take::Teacher
                : take.startsWith(QLatin1String("source:")) ? ExportPlan::Take::Source
                                                            : ExportPlan::Take::Chosen;
    if (plan.take == ExportPlan::Take::Source)
        plan.source = toUtf8(take.mid(7));
    plan.reasoning = static_cast<ReasoningPlace>(m_reasoning->checkedId());
    plan.ties = m_ties->checkedId() == 1 ? ExportPlan::Ties::Both : ExportPlan::Ties::Drop;
    plan.pairs = static_cast<ExportPlan::PairRule>(m_undecided->checkedId());
    const QStringList parts = m_split->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (part.startsWith(QLatin1String("seed="))) {
            plan.seed = part.mid(5).toULongLong();
            continue;
        }
        for (const QString &share : part.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
            const double value = share.section(QLatin1Char('='), 1).toDouble();
            if (value > 0)
                plan.split.emplace_back(toUtf8(share.section(QLatin1Char('='), 0, 0)), value);
        }
    }
    const ExportFormat *format = exportFormat(plan.format);
    plan.out = plan.split.empty() ? QStringLiteral("export.") + toQString(format->extension())
                                  : QStringLiteral("export");
    return plan;
}

void ExportPage::startPreview()
{
    if (!m_jobs || !m_store)
        return;
    if (m_previewNumber)
        m_jobs->cancel(m_previewNumber);
    const auto query = parseQuery(toUtf8(m_query->text()));
    if (!query) {
        m_summary->setText(query.error().message);
        return;
    }
    m_preview = std::make_shared<ExportPreviewJob>(plan());
    m_previewNumber = m_jobs->start(m_preview);
}

void ExportPage::jobFinished(int number, bool ok, const QString &message, const QString &detail)
{
    if (number == m_previewNumber) {
        m_previewNumber = 0;
        if (ok)
            showPreview(m_preview->preview());
        else
            m_summary->setText(message);
    } else if (number == m_exportNumber) {
        m_exportNumber = 0;
        if (ok)
            emit said(tr("Exported to %1").arg(QDir::toNativeSeparators(m_exportTo)));
        else
            emit failed(message, detail);
    }
}

void ExportPage::showPreview(const ExportPreview &preview)
{
    const ExportFormat *format = exportFormat(toUtf8(m_format->currentData().toString()));
    const bool pairs = format->shape() == ExportFormat::Shape::Pair;
    qint64 rows = 0;
    for (const auto &[name, count] : preview.files)
        rows += count;
    m_summary->setText((pairs ? tr("%1 prompts become %2 pairs") : tr("%1 prompts become %2 rows"))
                           .arg(number(preview.prompts), number(rows)));
    m_export->setText((pairs ? tr("Export %1 pairs…") : tr("Export %1 rows…")).arg(number(rows)));
    m_export->setEnabled(rows > 0);
    while (QLayoutItem *item = m_reasons->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const auto line = [this](qint64 count, const QString &words, const QString &filter) {
        auto *label =
            new QLabel(QStringLiteral("<b>%1</b>&nbsp;&nbsp; %2%3")
                           .arg(touchstone::number(count), words.toHtmlEscaped(),
                                filter.isEmpty()
                                    ? QString{}
                                    : QStringLiteral(" <a href='%1' style='color:%2'>%3</a>")
                                          .arg(filter, colorsOf(this).accent.name(), tr("show"))));
        label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
        label->setAccessibleName(QStringLiteral("%1 %2").arg(count).arg(words));
        connect(label, &QLabel::linkActivated, this, &ExportPage::browseRequested);
        m_reasons->addWidget(label);
    };
    if (preview.files.size() > 1) {
        for (const auto &[name, count] : preview.files)
            line(count, toQString(name), {});
    }
    for (const auto &[reason, count] : preview.leftOut)
        line(count, tr("%1, left out").arg(toQString(reason)), filterFor(reason));
    m_rows = preview.firstRows;
    m_manifest->setPlainText(toQString(preview.manifest));
    showRow(0);
}

void ExportPage::showRow(int row)
{
    if (m_rows.empty()) {
        m_rowTitle->setText(tr("<b>Preview</b>&nbsp; no rows yet"));
        m_row->setPlainText({});
        return;
    }
    m_shownRow = std::clamp(row, 0, static_cast<int>(m_rows.size()) - 1);
    m_rowTitle->setText(
        tr("<b>Preview</b>&nbsp; row %1 of the first %2").arg(m_shownRow + 1).arg(m_rows.size()));
    const std::string &text = m_rows[static_cast<std::size_t>(m_shownRow)];
    const auto json = parseJson(text);
    m_row->setPlainText(toQString(json ? dumpJson(*json, 2) : text));
}

void ExportPage::exportNow(bool study)
{
    if (!m_jobs)
        return;
    ExportPlan chosen = plan();
    if (study) {
        chosen.split.clear();
        chosen.out = m_ask.folder(this, tr("Folder for the study’s three targets"));
    } else if (!chosen.split.empty()) {
        chosen.out = m_ask.folder(this, tr("Folder for the parts"));
    } else {
        const QString name = QFileInfo(m_store->path()).completeBaseName() + QLatin1Char('-')
                             + toQString(chosen.format);
        const QString extension = toQString(exportFormat(chosen.format)->extension());
        chosen.out = m_ask.saveFile(this, tr("Export to"), name + QLatin1Char('.') + extension,
                                    QStringLiteral("*.") + extension);
    }
    if (chosen.out.isEmpty())
        return;
    m_exportTo = chosen.out;
    std::shared_ptr<Job> job;
    if (study)
        job = std::make_shared<StudyExportJob>(chosen);
    else
        job = std::make_shared<ExportJob>(chosen);
    m_exportNumber = m_jobs->start(std::move(job));
}

} // namespace touchstone
