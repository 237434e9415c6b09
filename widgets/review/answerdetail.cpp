// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "answerdetail.h"

#include "judgement.h"
#include "sourcewords.h"

#include <base/text.h>
#include <judge/extract.h>
#include <widgets/common/colors.h>

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace touchstone {
namespace {

constexpr int WidestWords = 420;
constexpr std::size_t Around = 60;

/// The line in which the answer stands, cut to a few words on either side.
QString wordsAround(const Response &response)
{
    const FinalAnswer found = extractFinalAnswer(response.answer);
    if (found.text.empty())
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
    setAccessibleName(tr("Final answers"));
    m_layout->setContentsMargins(16, 12, 16, 12);
    m_layout->setHorizontalSpacing(18);
    m_layout->setVerticalSpacing(6);
}

void AnswerDetail::addRow(const QString &who,
                          const QString &answer,
                          const QString &rule,
                          const QString &near)
{
    const int row = m_layout->rowCount();
    const auto cell = [this, row](const QString &text, int column, bool quiet) {
        auto *label = new QLabel(text, this);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(column > 0);
        label->setMaximumWidth(WidestWords);
        if (quiet)
            label->setForegroundRole(QPalette::PlaceholderText);
        m_layout->addWidget(label, row, column, Qt::AlignTop);
        return label;
    };
    cell(who, 0, true);
    QLabel *value = cell(answer, 1, false);
    QFont bold = value->font();
    bold.setWeight(QFont::DemiBold);
    value->setFont(bold);
    cell(near.isEmpty() ? rule : rule + QLatin1Char('\n') + near, 2, true);
}

void AnswerDetail::setItem(const Item &item, const std::vector<ResponseId> &shown)
{
    while (QLayoutItem *old = m_layout->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    addRow(tr("Reference"),
           item.prompt.reference.empty() ? tr("∅ none")
                                         : toQString(headOf(item.prompt.reference, 400)),
           referenceWords(item), {});
    for (const ResponseId id : shown) {
        const Response *response = responseOf(item, id);
        if (response == nullptr)
            continue;
        addRow(responseName(item, *response),
               response->finalAnswer.empty() ? tr("∅ none found")
                                             : toQString(headOf(response->finalAnswer, 400)),
               response->finalAnswer.empty()
                   ? tr("no rule found an answer in the text")
                   : tr("rule: %1").arg(ruleWords(response->finalAnswerRule)),
               wordsAround(*response));
    }
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
