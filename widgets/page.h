// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QWidget>

namespace touchstone {

class JobRunner;
class Store;

/// One page of the window. The window hands it the project that is open and shows it; pages speak
/// to the window by signals and to each other never.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// A page takes the room it is given. Otherwise every change in one page has the sentences of
    /// all pages broken into lines, to find the height that the window would need.
    [[nodiscard]] bool hasHeightForWidth() const final { return false; }

    /// The open project and its jobs, or null for none. Both outlive their use here.
    virtual void setProject(Store *store, JobRunner *jobs) = 0;
    /// The page is about to be shown.
    virtual void activate() {}
    /// The page is about to be left: what is on the way must be kept now. False: it could not be
    /// kept, stay here (the page has said why).
    virtual bool leave() { return true; }

signals:
    /// One sentence for the status line.
    void said(const QString &message);
    /// An error that belongs before people's eyes.
    void failed(const QString &message, const QString &detail);
};

} // namespace touchstone
