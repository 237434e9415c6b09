// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QLabel>

#include <string>

namespace touchstone {

class AnswerFormula;
class FormulaService;

/// The reference of a prompt, large; TeX is set as a formula, as far as it fits the width.
class ReferenceLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ReferenceLabel(QWidget *parent = nullptr);

    /// Where formulas come from; it lives longer than the label.
    void setFormulas(FormulaService *formulas);
    void setReference(const std::string &reference);
    /// Pixels that it would take in one line.
    [[nodiscard]] int wantedWidth() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

signals:
    /// Its formula is set, and of another size than its TeX.
    void sizeChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] bool showsFormula() const;

    AnswerFormula *m_formula;
};

} // namespace touchstone
