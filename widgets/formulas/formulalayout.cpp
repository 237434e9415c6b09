// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formulalayout.h"

#include "svgpath.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <span>

namespace touchstone {
namespace {

// The kinds of records in layout.js, and how many numbers follow each.
enum class Kind { Base, Glyph, Rule, Path, Line, Text };
constexpr std::array<std::size_t, 6> Lengths = {4, 6, 6, 10, 7, 6};
// Letters lean out of their boxes by less than this.
constexpr double Overhang = 0.6;

/// Reads the records of one formula.
class LayoutReader final
{
public:
    LayoutReader(const QStringList &strings, const GlyphFinder &glyphOf)
        : m_strings(strings)
        , m_glyphOf(glyphOf)
    {}

    /// False: the record is not one.
    bool take(Kind kind, std::span<const float> values)
    {
        if (kind == Kind::Base) {
            const int flags = integer(values[3]);
            m_layout.bases.push_back({.width = std::max(0.0F, values[0]),
                                      .height = values[1],
                                      .depth = values[2],
                                      .beginsLine = (flags & 1) != 0,
                                      .isTag = (flags & 2) != 0});
            return true;
        }
        if (m_layout.bases.empty())
            return false;
        FormulaLayout::Base &base = m_layout.bases.back();
        switch (kind) {
        case Kind::Glyph:
            takeGlyph(base, values);
            break;
        case Kind::Rule:
            base.rules.push_back({QRectF(values[0], values[1], values[2], values[3]),
                                  colorAt(values[4]), values[5] != 0});
            hold(base, base.rules.back().place);
            break;
        case Kind::Path:
            takePath(base, values);
            break;
        case Kind::Line:
            base.lines.push_back({QPointF(values[0], values[1]), QPointF(values[2], values[3]),
                                  values[4], colorAt(values[5]), values[6] != 0});
            hold(base, QRectF(base.lines.back().from, base.lines.back().to).normalized());
            break;
        case Kind::Text: {
            const int style = integer(values[4]);
            base.texts.push_back({stringAt(values[0]), QPointF(values[1], values[2]), values[3],
                                  colorAt(values[5]), (style & 1) != 0, (style & 2) != 0});
            hold(base, QRectF(base.texts.back().place, QSizeF()));
            break;
        }
        case Kind::Base:
            break;
        }
        return true;
    }

    FormulaLayout layout() { return std::move(m_layout); }

private:
    static int integer(float value) { return static_cast<int>(std::lround(value)); }

    [[nodiscard]] QString stringAt(float place) const { return m_strings.value(integer(place)); }

    int colorAt(float place)
    {
        const int string = integer(place);
        if (string < 0 || string >= m_strings.size())
            return FormulaLayout::TextColor;
        const QColor color(m_strings[string]);
        if (!color.isValid())
            return FormulaLayout::TextColor;
        const auto known = std::find(m_layout.colors.begin(), m_layout.colors.end(), color);
        if (known == m_layout.colors.end()) {
            m_layout.colors.push_back(color);
            return static_cast<int>(m_layout.colors.size()) - 1;
        }
        return static_cast<int>(known - m_layout.colors.begin());
    }

    static void hold(FormulaLayout::Base &base, const QRectF &place)
    {
        const QRectF box(-Overhang, -base.height - Overhang, base.width + 2 * Overhang,
                         base.height + base.depth + 2 * Overhang);
        if (place.left() < box.left() || place.right() > box.right() || place.top() < box.top()
            || place.bottom() > box.bottom())
            base.spills = true;
    }

    void takeGlyph(FormulaLayout::Base &base, std::span<const float> values)
    {
        const int font = integer(values[0]);
        const int color = colorAt(values[5]);
        const double size = values[4];
        auto run = std::find_if(base.glyphs.begin(), base.glyphs.end(), [&](const auto &each) {
            return each.font == font && each.color == color && std::abs(each.size - size) < 1e-6;
        });
        if (run == base.glyphs.end())
            run = base.glyphs.insert(run, {font, size, color, {}, {}});
        run->indexes.append(m_glyphOf(font, static_cast<char32_t>(integer(values[1]))));
        run->places.append(QPointF(values[2], values[3]));
        hold(base, QRectF(run->places.back(), QSizeF()));
    }

    void takePath(FormulaLayout::Base &base, std::span<const float> values)
    {
        QPainterPath shape = svgPath(stringAt(values[0]));
        // Computed now, while the path is this thread's alone.
        (void)shape.controlPointRect();
        (void)shape.boundingRect();
        base.paths.push_back(
            {std::move(shape), QPointF(values[1], values[2]), QPointF(values[3], values[4]),
             QRectF(values[5], values[6], values[7], values[8]), colorAt(values[9])});
        hold(base, base.paths.back().clip);
    }

    const QStringList &m_strings;
    const GlyphFinder &m_glyphOf;
    FormulaLayout m_layout;
};

} // namespace

FormulaLayout
readLayout(const QByteArray &numbers, const QStringList &strings, const GlyphFinder &glyphOf)
{
    std::vector<float> values(static_cast<std::size_t>(numbers.size()) / sizeof(float));
    std::memcpy(values.data(), numbers.constData(), values.size() * sizeof(float));
    LayoutReader reader(strings, glyphOf);
    std::size_t at = 0;
    while (at < values.size()) {
        const auto kind = static_cast<std::size_t>(values[at++]);
        if (kind >= Lengths.size() || at + Lengths.at(kind) > values.size())
            return {};
        const auto record = std::span<const float>(values).subspan(at, Lengths.at(kind));
        // A number that is none would be drawn anywhere.
        if (std::any_of(record.begin(), record.end(),
                        [](float each) { return !std::isfinite(each); })
            || !reader.take(static_cast<Kind>(kind), record))
            return {};
        at += Lengths.at(kind);
    }
    return reader.layout();
}

} // namespace touchstone
