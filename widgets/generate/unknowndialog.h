// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/generation.h>

#include <QDialog>

#include <vector>

class QComboBox;
class QTableWidget;

namespace touchstone {

/// Requests that left and never ended here: each may have been charged, so nobody asks again for
/// it, or takes its cut text for a response, without a person's word.
class UnknownDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Fate {
        Wait,     ///< undecided
        AskAgain, ///< it may be charged twice
        Keep,     ///< what came of it becomes the response
        GiveUp,
    };

    explicit UnknownDialog(std::vector<UnknownRequest> requests, QWidget *parent = nullptr);

    [[nodiscard]] std::vector<UnknownRequest> chosen(Fate fate) const;

private:
    void addLine(const UnknownRequest &request);
    void applyToAll(int index);

    std::vector<UnknownRequest> m_requests;
    QComboBox *m_all;
    QTableWidget *m_table;
    std::vector<QComboBox *> m_choices; ///< one for each request
};

} // namespace touchstone
