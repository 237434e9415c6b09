// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "traceview.h"

#include "copying.h"

#include <widgets/common/colors.h>

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QPointer>
#include <QScrollBar>
#include <QTextBlock>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>

namespace touchstone {
namespace {

constexpr int SideMargin = 20;
constexpr int TopMargin = 12;
constexpr std::size_t MostHits = 5'000;

} // namespace

TraceView::TraceView(QWidget *parent)
    : QTextBrowser(parent)
    , m_style(ReadingStyle::make(palette(), font()))
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
                            | Qt::LinksAccessibleByMouse);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        if (url.toString() == foldLink())
            emit foldRequested(!m_folded);
        else
            emit linkActivated(url);
    });
}

TraceView::~TraceView()
{
    // The base class must not be left with a document that goes before it.
    setDocument(nullptr);
}

TraceOptions TraceView::options() const
{
    return {.folded = m_folded, .raw = m_raw, .whole = false, .style = m_style};
}

void TraceView::setResponse(const Response &response)
{
    m_response = response;
    ++m_generation;
    m_shownHit = -1;
    attach(makeTraceDocument(m_response, options()));
    verticalScrollBar()->setValue(0);
    if (!m_current.whole)
        completeLater();
}

void TraceView::clearResponse()
{
    m_response = {};
    ++m_generation;
    TraceDocument none;
    none.document = std::make_unique<QTextDocument>();
    attach(std::move(none));
}

void TraceView::attach(TraceDocument document)
{
    TraceDocument before = std::move(m_current);
    m_current = std::move(document);
    fitColumn();
    setDocument(m_current.document.get());
    setCursorWidth(0); // kept by the document
    collectHits();
}

void TraceView::rebuild(bool keepPlace)
{
    const int place = cursorForPosition({SideMargin, TopMargin}).position();
    const SourceMap::Place source = m_current.map.sourceOf(place);
    const bool atTop = verticalScrollBar()->value() == 0;
    ++m_generation;
    attach(makeTraceDocument(m_response, options()));
    if (!m_current.whole)
        completeLater();
    const int again =
        keepPlace && !atTop ? m_current.map.positionOf(source.part, source.offset) : -1;
    if (again < 0)
        return;
    QTextCursor cursor(m_current.document.get());
    cursor.setPosition(again);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + cursorRect(cursor).top()
                                  - TopMargin);
}

/// The rest of a very long text is made on another thread and swapped in where the reader is.
void TraceView::completeLater()
{
    TraceOptions whole = options();
    whole.whole = true;
    const int generation = m_generation;
    const QPointer<TraceView> self(this);
    QThread *const home = thread();
    QThreadPool::globalInstance()->start([response = m_response, whole, generation, self, home] {
        auto made = std::make_shared<TraceDocument>(makeTraceDocument(response, whole));
        made->document->moveToThread(home);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [made, generation, self] {
                if (!self || self->m_generation != generation)
                    return;
                const int place = self->verticalScrollBar()->value();
                self->attach(std::move(*made));
                self->verticalScrollBar()->setValue(place);
            },
            Qt::QueuedConnection);
    });
}

void TraceView::setFolded(bool folded)
{
    if (m_folded == folded)
        return;
    m_folded = folded;
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
    m_style = ReadingStyle::make(palette(), font(), ReadingStyle::DefaultSize * m_zoom);
    rebuild(true);
}

int TraceView::setSearch(const QString &words)
{
    m_search = words;
    m_shownHit = -1;
    const QString reasoning = QString::fromStdString(m_response.reasoning);
    if (m_folded && !words.isEmpty() && reasoning.contains(words, Qt::CaseInsensitive))
        emit foldRequested(false);
    collectHits();
    return hitCount();
}

void TraceView::collectHits()
{
    m_hits.clear();
    if (!m_search.isEmpty()) {
        for (QTextBlock block = document()->begin(); block.isValid() && m_hits.size() < MostHits;
             block = block.next()) {
            const QString text = block.text();
            qsizetype at = 0;
            while ((at = text.indexOf(m_search, at, Qt::CaseInsensitive)) >= 0
                   && m_hits.size() < MostHits) {
                const int begin = block.position() + static_cast<int>(at);
                m_hits.push_back({begin, begin + static_cast<int>(m_search.size())});
                at += m_search.size();
            }
        }
    }
    viewport()->update();
}

