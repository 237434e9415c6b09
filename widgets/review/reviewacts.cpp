// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// What the commands of the review page do.
#include "answerdetail.h"
#include "errortypesdialog.h"
#include "panehead.h"
#include "promptcard.h"
#include "readingmarker.h"
#include "responseeditor.h"
#include "responsepane.h"
#include "reviewpage.h"
#include "reviewsession.h"
#include "reviewstrip.h"
#include "sourcewords.h"

#include <base/text.h>
#include <store/store.h>
#include <widgets/common/ask.h>
#include <widgets/reading/traceview.h>
#include <widgets/score/rubricdialog.h>
#include <widgets/score/scorebar.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <numeric>

namespace touchstone {

void ReviewPage::submit()
{
    const bool decided = m_session->judgement().outcome != Outcome::None;
    if (run(m_session->submit()) && decided)
        m_session->rememberPlace();
}

void ReviewPage::skip()
{
    setOutcome(Outcome::Skip);
    submit();
}

void ReviewPage::setOutcome(Outcome outcome)
{
    m_score->setOutcome(outcome);
}

void ReviewPage::toggleFlag()
{
    run(m_session->setFlagged(!m_session->item()->flagged));
    // A flag that could not be kept must not look set.
    refresh();
}

void ReviewPage::openTag()
{
    QStringList known;
    if (const auto counts = m_store->tagCounts()) {
        for (const auto &[tag, count] : *counts)
            known << toQString(tag);
    }
    m_strip->openTag(known);
}

PromptId ReviewPage::current() const
{
    const Item *item = m_session->item();
    return item == nullptr ? PromptId{} : item->prompt.id;
}

void ReviewPage::undo()
{
    if (m_comparison->editing() < 0)
        run(m_session->undo());
}

void ReviewPage::redo()
{
    if (m_comparison->editing() < 0)
        run(m_session->redo());
}

void ReviewPage::askTeacher()
{
    if (const Item *item = m_session->item())
        emit teacherRequested(item->prompt.id, toQString(item->prompt.key));
}

void ReviewPage::openResponseMenu(int pane)
{
    const Item *item = m_session->item();
    if (item == nullptr)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("response-menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    int count = 0;
    for (const Response &response : item->responses) {
        ++count;
        const QString name = responseName(*item, response).replace(u'&', QStringLiteral("&&"));
        QAction *choice =
            menu->addAction(count < 10 ? QStringLiteral("&%1  %2").arg(count).arg(name) : name,
                            this, [this, pane, id = response.id] { chooseResponse(pane, id); });
        choice->setCheckable(true);
        choice->setChecked(m_comparison->pane(pane)->response() == response.id);
        choice->setEnabled(m_comparison->editing() < 0);
    }
    menu->addSeparator();
    menu->addAction(tr("&Copy the text"), this, [this, pane] { copyText(pane); });
    QAction *change = menu->addAction(tr("&Edit\tCtrl+E"), this, [this, pane] {
        m_comparison->setCurrent(pane);
        edit();
    });
    change->setEnabled(m_score->isEnabled() && m_comparison->pane(pane)->response());
    menu->addAction(tr("&Ask the teacher again…"), this, &ReviewPage::askTeacher)
        ->setEnabled(m_comparison->editing() < 0 && m_store && !m_store->isReadOnly());
    menu->popup(m_comparison->pane(pane)->head()->menuPlace());
}

void ReviewPage::chooseResponse(int pane, ResponseId response)
{
    if (pane < 2) {
        m_session->setSide(pane == 0, response);
        return;
    }
    const Judgement &judgement = m_session->judgement();
    if (response == judgement.left || response == judgement.right) {
        // It is in sight already: the two panes change over.
        m_session->setSide(response == judgement.left, m_comparison->pane(pane)->response());
        return;
    }
    if (const Source *source = sourceOf(*m_session->item(), response))
        m_thirdSource = source->id;
    refresh();
}

void ReviewPage::copyText(int pane)
{
    const Response &response = m_comparison->pane(pane)->view()->response();
    std::string text = response.reasoning;
    if (!text.empty() && !response.answer.empty())
        text += "\n\n";
    QGuiApplication::clipboard()->setText(toQString(text + response.answer));
    emit said(tr("The response is in the clipboard."));
}

void ReviewPage::edit()
{
    ResponsePane *pane = m_comparison->pane(m_comparison->current());
    if (!pane->response()) {
        emit said(tr("There is no response here to edit."));
        return;
    }
    pane->beginEdit();
    updateNeeds();
}

void ReviewPage::keepEdit()
{
    const int index = m_comparison->editing();
    if (index < 0)
        return;
    ResponsePane *pane = m_comparison->pane(index);
    const ResponseEditor &editor = pane->editor();
    if (editor.isChanged()) {
        takeEntered();
        if (!run(m_session->addEdited(pane->response(), editor.reasoning(), editor.answer())))
            return;
        emit said(tr("Kept as a new response; the one it was made from stays."));
    } else {
        emit said(tr("Nothing was changed."));
    }
    pane->endEdit();
    updateNeeds();
    focusReading();
}

void ReviewPage::leaveEdit()
{
    const int index = m_comparison->editing();
    if (index < 0)
        return;
    ResponsePane *pane = m_comparison->pane(index);
    if (pane->editor().isChanged()
        && !m_ask.confirm(this, tr("The edit was not kept. Leave it and lose what was changed?"),
                          tr("Leave")))
        return;
    pane->endEdit();
    updateNeeds();
    focusReading();
}

void ReviewPage::fillDetail()
{
    std::vector<ResponseId> shown;
    for (int i = 0; i < (m_comparison->isThirdShown() ? 3 : 2); ++i)
        shown.push_back(m_comparison->pane(i)->response());
    m_detail->setItem(*m_session->item(), shown);
    m_detail->adjustSize();
}

void ReviewPage::overrule(ResponseId response, const std::optional<Overrule> &overrule)
{
    if (run(m_session->mark({SetOverrule{response, m_store->annotator(), overrule}}))
        && m_detail->isVisible())
        fillDetail();
}

void ReviewPage::openDetail()
{
    fillDetail();
    m_detail->open(m_score->mapToGlobal(QPoint(m_score->width() / 2, -4)));
}

void ReviewPage::openRubric()
{
    auto *dialog = new RubricDialog(m_session->rubric(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { run(m_session->setRubric(dialog->rubric())); });
    dialog->open();
}

void ReviewPage::openErrorTypes()
{
    if (!m_store)
        return;
    auto *dialog =
        new ErrorTypesDialog(m_store->errorTypes().value_or(ErrorTypes::standard()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        run(m_session->setErrorTypes(dialog->types()));
        m_marker->refreshTypes();
    });
    dialog->open();
}

/// A digit is for what was chosen last: a step, or a row of the scores.
void ReviewPage::takeDigit(int digit)
{
    if (m_marker->hasDigits())
        run(m_marker->takeDigit(digit));
    else
        m_score->setCurrentScore(digit == 0 ? std::nullopt : std::optional(digit));
}

void ReviewPage::moveRow(int by)
{
    m_marker->yieldDigits();
    m_score->moveCurrent(by);
}

void ReviewPage::setFolded(bool folded)
{
    m_comparison->setFolded(folded);
}

void ReviewPage::setThirdWanted(bool wanted)
{
    m_thirdWanted = wanted;
    refresh();
}

void ReviewPage::find(const QString &words)
{
    m_hit = -1;
    m_prompt->setSearch(words);
    m_comparison->setSearch(words);
    recountHits();
    moveHit(1);
}

/// More of a long text came, or a text shows otherwise: whoever was at a hit stays at it.
void ReviewPage::recountHits()
{
    std::vector<int> now{m_prompt->hitCount()};
    for (const int here : m_comparison->hitCounts())
        now.push_back(here);
    int before = 0;
    int hit = m_hit;
    for (std::size_t i = 0; i < std::min(now.size(), m_hits.size()) && m_hit >= before + m_hits[i];
         ++i) {
        before += m_hits[i];
        hit += now[i] - m_hits[i];
    }
    m_hits = std::move(now);
    m_hit = std::min(hit, hitCount() - 1);
    m_strip->setHits(m_hit, hitCount(), m_comparison->isWhole());
}

int ReviewPage::hitCount() const
{
    return std::accumulate(m_hits.begin(), m_hits.end(), 0);
}

void ReviewPage::moveHit(int direction)
{
    if (const int count = hitCount(); count > 0)
        m_hit = (m_hit + direction + count) % count;
    showHit();
}

void ReviewPage::showHit()
{
    const int inPrompt = m_prompt->hitCount();
    m_prompt->showHit(m_hit < inPrompt ? m_hit : -1);
    m_comparison->showHit(m_hit - inPrompt);
    m_strip->setHits(m_hit, hitCount(), m_comparison->isWhole());
}

} // namespace touchstone
