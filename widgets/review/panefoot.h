// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/verdict.h>

#include <QAbstractButton>

#include <optional>

class QPainter;

namespace touchstone {

class AnswerFormula;
class FormulaService;

/// The foot of a pane, 36 px: the final answer and the rule that found it; a click says more.
class PaneFoot final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit PaneFoot(QWidget *parent = nullptr);

    /// An answer that is TeX is set as a formula.
    void setFormulas(FormulaService *formulas);
    /// Empty `answer`: none was found. `standing`: of what was checked.
    void
    setAnswer(const QString &answer, const QString &rule, std::optional<Standing> standing = {});
    void clear();
    [[nodiscard]] QString answer() const { return m_answer; }
    [[nodiscard]] QSize sizeHint() const override { return {200, 36}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// Its width; `room`: what there is for it.
    double paintFormula(QPainter &painter, double left, double room) const;

    /// Of the answer.
    [[nodiscard]] QColor ink() const;

    AnswerFormula *m_formula;
    QString m_answer;
    QString m_rule;
    std::optional<Standing> m_standing;
    bool m_any = false;
};

} // namespace touchstone
