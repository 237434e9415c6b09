// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "formulaengine.h"

#include "formulafonts.h"
#include "formulametrics.h"
#include "watchdog.h"

#include <QCoreApplication>
#include <QFile>
#include <QJSEngine>
#include <QLocale>
#include <QLoggingCategory>

namespace touchstone {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FormulaEngine", text);
}

/// KaTeX underlines with combining letters where it stopped; the words before say it well enough.
QString withoutMarks(QString reason)
{
    reason.remove(QChar(0x0332));
    return reason.simplified();
}

} // namespace

class FormulaEngine::Private
{
    Q_DISABLE_COPY_MOVE(Private)

public:
    explicit Private(const QFont &fallback)
        : m_metrics(fallback)
        , m_watchdog([this] { m_engine.setInterrupted(true); })
    {
        // Minified, KaTeX uses its variables before it declares them, and Qt says so dozens of
        // times.
        QLoggingCategory::setFilterRules(QStringLiteral("qt.qml.compiler=false"));
        QJSEngine::setObjectOwnership(&m_metrics, QJSEngine::CppOwnership);
        for (const QString &script :
             {QStringLiteral(":/katex/katex.js"), QStringLiteral(":/katex/mhchem.js"),
              QStringLiteral(":/formulas/tex.js"), QStringLiteral(":/formulas/layout.js")})
            run(script);
        m_layOut = m_engine.globalObject().property(QStringLiteral("touchstoneLayout"));
        const QJSValue used = m_layOut.property(QStringLiteral("use"))
                                  .call({m_engine.toScriptValue(FormulaFonts::names()),
                                         m_engine.newQObject(&m_metrics)});
        m_isReady = m_layOut.isCallable() && !used.isError();
    }
    ~Private() = default;

    Result<FormulaLayout> layOut(const QString &tex, bool display)
    {
        if (!m_isReady)
            return Error{Error::Code::NotFound, tr("The program was built without KaTeX.")};
        m_watchdog.guard(std::chrono::milliseconds(MostMilliseconds));
        const QJSValue made = m_layOut.call({tex, display});
        if (m_watchdog.release()) {
            m_engine.setInterrupted(false);
            m_engine.collectGarbage();
            return Error{Error::Code::BadInput, tr("It takes too long to set.")};
        }
        // Qt's own errors, such as a stack that is too deep, come as what the call gave.
        if (made.isError())
            return Error{Error::Code::BadInput, withoutMarks(made.toString())};
        const QJSValue reason = made.property(QStringLiteral("error"));
        if (!reason.isUndefined())
            return Error{Error::Code::BadInput, withoutMarks(reason.toString())};
        const QJSValue numbers = made.property(QStringLiteral("numbers"));
        return readLayout(
            qjsvalue_cast<QByteArray>(numbers),
            qjsvalue_cast<QStringList>(made.property(QStringLiteral("strings"))),
            [this](int font, char32_t letter) { return m_metrics.glyphOf(font, letter); });
    }

private:
    void run(const QString &name)
    {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return;
        const QJSValue result = m_engine.evaluate(QString::fromUtf8(file.readAll()), name);
        if (result.isError())
            qWarning("%s: %s", qUtf8Printable(name), qUtf8Printable(result.toString()));
    }

    FormulaMetrics m_metrics;
    QJSEngine m_engine;
    QJSValue m_layOut;
    bool m_isReady = false;
    Watchdog m_watchdog; ///< first to go: it holds on to the engine
};

FormulaEngine::FormulaEngine(const QFont &fallback)
    : m_private(std::make_unique<Private>(fallback))
{}

FormulaEngine::~FormulaEngine() = default;

bool FormulaEngine::isAvailable()
{
    return FormulaFonts::areEmbedded();
}

Result<FormulaLayout> FormulaEngine::layOut(const QString &tex, bool display)
{
    if (tex.size() > MostLetters)
        return Error{Error::Code::BadInput,
                     tr("It is longer than %1 letters.").arg(QLocale().toString(MostLetters))};
    return m_private->layOut(tex, display);
}

} // namespace touchstone
