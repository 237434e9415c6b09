// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/readingmarks.h>

#include <QDialog>

class QPlainTextEdit;

namespace touchstone {

/// The types that errors can be of, a line each, in the order in which they are offered.
class ErrorTypesDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ErrorTypesDialog(const ErrorTypes &types, QWidget *parent = nullptr);

    /// Without empty lines and without the second of two equal ones.
    [[nodiscard]] ErrorTypes types() const;

private:
    QPlainTextEdit *m_lines;
};

} // namespace touchstone
