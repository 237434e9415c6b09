// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <pipeline/exportplan.h>

#include <QWidget>

#include <string>

class QButtonGroup;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace touchstone {

class QueryField;
class Store;

/// A split as people write it: "train 90 test 10 seed 7", also "train=0.9,test=0.1 seed=7". Shares
/// are made to add up to 1. Empty text: no split.
struct SplitChoice
{
    std::vector<std::pair<std::string, double>> parts;
    std::uint64_t seed = 0;
};
Result<SplitChoice> parseSplitText(const QString &text);

/// What is exported and what becomes of each kind of decision, in words.
class ExportForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportForm(QWidget *parent = nullptr);

    /// Sources to take from and terms to complete.
    void setProject(const Store *store);
    void setQueryText(const QString &text);
    [[nodiscard]] QString queryText() const;
    /// The error names the field that cannot be read. `out` is left empty.
    [[nodiscard]] Result<ExportPlan> plan() const;
    [[nodiscard]] const ExportFormat &format() const;

    /// All that was chosen, to be remembered with the project.
    [[nodiscard]] std::string settings() const;
    /// Leaves alone what the text does not say or what is not there any more.
    void setSettings(std::string_view text);

signals:
    void changed();

private:
    void build(QFormLayout *form);
    QButtonGroup *addChoice(QFormLayout *form,
                            const QString &name,
                            const QString &title,
                            const QStringList &words);
    void showRelevant();

    QFormLayout *m_form;
    QComboBox *m_format;
    QLabel *m_readBy;
    QueryField *m_query;
    QComboBox *m_take;
    QButtonGroup *m_reasoning = nullptr;
    QButtonGroup *m_ties = nullptr;
    QButtonGroup *m_undecided = nullptr;
    QLabel *m_rest;
    QLineEdit *m_split;
};

} // namespace touchstone
