// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <pipeline/exportplan.h>

#include <QWidget>

class QGridLayout;
class QLabel;

namespace touchstone {

/// What becomes of the prompts: rows by file, and every reason for leaving out, counted, with a way
/// to the prompts it left out.
class ExportSummary final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportSummary(QWidget *parent = nullptr);

    /// One sentence instead of counts: that they are on the way, or why there are none.
    void say(const QString &words, bool problem = false);
    void setPreview(const ExportPreview &preview, const ExportPlan &plan);

signals:
    /// Shows the prompts of a reason.
    void browseRequested(const QString &queryText);

private:
    void clear();
    void addLine(qint64 count, const QString &words, bool quiet, const QString &filter = {});

    QLabel *m_head;
    QGridLayout *m_lines;
};

} // namespace touchstone
