// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <record/readingmarks.h>
#include <record/response.h>

#include <QWidget>

#include <array>
#include <cstdint>

namespace touchstone {

class FormulaService;
class TraceView;

/// One place to read at, with more views than are seen: those behind hold texts that will be wanted
/// soon, or were read just now, laid out already. Changing to one of them costs no more than
/// painting it; handing a text to a view that is seen would lay it out twice before that.
class TraceStack final : public QWidget
{
    Q_OBJECT

public:
    /// The one that is seen, the one before, the one after.
    static constexpr std::size_t Views = 3;

    /// `name`: the object name of the view that is seen.
    explicit TraceStack(const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] TraceView *current() const { return m_views.at(m_current); }
    [[nodiscard]] const std::array<TraceView *, Views> &views() const { return m_views; }

    void setFormulas(FormulaService *formulas);
    /// From its beginning, with nothing selected.
    void show(const Response &response, const ReadingMarks &marks = {});
    void showNothing();
    /// Has it laid out by a view that is not seen. Takes milliseconds.
    void prepare(const Response &response, const ReadingMarks &marks = {});

    void setFolded(bool folded);
    void setRaw(bool raw);
    void setFlat(bool flat);
    void setZoom(double zoom);

signals:
    void foldRequested(bool folded);
    void zoomRequested(double zoom);
    void currentChanged(); ///< another view is seen

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] std::size_t placeOf(const Response &response) const;
    [[nodiscard]] std::size_t longestUnused() const;
    void makeCurrent(std::size_t place);
    /// A view, as large as what is seen.
    TraceView &resized(std::size_t place);
    void forgetUnseen();

    QString m_name;
    std::array<TraceView *, Views> m_views{};
    std::array<std::uint64_t, Views> m_used{}; ///< higher: later
    std::uint64_t m_uses = 0;
    std::size_t m_current = 0;
};

} // namespace touchstone
