// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "startpage.h"

#include <widgets/common/colors.h>
#include <widgets/common/format.h>
#include <widgets/common/icons.h>
#include <widgets/common/keybutton.h>

#include <QAbstractButton>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace touchstone {

namespace {

QFont sized(QFont font, int pixels, QFont::Weight weight)
{
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

void paintSheet(QPainter &painter, const QAbstractButton &button, bool raised)
{
    const Colors &colors = colorsOf(&button);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!raised && !button.hasFocus() && !button.underMouse())
        return;
    painter.setPen(
        QPen(button.hasFocus() ? colors.accent : colors.line, button.hasFocus() ? 1.6 : 1));
    painter.setBrush(colors.base);
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(0.8, 0.8, -0.8, -0.8), 8, 8);
}

/// One of the three acts: an icon, its name with its key, a line that says more.
class ActButton final : public QAbstractButton
{
public:
    ActButton(const QString &iconName, const QString &name, const QString &key, const QString &more)
        : m_icon(iconName)
        , m_key(key)
        , m_more(more)
    {
        setText(name);
        setAccessibleName(name);
        setAccessibleDescription(more);
        const bool twoLines = fontMetrics().horizontalAdvance(more) > Width - TextLeft - 12;
        setFixedSize(Width, twoLines ? 84 : 66);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = colorsOf(this);
        QPainter painter(this);
        paintSheet(painter, *this, true);
        painter.drawPixmap(18, (height() - 20) / 2,
                           tintedIcon(m_icon, 20, colors.accent, devicePixelRatioF()));
        painter.setFont(sized(font(), 14, QFont::DemiBold));
        painter.setPen(colors.text);
        const int left = TextLeft;
        painter.drawText(QRect(left, 12, width() - left, 22), Qt::AlignVCenter, text());
        const int nameEnd = left + QFontMetrics(painter.font()).horizontalAdvance(text());
        if (!m_key.isEmpty()) {
            painter.setFont(font());
            paintKeyCap(painter, m_key, nameEnd + 6 + keyCapWidth(font(), m_key), 23,
                        colors.secondary, colors.line);
        }
        painter.setFont(font());
        painter.setPen(colors.secondary);
        painter.drawText(QRect(left, 35, width() - left - 12, height() - 35),
                         Qt::AlignTop | Qt::TextWordWrap, m_more);
    }

private:
    static constexpr int Width = 360;
    static constexpr int TextLeft = 53;

    QString m_icon;
    QString m_key;
    QString m_more;
};

class RecentButton final : public QAbstractButton
{
public:
    RecentButton(const RecentProject &project, bool newest)
        : m_project(project)
        , m_newest(newest)
        , m_exists(QFileInfo::exists(project.path))
    {
        setText(QFileInfo(project.path).completeBaseName());
        setAccessibleName(m_exists ? text()
                                   : StartPage::tr("%1, the file is not where it was").arg(text()));
        setToolTip(project.path);
        setFixedHeight(70);
        setMinimumWidth(320);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
    }
    [[nodiscard]] bool exists() const { return m_exists; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = colorsOf(this);
        QPainter painter(this);
        paintSheet(painter, *this, m_newest);
        QColor ink = colors.text;
        QColor quiet = colors.secondary;
        ink.setAlphaF(m_exists ? 1.0F : 0.55F);
        quiet.setAlphaF(m_exists ? 1.0F : 0.65F);
        const QRect inner = rect().adjusted(14, 8, -14, -8);
        painter.setFont(sized(font(), 13, QFont::DemiBold));
        painter.setPen(ink);
        constexpr int RoomForDate = 130;
        painter.drawText(
            inner.adjusted(0, 2, 0, 0), Qt::AlignTop,
            painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, inner.width() - RoomForDate));
        painter.setFont(font());
        painter.setPen(quiet);
        painter.drawText(inner.adjusted(0, 2, 0, 0), Qt::AlignTop | Qt::AlignRight,
                         when(m_project.openedUs, QDateTime::currentDateTime()));
        const QString line =
            m_exists ? m_project.sources : StartPage::tr("the file is not where it was · find it…");
        const QRect second = inner.adjusted(0, 23, 0, 0);
        painter.drawText(second.adjusted(0, 0, -130, 0), Qt::AlignTop,
                         fontMetrics().elidedText(line, Qt::ElideRight, second.width() - 140));
        if (!m_exists)
            return;
        painter.drawText(
            second, Qt::AlignTop | Qt::AlignRight,
            StartPage::tr("%1 of %2").arg(number(m_project.done), number(m_project.prompts)));
        const double share = m_project.prompts > 0 ? static_cast<double>(m_project.done)
                                                         / static_cast<double>(m_project.prompts)
                                                   : 0;
        QRectF bar(inner.left(), inner.bottom() - 4, inner.width(), 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.line);
        painter.drawRoundedRect(bar, 2, 2);
        bar.setWidth(bar.width() * share);
        painter.setBrush(share >= 1 ? colors.correct : colors.accent);
        painter.drawRoundedRect(bar, 2, 2);
    }

