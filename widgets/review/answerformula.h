// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <widgets/formulas/formulalayout.h>

#include <QObject>

#include <memory>

class QPainter;
class QPointF;

namespace touchstone {

class FormulaService;

/// TeX as one line: a matrix's rows one behind the other, "(1;\; 2;\; 3)", cases likewise.
QString oneLineTex(const QString &tex);

/// A final answer that is TeX, set as a formula in one piece. Words and plain numbers are none.
class AnswerFormula final : public QObject
{
    Q_OBJECT

public:
    enum class Shape {
        OneLine, ///< oneLineTex() of it
        AsItIs
    };

    explicit AnswerFormula(Shape shape, QObject *parent = nullptr);

    /// Where it comes from; it lives longer than this.
    void setFormulas(FormulaService *formulas);
    void setAnswer(const QString &answer);
    /// False: the answer is to be shown as it is written.
    [[nodiscard]] bool isSet() const { return m_layout != nullptr; }
    /// Of letters of so many pixels.
    [[nodiscard]] double width(double pixels) const;
    [[nodiscard]] double ascent(double pixels) const;
    [[nodiscard]] double descent(double pixels) const;
    /// `origin`: its left on the baseline.
    void paint(QPainter &painter, const QPointF &origin, double pixels, const QColor &color) const;

signals:
    /// It is set now.
    void changed();

private:
    void take();

    Shape m_shape;
    FormulaService *m_formulas = nullptr;
    QString m_tex; ///< empty: no TeX
    quint64 m_pending = 0;
    std::shared_ptr<const FormulaLayout> m_layout;
};

} // namespace touchstone
