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
/// Opening all of some fifty thousand takes minutes: this is the share that is opened. Every one is
/// cut into steps by reasoning/steps_test.
constexpr std::size_t Nth = 4;
constexpr int MostUnread = 6; // ARCHITECTURE.md says which
constexpr std::chrono::minutes LongEnough(1);

struct Trace
{
    QString file;
    std::string text;
};

std::vector<Trace> someTraces(const QString &folder)
{
    std::vector<Trace> traces;
    std::unordered_set<std::string> known;
    test::forEachTrace(folder, [&](const QString &file, const std::string &text) {
        // Examples of Markdown's corners, where nothing but a rule may be shown, are no traces.
        if (file.startsWith(QLatin1String("robust/")))
            return;
        if (known.insert(text).second && known.size() % Nth == 0)
            traces.push_back({file, text});
    });
    return traces;
}

Response responseOf(const std::string &text)
{
    SplitText split = splitReasoning(text);
    Response response;
    response.raw = text;
    response.reasoning = std::move(split.reasoning);
    response.answer = std::move(split.answer);
    response.splitter = std::move(split.splitter);
    return response;
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

QString complaint(const TraceView &view)
{
    if (view.waitsForFormulas())
        return QStringLiteral("formulas are pending");
    if (view.toPlainText().trimmed().isEmpty())
        return QStringLiteral("nothing is shown");
    QTextCursor all(view.document());
    all.select(QTextCursor::Document);
    const std::string &shown =
        view.response().reasoning.empty() ? view.response().answer : view.response().reasoning;
    if (!copiedText(all).contains(firstWord(toQString(shown))))
        return QStringLiteral("the first word is not copied");
    return complaintAboutSteps(view);
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

/// Opens every 4th trace of the real data as the review page does, all its formulas set.
class AllTracesTest final : public QObject
{
    Q_OBJECT

private slots:
    void aTraceOpensWholeInStepsWithItsFormulas()
    {
        REQUIRE_DATA(data);
        if (!FormulaService::isAvailable())
            QSKIP("built without KaTeX");
        const std::vector<Trace> traces = someTraces(data);
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
                batches.push_back(
                    requestFormulas(responseOf(traces[batches.size()].text), options));
            QVERIFY(service.wait(batches[i], LongEnough));
            view.setResponse(responseOf(traces[i].text));
            QTRY_VERIFY(view.isWhole());
            const QString why = complaint(view);
            if (!why.isEmpty())
                wrong << traces[i].file + QStringLiteral(": ") + why + QStringLiteral(": ")
                             + toQString(traces[i].text).left(200);
            // In some files' JSON a model wrote TeX's commands with one backslash, so that they
            // came damaged.
            if (view.response().splitter == "json")
                continue;
            readings.add(view.response().reasoning);
            readings.add(view.response().answer);
        }
        qInfo("%zu traces, %lld formulas, %lld unread", traces.size(),
              static_cast<long long>(readings.asked()),
              static_cast<long long>(readings.unread().size()));
        QVERIFY2(wrong.isEmpty(),
                 qPrintable(QString::number(wrong.size()) + u'\n' + wrong.mid(0, 20).join(u'\n')));
        QVERIFY(traces.size() > 6'000);
        QVERIFY(readings.asked() > 3'000);
        QVERIFY2(readings.unread().size() <= MostUnread, qPrintable(readings.unread().join(u'\n')));
    }
};

QTEST_MAIN(AllTracesTest)
#include "alltraces_test.moc"
