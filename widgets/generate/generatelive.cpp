// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "generatelive.h"

#include "figurecard.h"
#include "streamcard.h"
#include "streammodel.h"

#include <base/text.h>
#include <widgets/common/chip.h>
#include <widgets/common/colors.h>
#include <widgets/common/emptystate.h>
#include <widgets/common/format.h>
#include <widgets/common/formcolumn.h>
#include <widgets/common/keybutton.h>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>

namespace touchstone {

namespace {

constexpr std::size_t MostCards = 16;
constexpr int Columns = 2;
/// For the title, what the server makes of the run, and the buttons in one line.
constexpr int WideEnough = 800;
/// Twenty times a second while text comes, and rarely while nothing can change but the time.
constexpr int QuickMs = 50;
constexpr int SlowMs = 500;

enum StreamPage { CardPage, TablePage, QuietPage };

QString link(const QString &target, const QString &words, const QColor &color)
{
    return QStringLiteral("<a href='%1' style='color:%2;text-decoration:none'>%3</a>")
        .arg(target, color.name(), words.toHtmlEscaped());
}

QString unknownWords(qint64 count)
{
    return GenerateLive::tr("%1 may have been charged: decide…").arg(number(count));
}

QString retryWords(qint64 count)
{
    return GenerateLive::tr("Retry %1 failed").arg(number(count));
}

QString retriedWords(const LiveGeneration &live)
{
    const auto after = [](int status) {
        return status == 0 ? GenerateLive::tr("after no reply")
                           : GenerateLive::tr("after %1").arg(status);
    };
    const QString retried = GenerateLive::tr("%1 retried").arg(number(live.retried));
    if (live.retriedAfter.size() == 1)
        return QStringLiteral("%1 %2").arg(retried, after(live.retriedAfter.begin()->first));
    QStringList causes;
    for (const auto &[status, count] : live.retriedAfter)
        causes << QStringLiteral("%1 %2").arg(number(count), after(status));
    return causes.isEmpty()
               ? retried
               : QStringLiteral("%1 (%2)").arg(retried, causes.join(QStringLiteral(", ")));
}

QLabel *quietLabel()
{
    auto *label = new QLabel;
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

GenerateLive::GenerateLive(QWidget *parent)
    : QWidget(parent)
    , m_timer(new QTimer(this))
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState)
    , m_body(new QWidget)
    , m_title(pageTitle({}))
    , m_chips(new QWidget)
    , m_health(new Chip({}, Chip::Kind::Good))
    , m_retried(new Chip({}, Chip::Kind::Unsure))
    , m_pause(new KeyButton(tr("Pause"), {}))
    , m_cancel(new KeyButton(tr("Cancel…"), {}))
    , m_retry(new KeyButton({}, {}))
    , m_reason(new QLabel)
    , m_settled(new FigureCard(tr("settled")))
    , m_failed(new FigureCard(tr("failed")))
    , m_unknown(new FigureCard(tr("fate unknown")))
    , m_spent(new FigureCard(tr("spent")))
    , m_left(new FigureCard(tr("left")))
    , m_bar(new PartsBar)
    , m_progress(quietLabel())
    , m_acts(new QLabel)
    , m_waiting(new QLabel)
    , m_streams(new QStackedWidget)
    , m_grid(new QGridLayout)
    , m_table(new QTableView)
    , m_model(new StreamModel(this))
    , m_quiet(quietLabel())
    , m_spending(quietLabel())
{
    auto *rows = new QVBoxLayout(m_body);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(12);
    rows->addWidget(buildHead());
    rows->addWidget(m_reason);
    rows->addWidget(buildFigures());
    rows->addWidget(buildStreams(), 1);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_body);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 12, 16, 12);
    all->addWidget(m_pages, 1);
    m_waiting->setObjectName(QStringLiteral("generate.waiting"));
    m_waiting->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_waiting->hide();
    all->addWidget(m_waiting);
    m_spending->setObjectName(QStringLiteral("generate.spending"));
    m_spending->setWordWrap(true);
    all->addWidget(m_spending);
    m_spending->hide();
    connect(m_timer, &QTimer::timeout, this, &GenerateLive::refresh);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        emit pauseRequested(m_run.live && m_run.live->state != LiveGeneration::State::Paused);
    });
    connect(m_cancel, &QPushButton::clicked, this, &GenerateLive::cancelRequested);
    connect(m_retry, &QPushButton::clicked, this, &GenerateLive::retryRequested);
    for (const QLabel *acts : {m_acts, m_waiting})
        connect(acts, &QLabel::linkActivated, this, [this](const QString &target) {
            if (target == QLatin1String("decide"))
                emit decideRequested();
            else
                emit retryRequested();
        });
}