void TraceView::showHit(int index)
{
    if (index < 0 || index >= hitCount())
        return;
    m_shownHit = index;
    QTextCursor cursor(document());
    cursor.setPosition(m_hits[static_cast<std::size_t>(index)].begin);
    const QRect place = cursorRect(cursor);
    if (!viewport()->rect().adjusted(0, 24, 0, -24).contains(place.center()))
        verticalScrollBar()->setValue(verticalScrollBar()->value() + place.top()
                                      - viewport()->height() / 3);
    viewport()->update();
}

void TraceView::paintHits()
{
    const Colors &colors = colorsOf(this);
    QPainter painter(viewport());
    painter.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    const int top = cursorForPosition({0, 0}).position();
    const int bottom = cursorForPosition(viewport()->rect().bottomRight()).position();
    const auto first = std::lower_bound(m_hits.begin(), m_hits.end(), top,
                                        [](const Hit &hit, int at) { return hit.end < at; });
    for (auto hit = first; hit != m_hits.end() && hit->begin <= bottom; ++hit) {
        const QTextBlock block = document()->findBlock(hit->begin);
        const QPointF origin = document()->documentLayout()->blockBoundingRect(block).topLeft();
        const bool shown = hit - m_hits.begin() == m_shownHit;
        int at = hit->begin - block.position();
        const int end = hit->end - block.position();
        while (at < end) {
            const QTextLine line = block.layout()->lineForTextPosition(at);
            if (!line.isValid())
                break;
            const int stop = std::min(end, line.textStart() + line.textLength());
            const double left = line.cursorToX(at);
            const double right = line.cursorToX(stop);
            const QRectF place(origin.x() + left, origin.y() + line.y(), right - left,
                               line.ascent() + line.descent());
            painter.fillRect(place, colors.mark);
            if (shown) {
                painter.setPen(colors.accent);
                painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5));
            }
            if (stop <= at)
                break;
            at = stop;
        }
    }
}

void TraceView::paintEvent(QPaintEvent *event)
{
    if (!m_hits.empty())
        paintHits();
    QTextBrowser::paintEvent(event);
}

void TraceView::fitColumn()
{
    const int bar = verticalScrollBar()->sizeHint().width();
    const int room = width() - 2 * SideMargin - bar;
    const int spare = std::max(0, room - m_style.columnWidth());
    setViewportMargins(SideMargin, TopMargin, SideMargin + spare, TopMargin);
}

void TraceView::resizeEvent(QResizeEvent *event)
{
    fitColumn();
    QTextBrowser::resizeEvent(event);
}

void TraceView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        ReadingStyle style =
            ReadingStyle::make(palette(), font(), ReadingStyle::DefaultSize * m_zoom);
        if (style != m_style) {
            m_style = std::move(style);
            rebuild(true);
        }
    }
}

bool TraceView::event(QEvent *event)
{
    // Qt's text widgets claim keys here that belong to the page.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (!key->matches(QKeySequence::Copy) && !key->matches(QKeySequence::SelectAll)) {
            event->ignore();
            return false;
        }
    }
    return QTextBrowser::event(event);
}

void TraceView::keyPressEvent(QKeyEvent *event)
{
    const bool ours = event->matches(QKeySequence::Copy) || event->matches(QKeySequence::SelectAll)
                      || event->key() == Qt::Key_PageDown || event->key() == Qt::Key_PageUp
                      || event->key() == Qt::Key_Home || event->key() == Qt::Key_End
                      || (event->modifiers() & Qt::ShiftModifier && event->key() >= Qt::Key_Left
                          && event->key() <= Qt::Key_Down);
    if (ours)
        QTextBrowser::keyPressEvent(event);
    else
        event->ignore();
}

void TraceView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() != Qt::ControlModifier) {
        QTextBrowser::wheelEvent(event);
        return;
    }
    emit zoomRequested(m_zoom * (event->angleDelta().y() > 0 ? 1.1 : 1 / 1.1));
    event->accept();
}

QVariant TraceView::loadResource(int, const QUrl &)
{
    return {};
}

QMimeData *TraceView::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    copied->setText(copiedText(textCursor()));
    return copied;
}

} // namespace touchstone
