// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "style.h"

#include "colors.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

namespace touchstone {

namespace {

constexpr qreal ControlRadius = 6;
constexpr int ControlHeight = 28;

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

void drawCombo(const QStyleOptionComboBox *option, QPainter *painter)
{
    const Colors &colors = colorsFor(option->palette);
    const bool focus = option->state & QStyle::State_HasFocus;
    roundedFrame(painter, option->rect, colors.base, focus ? colors.accent : colors.line,
                 focus ? 1.6 : 1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colors.secondary, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF centre(option->rect.right() - 13, option->rect.center().y() + 1);
    painter->drawPolyline(QPolygonF(
        {centre + QPointF(-3.5, -2), centre + QPointF(0, 1.8), centre + QPointF(3.5, -2)}));
    painter->restore();
}

} // namespace

Style::Style()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{}

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
        if (frame && frame->lineWidth > 0) {
            const bool focus = option->state & State_HasFocus;
            roundedFrame(painter, option->rect, colors.base, focus ? colors.accent : colors.line,
                         focus ? 1.6 : 1);
        }
        return;
    }
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
        // Scrolling areas are cards of their own or lie in one.
        return;
    case PE_FrameFocusRect:
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(colors.accent, 1.4));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 4, 4);
        painter->restore();
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, colors.base);
        return;
    case PE_FrameMenu:
        painter->setPen(colors.line);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
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
        painter->fillRect(option->rect, colors.window);
        painter->setPen(colors.line);
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    }
    if (element == CE_HeaderLabel) {
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QFont bold = painter->font();
            bold.setPixelSize(12);
            bold.setWeight(QFont::DemiBold);
            painter->setFont(bold);
            painter->setPen(colors.secondary);
            const QString arrow = header->sortIndicator == QStyleOptionHeader::None ? QString{}
                                  : header->sortIndicator == QStyleOptionHeader::SortUp
                                      ? QStringLiteral(" ▴")
                                      : QStringLiteral(" ▾");
            painter->drawText(header->rect.adjusted(4, 0, -4, 0), Qt::AlignVCenter | Qt::AlignLeft,
                              header->text + arrow);
            return;
        }
    }
    if (element == CE_Splitter) {
        painter->fillRect(option->rect, option->state & State_MouseOver ? colors.accentGround
                                                                        : QColor(Qt::transparent));
        return;
    }
    if (element == CE_MenuBarEmptyArea || element == CE_MenuBarItem) {
        painter->fillRect(option->rect, colors.window);
        if (element == CE_MenuBarEmptyArea)
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
        if (combo && !combo->editable) {
            drawCombo(combo, painter);
            return;
        }
    }
    if (control == CC_ScrollBar) {
        const Colors &colors = colorsFor(option->palette);
        const QRect slider =
            subControlRect(control, option, SC_ScrollBarSlider, widget).adjusted(3, 3, -3, -3);
        painter->fillRect(option->rect, option->palette.color(widget && widget->parentWidget()
                                                                  ? QPalette::Base
                                                                  : QPalette::Window));
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
    return element == SE_LineEditContents ? rect.adjusted(5, 0, -5, 0) : rect;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_HeaderMargin:
        return 8;
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
    if (type == CT_PushButton || type == CT_ComboBox || type == CT_LineEdit)
        result.setHeight(std::max(ControlHeight, size.height()));
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
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_ComboBox_Popup:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace touchstone
