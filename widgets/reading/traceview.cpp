// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "traceview.h"

#include <widgets/common/colors.h>
#include <widgets/formulas/formulaservice.h>

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace touchstone {
namespace {

constexpr int SideMargin = 20;
constexpr int NumberedMargin = 6;
constexpr int TopMargin = 12;
// On a key's way: what takes longer shows as TeX first.
constexpr std::chrono::milliseconds Patience(6);
// Of a long text that is written anew, behind the place where it is read.
constexpr std::size_t PlaceBytes = 4'000;
// Letters that are laid out for another width in the time of a few frames.
constexpr int MostLaidOut = 64'000;

} // namespace

TraceView::TraceView(QWidget *parent)
    : ReadingBrowser(parent)
    , m_style(ReadingStyle::make(palette(), font()))
{
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    // Always there, or each text is laid out a second time when its bar comes; empty, none is seen.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
                            | Qt::LinksAccessibleByMouse);
    connect(this, &QTextBrowser::anchorClicked, this, &TraceView::follow);
    connect(&m_growth, &TraceGrowth::grown, this, &TraceView::takeGrown);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value + 2 * viewport()->height() > verticalScrollBar()->maximum())
            m_growth.hurry();
    });
}

TraceView::~TraceView()
{
    // The base class must not be left with a document that goes before it.
    setDocument(nullptr);
}

TraceOptions TraceView::options(bool awaited) const
{
    return {.folded = m_folded,
            .apart = m_apart,
            .cuts = m_marks.cuts(),
            .raw = m_raw,
            .whole = false,
            .style = m_style,
            .formulas = m_formulas,
            .patience = awaited ? Patience : std::chrono::milliseconds(0)};
}

void TraceView::setFormulas(FormulaService *formulas)
{
    m_formulas = formulas;
    if (formulas != nullptr)
        connect(formulas, &FormulaService::batchDone, this, &TraceView::takeFormulas);
}

/// The formulas that showed as TeX are there now.
void TraceView::takeFormulas(quint64 batch)
{
    if (batch != m_current.pending)
        return;
    m_current.pending = 0;
    if (m_isPut)
        rebuild(true);
    else
        put(false);
    // A view that is not seen lays out only what it is asked to draw.
    if (!isVisible())
        grab(QRect(0, 0, 1, 1));
}

void TraceView::setResponse(const Response &response, const ReadingMarks &marks)
{
    m_response = response;
    takeMarks(marks);
    put(true);
}

void TraceView::prepare(const Response &response, const ReadingMarks &marks)
{
    m_response = response;
    takeMarks(marks);
    const quint64 batch = requestFormulas(m_response, options(false));
    if (batch == 0)
        put(false);
    else
        putNothing(batch);
}

void TraceView::putPrepared()
{
    if (!m_isPut)
        put(true);
    else if (m_current.pending != 0)
        m_formulas->hurry(m_current.pending);
    else
        grow();
}

void TraceView::clearResponse()
{
    m_response = {};
    takeMarks({});
    putNothing(0);
    m_isPut = true;
}

void TraceView::put(bool awaited)
{
    m_isPut = true;
    m_wantedPlace.reset();
    showHit(-1);
    m_highlights.clear();
    forgetSteps();
    attach(makeTraceDocument(m_response, options(awaited)));
    verticalScrollBar()->setValue(0);
    if (awaited)
        grow();
}

void TraceView::putNothing(quint64 pending)
{
    m_isPut = false;
    m_highlights.clear();
    forgetSteps();
    TraceDocument none;
    none.document = std::make_unique<QTextDocument>();
    none.pending = pending;
    attach(std::move(none));
}

void TraceView::attach(TraceDocument document)
{
    m_growth.stop();
    const TraceDocument before = std::move(m_current);
    if (before.pending != 0 && before.pending != document.pending)
        m_formulas->drop(before.pending);
    m_current = std::move(document);
    fitColumn();
    setDocument(m_current.document.get());
    setCursorWidth(0); // kept by the document
    m_marks.place(m_current);
    collectHits(searchedSource());
    m_highlights.place(m_current.map);
    emit stepsChanged();
}

SearchedSource TraceView::searchedSource() const
{
    if (m_raw && !m_response.raw.empty())
        return {&m_current.map, {{TextPart::Raw, m_response.raw}}};
    return {&m_current.map,
            {{TextPart::Reasoning, m_response.reasoning}, {TextPart::Answer, m_response.answer}}};
}

void TraceView::rebuild(bool keepPlace)
{
    const int place = cursorForPosition({SideMargin, TopMargin}).position();
    const SourceMap::Place source = m_current.map.sourceOf(place);
    const bool atTop = verticalScrollBar()->value() == 0;
    TraceOptions anew = options(isVisible());
    if (keepPlace && !atTop)
        anew.beginning = bytesUpTo(source) + PlaceBytes;
    attach(makeTraceDocument(m_response, anew));
    if (keepPlace && !atTop)
        m_wantedPlace = source;
    else if (!keepPlace)
        m_wantedPlace.reset();
    goToWanted();
    grow();
}

