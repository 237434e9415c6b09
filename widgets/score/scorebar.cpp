// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "scorebar.h"

#include "criteriapanel.h"
#include "outcomebar.h"
#include "rejectmenu.h"
#include "scorerow.h"
#include "typingfilter.h"

#include <widgets/common/colors.h>
#include <widgets/common/keybutton.h>

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>

namespace touchstone {
namespace {

// Below what three lines need: whoever holds the bar folds it in time.
constexpr int LeastWidth = 640;

} // namespace

ScoreBar::ScoreBar(QWidget *parent)
    : QFrame(parent)
    , m_left(new CriteriaPanel(tr("left"), this))
    , m_right(new CriteriaPanel(tr("right"), this))
    , m_middle(new QWidget(this))
    , m_middleLayout(new QGridLayout(m_middle))
    , m_outcome(new OutcomeBar(m_middle))
    , m_note(new QLineEdit(m_middle))
    , m_exportLabel(new QLabel(tr("Export"), m_middle))
    , m_export(new QComboBox(m_middle))
    , m_rejectMenu(new RejectMenu(this))
{
    setObjectName(QStringLiteral("score-bar"));
    build();
    setRubric(Rubric::standard());
    setExportChoices({});
}

ScoreBar::~ScoreBar() = default;

KeyButton *ScoreBar::addButton(const QString &name, const QString &text, const QString &key)
{
    auto *button = new KeyButton(text, key, m_middle);
    button->setObjectName(name);
    button->setFocusPolicy(Qt::TabFocus);
    button->installEventFilter(this);
    return button;
}

void ScoreBar::build()
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(0);
    layout->addWidget(m_left, 1, Qt::AlignLeft | Qt::AlignVCenter);
    layout->addWidget(m_middle, 0);
    layout->addWidget(m_right, 1, Qt::AlignRight | Qt::AlignVCenter);
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Note"));
    m_note->setMinimumWidth(90);
    m_note->installEventFilter(this);
    m_note->installEventFilter(new TypingFilter(m_note));
    for (auto *segment : m_outcome->findChildren<OutcomeSegment *>())
        segment->installEventFilter(this);
    m_export->setObjectName(QStringLiteral("export-choice"));
    m_export->setAccessibleName(tr("What is exported of this prompt"));
    m_export->setFocusPolicy(Qt::TabFocus);
    m_export->installEventFilter(this);
    m_export->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_export->setMinimumContentsLength(9);
    m_exportLabel->setForegroundRole(QPalette::PlaceholderText);
    m_skip = addButton(QStringLiteral("skip"), tr("Skip"), QStringLiteral("S"));
    m_reject = addButton(QStringLiteral("reject"), tr("Reject…"), QStringLiteral("X"));
    m_edit = addButton(QStringLiteral("edit"), tr("Edit"), QStringLiteral("Ctrl E"));
    m_submit = addButton(QStringLiteral("submit"), tr("Submit, next"), QStringLiteral("⏎"));
    m_submit->setPrimary(true);
    setMinimumWidth(LeastWidth);
    m_middleLayout->setHorizontalSpacing(8);
    m_middleLayout->setVerticalSpacing(6);
    arrange();

    for (CriteriaPanel *panel : {m_left, m_right}) {
        const auto first = [this, panel] { return panel == m_left ? 0 : m_left->count(); };
        connect(panel, &CriteriaPanel::valueRequested, this,
                [this, first](int index, std::optional<int> value) {
                    setRow(first() + index);
                    setScore(first() + index, value);
                });
        connect(panel, &CriteriaPanel::rowFocused, this,
                [this, first](int index) { setRow(first() + index); });
    }
    connect(m_outcome, &OutcomeBar::outcomeRequested, this, &ScoreBar::setOutcome);
    connect(m_note, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_values.note = text;
        emit edited();
    });
    connect(m_export, &QComboBox::activated, this, [this](int index) {
        m_values.chosen = m_exportIds.at(static_cast<std::size_t>(index));
        emit edited();
    });
    connect(m_skip, &QPushButton::clicked, this, &ScoreBar::skipRequested);
    connect(m_reject, &QPushButton::clicked, this, &ScoreBar::openRejectMenu);
    connect(m_edit, &QPushButton::clicked, this, &ScoreBar::editRequested);
    connect(m_submit, &QPushButton::clicked, this, &ScoreBar::submitRequested);
    connect(m_rejectMenu, &RejectMenu::rejected, this,
            [this](Outcome outcome, const QString &reason) {
                m_values.note = reason;
                m_note->setText(reason);
                setOutcome(outcome);
                emit rejected(outcome);
            });
}

