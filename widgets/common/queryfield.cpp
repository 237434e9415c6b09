// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "queryfield.h"

#include "colors.h"
#include "icons.h"
#include "keybutton.h"

#include <base/text.h>
#include <record/knownterms.h>

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QPainter>
#include <QStringListModel>

namespace touchstone {

namespace {

constexpr int IconRoom = 20;
constexpr int KeyRoom = 26;

/// Where the word at the end begins: behind the last space outside quotation marks and its minus.
qsizetype lastWord(const QString &text)
{
    qsizetype begin = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('"'))
            quoted = !quoted;
        else if (text[i] == QLatin1Char(' ') && !quoted)
            begin = i + 1;
    }
    return begin < text.size() && text[begin] == QLatin1Char('-') ? begin + 1 : begin;
}

/// Completes the last word and leaves what stands before it.
class LastWordCompleter final : public QCompleter
{
public:
    LastWordCompleter(QStringListModel *terms, QObject *parent)
        : QCompleter(terms, parent)
    {
        setCaseSensitivity(Qt::CaseInsensitive);
        setMaxVisibleItems(12);
    }

    [[nodiscard]] QStringList splitPath(const QString &path) const override
    {
        m_before = path.left(lastWord(path));
        const QString word = path.mid(m_before.size());
        // Nothing typed yet: a list of everything would only stand in the way.
        return {word.isEmpty() ? QString(QChar::Null) : word};
    }
    [[nodiscard]] QString pathFromIndex(const QModelIndex &index) const override
    {
        return m_before + index.data().toString() + QLatin1Char(' ');
    }

private:
    mutable QString m_before; ///< QCompleter asks for both through const functions
};

QStringList fixedTerms()
{
    QStringList terms;
    for (const std::string &term : knownTerms())
        terms << toQString(term);
    return terms << QStringLiteral("words>100") << QStringLiteral("words<100")
                 << QStringLiteral("key:") << QStringLiteral("source:") << QStringLiteral("tag:");
}

} // namespace

QueryField::QueryField(QWidget *parent)
    : QLineEdit(parent)
    , m_terms(new QStringListModel(this))
{
    makeRoom();
    connect(this, &QLineEdit::textChanged, this, &QueryField::makeRoom);
    setClearButtonEnabled(true);
    setProjectTerms({});
    setCompleter(new LastWordCompleter(m_terms, this));
}

void QueryField::setKey(const QString &key)
{
    m_key = key;
    makeRoom();
}

/// The key stands at the end only while nothing is typed; the words in its place then end before
/// it.
void QueryField::makeRoom()
{
    const bool keyShown = !m_key.isEmpty() && text().isEmpty() && !hasFocus();
    setTextMargins(IconRoom, 0, keyShown ? KeyRoom : 0, 0);
    update();
}

void QueryField::setProjectTerms(const QStringList &terms)
{
    QStringList all = fixedTerms() + terms;
    all.sort();
    if (all != m_terms->stringList())
        m_terms->setStringList(all);
}

void QueryField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Colors colors = colorsOf(this);
    QPainter painter(this);
    painter.drawPixmap(
        8, (height() - 14) / 2,
        tintedIcon(QStringLiteral("search"), 14, colors.secondary, devicePixelRatioF()));
    if (!m_key.isEmpty() && text().isEmpty() && !hasFocus())
        paintKeyCap(painter, m_key, width() - 8, height() / 2, colors.secondary, colors.line);
}

void QueryField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    makeRoom();
}

void QueryField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    makeRoom();
}

void QueryField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down && !completer()->popup()->isVisible()) {
        emit leftDownwards();
        return;
    }
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace touchstone