/// From the beginning of what is shown.
std::size_t TraceView::bytesUpTo(const SourceMap::Place &place) const
{
    return place.offset + (place.part == TextPart::Answer ? m_response.reasoning.size() : 0);
}

void TraceView::goToWanted()
{
    if (!m_wantedPlace)
        return;
    const int place = m_current.map.positionOf(m_wantedPlace->part, m_wantedPlace->offset);
    if (place < 0 && !isWhole())
        return;
    m_wantedPlace.reset();
    if (place >= 0)
        scrollTo(place, TopMargin);
}

/// Until the formulas of the beginning are there, which is written anew with them.
void TraceView::grow()
{
    if (m_current.pending == 0)
        m_growth.start(m_current, m_formulas);
}

void TraceView::takeGrown()
{
    m_marks.place(m_current);
    collectHits();
    m_highlights.place(m_current.map);
    // Who went on to read elsewhere stays there.
    if (verticalScrollBar()->value() != 0)
        m_wantedPlace.reset();
    goToWanted();
    emit stepsChanged();
}

void TraceView::hideEvent(QHideEvent *event)
{
    m_growth.stop();
    ReadingBrowser::hideEvent(event);
}

void TraceView::showEvent(QShowEvent *event)
{
    ReadingBrowser::showEvent(event);
    if (m_isPut)
        grow();
}

void TraceView::setFolded(bool folded)
{
    if (m_folded == folded)
        return;
    m_folded = folded;
    m_apart.clear();
    if (!m_response.reasoning.empty() && !m_raw)
        rebuild(false);
}

void TraceView::setRaw(bool raw)
{
    if (m_raw == raw)
        return;
    m_raw = raw;
    rebuild(false);
}

void TraceView::setZoom(double zoom)
{
    m_zoom = std::clamp(zoom, 0.5, 3.0);
    m_style = styleNow();
    rebuild(true);
}

void TraceView::setFlat(bool flat)
{
    if (m_style.flat == flat)
        return;
    m_style.flat = flat;
    rebuild(true);
}

ReadingStyle TraceView::styleNow() const
{
    ReadingStyle style = ReadingStyle::make(palette(), font(), ReadingStyle::DefaultSize * m_zoom);
    style.flat = m_style.flat;
    return style;
}

int TraceView::setSearch(const QString &words)
{
    const QString reasoning = QString::fromStdString(m_response.reasoning);
    if (m_folded && !words.isEmpty() && reasoning.contains(words, Qt::CaseInsensitive))
        emit foldRequested(false);
    if (!words.isEmpty() && !m_apart.empty()) {
        m_apart.clear();
        rebuild(true);
    }
    return ReadingBrowser::setSearch(words);
}

void TraceView::paintBelow(QPainter &painter)
{
    paintSteps(painter);
    m_marks.paint(painter, *this, m_style.small);
    m_highlights.paint(painter, *this);
    ReadingBrowser::paintBelow(painter);
}

void TraceView::fitColumn()
{
    const int bar = verticalScrollBar()->sizeHint().width();
    // Numbers stand in the margin, which then needs less of its own.
    const bool numbered = !steps().empty();
    const int left = numbered ? NumberedMargin : SideMargin;
    const int room = width() - left - SideMargin - bar;
    const int column = m_style.columnWidth() + (numbered ? StepMargin : 0);
    const int spare = std::max(0, room - column);
    setViewportMargins(left, TopMargin, SideMargin + spare, TopMargin);
}

void TraceView::resizeEvent(QResizeEvent *event)
{
    fitColumn();
    // QTextEdit would lay the text out again up to where it is read, also for another height.
    if (qRound(document()->textWidth()) == viewport()->width())
        emit document()->documentLayout()->documentSizeChanged({}); // for the scroll bars
    else if (document()->characterCount() > MostLaidOut)
        rebuild(true);
    else
        ReadingBrowser::resizeEvent(event);
}

void TraceView::changeEvent(QEvent *event)
{
    ReadingBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        ReadingStyle style = styleNow();
        if (style != m_style) {
            m_style = std::move(style);
            rebuild(true);
        }
    }
}

void TraceView::keyPressEvent(QKeyEvent *event)
{
    const bool ours = event->matches(QKeySequence::Copy) || event->matches(QKeySequence::SelectAll)
                      || event->key() == Qt::Key_PageDown || event->key() == Qt::Key_PageUp
                      || event->key() == Qt::Key_Home || event->key() == Qt::Key_End
                      || (event->modifiers() & Qt::ShiftModifier && event->key() >= Qt::Key_Left
                          && event->key() <= Qt::Key_Down);
    if (ours)
        ReadingBrowser::keyPressEvent(event);
    else
        event->ignore();
}

void TraceView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() != Qt::ControlModifier) {
        ReadingBrowser::wheelEvent(event);
        return;
    }
    emit zoomRequested(m_zoom * (event->angleDelta().y() > 0 ? 1.1 : 1 / 1.1));
    event->accept();
}

} // namespace touchstone
