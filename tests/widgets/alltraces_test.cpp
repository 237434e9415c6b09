// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include <base/text.h>
#include <reasoning/formulascanner.h>
#include <reasoning/split.h>
#include <widgets/formulas/formulaservice.h>
#include <widgets/reading/copying.h>
#include <widgets/reading/traceview.h>

#include <QApplication>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTextCursor>

#include <support/testdata.h>
#include <support/traces.h>
#include <unordered_set>

using namespace touchstone;

namespace {

/// So many traces before a trace is opened, its formulas are asked for: they are set on the
/// service's thread while others are opened on this one.
constexpr std::size_t Ahead = 64;
/// Opening all of some fifty thousand takes minutes: so many programs share them (CMakeLists.txt).
constexpr std::size_t Shares = 4;
#if defined(__SANITIZE_ADDRESS__)
/// Under the sanitizers, which make it slower by far, only every 4th of a share is opened.
constexpr std::size_t Nth = 4;
#else
constexpr std::size_t Nth = 1;
#endif
constexpr int MostUnread = 7; // ARCHITECTURE.md says which
constexpr std::chrono::minutes LongEnough(1);

struct Trace
{
    QString file;
    Response response;
};

Response responseOf(SplitText split, std::string raw)
{
    Response response;
    response.raw = std::move(raw);
    response.reasoning = std::move(split.reasoning);
    response.answer = std::move(split.answer);
    response.flags = split.flags;
    return response;
}

/// Reasoning and answer of a file that has a column for each, as a person would map them.
struct Columns
{
    const char *file;
    const char *reasoning;
    const char *answer;
};
constexpr Columns Mapped[] = {{"r1_bangla/r1_think_dev.jsonl", "reason", "gen_ans"}};

/// Every different text of the data, as if it had come in a column "response", and every row of the
/// files that are mapped; of these those of one share.
std::vector<Trace> tracesOf(const QString &folder, std::size_t share)
{
    std::vector<Trace> traces;
    std::size_t count = 0;
    const auto isMine = [&] {
        const std::size_t place = count++;
        return place % Shares == share && place / Shares % Nth == 0;
    };
    std::unordered_set<std::string> known;
    test::forEachTrace(folder, [&](const QString &file, const std::string &text) {
        if (known.insert(text).second && isMine())
            traces.push_back({file, responseOf(splitReasoning(text), text)});
    });
    for (const Columns &columns : Mapped) {
        const QString file = QLatin1String(columns.file);
        test::forEachRow(folder + u'/' + file, [&](const Json &row) {
            if (isMine())
                traces.push_back({file, responseOf(splitFields(row.value(columns.reasoning, ""),
                                                               row.value(columns.answer, "")),
                                                   {})});
        });
    }
    return traces;
}

/// The first word of letters alone, long enough to be no part of a tag or a command.
QString firstWord(const QString &text)
{
    static const QRegularExpression words(QStringLiteral("(?<![^\\s])\\p{L}{2,}(?=\\s)"));
    return words.match(text).captured();
}

QString complaintAboutSteps(const TraceView &view)
{
    const std::string &whole = view.steppedPart() == TextPart::Reasoning ? view.response().reasoning
                                                                         : view.response().answer;
    std::string tiled;
    int place = 0;
    for (const ShownStep &shown : view.steps()) {
        if (shown.step.begin != tiled.size() || shown.step.end > whole.size())
            return QStringLiteral("its steps leave a gap or overlap");
        tiled += whole.substr(shown.step.begin, shown.step.end - shown.step.begin);
        if (shown.begin < place || shown.end < shown.begin
            || shown.end > view.document()->characterCount())
            return QStringLiteral("a step has no place, or not behind the one before");
        place = shown.end;
    }
    return tiled == whole ? QString{} : QStringLiteral("its steps are not its text");
}

const std::string &shownFirst(const Response &response)
{
    return response.reasoning.empty() ? response.answer : response.reasoning;
}

/// A trace is to be read.
QString complaintAboutWords(const TraceView &view)
{
    if (view.toPlainText().trimmed().isEmpty())
        return QStringLiteral("nothing is shown");
    QTextCursor all(view.document());
    all.select(QTextCursor::Document);
    if (!copiedText(all).contains(firstWord(toQString(shownFirst(view.response())))))
        return QStringLiteral("the first word is not copied");
    return {};
}

/// Without what stands for a letter that no document may hold, such as NUL.
QString lettersOf(const QString &text)
{
    QString letters;
    std::copy_if(text.begin(), text.end(), std::back_inserter(letters), [](QChar c) {
        return c.isLetterOrNumber() || c.isPunct()
               || (c.isSymbol() && c != QChar::ReplacementCharacter);
    });
    return letters;
}

/// Of a corner of Markdown nothing but a rule may be left; raw, all of it is there.
QString complaintAboutRaw(TraceView &view)
{
    view.setRaw(true);
    const QString shown = lettersOf(view.toPlainText());
    view.setRaw(false);
    return shown == lettersOf(toQString(view.response().raw))
               ? QString{}
               : QStringLiteral("raw, letters are missing");
}

QString complaint(const QString &file, TraceView &view)
{
    if (view.waitsForFormulas())
        return QStringLiteral("formulas are pending");
    const QString steps = complaintAboutSteps(view);
    if (!steps.isEmpty())
        return steps;
    return file.startsWith(QLatin1String("robust/")) ? complaintAboutRaw(view)
                                                     : complaintAboutWords(view);
}

/// Which of the formulas that were asked for could not be read, each once.
class Readings final
{
public:
    explicit Readings(const FormulaService &service)
        : m_service(service)
    {}

