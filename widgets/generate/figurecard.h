// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <QWidget>

namespace touchstone {

/// One figure with its name above it, on a card.
class FigureCard final : public QWidget
{
    Q_OBJECT

public:
    explicit FigureCard(const QString &name, QWidget *parent = nullptr);

    void setName(const QString &name);
    /// `doubtful`: in the colour of what is not known.
    void setFigure(const QString &figure, bool doubtful = false);
    [[nodiscard]] QString figure() const { return m_figure; }
    [[nodiscard]] QSize sizeHint() const override { return {150, 66}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {84, 66}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    QString m_name;
    QString m_figure;
    bool m_doubtful = false;
};

/// A bar of 8 px in parts: what is settled, what runs, what failed; the rest is empty.
class PartsBar final : public QWidget
{
    Q_OBJECT

public:
    explicit PartsBar(QWidget *parent = nullptr);

    struct Parts
    {
        qint64 settled = 0;
        qint64 running = 0;
        qint64 unknown = 0;
        qint64 failed = 0;
        qint64 total = 0;
        bool operator==(const Parts &) const = default;
    };
    void setParts(const Parts &parts);
    [[nodiscard]] QSize sizeHint() const override { return {300, 8}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Parts m_parts;
};

} // namespace touchstone
