// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tracecomposer.h"

#include "documenttext.h"
#include "portions.h"

#include <base/text.h>
#include <reasoning/formulascanner.h>
#include <widgets/common/format.h>

#include <QCoreApplication>
#include <QTextBlock>
#include <QTextFrame>

#include <algorithm>

namespace touchstone {
namespace {

// An answer shorter than this is one piece, though it has no steps.
constexpr std::size_t LongPiece = 32'000;
// With the length behind them, one line of a column that is read with ease.
constexpr int FoldedLetters = 46;

QString tr(const char *text)
{
    return QCoreApplication::translate("TraceDocument", text);
}

} // namespace

TraceComposer::TraceComposer(const Response &response, const TraceOptions &options)
    : m_reasoning(response.reasoning)
    , m_answer(response.answer)
    , m_raw(response.raw)
    , m_options(options)
{
    if (m_options.raw)
        planRaw();
    else
        planRendered(response);
}

TraceComposer::TraceComposer(std::string_view markdown, const TraceOptions &options)
    : m_answer(markdown)
    , m_options(options)
{
    addPortions({.kind = Kind::Markdown, .bytes = {0, markdown.size()}});
}

void TraceComposer::planRendered(const Response &response)
{
    const bool thought = !m_reasoning.empty();
    if ((response.flags & EmptyReasoning) != 0)
        planRemark(tr("The reasoning is empty."));
    if (thought) {
        planReasoning(response.reasoningWords);
        if ((response.flags & UnterminatedThink) != 0)
            planRemark(tr("The reasoning was begun and never ended."));
    }
    if (m_answer.empty()) {
        planRemark(thought ? tr("No answer follows.") : tr("This response is empty."));
    } else if (thought) {
        planRemark(tr("Answer"));
        planAnswer();
    } else {
        planSteps(TextPart::Answer);
    }
    if ((response.flags & Truncated) != 0)
        planRemark(tr("Cut off here: the model reached its limit."));
}

void TraceComposer::planRaw()
{
    if (!m_raw.empty()) {
        planPlain(TextPart::Raw);
        return;
    }
    planPlain(TextPart::Reasoning);
    planPlain(TextPart::Answer);
}

void TraceComposer::planRemark(const QString &words)
{
    add({.kind = Kind::Remark, .words = words});
}

std::size_t TraceComposer::planSteps(TextPart part)
{
    const std::vector<ReasoningStep> steps = cutIntoSteps(textOf(part), m_options.cuts);
    for (std::size_t i = 0; i < steps.size(); ++i)
        addPortions({.kind = Kind::Step,
                     .part = part,
                     .bytes = {steps[i].begin, steps[i].end},
                     .step = steps[i],
                     .index = i,
                     .folded = isFolded(i, part)});
    return steps.size();
}

/// The steps, below a line that says how many there are and folds them.
void TraceComposer::planReasoning(int words)
{
    const std::size_t line = m_pieces.size();
    add({.kind = Kind::FoldLine});
    const auto count = static_cast<int>(planSteps(TextPart::Reasoning));
    const QString between = QStringLiteral("  ·  ");
    m_pieces[line].words = (m_options.folded ? QStringLiteral("▸ ") : QStringLiteral("▾ "))
                           + tr("Reasoning") + between + stepCount(count) + between
                           + wordCount(words);
}

/// Its lists and tables are seen as a whole, unless it is very long.
void TraceComposer::planAnswer()
{
    const std::size_t size = m_answer.size();
    std::vector<ReasoningStep> pieces{{.begin = 0, .end = size}};
    if (size > LongPiece)
        pieces = cutIntoSteps(m_answer);
    for (const ReasoningStep &each : pieces)
        addPortions(
            {.kind = Kind::Markdown, .part = TextPart::Answer, .bytes = {each.begin, each.end}});
}

void TraceComposer::planPlain(TextPart part)
{
    if (const std::size_t size = textOf(part).size(); size > 0)
        addPortions({.kind = Kind::Plain, .part = part, .bytes = {0, size}});
}

void TraceComposer::add(Piece piece)
{
    m_size += piece.bytes.size();
    m_pieces.push_back(std::move(piece));
}

/// What is very long is written in portions, and what Markdown would lose when it is cut shows as
/// it came.
void TraceComposer::addPortions(const Piece &piece)
{
    const std::string_view text = textOf(piece);
    const std::vector<ByteRange> portions =
        piece.folded ? std::vector{ByteRange{0, text.size()}} : portionsOf(text);
    const bool fenced = portions.size() > 1 && text.find("```") != std::string_view::npos;
    for (const ByteRange &each : portions) {
        Piece portion = piece;
        portion.bytes = {piece.bytes.begin + each.begin, piece.bytes.begin + each.end};
        portion.plain = piece.kind == Kind::Plain || fenced;
        portion.continues = each.begin > 0;
        add(std::move(portion));
    }
}

std::string_view TraceComposer::textOf(TextPart part) const
{
    switch (part) {
    case TextPart::Reasoning:
        return m_reasoning;
    case TextPart::Answer:
        return m_answer;
    case TextPart::Raw:
        break;
    }
    return m_raw;
}

std::string_view TraceComposer::textOf(const Piece &piece) const
{
    return textOf(piece.part).substr(piece.bytes.begin, piece.bytes.size());
}

/// What has no reasoning before it is folded only by its steps.
bool TraceComposer::isFolded(std::size_t step, TextPart part) const
{
    const auto &apart = m_options.apart;
    const bool other = std::find(apart.begin(), apart.end(), step) != apart.end();
    return (m_options.folded && part == TextPart::Reasoning) != other;
}

std::size_t TraceComposer::reach(std::size_t bytes) const
{
    std::size_t end = m_next;
    for (std::size_t reached = 0; end < m_pieces.size() && reached < bytes; ++end)
        reached += m_pieces[end].bytes.size();
    return end;
}

FormulaService::Batch TraceComposer::request(std::size_t bytes,
                                             FormulaService::Urgency urgency) const
{
    if (m_options.formulas == nullptr || m_options.raw)
        return 0;
    std::vector<FormulaKey> keys;
    const std::size_t end = reach(bytes);
    for (std::size_t i = m_next; i < end; ++i) {
        if (m_pieces[i].folded || m_pieces[i].plain)
            continue;
        const std::string_view text = textOf(m_pieces[i]);
        for (const Formula &each : scanFormulas(text))
            keys.push_back(
                {toQString(text.substr(each.texBegin, each.texEnd - each.texBegin)), each.display});
    }
    return m_options.formulas->request(keys, urgency);
}

void TraceComposer::write(TraceDocument &target, std::size_t bytes)
{
    if (m_cursor.isNull()) {
        m_cursor = QTextCursor(target.document.get());
        if (std::any_of(m_pieces.begin(), m_pieces.end(),
                        [](const Piece &each) { return each.kind == Kind::Step; })) {
            QTextFrameFormat frame = target.document->rootFrame()->frameFormat();
            frame.setLeftMargin(StepMargin);
            target.document->rootFrame()->setFrameFormat(frame);
        }
    }
    const std::size_t end = reach(bytes);
    // Or a document that has a layout would be laid out at each letter that comes in.
    m_cursor.beginEditBlock();
    for (; m_next < end; ++m_next)
        write(target, m_pieces[m_next]);
    m_cursor.endEditBlock();
}

void TraceComposer::write(TraceDocument &target, const Piece &piece)
{
    switch (piece.kind) {
    case Kind::FoldLine:
        writeFoldLine(piece.words);
        break;
    case Kind::Remark:
        writeRemark(piece.words);
        break;
    case Kind::Step:
        writeStep(target, piece);
        break;
    case Kind::Markdown:
    case Kind::Plain:
        writeText(target, piece);
        break;
    }
}

void TraceComposer::writeStep(TraceDocument &target, const Piece &piece)
{
    if (piece.continues) {
        writeText(target, piece);
        target.steps.back().end = m_cursor.position();
        return;
    }
    const std::string_view whole =
        textOf(piece.part).substr(piece.step.begin, piece.step.end - piece.step.begin);
    ShownStep shown{m_cursor.position(), 0, piece.step, countWords(whole), piece.folded};
    // What is written begins a block of its own.
    shown.begin += m_cursor.block().length() > 1 ? 1 : 0;
    if (shown.folded)
        writeStepLine(piece, shown);
    else
        writeText(target, piece);
    shown.end = std::max(shown.begin, m_cursor.position());
    target.steps.push_back(shown);
}

void TraceComposer::writeText(TraceDocument &target, const Piece &piece)
{
    const QTextBlock before = m_cursor.block();
    const bool begins = before.length() > 1;
    MarkdownTarget into{m_options.style, target.map, piece.part, {}, piece.bytes.begin};
    if (piece.plain) {
        std::string_view lines = textOf(piece);
        // The next portion begins a line of its own.
        if (lines.ends_with('\n') && piece.bytes.end < textOf(piece.part).size())
            lines.remove_suffix(1);
        appendPlain(m_cursor, lines, into, m_options.style.fixed);
    } else {
        if (m_options.formulas != nullptr)
            into.formula = [service = m_options.formulas](const QString &tex, bool display) {
                return service->find({tex, display}).value_or(FormulaResult{});
            };
        appendMarkdown(m_cursor, textOf(piece), into);
    }
    if (piece.continues && begins)
        join(before, piece);
}

/// What was cut only to be written reads and copies as one.
void TraceComposer::join(const QTextBlock &before, const Piece &piece)
{
    QTextCursor cursor(before);
    QTextBlockFormat format = before.blockFormat();
    format.setBottomMargin(0);
    cursor.setBlockFormat(format);
    const QTextBlock after = before.next();
    const char last = textOf(piece.part)[piece.bytes.begin - 1];
    if (!after.isValid() || last == '\n' || last == ' ')
        return;
    cursor = QTextCursor(after);
    format = after.blockFormat();
    format.setProperty(ContinuesProperty, true);
    cursor.setBlockFormat(format);
}

void TraceComposer::writeStepLine(const Piece &piece, const ShownStep &shown)
{
    beginLine();
    QTextCharFormat format = quiet();
    format.setFont(m_options.style.body);
    format.setAnchor(true);
    format.setAnchorHref(stepLink() + QString::number(piece.index));
    format.setToolTip(tr("Show this step (D)"));
    m_cursor.insertText(QStringLiteral("▸ ") + firstWords(textOf(piece), FoldedLetters), format);
    format.setFont(m_options.style.small);
    m_cursor.insertText(QStringLiteral("   ") + wordCount(shown.words)
                            + (shown.step.turns ? tr("  ·  turns back") : QString{}),
                        format);
}

void TraceComposer::writeFoldLine(const QString &words)
{
    beginLine();
    QTextCharFormat format = quiet();
    format.setAnchor(true);
    format.setAnchorHref(foldLink());
    format.setToolTip(m_options.folded ? tr("Show the reasoning (Z)")
                                       : tr("Fold the reasoning (Z)"));
    m_cursor.insertText(words, format);
    m_cursor.insertBlock();
}

void TraceComposer::writeRemark(const QString &words)
{
    beginLine();
    m_cursor.insertText(words, quiet());
    m_cursor.insertBlock();
}

void TraceComposer::beginLine()
{
    QTextBlockFormat format;
    format.setLineHeight(m_options.style.lineDistance, QTextBlockFormat::LineDistanceHeight);
    format.setBottomMargin(m_options.style.paragraphDistance * 0.6);
    if (m_cursor.block().length() <= 1)
        m_cursor.setBlockFormat(format);
    else
        m_cursor.insertBlock(format);
}

QTextCharFormat TraceComposer::quiet() const
{
    QTextCharFormat format;
    format.setFont(m_options.style.small);
    format.setForeground(m_options.style.secondary);
    return format;
}

QString firstWords(std::string_view text, int letters)
{
    QString head =
        toQString(headOf(trimmed(text), static_cast<std::size_t>(letters) * 4 + 16)).simplified();
    // Without the signs of Markdown, which nobody says.
    for (const auto *sign : {"**", "__", "`", "# ", "#"})
        head.remove(QLatin1String(sign));
    if (head.size() <= letters)
        return head;
    const qsizetype space = head.lastIndexOf(u' ', letters);
    return head.left(space > letters / 2 ? space : letters) + QStringLiteral(" …");
}

} // namespace touchstone
