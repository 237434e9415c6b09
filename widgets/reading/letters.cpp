// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "letters.h"

#include <base/text.h>

#include <QTextDocumentFragment>

namespace touchstone {
namespace {

QString letterOf(uint code)
{
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code == 0 || code > 0x10FFFF || surrogate)
        return QString(QChar::ReplacementCharacter);
    return shownLetters(
        QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1).toStdString());
}

} // namespace

QString shownLetters(std::string_view utf8)
{
    QString letters = toQString(utf8);
    for (QChar &letter : letters) {
        switch (letter.unicode()) {
        case u'\n':
        case 0x2029:
            letter = QChar::LineSeparator;
            break;
        case u'\r':
            letter = u' ';
            break;
        case 0:
        case 0xFDD0: // QTextDocument's marks of frames
        case 0xFDD1:
        case 0xFFFC: // and of objects
            letter = QChar::ReplacementCharacter;
            break;
        default:
            break;
        }
    }
    return letters;
}

QString decodedEntity(std::string_view entity)
{
    const QString text = toQString(entity);
    if (text.startsWith(QLatin1String("&#"))) {
        const bool hexadecimal = text.size() > 2 && text[2].toLower() == u'x';
        const QString digits = text.mid(hexadecimal ? 3 : 2).chopped(text.endsWith(u';') ? 1 : 0);
        bool good = false;
        const uint code = digits.toUInt(&good, hexadecimal ? 16 : 10);
        return good ? letterOf(code) : text;
    }
    if (text == QLatin1String("&amp;"))
        return QStringLiteral("&");
    if (text == QLatin1String("&lt;"))
        return QStringLiteral("<");
    if (text == QLatin1String("&gt;"))
        return QStringLiteral(">");
    if (text == QLatin1String("&quot;"))
        return QStringLiteral("\"");
    if (text == QLatin1String("&nbsp;"))
        return QString(QChar::Nbsp);
    const QString decoded = QTextDocumentFragment::fromHtml(text).toPlainText();
    return decoded.isEmpty() ? text : decoded;
}

} // namespace touchstone
