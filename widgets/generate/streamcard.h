// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <pipeline/livegeneration.h>

#include <QWidget>

namespace touchstone {

/// "waiting", "thinking", "answering".
QString phaseOf(const LiveGeneration::Stream &stream);
/// "thinking · 412 tokens · 8 s".
QString streamWords(const LiveGeneration::Stream &stream);

/// One stream with the last lines of what came.
class StreamCard final : public QWidget
{
    Q_OBJECT

public:
    explicit StreamCard(QWidget *parent = nullptr);

    void setStream(const LiveGeneration::Stream &stream);
    [[nodiscard]] QSize sizeHint() const override { return {420, 118}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 84}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    LiveGeneration::Stream m_stream;
};

} // namespace touchstone