    void add(const std::string &text)
    {
        for (const Formula &each : scanFormulas(text)) {
            const FormulaKey key{toQString(text.substr(each.texBegin, each.texEnd - each.texBegin)),
                                 each.display};
            const auto result = m_service.find(key);
            if (!result || m_asked.contains(key))
                continue;
            m_asked.insert(key);
            if (!result->layout)
                m_unread << key.tex;
        }
    }

    [[nodiscard]] qsizetype asked() const { return m_asked.size(); }
    [[nodiscard]] const QStringList &unread() const { return m_unread; }

private:
    const FormulaService &m_service;
    QSet<FormulaKey> m_asked;
    QStringList m_unread;
};

} // namespace

/// Opens every trace of the real data as the review page does, all its formulas set.
class AllTracesTest final : public QObject
{
    Q_OBJECT

private slots:
    void aTraceOpensWholeInStepsWithItsFormulas_data()
    {
        QTest::addColumn<int>("share");
        for (int share = 0; share < static_cast<int>(Shares); ++share)
            QTest::addRow("share %d", share + 1) << share;
    }

    void aTraceOpensWholeInStepsWithItsFormulas()
    {
        QFETCH(const int, share);
        REQUIRE_DATA(data);
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        const std::vector<Trace> traces = tracesOf(data, static_cast<std::size_t>(share));
        FormulaService service(QApplication::font());
        TraceOptions options;
        options.formulas = &service;
        std::vector<FormulaService::Batch> batches;
        Readings readings(service);
        TraceView view;
        view.resize(620, 700);
        view.setFormulas(&service);
        QStringList wrong;
        for (std::size_t i = 0; i < traces.size(); ++i) {
            for (; batches.size() < std::min(i + Ahead, traces.size());)
                batches.push_back(requestFormulas(traces[batches.size()].response, options));
            QVERIFY(service.wait(batches[i], LongEnough));
            view.setResponse(traces[i].response);
            QTRY_VERIFY(view.isWhole());
            const QString why = complaint(traces[i].file, view);
            if (!why.isEmpty())
                wrong << traces[i].file + QStringLiteral(": ") + why + QStringLiteral(": ")
                             + toQString(shownFirst(traces[i].response)).left(200);
            readings.add(view.response().reasoning);
            readings.add(view.response().answer);
        }
        qInfo("%zu traces, %lld formulas, %lld unread", traces.size(),
              static_cast<long long>(readings.asked()),
              static_cast<long long>(readings.unread().size()));
        QVERIFY2(wrong.isEmpty(),
                 qPrintable(QString::number(wrong.size()) + u'\n' + wrong.mid(0, 20).join(u'\n')));
        QVERIFY(traces.size() > 14'000 / Nth);
        QVERIFY(readings.asked() > 5'000 / static_cast<qsizetype>(Nth));
        QVERIFY2(readings.unread().size() <= MostUnread, qPrintable(readings.unread().join(u'\n')));
    }
};

QTEST_MAIN(AllTracesTest)
#include "alltraces_test.moc"
