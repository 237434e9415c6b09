// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "style.h"

#include "colors.h"

#include <QAbstractScrollArea>
#include <QListView>
#include <QPainter>
#include <QPainterPath>
#include <QPlainTextEdit>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTableWidget>
#include <QWidget>

namespace touchstone {

namespace {

constexpr qreal ControlRadius = 6;
constexpr int ControlHeight = 28;
constexpr int RowHeight = 24;

void roundedFrame(
    QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, qreal width = 1)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(line, width));
    painter->setBrush(fill);
    const qreal inset = width / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), ControlRadius,
                             ControlRadius);
    painter->restore();
}

void drawLineAround(const QStyleOption *option, QPainter *painter)
{
    painter->setPen(colorsFor(option->palette).line);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
}

void drawButtonPanel(const QStyleOption *option, QPainter *painter)
{
    const Colors &colors = colorsFor(option->palette);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const bool primary = button && (button->features & QStyleOptionButton::DefaultButton);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = (option->state & QStyle::State_MouseOver) && enabled;
    QColor fill = primary && enabled ? colors.accent : colors.base;
    QColor line = primary && enabled ? colors.accent : colors.line;
    if (down)
        fill = primary ? colors.accent.darker(115) : colors.accentGround;
    else if (hover)
        fill = primary ? colors.accent.darker(106) : colors.window;
    if (option->state & QStyle::State_HasFocus)
        line = primary ? colors.text : colors.accent;
    roundedFrame(painter, option->rect, fill, line,
                 option->state & QStyle::State_HasFocus ? 1.6 : 1);
}

/// What people write in.
void drawField(const QStyleOption *option, QPainter *painter)
{
    const Colors &colors = colorsFor(option->palette);
    const bool focus = option->state & QStyle::State_HasFocus;
    roundedFrame(painter, option->rect, colors.base, focus ? colors.accent : colors.line,
                 focus ? 1.6 : 1);
}

void drawCombo(const QStyleOptionComboBox *option, QPainter *painter)
{
    const Colors &colors = colorsFor(option->palette);
    drawField(option, painter);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colors.secondary, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF centre(option->rect.right() - 13, option->rect.center().y() + 1);
    painter->drawPolyline(QPolygonF(
        {centre + QPointF(-3.5, -2), centre + QPointF(0, 1.8), centre + QPointF(3.5, -2)}));
    painter->restore();
}

void drawIndicator(const QStyleOption *option, QPainter *painter, bool round)
{
    const Colors &colors = colorsFor(option->palette);
    const bool on = option->state & QStyle::State_On;
    const QColor ink = option->state & QStyle::State_Enabled ? colors.accent : colors.secondary;
    const qreal side = 15;
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option->rect).center());
    const qreal radius = round ? side / 2 : 4;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(on ? ink : colors.secondary, 1));
    painter->setBrush(on ? ink : colors.base);
    painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->setPen(QPen(colors.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (on && round) {
        painter->setBrush(colors.onAccent);
        painter->drawEllipse(box.center(), 1.8, 1.8);
    } else if (on) {
        painter->drawPolyline(
            QPolygonF({box.center() + QPointF(-3.2, 0.2), box.center() + QPointF(-0.8, 2.6),
                       box.center() + QPointF(3.4, -2.6)}));
    }
    painter->restore();
}

void drawMenuBarItem(const QStyleOption *option,
                     QPainter *painter,
                     const QStyle &style,
                     const QWidget *bar)
{
    const Colors &colors = colorsFor(option->palette);
    painter->fillRect(option->rect, colors.window);
    if (bar) {
        painter->setPen(colors.line);
        painter->drawLine(0, bar->height() - 1, bar->width(), bar->height() - 1);
    }
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (!item || item->text.isEmpty())
        return;
    if (item->state & QStyle::State_Selected) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(colors.highContrast ? QPen(colors.accent) : QPen(Qt::NoPen));
        painter->setBrush(colors.accentGround);
        painter->drawRoundedRect(QRectF(item->rect).adjusted(1, 2, -1, -2), 4, 4);
        painter->restore();
    }
    style.drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextHideMnemonic, item->palette,
                       item->state & QStyle::State_Enabled, item->text, QPalette::WindowText);
}

