// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "keepablerow.h"

#include "sql/keepable.h"
#include "store.h"

#include <base/text.h>

#include <optional>

namespace touchstone {

namespace {

/// Looks at one text after the other; keeps the first that cannot be kept.
class Looker
{
public:
    void look(const char *name, std::string_view text)
    {
        if (m_refusal.isEmpty()) {
            if (const std::optional<std::size_t> byte = sql::firstUnkeepable(text))
                m_refusal = refusalFor(name, *byte, text[*byte] == '\0');
        }
    }

    QString take() { return std::move(m_refusal); }

private:
    static QString refusalFor(const char *name, std::size_t byte, bool nul)
    {
        return (nul ? Store::tr("The row's %1 has a NUL character at byte %2, which no text can "
                                "hold.")
                    : Store::tr("The row's %1 is not valid UTF-8 at byte %2."))
            .arg(QLatin1String(name))
            .arg(byte + 1);
    }

    QString m_refusal;
};

} // namespace

QString unkeepableIn(const IncomingRow &row, std::span<const Response> responses)
{
    Looker looker;
    looker.look("key", row.key);
    looker.look("prompt", row.text);
    looker.look("system", row.system);
    looker.look("reference", row.reference);
    looker.look("meta", row.meta);
    for (const std::string &tag : row.tags)
        looker.look("tag", tag);
    for (const IncomingResponse &response : row.responses)
        looker.look("source", response.source);
    for (const Response &response : responses) {
        looker.look("reasoning", response.reasoning);
        looker.look("answer", response.answer);
        looker.look("response", response.raw);
        looker.look("final answer", response.finalAnswer);
        looker.look("meta", response.meta);
    }
    return looker.take();
}

std::string keepableHead(std::string_view bytes, std::size_t maxBytes)
{
    const QString text = toQString(bytes.substr(0, maxBytes)).replace(QChar(0), QChar(0xfffd));
    const std::string utf8 = toUtf8(text);
    return std::string(headOf(utf8, maxBytes));
}

} // namespace touchstone
