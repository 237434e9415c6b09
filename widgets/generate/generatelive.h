// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "liverun.h"

#include <QWidget>

#include <functional>

class QGridLayout;
class QLabel;
class QStackedWidget;
class QTableView;
class QTimer;

namespace touchstone {

class Chip;
class EmptyState;
class FigureCard;
class KeyButton;
class PartsBar;
class StreamCard;
class StreamModel;

/// A run as it goes: its figures, what needs a person's word, and its streams with the text that
/// comes. Asks for the state by itself, at most twenty times a second, and only while it is seen.
class GenerateLive final : public QWidget
{
    Q_OBJECT

public:
    explicit GenerateLive(QWidget *parent = nullptr);

    /// Where the run's state comes from; null: there is no run.
    void setSource(std::function<LiveRun()> source);
    /// Asks now.
    void refresh();
    /// What stands here while nothing was ever asked for: what belongs here, and what was spent
    /// before.
    void setEmptyWords(const QString &title, const QString &words);
    /// What waits for a person's word when nothing runs: requests of unknown fate, of whatever run,
    /// and those of the run shown, or of the last one, that failed and can be asked again.
    void setOpen(qint64 unknown, qint64 failed);
    /// What teachers cost so far, a sentence; empty: nothing.
    void setSpending(const QString &words);

signals:
    void pauseRequested(bool pause);
    void cancelRequested();
    void decideRequested();
    void retryRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildHead();
    void placeChips();
    QWidget *buildFigures();
    QWidget *buildStreams();
    void showRun(const LiveRun &run);
    [[nodiscard]] QString stateWords(const LiveGeneration &live) const;
    void showHead(const LiveGeneration &live);
    void showFigures(const LiveGeneration &live);
    void showActs(qint64 unknown);
    void showWaiting();
    void showStreams(const LiveGeneration &live);
    void pace();

    std::function<LiveRun()> m_source;
    LiveRun m_run;
    qint64 m_undecided = 0; ///< requests of unknown fate in the ledger
    qint64 m_failedOpen = 0;
    QTimer *m_timer;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QWidget *m_body;
    QGridLayout *m_head = nullptr;
    QLabel *m_title;
    QWidget *m_chips; ///< what the server makes of the run
    Chip *m_health;
    Chip *m_retried;
    KeyButton *m_pause;
    KeyButton *m_cancel;
    KeyButton *m_retry;
    QLabel *m_reason;
    FigureCard *m_settled;
    FigureCard *m_failed;
    FigureCard *m_unknown;
    FigureCard *m_spent;
    FigureCard *m_left;
    PartsBar *m_bar;
    QLabel *m_progress;
    QLabel *m_acts;
    QLabel *m_waiting; ///< the same acts where there is no run
    QStackedWidget *m_streams;
    QGridLayout *m_grid;
    std::vector<StreamCard *> m_cards;
    QTableView *m_table;
    StreamModel *m_model;
    QLabel *m_quiet;
    QLabel *m_spending;
};

} // namespace touchstone