void drawHeaderGround(const QStyleOption &header, QPainter *painter)
{
    const Colors &colors = colorsFor(header.palette);
    painter->fillRect(header.rect, colors.window);
    painter->setPen(colors.line);
    painter->drawLine(header.rect.bottomLeft(), header.rect.bottomRight());
}

void drawHeaderLabel(const QStyleOptionHeader &header, QPainter *painter)
{
    QFont bold = painter->font();
    bold.setPixelSize(12);
    bold.setWeight(QFont::DemiBold);
    painter->setFont(bold);
    painter->setPen(colorsFor(header.palette).secondary);
    // Qt's "down" is the ascending order.
    const QString arrow = header.sortIndicator == QStyleOptionHeader::None ? QString{}
                          : header.sortIndicator == QStyleOptionHeader::SortDown
                              ? QStringLiteral(" ▴")
                              : QStringLiteral(" ▾");
    painter->drawText(header.rect, static_cast<int>(header.textAlignment | Qt::AlignVCenter),
                      header.text + arrow);
}

/// A chosen row is tinted and its words keep their colour, as in the table of prompts.
QStyleOptionViewItem quietlyChosen(const QStyleOptionViewItem &item, const Colors &colors)
{
    QStyleOptionViewItem copy = item;
    copy.palette.setColor(QPalette::Highlight, colors.accentGround);
    copy.palette.setColor(QPalette::HighlightedText, colors.text);
    return copy;
}

/// What lies behind a scrolling area's bars: the ground of its contents.
QColor areaGround(const QAbstractScrollArea *area, const QStyleOption *option)
{
    const QWidget *viewport = area ? area->viewport() : nullptr;
    if (!viewport || !viewport->autoFillBackground())
        return option->palette.color(QPalette::Window);
    return viewport->palette().color(viewport->backgroundRole());
}

QColor scrollGround(const QStyleOption *option, const QWidget *bar)
{
    const QWidget *holder = bar ? bar->parentWidget() : nullptr;
    return areaGround(
        qobject_cast<const QAbstractScrollArea *>(holder ? holder->parentWidget() : nullptr),
        option);
}

} // namespace

Style::Style()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // The frame paints the ground, which its corners round off.
    if (auto *text = qobject_cast<QPlainTextEdit *>(widget);
        text && text->frameShape() != QFrame::NoFrame)
        text->viewport()->setAutoFillBackground(false);
}

