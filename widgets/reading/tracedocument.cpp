// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "tracedocument.h"

#include <base/text.h>
#include <reasoning/formulascanner.h>
#include <widgets/formulas/formulaobject.h>
#include <widgets/formulas/formulaservice.h>

#include <QCoreApplication>
#include <QLocale>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextFrame>
#include <QTextOption>

#include <algorithm>

namespace touchstone {
namespace {

// A text longer than this is shown in two goes.
constexpr std::size_t LongText = 200'000;
constexpr std::size_t FirstSection = 40'000;
// With the length behind them, one line of a column that is read with ease.
constexpr int FoldedLetters = 46;

QString words(int count)
{
    //: how long a reasoning is
    return QCoreApplication::translate("TraceDocument", "%n words", nullptr, count)
        .replace(QString::number(count), QLocale().toString(count));
}

/// What is shown of a text at first: of a very long one its beginning.
std::string_view sectionOf(std::string_view text, const TraceOptions &options)
{
    if (options.whole || text.size() <= LongText)
        return text;
    const std::size_t end = text.rfind('\n', FirstSection);
    return end == std::string_view::npos ? headOf(text, FirstSection) : text.substr(0, end);
}

FormulaService::Batch requestIn(std::initializer_list<std::string_view> texts,
                                const TraceOptions &options)
{
    if (options.formulas == nullptr)
        return 0;
    std::vector<FormulaKey> keys;
    for (const std::string_view text : texts) {
        const std::string_view shown = sectionOf(text, options);
        for (const Formula &each : scanFormulas(shown))
            keys.push_back({toQString(shown.substr(each.texBegin, each.texEnd - each.texBegin)),
                            each.display});
    }
    const bool waits = options.patience.count() > 0;
    return options.formulas->request(keys, waits ? FormulaService::Urgency::Now
                                                 : FormulaService::Urgency::Later);
}

/// Writes the parts of one response one below the other.
class Composer final
{
public:
    Composer(TraceDocument &target, const Response &response, const TraceOptions &options)
        : m_target(target)
        , m_response(response)
        , m_options(options)
        , m_cursor(target.document.get())
    {}

    void rendered()
    {
        const bool thought = !m_response.reasoning.empty();
        awaitFormulas({m_response.reasoning, m_response.answer});
        if ((m_response.flags & EmptyReasoning) != 0)
            remark(tr("The reasoning is empty."));
        if (thought) {
            const std::string_view shown = section(m_response.reasoning);
            const std::vector<ReasoningStep> steps = cutIntoSteps(shown, m_options.cuts);
            foldLine(steps.size());
            writeSteps(shown, steps, TextPart::Reasoning);
            if ((m_response.flags & UnterminatedThink) != 0)
                remark(tr("The reasoning was begun and never ended."));
        }
        if (!m_response.answer.empty()) {
            const std::string_view shown = section(m_response.answer);
            if (thought) {
                remark(tr("Answer"));
                write(shown, TextPart::Answer);
            } else {
                writeSteps(shown, cutIntoSteps(shown, m_options.cuts), TextPart::Answer);
            }
        } else {
            remark(thought ? tr("No answer follows.") : tr("This response is empty."));
        }
        if ((m_response.flags & Truncated) != 0)
            remark(tr("Cut off here: the model reached its limit."));
    }

    void raw()
    {
        if (!m_response.raw.empty()) {
            plain(m_response.raw, TextPart::Raw);
            return;
        }
        plain(m_response.reasoning, TextPart::Reasoning);
        plain(m_response.answer, TextPart::Answer);
    }

    /// `base`: the byte of the part that `text` begins with.
    void write(std::string_view text, TextPart part, std::size_t base = 0)
    {
        FormulaLookup lookup;
        if (m_options.formulas != nullptr)
            lookup = [service = m_options.formulas](const QString &tex, bool display) {
                return service->find({tex, display}).value_or(FormulaResult{});
            };
        appendMarkdown(m_cursor, text,
                       {m_options.style, m_target.map, part, std::move(lookup), base});
    }

    std::string_view section(std::string_view text)
    {
        const std::string_view shown = sectionOf(text, m_options);
        m_target.whole = m_target.whole && shown.size() == text.size();
        return shown;
    }

    /// All at once, before any is shown: the thread that sets them works while this one waits.
    void awaitFormulas(std::initializer_list<std::string_view> texts)
    {
        const FormulaService::Batch batch = requestIn(texts, m_options);
        if (batch == 0)
            return;
        // What cannot be done in time is not waited for at all.
        const FormulaService &service = *m_options.formulas;
        const auto most = static_cast<std::size_t>(m_options.patience.count());
        if (service.waiting(batch) > most || !service.wait(batch, m_options.patience))
            m_target.pending = batch;
    }

private:
    static QString tr(const char *text)
    {
        return QCoreApplication::translate("TraceDocument", text);
    }

    void plain(std::string_view text, TextPart part)
    {
        if (!text.empty())
            appendPlain(m_cursor, section(text), {m_options.style, m_target.map, part, {}},
                        m_options.style.fixed);
    }

