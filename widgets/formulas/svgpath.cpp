// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "svgpath.h"

#include <optional>

namespace touchstone {
namespace {

/// Reads commands and numbers, and draws.
class PathReader final
{
public:
    explicit PathReader(QStringView text)
        : m_text(text)
    {
        m_path.setFillRule(Qt::WindingFill);
    }

    QPainterPath read()
    {
        while (nextCommand() && draw()) {
        }
        return m_path;
    }

private:
    void skip()
    {
        while (m_at < m_text.size() && (m_text[m_at].isSpace() || m_text[m_at] == u','))
            ++m_at;
    }

    /// A command's letter holds for all the numbers until the next one.
    bool nextCommand()
    {
        skip();
        if (m_at >= m_text.size())
            return false;
        if (m_text[m_at].isLetter()) {
            m_command = m_text[m_at++].toLatin1();
            return true;
        }
        if (m_command == 'M')
            m_command = 'L';
        else if (m_command == 'm')
            m_command = 'l';
        return m_command != 'z' && m_command != 'Z' && m_command != 0;
    }

    std::optional<double> number()
    {
        skip();
        qsizetype end = m_at;
        bool point = false;
        if (end < m_text.size() && (m_text[end] == u'-' || m_text[end] == u'+'))
            ++end;
        while (end < m_text.size() && (m_text[end].isDigit() || (m_text[end] == u'.' && !point))) {
            point = point || m_text[end] == u'.';
            ++end;
        }
        bool good = false;
        const double value = m_text.sliced(m_at, end - m_at).toDouble(&good);
        m_at = end;
        return good ? std::optional(value) : std::nullopt;
    }

    [[nodiscard]] bool isRelative() const { return m_command >= 'a'; }

    std::optional<QPointF> point()
    {
        const auto x = number();
        const auto y = number();
        if (!x || !y)
            return std::nullopt;
        const QPointF here(*x, *y);
        return isRelative() ? here + m_path.currentPosition() : here;
    }

    bool line(bool horizontal)
    {
        const auto value = number();
        if (!value)
            return false;
        QPointF to = m_path.currentPosition();
        double &moved = horizontal ? to.rx() : to.ry();
        moved = isRelative() ? moved + *value : *value;
        m_path.lineTo(to);
        m_control = to;
        return true;
    }

    /// `smooth`: the first control point mirrors the last curve's.
    bool curve(bool smooth)
    {
        const QPointF mirrored = 2 * m_path.currentPosition() - m_control;
        const auto first = smooth ? std::optional(mirrored) : point();
        const auto second = point();
        const auto end = point();
        if (!first || !second || !end)
            return false;
        m_path.cubicTo(*first, *second, *end);
        m_control = *second;
        return true;
    }

    bool quadratic(bool smooth)
    {
        const QPointF mirrored = 2 * m_path.currentPosition() - m_control;
        const auto control = smooth ? std::optional(mirrored) : point();
        const auto end = point();
        if (!control || !end)
            return false;
        m_path.quadTo(*control, *end);
        m_control = *control;
        return true;
    }

    bool move(bool drawn)
    {
        const auto to = point();
        if (!to)
            return false;
        if (drawn)
            m_path.lineTo(*to);
        else
            m_path.moveTo(*to);
        m_control = *to;
        return true;
    }

    bool draw()
    {
        switch (m_command | 0x20) {
        case 'm':
            return move(false);
        case 'l':
            return move(true);
        case 'h':
            return line(true);
        case 'v':
            return line(false);
        case 'c':
            return curve(false);
        case 's':
            return curve(true);
        case 'q':
            return quadratic(false);
        case 't':
            return quadratic(true);
        case 'z':
            m_path.closeSubpath();
            m_control = m_path.currentPosition();
            return true;
        default:
            return false;
        }
    }

    QStringView m_text;
    qsizetype m_at = 0;
    char m_command = 0;
    QPointF m_control;
    QPainterPath m_path;
};

} // namespace

QPainterPath svgPath(QStringView description)
{
    return PathReader(description).read();
}

} // namespace touchstone