void ScoreBar::arrange()
{
    while (QLayoutItem *item = m_middleLayout->takeAt(0))
        delete item;
    m_skip->setVisible(!m_compact);
    m_reject->setVisible(!m_compact);
    m_edit->setVisible(!m_compact);
    m_exportLabel->setVisible(!m_compact);
    m_export->setVisible(!m_compact);
    m_middleLayout->setContentsMargins(15, 0, 15, 0);
    auto *whole = static_cast<QHBoxLayout *>(layout());
    whole->setSpacing(m_compact ? 12 : 0);
    whole->setStretchFactor(m_middle, m_compact ? 1 : 0);
    for (CriteriaPanel *panel : {m_left, m_right})
        whole->setStretchFactor(panel, m_compact ? 0 : 1);
    for (int column = 0; column < 6; ++column)
        m_middleLayout->setColumnStretch(column, 0);
    if (m_compact) {
        m_middleLayout->addWidget(m_outcome, 0, 0);
        m_middleLayout->addWidget(m_note, 0, 1);
        m_middleLayout->addWidget(m_submit, 0, 2);
        m_middleLayout->setColumnStretch(1, 1);
        return;
    }
    m_middleLayout->addWidget(m_outcome, 0, 0, 1, 5);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_note, 1);
    second->addWidget(m_exportLabel);
    second->addWidget(m_export);
    m_middleLayout->addLayout(second, 1, 0, 1, 5);
    m_middleLayout->addWidget(m_skip, 2, 0);
    m_middleLayout->addWidget(m_reject, 2, 1);
    m_middleLayout->addWidget(m_edit, 2, 2);
    m_middleLayout->setColumnStretch(3, 1);
    m_middleLayout->addWidget(m_submit, 2, 4);
}

void ScoreBar::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    m_left->setCompact(compact);
    m_right->setCompact(compact);
    setRow(m_current);
    arrange();
    updateGeometry();
}

int ScoreBar::rows() const
{
    return m_left->count() + m_right->count();
}

void ScoreBar::setRubric(const Rubric &rubric)
{
    m_rubric = rubric;
    m_left->setRubric(rubric);
    m_right->setRubric(rubric);
    m_values.left.assign(rubric.criteria.size(), std::nullopt);
    m_values.right.assign(rubric.criteria.size(), std::nullopt);
    // Tab goes as the eye does: left, decision, right.
    QWidget *before = nullptr;
    const auto chain = [&before](QWidget *next) {
        if (before != nullptr)
            QWidget::setTabOrder(before, next);
        before = next;
    };
    for (CriteriaPanel *panel : {m_left, m_right}) {
        for (int i = 0; i < panel->count(); ++i)
            chain(panel->row(i));
    }
    for (auto *segment : m_outcome->findChildren<OutcomeSegment *>())
        chain(segment);
    for (QWidget *next :
         std::initializer_list<QWidget *>{m_note, m_export, m_skip, m_reject, m_edit, m_submit})
        chain(next);
    m_current = 0;
    setRow(0);
}

void ScoreBar::setSides(const Side &left, const Side &right)
{
    m_outcome->setSides(left.word, left.color, right.word.isEmpty() ? tr("Right") : right.word,
                        right.color);
    m_right->setEnabled(!right.word.isEmpty());
    m_outcome->setComparing(!right.word.isEmpty());
}