    void writeSteps(std::string_view text, const std::vector<ReasoningStep> &steps, TextPart part)
    {
        QTextFrameFormat frame = m_target.document->rootFrame()->frameFormat();
        frame.setLeftMargin(StepMargin);
        m_target.document->rootFrame()->setFrameFormat(frame);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const ReasoningStep &step = steps[i];
            const std::string_view own = text.substr(step.begin, step.end - step.begin);
            ShownStep shown{m_cursor.position(), 0, step, countWords(own), isFolded(i, part)};
            // What is written begins a block of its own.
            shown.begin += m_cursor.block().length() > 1 ? 1 : 0;
            if (shown.folded)
                stepLine(i, own, shown);
            else
                write(own, part, step.begin);
            shown.end = std::max(shown.begin, m_cursor.position());
            m_target.steps.push_back(shown);
        }
    }

    /// What has no reasoning before it is folded only by its steps.
    [[nodiscard]] bool isFolded(std::size_t step, TextPart part) const
    {
        const auto &apart = m_options.apart;
        const bool other = std::find(apart.begin(), apart.end(), step) != apart.end();
        return (m_options.folded && part == TextPart::Reasoning) != other;
    }

    void stepLine(std::size_t index, std::string_view text, const ShownStep &shown)
    {
        beginLine();
        QTextCharFormat format = quiet();
        format.setFont(m_options.style.body);
        format.setAnchor(true);
        format.setAnchorHref(stepLink() + QString::number(index));
        format.setToolTip(tr("Show this step (D)"));
        m_cursor.insertText(QStringLiteral("▸ ") + firstWords(text, FoldedLetters), format);
        format.setFont(m_options.style.small);
        m_cursor.insertText(QStringLiteral("   ") + words(shown.words)
                                + (shown.step.turns ? tr("  ·  turns back") : QString{}),
                            format);
    }

    QTextCharFormat quiet() const
    {
        QTextCharFormat format;
        format.setFont(m_options.style.small);
        format.setForeground(m_options.style.secondary);
        return format;
    }

    void beginLine()
    {
        QTextBlockFormat format;
        format.setLineHeight(m_options.style.lineDistance, QTextBlockFormat::LineDistanceHeight);
        format.setBottomMargin(m_options.style.paragraphDistance * 0.6);
        if (m_cursor.block().length() <= 1)
            m_cursor.setBlockFormat(format);
        else
            m_cursor.insertBlock(format);
    }

    void foldLine(std::size_t steps)
    {
        beginLine();
        QTextCharFormat format = quiet();
        format.setAnchor(true);
        format.setAnchorHref(foldLink());
        format.setToolTip(m_options.folded ? tr("Show the reasoning (Z)")
                                           : tr("Fold the reasoning (Z)"));
        //: before the length of a reasoning in words
        const QString count = QCoreApplication::translate("TraceDocument", "%n steps", nullptr,
                                                          static_cast<int>(steps));
        const QString between = QStringLiteral("  ·  ");
        m_cursor.insertText((m_options.folded ? QStringLiteral("▸ ") : QStringLiteral("▾ "))
                                + tr("Reasoning") + between + count + between
                                + words(m_response.reasoningWords),
                            format);
        m_cursor.insertBlock();
    }

    void remark(const QString &text)
    {
        beginLine();
        m_cursor.insertText(text, quiet());
        m_cursor.insertBlock();
    }

    TraceDocument &m_target;
    const Response &m_response;
    const TraceOptions &m_options;
    QTextCursor m_cursor;
};

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

/// The space below the last paragraph would only make the page longer than its text; above the
/// first line there is as much as exponents may need of the space between lines.
void trimEnds(QTextDocument &document, const ReadingStyle &style)
{
    QTextCursor begin(&document);
    if (begin.currentFrame() == document.rootFrame()) {
        QTextBlockFormat first = begin.blockFormat();
        first.setTopMargin(std::max(first.topMargin(), style.lineDistance / 2.0));
        begin.setBlockFormat(first);
    }
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

void finish(TraceDocument &made, const TraceOptions &options)
{
    trimEnds(*made.document, options.style);
    // Only now: a document that has a layout is laid out at each letter that comes in.
    if (options.formulas != nullptr)
        FormulaObject::enable(*made.document, options.formulas->painter());
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

quint64 requestFormulas(const Response &response, const TraceOptions &options)
{
    return options.raw ? 0 : requestIn({response.reasoning, response.answer}, options);
}

TraceDocument makeTraceDocument(const Response &response, const TraceOptions &options)
{
    TraceDocument result = emptyDocument(options);
    Composer composer(result, response, options);
    if (options.raw)
        composer.raw();
    else
        composer.rendered();
    finish(result, options);
    return result;
}

TraceDocument makeTextDocument(std::string_view markdown, const TraceOptions &options)
{
    TraceDocument result = emptyDocument(options);
    const Response none;
    Composer composer(result, none, options);
    composer.awaitFormulas({markdown});
    composer.write(composer.section(markdown), TextPart::Answer);
    finish(result, options);
    return result;
}

TraceDocument makeTextDocument(std::string_view markdown, const ReadingStyle &style)
{
    TraceOptions options;
    options.style = style;
    return makeTextDocument(markdown, options);
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