QWidget *GenerateLive::buildHead()
{
    m_title->setObjectName(QStringLiteral("generate.state"));
    m_pause->setObjectName(QStringLiteral("generate.pause"));
    m_cancel->setObjectName(QStringLiteral("generate.cancel"));
    m_retry->setObjectName(QStringLiteral("generate.retry"));
    m_retry->setToolTip(tr("Asks once more for what failed in this run, by the settings it had, "
                           "and for nothing else"));
    m_health->setObjectName(QStringLiteral("generate.health"));
    m_retried->setObjectName(QStringLiteral("generate.retried"));
    m_reason->setObjectName(QStringLiteral("generate.reason"));
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *chips = new QHBoxLayout(m_chips);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(10);
    chips->addWidget(m_health);
    chips->addWidget(m_retried);
    chips->addStretch();
    // What the chips say must not widen the window: where it is narrow they get a line of their
    // own.
    m_chips->setMinimumWidth(1);
    auto *head = new QWidget;
    m_head = new QGridLayout(head);
    m_head->setContentsMargins(0, 0, 0, 0);
    m_head->setSpacing(10);
    m_head->setColumnStretch(1, 1);
    m_head->addWidget(m_title, 0, 0);
    int column = 2;
    for (KeyButton *button : {m_retry, m_pause, m_cancel})
        m_head->addWidget(button, 0, column++);
    placeChips();
    return head;
}

void GenerateLive::placeChips()
{
    m_head->removeWidget(m_chips);
    if (width() < WideEnough)
        m_head->addWidget(m_chips, 1, 0, 1, -1);
    else
        m_head->addWidget(m_chips, 0, 1);
}

void GenerateLive::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if ((event->oldSize().width() < WideEnough) != (width() < WideEnough))
        placeChips();
}

QWidget *GenerateLive::buildFigures()
{
    m_settled->setObjectName(QStringLiteral("generate.settled"));
    m_failed->setObjectName(QStringLiteral("generate.failed"));
    m_unknown->setObjectName(QStringLiteral("generate.unknown"));
    m_spent->setObjectName(QStringLiteral("generate.spent"));
    m_left->setObjectName(QStringLiteral("generate.left"));
    m_progress->setObjectName(QStringLiteral("generate.progress"));
    m_acts->setObjectName(QStringLiteral("generate.acts"));
    m_acts->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(10);
    for (FigureCard *card : {m_settled, m_failed, m_unknown, m_spent, m_left})
        cards->addWidget(card, 1);
    auto *line = new QHBoxLayout;
    line->addWidget(m_progress);
    line->addStretch();
    line->addWidget(m_acts);
    auto *figures = new QWidget;
    auto *rows = new QVBoxLayout(figures);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    rows->addLayout(cards);
    rows->addSpacing(4);
    rows->addWidget(m_bar);
    rows->addLayout(line);
    return figures;
}

