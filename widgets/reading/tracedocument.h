// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "markdowndocument.h"

#include <record/response.h>

#include <QTextDocument>

#include <chrono>
#include <memory>
#include <string>

namespace touchstone {

class FormulaService;

/// How one response is to be shown.
struct TraceOptions
{
    bool folded = false; ///< the reasoning is one line
    bool raw = false;    ///< as it came, nothing rendered
    bool whole = true;   ///< false: of a very long text only the beginning, for the first paint
    ReadingStyle style;
    FormulaService *formulas = nullptr; ///< null: formulas show as TeX
    /// How long to wait for formulas that are not set yet; those that come later show as TeX.
    std::chrono::milliseconds patience{};
};

/// A response as a document that no view shows yet, so that it can be made ahead of time.
struct TraceDocument
{
    std::unique_ptr<QTextDocument> document;
    SourceMap map;
    bool whole = true; ///< false: the text goes on, and was too long to be shown at once
    /// The formulas that were not set in time: FormulaService::Batch. 0: all were.
    quint64 pending = 0;
};

/// The link that folds and unfolds the reasoning.
QString foldLink();

/// Takes milliseconds for a few thousand letters. May run on any thread; the document then belongs
/// to that thread.
TraceDocument makeTraceDocument(const Response &response, const TraceOptions &options);

/// A prompt's or any other single text as a document. Of the options, those for reading.
TraceDocument makeTextDocument(std::string_view markdown, const TraceOptions &options);
/// The same, formulas as TeX.
TraceDocument makeTextDocument(std::string_view markdown, const ReadingStyle &style);

/// The first words of a text, as a folded reasoning shows them.
QString firstWords(std::string_view text, int letters);

} // namespace touchstone
