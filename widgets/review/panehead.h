// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/item.h>

#include <QColor>
#include <QWidget>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace touchstone {

class Chip;

/// Who made a response: a dot in the source's colour, the kind, the name that tells it from others.
class PaneTitle final : public QWidget
{
    Q_OBJECT

public:
    explicit PaneTitle(QWidget *parent = nullptr);
    void setWords(SourceKind kind, const QString &name, const QString &detail);
    void clear(const QString &words);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {90, 36}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QString m_detail;
    SourceKind m_kind = SourceKind::Human;
    bool m_dot = false;
};

/// The head of a pane, 38 px: whose response it is, how it stands, what is odd about it, how long
/// it is, a menu. Two lines where there is little room.
class PaneHead final : public QWidget
{
    Q_OBJECT

public:
    /// `side`: for screen readers, "left".
    explicit PaneHead(const QString &side, QWidget *parent = nullptr);

    void setResponse(const Item &item, const Response &response);
    /// Which of how many samples it is may change while it is shown.
    void setName(const Item &item, const Response &response);
    /// How the response that is shown stands.
    void setVerdict(const Item &item, ResponseId response);
    /// How many steps are shown of it; 0: it is not cut into steps.
    void setSteps(int steps);
    void clear(const QString &words);
    /// The pane that keys act on.
    void setCurrent(bool current);
    [[nodiscard]] QPoint menuPlace() const;
    [[nodiscard]] QWidget *menuButton() const;

signals:
    void menuRequested();
    void detailRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addChips(const Response &response);
    void showLength();
    void arrange(bool twoLines);

    PaneTitle *m_title;
    QWidget *m_details;
    Chip *m_verdict;
    QHBoxLayout *m_chips;
    QLabel *m_length;
    int m_words = 0;
    int m_steps = 0;
    QToolButton *m_menu;
    QGridLayout *m_layout;
    bool m_twoLines = false;
    bool m_current = false;
};

} // namespace touchstone
