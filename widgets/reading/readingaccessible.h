// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "documenttext.h"

#include <QAccessibleWidget>
#include <QPointer>
#include <QTextDocument>

class QTextEdit;

namespace touchstone {

/// What a screen reader hears of a ReadingBrowser: its text, formulas as TeX. Offsets are those of
/// DocumentText.
class ReadingAccessible final
    : public QAccessibleWidget
    , public QAccessibleTextInterface
{
public:
    explicit ReadingAccessible(QTextEdit *view);

    /// From now on views are heard this way.
    static void install();

    void *interface_cast(QAccessible::InterfaceType type) override;
    [[nodiscard]] QAccessible::State state() const override;
    [[nodiscard]] QString text(QAccessible::Text kind) const override;

    void selection(int selection, int *begin, int *end) const override;
    [[nodiscard]] int selectionCount() const override;
    void addSelection(int begin, int end) override;
    void removeSelection(int selection) override;
    void setSelection(int selection, int begin, int end) override;
    [[nodiscard]] int cursorPosition() const override;
    void setCursorPosition(int offset) override;
    [[nodiscard]] QString text(int begin, int end) const override;
    [[nodiscard]] int characterCount() const override;
    [[nodiscard]] QRect characterRect(int offset) const override;
    [[nodiscard]] int offsetAtPoint(const QPoint &point) const override;
    void scrollToSubstring(int begin, int end) override;
    QString attributes(int offset, int *begin, int *end) const override;

private:
    ~ReadingAccessible() override = default;

    [[nodiscard]] QTextEdit &view() const;
    [[nodiscard]] const DocumentText &words() const;

    mutable QPointer<QTextDocument> m_document; ///< the one that m_words were read from
    mutable int m_revision = -1;
    mutable DocumentText m_words;
};

} // namespace touchstone
