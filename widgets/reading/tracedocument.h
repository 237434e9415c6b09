// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "markdowndocument.h"

#include <reasoning/steps.h>
#include <record/response.h>

#include <QTextDocument>

#include <chrono>
#include <memory>
#include <string>

namespace touchstone {

class FormulaService;
class TraceComposer;

/// Where one step is shown.
struct ShownStep
{
    int begin = 0;      ///< its first position in the document
    int end = 0;        ///< behind its last
    ReasoningStep step; ///< as bytes of the text that is cut into steps
    int words = 0;
    bool folded = false; ///< one line: its first words and its length
};

/// How one response is to be shown.
struct TraceOptions
{
    bool folded = false;                 ///< each step of the reasoning is one line
    std::vector<std::size_t> apart = {}; ///< the steps that are folded where others are not, or not
    StepCuts cuts = {};                  ///< by hand, of the text that is cut into steps
    bool raw = false;                    ///< as it came, nothing rendered
    bool whole = true; ///< false: of a long text only the beginning, for the first paint
    /// So many bytes of what is shown belong to the beginning at least.
    std::size_t beginning = 0;
    ReadingStyle style;
    FormulaService *formulas = nullptr; ///< null: formulas show as TeX
    /// How long to wait for formulas that are not set yet; those that come later show as TeX.
    std::chrono::milliseconds patience{};
};

/// A response as a document that no view shows yet, so that it can be made ahead of time.
struct TraceDocument
{
    TraceDocument();
    TraceDocument(TraceDocument &&) noexcept;
    TraceDocument &operator=(TraceDocument &&) noexcept;
    ~TraceDocument();

    /// False: the text goes on, and was too long to be shown at once.
    [[nodiscard]] bool isWhole() const { return rest == nullptr; }

    std::unique_ptr<QTextDocument> document;
    SourceMap map;
    /// The reasoning's steps, or the answer's where no reasoning goes before it; of a text shown in
    /// part, those in that part. None of a raw text.
    std::vector<ShownStep> steps;
    std::unique_ptr<TraceComposer> rest; ///< null: nothing is left to be written
    /// The formulas that were not set in time: FormulaService::Batch. 0: all were.
    quint64 pending = 0;
};

/// The room at the left of the text in which the steps' numbers stand, in pixels.
constexpr int StepMargin = 36;

/// The link that folds and unfolds the reasoning.
QString foldLink();
/// The link that unfolds one step, to be followed by its place among the steps.
QString stepLink();

/// Has the formulas set that a document of the response will show. The batch of those that are not
/// set yet; 0: all are.
quint64 requestFormulas(const Response &response, const TraceOptions &options);

/// Takes milliseconds for a few thousand letters. May run on any thread; the document then belongs
/// to that thread. The response outlives a document that is not whole.
TraceDocument makeTraceDocument(const Response &response, const TraceOptions &options);

/// Appends the next of a text that is not whole, at least so many bytes of it. On the document's
/// thread; a view may show it. False: it is whole now.
bool writeMore(TraceDocument &shown, std::size_t bytes);

/// A prompt's or any other single text as a document. Of the options, those for reading.
TraceDocument makeTextDocument(std::string_view markdown, const TraceOptions &options);
/// The same, formulas as TeX.
TraceDocument makeTextDocument(std::string_view markdown, const ReadingStyle &style);

} // namespace touchstone