QWidget *GenerateLive::buildStreams()
{
    auto *sheet = new QWidget;
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(10);
    // A card keeps its width where the last one beside it is gone.
    for (int column = 0; column < Columns; ++column)
        m_grid->setColumnStretch(column, 1);
    auto *rows = new QVBoxLayout(sheet);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addLayout(m_grid);
    rows->addStretch(1);
    auto *area = new QScrollArea;
    area->setObjectName(QStringLiteral("generate.cards"));
    area->setAccessibleName(tr("Running streams"));
    area->setWidget(sheet);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    sheet->setAutoFillBackground(false);
    m_table->setObjectName(QStringLiteral("generate.table"));
    m_table->setAccessibleName(tr("Running streams"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int widths[] = {130, 64, 90, 74, 64};
    for (int i = 0; i < StreamModel::Words; ++i)
        m_table->setColumnWidth(i, widths[i]);
    m_quiet->setAlignment(Qt::AlignCenter);
    m_quiet->setWordWrap(true);
    m_quiet->setObjectName(QStringLiteral("generate.quiet"));
    m_streams->addWidget(area);
    m_streams->addWidget(m_table);
    m_streams->addWidget(m_quiet);
    return m_streams;
}

void GenerateLive::setEmptyWords(const QString &title, const QString &words)
{
    m_empty->setWords(title, words, {});
}

void GenerateLive::setOpen(qint64 unknown, qint64 failed)
{
    m_undecided = unknown;
    m_failedOpen = failed;
    showRun(m_run);
}

void GenerateLive::showWaiting()
{
    const Colors colors = colorsOf(this);
    QStringList acts;
    QStringList spoken;
    if (m_undecided > 0) {
        spoken << unknownWords(m_undecided);
        acts << link(QStringLiteral("decide"), spoken.last(), colors.unsure);
    }
    if (m_failedOpen > 0) {
        spoken << retryWords(m_failedOpen);
        acts << link(QStringLiteral("retry"), spoken.last(), colors.accent);
    }
    m_waiting->setText(acts.join(QStringLiteral("&nbsp; · &nbsp;")));
    m_waiting->setAccessibleName(spoken.join(QStringLiteral("; ")));
    m_waiting->setVisible(!m_run.live && !acts.isEmpty());
}

void GenerateLive::setSpending(const QString &words)
{
    m_spending->setText(words);
    m_spending->setVisible(!words.isEmpty());
}

void GenerateLive::setSource(std::function<LiveRun()> source)
{
    m_source = std::move(source);
    refresh();
}

void GenerateLive::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void GenerateLive::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer->stop();
}

void GenerateLive::refresh()
{
    showRun(m_source ? m_source() : LiveRun{});
    pace();
}

void GenerateLive::pace()
{
    if (!m_run.live || m_run.ended || !isVisible()) {
        m_timer->stop();
        return;
    }
    const int pause = m_run.live->streams.empty() ? SlowMs : QuickMs;
    if (!m_timer->isActive() || m_timer->interval() != pause)
        m_timer->start(pause);
}

void GenerateLive::showRun(const LiveRun &run)
{
    m_run = run;
    m_pages->setCurrentWidget(run.live ? m_body : static_cast<QWidget *>(m_empty));
    showWaiting();
    if (!run.live)
        return;
    showHead(*run.live);
    showFigures(*run.live);
    // Once it is over, what a person has decided since counts.
    showActs(run.ended ? m_undecided : run.live->unknown);
    showStreams(*run.live);
}

QString GenerateLive::stateWords(const LiveGeneration &live) const
{
    using State = LiveGeneration::State;
    if (m_run.ended)
        return m_run.failed ? tr("Stopped") : tr("Ended");
    switch (live.state) {
    case State::Preparing:
        return tr("Preparing");
    case State::Running:
        return tr("Running");
    case State::Paused:
        return tr("Paused");
    case State::Stopping:
    case State::Ended:
        break;
    }
    return tr("Stopping");
}

void GenerateLive::showHead(const LiveGeneration &live)
{
    using State = LiveGeneration::State;
    m_title->setText(stateWords(live));
    m_title->setToolTip(m_run.title);
    const bool paused = live.state == State::Paused;
    const bool healthy = live.streamsAllowed >= live.streamsWanted;
    const QString streams =
        tr("%1 of %2 streams").arg(number(live.running), number(live.streamsWanted));
    m_health->setVisible(!m_run.ended && live.state == State::Running);
    m_health->setKind(healthy ? Chip::Kind::Good : Chip::Kind::Unsure);
    m_health->setText(
        (healthy ? tr("healthy · %1") : tr("slowed by the server · %1")).arg(streams));
    m_retried->setVisible(live.retried > 0);
    m_chips->setVisible(m_health->isVisibleTo(m_chips) || live.retried > 0);
    m_retried->setText(retriedWords(live));
    m_retried->setToolTip(live.lastRefusal);
    for (Chip *chip : {m_health, m_retried}) {
        chip->setAccessibleName(chip->text());
        chip->updateGeometry();
    }
    m_pause->setText(paused ? tr("Resume") : tr("Pause"));
    m_pause->setVisible(!m_run.ended && live.state != State::Stopping);
    m_cancel->setVisible(!m_run.ended);
    m_retry->setText(retryWords(m_failedOpen));
    m_retry->setVisible(m_run.ended && m_failedOpen > 0);
    // While all is well again, what the server said before is in the chip's tip.
    // While its last streams end, the run says already why it stops.
    const bool isStopping = live.state == State::Stopping;
    const bool isOver = m_run.ended || (healthy && !isStopping);
    const QString reason = isOver ? m_run.reason : live.lastRefusal;
    m_reason->setVisible(!reason.isEmpty());
    const Colors colors = colorsOf(this);
    m_reason->setText(QStringLiteral("<span style='color:%1'>%2%3</span>")
                          .arg((m_run.failed ? colors.differs : colors.text).name(),
                               m_run.failed ? QStringLiteral("✕ ") : QString{},
                               reason.toHtmlEscaped()));
}

void GenerateLive::showFigures(const LiveGeneration &live)
{
    const QString currency = toQString(live.currency);
    const std::int64_t tokens = live.promptTokens + live.completionTokens;
    m_settled->setFigure(number(live.settled));
    m_failed->setFigure(number(live.failed));
    m_unknown->setFigure(number(live.unknown), live.unknown > 0);
    if (currency.isEmpty()) {
        m_spent->setName(m_run.tokenBudget ? tr("tokens of %1").arg(roughNumber(*m_run.tokenBudget))
                                           : tr("tokens"));
        m_spent->setFigure(roughNumber(tokens));
    } else {
        m_spent->setName(m_run.budget ? tr("spent of %1").arg(money(*m_run.budget, {}))
                                      : tr("spent"));
        m_spent->setFigure(money(live.cost, currency));
        m_spent->setToolTip(tr("%1 tokens").arg(number(tokens)));
    }
    m_left->setName(m_run.ended ? tr("took") : tr("left"));
    m_left->setFigure(m_run.ended ? duration(live.elapsed.count())
                      : live.left ? duration(live.left->count())
                                  : QStringLiteral("–"));
    m_bar->setParts({live.settled, live.running, live.unknown, live.failed, live.planned});
    QStringList words = {tr("%1 of %2").arg(number(live.settled), number(live.planned))};
    if (live.tokensPerSecond >= 1 && !m_run.ended)
        words << tr("%1 tokens/s").arg(number(qRound64(live.tokensPerSecond)));
    if (live.waiting > 0)
        words << tr("%1 asked again soon").arg(number(live.waiting));
    m_progress->setText(words.join(QStringLiteral(" · ")));
}

void GenerateLive::showActs(qint64 unknown)
{
    const QString words = unknown > 0 ? unknownWords(unknown) : QString{};
    // A label whose text is set anew twenty times a second would lose the focus on its link.
    if (m_acts->accessibleName() == words)
        return;
    m_acts->setText(words.isEmpty() ? words
                                    : link(QStringLiteral("decide"), words, colorsOf(this).unsure));
    m_acts->setAccessibleName(words);
    m_acts->setVisible(!words.isEmpty());
}

void GenerateLive::showStreams(const LiveGeneration &live)
{
    if (live.streams.empty()) {
        m_streams->setCurrentIndex(QuietPage);
        m_quiet->setText(m_run.ended ? tr("Nothing is on its way. What came is in the project: "
                                          "Browse and Review show it.")
                         : live.state == LiveGeneration::State::Paused
                             ? tr("Nothing leaves until you resume.")
                             : tr("The first requests are on their way."));
        return;
    }
    if (live.streams.size() > MostCards) {
        m_streams->setCurrentIndex(TablePage);
        m_model->setStreams(live.streams);
        return;
    }
    m_streams->setCurrentIndex(CardPage);
    while (m_cards.size() < live.streams.size()) {
        auto *card = new StreamCard;
        const int at = static_cast<int>(m_cards.size());
        m_grid->addWidget(card, at / Columns, at % Columns);
        m_cards.push_back(card);
    }
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setVisible(i < live.streams.size());
        if (i < live.streams.size())
            m_cards[i]->setStream(live.streams[i]);
    }
}

} // namespace touchstone
