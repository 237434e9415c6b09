// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "answerformula.h"

#include <widgets/formulas/formulafonts.h>
#include <widgets/formulas/formulaservice.h>

#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

namespace touchstone {
namespace {

constexpr qsizetype LongestAnswer = 400;

/// The TeX of an answer; empty: it is none, or not TeX alone.
QString texOf(const QString &answer)
{
    QString tex = answer.trimmed();
    if (tex.size() > 2 && tex.startsWith(u'$') && tex.endsWith(u'$'))
        tex = tex.mid(1, tex.size() - 2);
    static const QRegularExpression signs(
        QStringLiteral("\\\\[A-Za-z{}%,;!]|\\^|(?<!\\p{L}\\p{L})_[\\w{]"));
    const bool isTex = tex.size() <= LongestAnswer && !tex.contains(u'$') && tex.contains(signs);
    return isTex ? tex : QString{};
}

/// How an environment's rows are held together in one line.
struct Fence
{
    const char *environment;
    const char *begin;
    const char *end;
};
constexpr Fence Fences[] = {
    {"pmatrix", "(", ")"},   {"bmatrix", "[", "]"},     {"Bmatrix", "\\{", "\\}"},
    {"vmatrix", "|", "|"},   {"Vmatrix", "\\|", "\\|"}, {"matrix", "", ""},
    {"smallmatrix", "", ""}, {"array", "", ""},         {"cases", "\\{", "\\}"},
};

const Fence *fenceOf(const QString &environment)
{
    const auto found = std::find_if(std::begin(Fences), std::end(Fences), [&](const Fence &each) {
        return environment == QLatin1String(each.environment);
    });
    return found == std::end(Fences) ? nullptr : found;
}

} // namespace

QString oneLineTex(const QString &tex)
{
    static const QRegularExpression marks(
        QStringLiteral("\\\\(begin|end)\\{([a-zA-Z]+)\\}(\\{[lcr|\\s]*\\})?"
                       "|\\\\\\\\(\\[[^\\]]*\\])?|\\\\&|&"));
    QString line;
    qsizetype done = 0;
    int depth = 0;
    for (auto found = marks.globalMatch(tex); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString mark = match.captured();
        line += tex.mid(done, match.capturedStart() - done);
        done = match.capturedEnd();
        const Fence *fence = fenceOf(match.captured(2));
        if (fence != nullptr) {
            const bool begins = match.captured(1) == QLatin1String("begin");
            depth += begins ? 1 : -1;
            line += QLatin1String(begins ? fence->begin : fence->end);
        } else if (depth > 0 && mark.startsWith(QLatin1String("\\\\"))) {
            line += QLatin1String(";\\;");
        } else if (depth > 0 && mark == QLatin1String("&")) {
            line += QLatin1String(",\\,");
        } else {
            line += mark;
        }
    }
    return line + tex.mid(done);
}

AnswerFormula::AnswerFormula(Shape shape, QObject *parent)
    : QObject(parent)
    , m_shape(shape)
{}

void AnswerFormula::setFormulas(FormulaService *formulas)
{
    m_formulas = formulas;
    connect(formulas, &FormulaService::batchDone, this, [this](quint64 batch) {
        if (batch == m_pending)
            take();
    });
}

void AnswerFormula::setAnswer(const QString &answer)
{
    if (m_pending != 0)
        m_formulas->drop(m_pending);
    m_pending = 0;
    m_layout.reset();
    m_tex = texOf(answer);
    if (m_shape == Shape::OneLine)
        m_tex = oneLineTex(m_tex);
    if (m_tex.isEmpty() || m_formulas == nullptr)
        return;
    m_pending = m_formulas->request({{m_tex, false}}, FormulaService::Urgency::Now);
    if (m_pending == 0)
        take();
}

void AnswerFormula::take()
{
    m_pending = 0;
    if (const auto found = m_formulas->find({m_tex, false}))
        m_layout = found->layout;
    if (m_layout)
        emit changed();
}

double AnswerFormula::width(double pixels) const
{
    double width = 0;
    for (const FormulaLayout::Base &base : m_layout->bases)
        width += base.width;
    return width * pixels * FormulaScale;
}

double AnswerFormula::ascent(double pixels) const
{
    double height = 0;
    for (const FormulaLayout::Base &base : m_layout->bases)
        height = std::max(height, base.height);
    return height * pixels * FormulaScale;
}

double AnswerFormula::descent(double pixels) const
{
    double depth = 0;
    for (const FormulaLayout::Base &base : m_layout->bases)
        depth = std::max(depth, base.depth);
    return depth * pixels * FormulaScale;
}

void AnswerFormula::paint(QPainter &painter,
                          const QPointF &origin,
                          double pixels,
                          const QColor &color) const
{
    const double em = pixels * FormulaScale;
    QPointF place = origin;
    for (const FormulaLayout::Base &base : m_layout->bases) {
        m_formulas->painter().paint(painter, *m_layout, base, place, em, color);
        place.rx() += base.width * em;
    }
}

} // namespace touchstone
