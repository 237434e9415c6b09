// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QTextBrowser>

namespace touchstone {

/// Shows a document with formulas: they are copied as TeX, and what is selected stays as clear as
/// the rest. Nothing is loaded from anywhere. Keys but copying are left to whoever holds the view.
class ReadingBrowser : public QTextBrowser
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadingBrowser)

public:
    explicit ReadingBrowser(QWidget *parent = nullptr);
    ~ReadingBrowser() override = default;

    QVariant loadResource(int type, const QUrl &name) override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    /// What lies below the text, in the viewport's coordinates.
    virtual void paintBelow(QPainter &painter);

private:
    void clearHighlight();
};

} // namespace touchstone
