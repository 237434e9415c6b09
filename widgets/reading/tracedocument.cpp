// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tracedocument.h"

#include "tracecomposer.h"

#include <widgets/formulas/formulaobject.h>
#include <widgets/formulas/formulaservice.h>

#include <QTextBlock>
#include <QTextCursor>
#include <QTextFrame>
#include <QTextOption>

#include <algorithm>

namespace touchstone {
namespace {

// Of a text longer than this the beginning is shown first.
constexpr std::size_t LongText = 24'000;
constexpr std::size_t FirstSection = 8'000;
// Even where the reader is further down.
constexpr std::size_t MostAtOnce = 64'000;

TraceDocument emptyDocument(const TraceOptions &options)
{
    const ReadingStyle &style = options.style;
    TraceDocument result;
    result.document = std::make_unique<QTextDocument>();
    result.document->setUndoRedoEnabled(false);
    result.document->setDocumentMargin(0);
    result.document->setDefaultFont(style.body);
    // As the view would set it, which would have the text laid out once more.
    QTextOption option = result.document->defaultTextOption();
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    result.document->setDefaultTextOption(option);
    return result;
}

/// Above the first line there is as much as exponents may need of the space between lines.
void trimBegin(QTextDocument &document, const ReadingStyle &style)
{
    QTextCursor begin(&document);
    if (begin.currentFrame() != document.rootFrame())
        return;
    QTextBlockFormat first = begin.blockFormat();
    first.setTopMargin(std::max(first.topMargin(), style.lineDistance / 2.0));
    begin.setBlockFormat(first);
}

/// The space below the last paragraph would only make the page longer than its text.
void trimEnd(QTextDocument &document)
{
    QTextCursor cursor(&document);
    cursor.movePosition(QTextCursor::End);
    if (cursor.block().length() <= 1 && document.blockCount() > 1
        && cursor.currentFrame() == document.rootFrame() && cursor.block().previous().isValid()
        && QTextCursor(cursor.block().previous()).currentFrame() == document.rootFrame())
        cursor.deletePreviousChar();
    QTextBlockFormat last = cursor.blockFormat();
    last.setBottomMargin(0);
    cursor.setBlockFormat(last);
}

std::size_t firstBytes(const TraceComposer &composer, const TraceOptions &options)
{
    if (options.whole || composer.size() <= LongText)
        return TraceComposer::Everything;
    return std::clamp(options.beginning, FirstSection, MostAtOnce);
}

/// All at once, before any is shown: the thread that sets them works while this one waits. The
/// batch that is not awaited any longer.
FormulaService::Batch
awaitFormulas(const TraceComposer &composer, std::size_t bytes, const TraceOptions &options)
{
    const auto most = static_cast<std::size_t>(options.patience.count());
    const FormulaService::Batch batch = composer.request(
        bytes, most > 0 ? FormulaService::Urgency::Now : FormulaService::Urgency::Later);
    if (batch == 0)
        return 0;
    // What cannot be done in time is not waited for at all.
    const FormulaService &service = *options.formulas;
    return service.waiting(batch) > most || !service.wait(batch, options.patience) ? batch : 0;
}

TraceDocument begin(std::unique_ptr<TraceComposer> composer, const TraceOptions &options)
{
    TraceDocument made = emptyDocument(options);
    const std::size_t bytes = firstBytes(*composer, options);
    made.pending = awaitFormulas(*composer, bytes, options);
    composer->write(made, bytes);
    trimBegin(*made.document, options.style);
    if (composer->isDone())
        trimEnd(*made.document);
    else
        made.rest = std::move(composer);
    // Only now: a document that has a layout is laid out at each change.
    if (options.formulas != nullptr)
        FormulaObject::enable(*made.document, options.formulas->painter());
    return made;
}

} // namespace

QString foldLink()
{
    return QStringLiteral("touchstone:fold");
}

QString stepLink()
{
    return QStringLiteral("touchstone:step/");
}

TraceDocument::TraceDocument() = default;
TraceDocument::TraceDocument(TraceDocument &&) noexcept = default;
TraceDocument &TraceDocument::operator=(TraceDocument &&) noexcept = default;
TraceDocument::~TraceDocument() = default;

quint64 requestFormulas(const Response &response, const TraceOptions &options)
{
    const TraceComposer composer(response, options);
    return composer.request(firstBytes(composer, options), options.patience.count() > 0
                                                               ? FormulaService::Urgency::Now
                                                               : FormulaService::Urgency::Later);
}

TraceDocument makeTraceDocument(const Response &response, const TraceOptions &options)
{
    return begin(std::make_unique<TraceComposer>(response, options), options);
}

bool writeMore(TraceDocument &shown, std::size_t bytes)
{
    if (shown.rest == nullptr)
        return false;
    shown.rest->write(shown, bytes);
    if (!shown.rest->isDone())
        return true;
    trimEnd(*shown.document);
    shown.rest.reset();
    return false;
}

TraceDocument makeTextDocument(std::string_view markdown, const TraceOptions &options)
{
    return begin(std::make_unique<TraceComposer>(markdown, options), options);
}

TraceDocument makeTextDocument(std::string_view markdown, const ReadingStyle &style)
{
    TraceOptions options;
    options.style = style;
    return makeTextDocument(markdown, options);
}

} // namespace touchstone
