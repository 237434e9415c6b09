// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "teacherkeys.h"

#include <base/result.h>
#include <record/generation.h>

#include <QWidget>

#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QToolButton;

namespace touchstone {

class KeyField;
class QueryField;
class Store;

/// What is asked of which teacher, in the order in which people think of it.
class GenerateForm final : public QWidget
{
    Q_OBJECT

public:
    explicit GenerateForm(QWidget *parent = nullptr);

    /// The list to choose from; the one that was chosen stays, where it is still there.
    void setTeachers(const std::vector<TeacherProfile> &teachers);
    [[nodiscard]] const TeacherProfile &teacher() const { return m_teacher; }
    /// The teacher's own list joins the names that the profile knows.
    void setOfferedModels(const std::vector<std::string> &models);
    /// Terms to complete.
    void setProject(const Store *store);

    /// The error names the field that cannot be read.
    [[nodiscard]] Result<GenerationSettings> settings() const;
    /// Its teacher is found by name; one that is not there any more leaves the present one.
    void setSettings(const GenerationSettings &settings);
    [[nodiscard]] QString queryText() const;
    void setQueryText(const QString &text);

    [[nodiscard]] KeyField &keyField() const { return *m_key; }
    /// How many prompts the query finds; negative: not known.
    void setFound(qint64 prompts);
    /// The first prompt's message as it will be sent, or why it cannot be.
    void setPreview(const QString &message, bool problem);

signals:
    void changed();
    void teacherChanged();
    void teachersRequested();
    /// People look at the list of models, and the server's own may be asked for.
    void modelsRequested();

private:
    void build();
    void addMessages();
    void connectParts();
    void takeTeacher();
    void fillModels(const QString &chosen);
    [[nodiscard]] QString currency() const;

    std::vector<TeacherProfile> m_teachers;
    TeacherProfile m_teacher; ///< the one that is chosen
    std::vector<std::string> m_offered;
    QFormLayout *m_form;
    QComboBox *m_list;
    QToolButton *m_edit;
    QComboBox *m_model;
    QToolButton *m_ask;
    KeyField *m_key;
    QueryField *m_query;
    QLabel *m_found;
    QSpinBox *m_samples;
    QLineEdit *m_source;
    QPlainTextEdit *m_system;
    QPlainTextEdit *m_message;
    QLabel *m_preview;
    QLineEdit *m_sampling;
    QSpinBox *m_longest;
    QSpinBox *m_streams;
    QLineEdit *m_budget;
    bool m_filling = false; ///< fields are set by the program: nobody has changed anything
};

} // namespace touchstone