void ScoreBar::setExportChoices(const std::vector<ExportChoice> &choices)
{
    QStringList words = {tr("As decided")};
    m_exportIds = {ResponseId{}};
    for (const ExportChoice &choice : choices) {
        words << choice.word;
        m_exportIds.push_back(choice.response);
    }
    // From item to item the words mostly stay; filling the box anew costs as much as painting it.
    if (words == m_exportWords)
        return;
    m_exportWords = words;
    const QSignalBlocker quiet(m_export);
    m_export->clear();
    m_export->addItems(words);
}

void ScoreBar::setValues(const Values &values)
{
    m_values = values;
    m_values.left.resize(m_rubric.criteria.size());
    m_values.right.resize(m_rubric.criteria.size());
    for (std::size_t i = 0; i < m_values.left.size(); ++i) {
        m_left->row(static_cast<int>(i))->setValue(m_values.left[i]);
        m_right->row(static_cast<int>(i))->setValue(m_values.right[i]);
    }
    m_outcome->setOutcome(values.outcome);
    if (m_note->text() != values.note)
        m_note->setText(values.note);
    const auto chosen = std::find(m_exportIds.begin(), m_exportIds.end(), values.chosen);
    m_export->setCurrentIndex(
        chosen == m_exportIds.end() ? 0 : static_cast<int>(chosen - m_exportIds.begin()));
}

void ScoreBar::setOutcome(Outcome outcome)
{
    m_values.outcome = outcome;
    m_outcome->setOutcome(outcome);
    emit edited();
}

void ScoreBar::setRow(int row)
{
    m_current = rows() == 0 ? 0 : std::clamp(row, 0, rows() - 1);
    const bool left = m_current < m_left->count();
    m_left->setCurrent(left ? m_current : -1);
    m_right->setCurrent(left ? -1 : m_current - m_left->count());
    // In one line there is room for one side: the one that the keys score.
    m_left->setVisible(!m_compact || left);
    m_right->setVisible(!m_compact || !left);
}

void ScoreBar::setDigitsHere(bool here)
{
    m_left->setDigitsHere(here);
    m_right->setDigitsHere(here);
}

void ScoreBar::moveCurrent(int by)
{
    if (rows() > 0)
        setRow((m_current + by + rows()) % rows());
}

void ScoreBar::setScore(int row, std::optional<int> value)
{
    const bool left = row < m_left->count();
    const int index = left ? row : row - m_left->count();
    CriteriaPanel *panel = left ? m_left : m_right;
    if (index >= panel->count() || !panel->isEnabled() || !panel->row(index)->setValue(value))
        return;
    (left ? m_values.left : m_values.right)[static_cast<std::size_t>(index)] = value;
    emit edited();
}

void ScoreBar::setCurrentScore(std::optional<int> value)
{
    setScore(m_current, value);
}

void ScoreBar::focusNote()
{
    m_note->setFocus();
    m_note->selectAll();
}

void ScoreBar::openRejectMenu()
{
    const QWidget *at = m_compact ? static_cast<QWidget *>(m_note) : m_reject;
    m_rejectMenu->open(at->mapToGlobal(QPoint(0, 0)), m_values.note);
}

bool ScoreBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // A control that Tab went to is worked by its own keys, not by the page's.
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool combo = watched == m_export && (key == Qt::Key_Up || key == Qt::Key_Down);
        if (combo || (key == Qt::Key_Space && watched != m_note)) {
            event->accept();
            return true;
        }
    }
    if (watched == m_note && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            emit noteLeft();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void ScoreBar::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.line);
    painter.setBrush(colors.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!m_left->isHidden())
        painter.drawLine(m_middle->x(), 1, m_middle->x(), height() - 2);
    const int right = m_middle->geometry().right();
    if (!m_right->isHidden())
        painter.drawLine(right, 1, right, height() - 2);
}

} // namespace touchstone
