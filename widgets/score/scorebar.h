// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/decision.h>
#include <record/rubric.h>

#include <QColor>
#include <QFrame>

#include <optional>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace touchstone {

class CriteriaPanel;
class KeyButton;
class OutcomeBar;
class RejectMenu;

/// Where a person judges: the criteria of the left, the decision, the criteria of the right, each
/// under what it judges. Holds what was entered and not yet submitted; knows nothing of the store.
class ScoreBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScoreBar)

public:
    struct Values
    {
        Outcome outcome = Outcome::None;
        ResponseId chosen; ///< for export; null: as decided
        QString note;
        std::vector<std::optional<int>> left; ///< in the rubric's order
        std::vector<std::optional<int>> right;

        bool operator==(const Values &) const = default;
    };

    struct Side
    {
        QString word; ///< "Human"
        QColor color;
    };

    struct ExportChoice
    {
        QString word;
        ResponseId response;
    };

    explicit ScoreBar(QWidget *parent = nullptr);
    ~ScoreBar() override;

    void setRubric(const Rubric &rubric);
    [[nodiscard]] const Rubric &rubric() const { return m_rubric; }
    /// `right` without a word: there is one response only.
    void setSides(const Side &left, const Side &right);
    /// "As decided" comes first by itself.
    void setExportChoices(const std::vector<ExportChoice> &choices);
    void setValues(const Values &values);
    [[nodiscard]] const Values &values() const { return m_values; }
    /// One line instead of three.
    void setCompact(bool compact);

    /// False: the digits mark a step for now, and no row is outlined.
    void setDigitsHere(bool here);
    void setOutcome(Outcome outcome);
    void moveCurrent(int rows);
    /// Nothing: clears it. A value outside the criterion's range is not taken.
    void setCurrentScore(std::optional<int> value);
    void focusNote();
    void openRejectMenu();
    [[nodiscard]] int currentRow() const { return m_current; }

signals:
    /// A person changed something.
    void edited();
    void submitRequested();
    void skipRequested();
    void rejected(touchstone::Outcome outcome);
    void editRequested();
    void noteLeft(); ///< Enter in the note: the keys are to work again

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void arrange();
    void setRow(int row);
    void setScore(int row, std::optional<int> value);
    [[nodiscard]] int rows() const;
    KeyButton *addButton(const QString &name, const QString &text, const QString &key);

    Rubric m_rubric;
    Values m_values;
    CriteriaPanel *m_left;
    CriteriaPanel *m_right;
    QWidget *m_middle;
    QGridLayout *m_middleLayout;
    OutcomeBar *m_outcome;
    QLineEdit *m_note;
    QLabel *m_exportLabel;
    QComboBox *m_export;
    QStringList m_exportWords;
    std::vector<ResponseId> m_exportIds; ///< at the same places
    KeyButton *m_skip;
    KeyButton *m_reject;
    KeyButton *m_edit;
    KeyButton *m_submit;
    RejectMenu *m_rejectMenu;
    int m_current = 0;
    bool m_compact = false;
};

} // namespace touchstone