void Style::drawPrimitive(PrimitiveElement element,
                          const QStyleOption *option,
                          QPainter *painter,
                          const QWidget *widget) const
{
    const Colors &colors = colorsFor(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
        drawButtonPanel(option, painter);
        return;
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            drawField(option, painter);
        return;
    }
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
        // Scrolling areas are cards of their own or lie in one; the lists of choices that pop up
        // lie in none.
        if (widget && widget->isWindow())
            drawLineAround(option, painter);
        else if (qobject_cast<const QPlainTextEdit *>(widget))
            drawField(option, painter);
        return;
    case PE_FrameFocusRect:
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(colors.accent, 1.4));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 4, 4);
        painter->restore();
        return;
    case PE_IndicatorRadioButton:
    case PE_IndicatorCheckBox:
        drawIndicator(option, painter, element == PE_IndicatorRadioButton);
        return;
    case PE_IndicatorHeaderArrow:
        return; // stands behind the column's name
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect,
                          areaGround(qobject_cast<const QAbstractScrollArea *>(widget), option));
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, colors.base);
        return;
    case PE_FrameMenu:
        drawLineAround(option, painter);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element,
                        const QStyleOption *option,
                        QPainter *painter,
                        const QWidget *widget) const
{
    const Colors &colors = colorsFor(option->palette);
    if (element == CE_PushButtonLabel) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const bool primary = (button->features & QStyleOptionButton::DefaultButton)
                                 && (button->state & State_Enabled);
            QStyleOptionButton copy = *button;
            copy.palette.setColor(QPalette::ButtonText,
                                  primary ? colors.onAccent
                                          : copy.palette.color(QPalette::ButtonText));
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
    }
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        drawHeaderGround(*option, painter);
        return;
    }
    if (element == CE_Header) {
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            // Whole here: the base would take the room of an arrow of its own from the words.
            drawHeaderGround(*option, painter);
            QStyleOptionHeader words = *header;
            words.rect = subElementRect(SE_HeaderLabel, option, widget);
            drawHeaderLabel(words, painter);
            return;
        }
    }
    if (element == CE_ItemViewItem && !colors.highContrast) {
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            const QStyleOptionViewItem copy = quietlyChosen(*item, colors);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
    }
    if (element == CE_Splitter) {
        const bool hairline = std::min(option->rect.width(), option->rect.height()) <= 2;
        painter->fillRect(option->rect, hairline                          ? colors.line
                                        : option->state & State_MouseOver ? colors.accentGround
                                                                          : Qt::transparent);
        return;
    }
    if (element == CE_MenuBarEmptyArea || element == CE_MenuBarItem) {
        drawMenuBarItem(option, painter, *proxy(), widget);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control,
                               const QStyleOptionComplex *option,
                               QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (combo) {
            drawCombo(combo, painter);
            return;
        }
    }
    if (control == CC_SpinBox) {
        const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        if (box && box->buttonSymbols == QAbstractSpinBox::NoButtons) {
            drawField(option, painter);
            return;
        }
    }
    if (control == CC_ScrollBar) {
        const Colors &colors = colorsFor(option->palette);
        const QRect slider =
            subControlRect(control, option, SC_ScrollBarSlider, widget).adjusted(3, 3, -3, -3);
        painter->fillRect(option->rect, scrollGround(option, widget));
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (bar != nullptr && bar->maximum <= bar->minimum)
            return; // nothing to scroll
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(option->state & State_MouseOver ? colors.secondary : colors.line);
        painter->drawRoundedRect(slider, 3, 3);
        painter->restore();
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subElementRect(SubElement element,
                            const QStyleOption *option,
                            const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_HeaderLabel)
        return option->rect.adjusted(8, 0, -8, 0);
    return element == SE_LineEditContents ? rect.adjusted(5, 0, -5, 0) : rect;
}

QRect Style::subControlRect(ComplexControl control,
                            const QStyleOptionComplex *option,
                            SubControl part,
                            const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    const bool words = control == CC_ComboBox && part == SC_ComboBoxEditField;
    return words ? rect.adjusted(5, 0, 0, 0) : rect;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_HeaderMargin:
        return 8;
    case PM_HeaderMarkSize:
        return 4;
    case PM_FocusFrameHMargin: // a cell begins where the words of its header do
        return qobject_cast<const QTableWidget *>(widget) || qobject_cast<const QListView *>(widget)
                   ? 7
                   : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuBarVMargin:
        return 3;
    case PM_MenuBarHMargin:
        return 4;
    case PM_ScrollBarExtent:
        return 12;
    case PM_SplitterWidth:
        return 12;
    case PM_DefaultFrameWidth:
        return QProxyStyle::pixelMetric(metric, option, widget);
    case PM_ButtonMargin:
        return 12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type,
                              const QStyleOption *option,
                              const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_PushButton || type == CT_ComboBox || type == CT_LineEdit || type == CT_SpinBox)
        result.setHeight(std::max(ControlHeight, size.height()));
    if (type == CT_PushButton)
        result.rwidth() += 12;
    if (type == CT_ItemViewItem)
        result.setHeight(std::max(RowHeight, result.height()));
    if (type == CT_ComboBox)
        result.rwidth() += 16;
    return result;
}

int Style::styleHint(StyleHint hint,
                     const QStyleOption *option,
                     const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_Table_GridLineColor:
        return option ? static_cast<int>(colorsFor(option->palette).line.rgba())
                      : QProxyStyle::styleHint(hint, option, widget, returnData);
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_ComboBox_Popup:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace touchstone
