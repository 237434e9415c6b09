// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/teacher.h>

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace touchstone {

class PriceTable;

/// Every member of a teacher's profile as a field.
class TeacherForm final : public QWidget
{
    Q_OBJECT

public:
    explicit TeacherForm(QWidget *parent = nullptr);

    void setProfile(const TeacherProfile &profile);
    /// The error names the field that cannot be read.
    [[nodiscard]] Result<TeacherProfile> profile() const;
    /// Shipped ones can be read and copied, not changed.
    void setReadOnly(bool readOnly);

signals:
    void changed();

private:
    void build(QFormLayout *form);
    QLineEdit *
    addLine(QFormLayout *form, const QString &name, const QString &title, const QString &tip);
    QPlainTextEdit *addText(QFormLayout *form,
                            const QString &name,
                            const QString &title,
                            const QString &tip,
                            int lines);
    QCheckBox *addSwitch(QFormLayout *form, const QString &name, const QString &words);
    QSpinBox *addNumber(QFormLayout *form, const QString &name, const QString &title, int most);
    Result<> readLists(TeacherProfile &profile) const;

    QLineEdit *m_name = nullptr;
    QLineEdit *m_label = nullptr;
    QLineEdit *m_base = nullptr;
    QComboBox *m_interface;
    QLineEdit *m_variable = nullptr;
    QPlainTextEdit *m_models = nullptr;
    QCheckBox *m_lists = nullptr;
    QLineEdit *m_reasoning = nullptr;
    QLineEdit *m_maxTokensName = nullptr;
    QCheckBox *m_usage = nullptr;
    QPlainTextEdit *m_extra = nullptr;
    QPlainTextEdit *m_headers = nullptr;
    QLineEdit *m_unsupported = nullptr;
    QDoubleSpinBox *m_temperature;
    QSpinBox *m_logprobs = nullptr;
    QLineEdit *m_sampling = nullptr;
    QSpinBox *m_longest = nullptr;
    QSpinBox *m_streams = nullptr;
    QSpinBox *m_requests = nullptr;
    QSpinBox *m_tokens = nullptr;
    PriceTable *m_prices;
    QPlainTextEdit *m_notes = nullptr;
};

} // namespace touchstone
