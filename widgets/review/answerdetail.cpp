// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "answerdetail.h"

#include "judgement.h"
#include "sourcewords.h"
#include "verdictwords.h"

#include <base/text.h>
#include <items/standingwords.h>
#include <judge/extract.h>
#include <widgets/common/colors.h>

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace touchstone {
namespace {

constexpr int WidestWords = 420;
constexpr std::size_t Around = 60;

/// The line in which the answer stands, cut to a few words on either side. A null `verdict`: what
/// our own rules find.
QString wordsAround(const Response &response, const ResponseVerdict *verdict)
{
    FinalAnswer found;
    if (verdict == nullptr)
        found = extractFinalAnswer(response.answer);
    else if (verdict->part == TextPart::Answer)
        found = {verdict->extracted, verdict->rule, verdict->begin, verdict->end};
    if (found.text.empty() || found.end > response.answer.size())
        return {};
    const std::string_view text = response.answer;
    std::size_t begin = text.rfind('\n', found.begin);
    begin = begin == std::string_view::npos ? 0 : begin + 1;
    begin = std::max(begin, found.begin > Around ? found.begin - Around : 0);
    // Not within a letter.
    while (begin < found.begin && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
        ++begin;
    const std::size_t end = std::min(text.find('\n', found.end), text.size());
    const std::string_view near =
        headOf(text.substr(begin, end - begin), 2 * Around + found.text.size());
    return QStringLiteral("“%1”").arg(toQString(near).simplified());
}

} // namespace

AnswerDetail::AnswerDetail(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_layout(new QGridLayout(this))
{
    setObjectName(QStringLiteral("answer-detail"));
    setAccessibleName(tr("Final answers and verdicts"));
    m_layout->setContentsMargins(16, 12, 16, 12);
    m_layout->setHorizontalSpacing(18);
    m_layout->setVerticalSpacing(6);
}

QLabel *AnswerDetail::addText(const QString &text, int row, int column, bool quiet)
{
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(column > 0);
    label->setMaximumWidth(WidestWords);
    if (quiet)
        label->setForegroundRole(QPalette::PlaceholderText);
    m_layout->addWidget(label, row, column, Qt::AlignTop);
    return label;
}

int AnswerDetail::addRow(const QString &who, const QString &answer, const QStringList &lines)
{
    const int row = m_rows++;
    addText(who, row, 0, true);
    QLabel *value = addText(answer, row, 1, false);
    QFont bold = value->font();
    bold.setWeight(QFont::DemiBold);
    value->setFont(bold);
    addText(lines.join(QLatin1Char('\n')), row, 2, true);
    return row;
}

void AnswerDetail::setItem(const Item &item, const std::vector<ResponseId> &shown)
{
    while (QLayoutItem *old = m_layout->takeAt(0)) {
        if (old->widget() != nullptr)
            old->widget()->deleteLater();
        delete old;
    }
    m_rows = 0;
    const int reference =
        addRow(tr("Reference"),
               item.prompt.reference.empty() ? tr("∅ none")
                                             : toQString(headOf(item.prompt.reference, 400)),
               {referenceWords(item)});
    if (!item.prompt.reference.empty()) {
        auto *wrong = new QPushButton(tr("Reference is wrong"), this);
        wrong->setObjectName(QStringLiteral("reference-is-wrong"));
        connect(wrong, &QPushButton::clicked, this, [this] {
            close();
            emit referenceDoubted();
        });
        m_layout->addWidget(wrong, reference, 3, Qt::AlignTop);
    }
    for (const ResponseId id : shown) {
        if (const Response *response = responseOf(item, id))
            addResponse(item, *response);
    }
}

void AnswerDetail::addResponse(const Item &item, const Response &response)
{
    const ResponseVerdict *verdict = item.verdictOf(response.id);
    const std::string &answer = verdict == nullptr ? response.finalAnswer : verdict->extracted;
    const std::string &rule = verdict == nullptr ? response.finalAnswerRule : verdict->rule;
    QStringList lines{answer.empty() && rule.empty() ? tr("no rule found an answer in the text")
                                                     : tr("rule: %1").arg(ruleWords(rule))};
    if (const QString near = wordsAround(response, verdict); !near.isEmpty())
        lines << near;
    lines << (verdict == nullptr ? QStringList{tr("not checked yet: Data, Check the answers…")}
                                 : verdictTrace(*verdict));
    const int row =
        addRow(responseName(item, response),
               answer.empty() ? tr("∅ none found") : toQString(headOf(answer, 400)), lines);
    const std::optional<Standing> standing = item.standingOf(response.id);
    auto *overrule = new QToolButton(this);
    overrule->setObjectName(QStringLiteral("overrule-%1").arg(row));
    overrule->setText(standing ? chipWords(item, response.id) : tr("Your verdict"));
    overrule->setAccessibleName(
        tr("Verdict on %1: %2").arg(responseName(item, response), overrule->text()));
    overrule->setPopupMode(QToolButton::InstantPopup);
    overrule->setMenu(overruleMenu(item, response.id, overrule));
    m_layout->addWidget(overrule, row, 3, Qt::AlignTop);
    const Overrule *word = item.overruleOf(response.id);
    if (word == nullptr)
        return;
    auto *note = new QLineEdit(toQString(word->note), this);
    note->setObjectName(QStringLiteral("overrule-note-%1").arg(row));
    note->setAccessibleName(tr("Why you overrule the verdict"));
    note->setPlaceholderText(tr("Why?"));
    connect(note, &QLineEdit::editingFinished, this, [this, note, overruled = *word] {
        Overrule changed = overruled;
        changed.note = toUtf8(note->text());
        if (changed != overruled)
            emit overruleRequested(changed.response, changed);
    });
    m_layout->addWidget(note, m_rows++, 2, 1, 2);
}

QMenu *AnswerDetail::overruleMenu(const Item &item, ResponseId response, QWidget *owner)
{
    auto *menu = new QMenu(owner);
    menu->setObjectName(QStringLiteral("overrule-menu"));
    const Overrule *word = item.overruleOf(response);
    for (const Standing standing : AllStandings) {
        QAction *action = menu->addAction(signAndWords(standing));
        action->setCheckable(true);
        action->setChecked(word != nullptr && word->standing == standing);
        const std::string note = word == nullptr ? std::string{} : word->note;
        connect(action, &QAction::triggered, this, [this, response, standing, note] {
            emit overruleRequested(response, Overrule{response, standing, note});
        });
    }
    menu->addSeparator();
    QAction *leave = menu->addAction(tr("As the machine says"));
    leave->setEnabled(word != nullptr);
    connect(leave, &QAction::triggered, this,
            [this, response] { emit overruleRequested(response, {}); });
    return menu;
}

void AnswerDetail::open(const QPoint &place)
{
    adjustSize();
    move(place - QPoint(width() / 2, height()));
    show();
    setFocus();
}

void AnswerDetail::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_V)
        close();
    else
        QFrame::keyPressEvent(event);
}

void AnswerDetail::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(this);
    QPainter painter(this);
    painter.setPen(colors.line);
    painter.setBrush(colors.base);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace touchstone
