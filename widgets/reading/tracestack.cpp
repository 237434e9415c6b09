// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tracestack.h"

#include "traceview.h"

#include <QScrollBar>

#include <algorithm>

namespace touchstone {

TraceStack::TraceStack(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
{
    for (std::size_t i = 0; i < Views; ++i) {
        auto *view = new TraceView(this);
        view->setVisible(i == m_current);
        m_views.at(i) = view;
        connect(view, &TraceView::foldRequested, this, &TraceStack::foldRequested);
        connect(view, &TraceView::zoomRequested, this, &TraceStack::zoomRequested);
    }
    current()->setObjectName(m_name);
    setFocusProxy(current());
}

void TraceStack::setFormulas(FormulaService *formulas)
{
    for (TraceView *view : m_views)
        view->setFormulas(formulas);
}

std::size_t TraceStack::placeOf(const Response &response) const
{
    const auto found =
        std::find_if(m_views.begin(), m_views.end(), [&response](const TraceView *view) {
            return response.id && view->response().id == response.id
                   && view->response() == response;
        });
    return static_cast<std::size_t>(found - m_views.begin());
}

std::size_t TraceStack::longestUnused() const
{
    std::size_t place = m_current == 0 ? 1 : 0;
    for (std::size_t i = 0; i < Views; ++i) {
        if (i != m_current && m_used.at(i) < m_used.at(place))
            place = i;
    }
    return place;
}

void TraceStack::show(const Response &response, const ReadingMarks &marks)
{
    const std::size_t ready = placeOf(response);
    // A view hears of its size when it is shown, and lays out what it holds again: so what is not
    // put there yet is put there behind that.
    if (ready == Views) {
        const std::size_t unused = longestUnused();
        resized(unused).clearResponse();
        makeCurrent(unused);
        current()->setResponse(response, marks);
        return;
    }
    m_views.at(ready)->setMarks(marks);
    makeCurrent(ready);
    current()->putPrepared();
    current()->setTextCursor(QTextCursor(current()->document()));
    current()->verticalScrollBar()->setValue(0);
}

void TraceStack::showNothing()
{
    forgetUnseen();
    current()->clearResponse();
}

void TraceStack::prepare(const Response &response, const ReadingMarks &marks)
{
    std::size_t place = placeOf(response);
    if (place == Views) {
        place = longestUnused();
        resized(place).prepare(response, marks);
        // What is not seen hears of its size, and of a scroll bar's coming or going, only when it
        // is shown, too late to be laid out ahead; or when it is drawn elsewhere, be it a dot.
        m_views.at(place)->grab(QRect(0, 0, 1, 1));
    }
    if (place != m_current)
        m_used.at(place) = ++m_uses;
}

TraceView &TraceStack::resized(std::size_t place)
{
    m_views.at(place)->setGeometry(rect());
    return *m_views.at(place);
}

void TraceStack::makeCurrent(std::size_t place)
{
    m_used.at(m_current) = ++m_uses;
    m_used.at(place) = ++m_uses;
    if (place == m_current)
        return;
    TraceView *before = current();
    const bool focused = before->hasFocus();
    m_current = place;
    before->setObjectName({});
    current()->setObjectName(m_name);
    setFocusProxy(current());
    current()->show();
    // Before the other is hidden, which would send the focus on to a neighbour.
    if (focused)
        current()->setFocus();
    before->hide();
    emit currentChanged();
}

void TraceStack::forgetUnseen()
{
    for (std::size_t i = 0; i < Views; ++i) {
        if (i != m_current && m_views.at(i)->response().id)
            m_views.at(i)->clearResponse();
    }
}

void TraceStack::setFolded(bool folded)
{
    forgetUnseen();
    for (TraceView *view : m_views)
        view->setFolded(folded);
}

void TraceStack::setRaw(bool raw)
{
    forgetUnseen();
    for (TraceView *view : m_views)
        view->setRaw(raw);
}

void TraceStack::setFlat(bool flat)
{
    forgetUnseen();
    for (TraceView *view : m_views)
        view->setFlat(flat);
}

void TraceStack::setZoom(double zoom)
{
    forgetUnseen();
    for (TraceView *view : m_views)
        view->setZoom(zoom);
}

void TraceStack::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    forgetUnseen();
    current()->setGeometry(rect());
}

} // namespace touchstone
