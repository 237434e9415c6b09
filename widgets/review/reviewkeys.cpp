// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// The review page's commands and their keys.
#include "comparisonview.h"
#include "panelinks.h"
#include "promptcard.h"
#include "readingmarker.h"
#include "responsepane.h"
#include "reviewcommands.h"
#include "reviewpage.h"
#include "reviewsession.h"
#include "reviewstrip.h"

#include <store/store.h>
#include <widgets/reading/linkedscroll.h>
#include <widgets/score/scorebar.h>

namespace touchstone {
namespace {

using Need = ReviewCommands;
constexpr ReviewCommands::Needs Reading = Need::AnItem;
constexpr ReviewCommands::Needs Going = Need::AnItem | Need::NoEditor;
constexpr ReviewCommands::Needs Deciding = Going | Need::Writing;
constexpr double ZoomStep = 1.1;

} // namespace

void ReviewPage::addCommands()
{
    addDecisions();
    addReading();
    addMarking();
    addWays();
}

void ReviewPage::addDecisions()
{
    ReviewCommands &to = *m_commands;
    const auto outcome = [this](Outcome what) { return [this, what] { setOutcome(what); }; };
    to.add(QStringLiteral("left"), tr("Left is better"), QStringLiteral("A"), Deciding,
           outcome(Outcome::Left));
    to.add(QStringLiteral("right"), tr("Right is better"), QStringLiteral("B"),
           Deciding | Need::TwoSides, outcome(Outcome::Right));
    to.add(QStringLiteral("tie"), tr("Tie"), QStringLiteral("E"), Deciding | Need::TwoSides,
           outcome(Outcome::Tie));
    to.add(QStringLiteral("neither"), tr("Neither"), QStringLiteral("N"), Deciding,
           outcome(Outcome::Neither));
    to.add(QStringLiteral("reject"), tr("Reject…"), QStringLiteral("X"), Deciding,
           [this] { m_score->openRejectMenu(); });
    to.add(QStringLiteral("skip"), tr("Skip"), QStringLiteral("S; Ctrl+Space"), Deciding,
           [this] { skip(); });
    to.add(QStringLiteral("submit"), tr("Submit, next"),
           QStringLiteral("Return; Enter; Ctrl+Return; Ctrl+Enter"), Deciding,
           [this] { submit(); });
    to.addSeparator();
    to.add(QStringLiteral("note"), tr("Note"), QStringLiteral("C"), Deciding,
           [this] { m_score->focusNote(); });
    to.add(QStringLiteral("flag"), tr("Flag"), QStringLiteral("F"), Deciding,
           [this] { toggleFlag(); });
    to.add(QStringLiteral("tag"), tr("Tag…"), QStringLiteral("#"), Deciding, [this] { openTag(); });
    to.add(QStringLiteral("edit-response"), tr("Edit the response"), QStringLiteral("Ctrl+E"),
           Deciding, [this] { edit(); });
    to.add(QStringLiteral("ask-teacher"), tr("Ask the teacher again…"), QStringLiteral("Ctrl+T"),
           Deciding, [this] { askTeacher(); });
    to.add(QStringLiteral("review-undo"), tr("Undo"), QStringLiteral("U; Backspace"),
           Need::AProject | Need::Writing | Need::NoEditor, [this] { undo(); });

    to.beginGroup(tr("Scores"));
    to.add(QStringLiteral("row-up"), tr("Row above"), QStringLiteral("Up"), Deciding,
           [this] { moveRow(-1); });
    to.add(QStringLiteral("row-down"), tr("Row below"), QStringLiteral("Down"), Deciding,
           [this] { moveRow(1); });
    for (int value = 1; value <= 9; ++value)
        to.add(QStringLiteral("score%1").arg(value), tr("Score %1").arg(value),
               QString::number(value), Deciding, [this, value] { takeDigit(value); });
    to.add(QStringLiteral("score0"), tr("No score"), QStringLiteral("0"), Deciding,
           [this] { takeDigit(0); });
    to.beginGroup({});
    to.add(QStringLiteral("rubric"), tr("Rubric…"), {},
           Need::AProject | Need::Writing | Need::NoEditor, [this] { openRubric(); });
    to.addSeparator();
}

void ReviewPage::addReading()
{
    ReviewCommands &to = *m_commands;
    to.beginGroup(tr("Reading"));
    to.add(QStringLiteral("page-down"), tr("Page down, all panes"), QStringLiteral("Space"), Going,
           [this] { m_comparison->turnPage(1); });
    to.add(QStringLiteral("page-up"), tr("Page up, all panes"), QStringLiteral("Shift+Space"),
           Going, [this] { m_comparison->turnPage(-1); });
    to.add(QStringLiteral("step-next"), tr("Next step"), QStringLiteral("J"), Going,
           [this] { m_comparison->moveStep(1); });
    to.add(QStringLiteral("step-previous"), tr("Step before"), QStringLiteral("K"), Going,
           [this] { m_comparison->moveStep(-1); });
    to.add(QStringLiteral("step-fold"), tr("Fold or show the step"), QStringLiteral("D"), Going,
           [this] { m_comparison->toggleStep(); });
    addComparing();
    QAction *linked =
        to.add(QStringLiteral("linked"), tr("Scroll together"), QStringLiteral("L"), Going, [this] {
            LinkedScroll &scrolling = m_comparison->scrolling();
            scrolling.setLinked(!scrolling.isLinked());
        });
    linked->setCheckable(true);
    linked->setChecked(true);
    connect(&m_comparison->scrolling(), &LinkedScroll::linkedChanged, linked, &QAction::setChecked);
    QAction *raw = to.add(QStringLiteral("raw"), tr("Raw, as it came"), QStringLiteral("R"), Going,
                          [this] { m_comparison->setRaw(!m_comparison->isRaw()); });
    QAction *folded = to.add(QStringLiteral("fold"), tr("Fold the reasoning"), QStringLiteral("Z"),
                             Going, [this] { setFolded(!m_comparison->isFolded()); });
    QAction *flat = to.add(QStringLiteral("flat"), tr("Flat: no bold, headings or tables"),
                           QStringLiteral("Shift+R"), Going,
                           [this] { m_comparison->setFlat(!m_comparison->isFlat()); });
    raw->setCheckable(true);
    flat->setCheckable(true);
    folded->setCheckable(true);
    connect(m_comparison, &ComparisonView::readingChanged, this, [this, raw, flat, folded] {
        raw->setChecked(m_comparison->isRaw());
        flat->setChecked(m_comparison->isFlat());
        folded->setChecked(m_comparison->isFolded());
    });
    to.add(QStringLiteral("fold-prompt"), tr("Fold the prompt"), QStringLiteral("Shift+Z"), Going,
           [this] { m_prompt->setFolded(!m_prompt->isFolded()); });
    to.addSeparator();
    to.add(QStringLiteral("zoom-in"), tr("Larger text"), QStringLiteral("Ctrl++; Ctrl+="), Reading,
           [this] { m_comparison->setZoom(m_comparison->zoom() * ZoomStep); });
    to.add(QStringLiteral("zoom-out"), tr("Smaller text"), QStringLiteral("Ctrl+-"), Reading,
           [this] { m_comparison->setZoom(m_comparison->zoom() / ZoomStep); });
    to.add(QStringLiteral("zoom-none"), tr("Text as designed"), QStringLiteral("Ctrl+0"), Reading,
           [this] { m_comparison->setZoom(1); });
    to.beginGroup(tr("Panes"));
    to.add(QStringLiteral("next-pane"), tr("Next pane"), QStringLiteral("F6"), Going,
           [this] { m_comparison->focusNext(); });
    QAction *alone =
        to.add(QStringLiteral("alone"), tr("This pane alone"), QStringLiteral("Shift+F6"), Going,
               [this] { m_comparison->setAlone(!m_comparison->isAlone()); });
    alone->setCheckable(true);
    connect(m_comparison, &ComparisonView::aloneChanged, alone, &QAction::setChecked);
    to.add(QStringLiteral("swap"), tr("Swap the panes"), QStringLiteral("Alt+\\"),
           Going | Need::TwoSides, [this] { m_session->swap(); });
    to.add(QStringLiteral("response"), tr("Another response here…"), QStringLiteral("O"), Going,
           [this] { openResponseMenu(m_comparison->current()); });
    to.add(QStringLiteral("third"), tr("Third pane"), QStringLiteral("T"), Going | Need::Several,
           [this] { setThirdWanted(!m_comparison->isThirdShown()); });
    to.beginGroup({});
}

void ReviewPage::addMarking()
{
    ReviewCommands &to = *m_commands;
    QList<QAction *> menu;
    const auto add = [&](const char *id, const QString &words, const QString &keys,
                         const std::function<Result<>()> &act, ReviewCommands::Needs needs) {
        QAction *action =
            to.add(QLatin1String(id), words, keys, needs, [this, act] { run(act()); });
        menu << action;
    };
    to.beginGroup(tr("Steps and errors"));
    // The bare digits score, but for a step that was gone to.
    add(
        "step-wrong", tr("Step is wrong (1 on a step)"), QStringLiteral("Alt+1"),
        [this] { return m_marker->markStep(-1); }, Deciding);
    add(
        "step-neutral", tr("Step is neutral (2 on a step)"), QStringLiteral("Alt+2"),
        [this] { return m_marker->markStep(0); }, Deciding);
    add(
        "step-right", tr("Step is right (3 on a step)"), QStringLiteral("Alt+3"),
        [this] { return m_marker->markStep(1); }, Deciding);
    add(
        "step-unmarked", tr("No mark on the step (0 on a step)"), QStringLiteral("Alt+0"),
        [this] { return m_marker->markStep(std::nullopt); }, Deciding);
    add(
        "first-error", tr("First wrong step"), QStringLiteral("W"),
        [this] { return m_marker->toggleFirstError(); }, Deciding);
    menu << nullptr;
    add(
        "mark-span", tr("Mark the selection or step as an error…"), QStringLiteral("M"),
        [this] { return m_marker->markSpan(); }, Deciding);
    menu << nullptr;
    add(
        "step-split", tr("Split the step here"), QStringLiteral("I"),
        [this] { return m_marker->split(); }, Deciding);
    add(
        "step-join", tr("Join the step with the one before"), QStringLiteral("G"),
        [this] { return m_marker->join(); }, Deciding);
    m_marker->setMenu(menu);
    add(
        "unmarked-next", tr("Next step without a mark"), QStringLiteral("Shift+J"),
        [this] { return m_marker->moveToUnmarked(1); }, Going);
    add(
        "unmarked-previous", tr("Step before without a mark"), QStringLiteral("Shift+K"),
        [this] { return m_marker->moveToUnmarked(-1); }, Going);
    to.add(QStringLiteral("error-types"), tr("Types of errors…"), {},
           Need::AProject | Need::Writing | Need::NoEditor, [this] { openErrorTypes(); });
    to.beginGroup({});
}

/// What the panes say of each other.
void ReviewPage::addComparing()
{
    ReviewCommands &to = *m_commands;
    PaneLinks &links = m_comparison->links();
    constexpr ReviewCommands::Needs Comparing = Going | Need::TwoSides;
    QAction *differences =
        to.add(QStringLiteral("differences"), tr("Word differences"), QStringLiteral("Shift+D"),
               Comparing, [&links] { links.setDifferencesShown(!links.areDifferencesShown()); });
    differences->setCheckable(true);
    connect(&links, &PaneLinks::differencesShown, differences, &QAction::setChecked);
    to.add(QStringLiteral("difference-next"), tr("Next difference"), QStringLiteral("Alt+Down"),
           Comparing, [&links] { links.moveDifference(1); });
    to.add(QStringLiteral("difference-previous"), tr("Difference before"), QStringLiteral("Alt+Up"),
           Comparing, [&links] { links.moveDifference(-1); });
    to.add(QStringLiteral("equal"), tr("Light equal numbers"), QStringLiteral("="), Going,
           [this, &links] { links.lightNext(m_comparison->current()); });
    to.add(QStringLiteral("pin"), tr("Pin or unpin the steps"), QStringLiteral("P"),
           Comparing | Need::Writing, [this, &links] { links.togglePin(m_comparison->current()); });
    connect(&links, &PaneLinks::said, this, &Page::said);
    connect(&links, &PaneLinks::pinRequested, this, [this](const Pin &pin, bool present) {
        run(m_session->mark({SetPin{pin, m_store->annotator(), present}}));
    });
}

void ReviewPage::addWays()
{
    ReviewCommands &to = *m_commands;
    to.add(QStringLiteral("detail"), tr("Final answers"), QStringLiteral("V"), Going,
           [this] { openDetail(); });
    to.add(QStringLiteral("find"), tr("Find in this item"), QStringLiteral("Ctrl+F; /"), Going,
           [this] { m_strip->openFind(); });
    to.add(QStringLiteral("next"), tr("Next item"), QStringLiteral("Right; Ctrl+Right"), Going,
           [this] { run(m_session->go(m_session->index() + 1)); });
    to.add(QStringLiteral("back"), tr("Back"), QStringLiteral("Left; Ctrl+Left"), Going,
           [this] { run(m_session->go(m_session->index() - 1)); });
    const QList<QAction *> all = to.actions();
    const auto trigger = [&all](const char *id) {
        const QString name = QStringLiteral("command.") + QLatin1String(id);
        for (QAction *action : all) {
            if (action->objectName() == name)
                return action;
        }
        return static_cast<QAction *>(nullptr);
    };
    // The buttons of the strip are the same commands.
    connect(m_strip, &ReviewStrip::findRequested, trigger("find"), &QAction::trigger);
    connect(m_strip, &ReviewStrip::nextRequested, trigger("next"), &QAction::trigger);
    connect(m_strip, &ReviewStrip::backRequested, trigger("back"), &QAction::trigger);
    connect(m_strip, &ReviewStrip::flagRequested, trigger("flag"), &QAction::trigger);
    connect(m_strip, &ReviewStrip::tagRequested, trigger("tag"), &QAction::trigger);
}

} // namespace touchstone