private:
    RecentProject m_project;
    bool m_newest;
    bool m_exists;
};

class DropArea final : public QWidget
{
public:
    DropArea() { setFixedSize(360, 72); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = colorsOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        // Quieter than what can be pressed, and still a shape.
        QColor dashes = colors.secondary;
        dashes.setAlphaF(0.55F);
        QPen pen(dashes, 1);
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
        painter.setPen(colors.secondary);
        painter.drawText(rect(), Qt::AlignCenter,
                         StartPage::tr("Drop JSONL, JSON, CSV or TSV here"));
    }
};

QLabel *label(const QString &text, int pixels, QFont::Weight weight, bool quiet)
{
    auto *made = new QLabel(text);
    made->setFont(sized(made->font(), pixels, weight));
    if (quiet)
        made->setForegroundRole(QPalette::PlaceholderText);
    return made;
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : Page(parent)
    , m_recent(new QVBoxLayout)
{
    auto *acts = new QVBoxLayout;
    acts->setSpacing(10);
    acts->addWidget(label(tr("Touchstone"), 26, QFont::DemiBold, false));
    acts->addWidget(
        label(tr("Whose reasoning should a model learn from?"), 14, QFont::Normal, true));
    acts->addSpacing(12);
    const auto act = [&](const QString &objectName, const QString &icon, const QString &name,
                         const QString &key, const QString &more) {
        auto *button = new ActButton(icon, name, key, more);
        button->setObjectName(objectName);
        acts->addWidget(button);
        return button;
    };
    auto *create = act(QStringLiteral("start.new"), QStringLiteral("plus"), tr("New project"),
                       QStringLiteral("Ctrl N"), tr("from files of prompts and answers"));
    auto *open = act(QStringLiteral("start.open"), QStringLiteral("folder"), tr("Open project"),
                     QStringLiteral("Ctrl O"), tr("a .touchstone file"));
    auto *sample =
        act(QStringLiteral("start.sample"), QStringLiteral("review"), tr("Open the sample"), {},
            tr("48 word problems, human and teacher; nothing can break"));
    connect(create, &QAbstractButton::clicked, this, &StartPage::newRequested);
    connect(open, &QAbstractButton::clicked, this, &StartPage::openRequested);
    connect(sample, &QAbstractButton::clicked, this, &StartPage::sampleRequested);
    acts->addSpacing(8);
    acts->addWidget(new DropArea);
    acts->addStretch();

    auto *recent = new QVBoxLayout;
    recent->addWidget(label(tr("Recent"), 12, QFont::DemiBold, true));
    m_recent->setSpacing(2);
    recent->addLayout(m_recent);
    recent->addStretch();

    auto *columns = new QHBoxLayout;
    columns->addStretch(2);
    columns->addLayout(acts);
    columns->addSpacing(56);
    auto *recentColumn = new QWidget;
    recentColumn->setLayout(recent);
    recentColumn->setMaximumWidth(560);
    recentColumn->setMinimumWidth(340);
    columns->addWidget(recentColumn, 6);
    columns->addStretch(2);
    auto *rows = new QVBoxLayout(this);
    rows->addStretch(2);
    rows->addLayout(columns);
    rows->addStretch(3);
}

void StartPage::setRecent(const QVector<RecentProject> &projects)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int i = 0; i < projects.size() && i < 7; ++i) {
        auto *button = new RecentButton(projects[i], i == 0);
        button->setObjectName(QStringLiteral("start.recent.%1").arg(i));
        m_recent->addWidget(button);
        const QString path = projects[i].path;
        connect(button, &QAbstractButton::clicked, this, [this, button, path] {
            if (button->exists())
                emit projectRequested(path);
            else
                emit findRequested(path);
        });
    }
    if (projects.isEmpty())
        m_recent->addWidget(
            label(tr("Projects that you open are listed here."), 13, QFont::Normal, true));
}

} // namespace touchstone
