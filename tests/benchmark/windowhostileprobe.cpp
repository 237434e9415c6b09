// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "windowhostileprobe.h"

#include "stopwatch.h"

#include <widgets/formulas/formulaservice.h>
#include <widgets/reading/traceview.h>

#include <QApplication>
#include <QScrollBar>

#include <algorithm>
#include <support/hostiletexts.h>

namespace touchstone::benchmark {
namespace {

constexpr double LongEnoughMs = 60'000;

template <typename Step>
void measure(double &longestMs, const Step &step)
{
    const std::int64_t begin = steadyNs();
    step();
    longestMs = std::max(longestMs, millisecondsSince(begin));
}

double longestPause(const std::string &text, FormulaService &formulas)
{
    TraceView view;
    view.resize(620, 700);
    view.setFormulas(&formulas);
    view.show();
    QApplication::processEvents();
    double longest = 0;
    const auto work = [] { QApplication::processEvents(QEventLoop::AllEvents, 0); };
    Response response;
    response.answer = text;
    measure(longest, [&] { view.setResponse(response); });
    const std::int64_t begin = steadyNs();
    do {
        measure(longest, work);
    } while ((!view.isWhole() || view.waitsForFormulas())
             && millisecondsSince(begin) < LongEnoughMs);
    measure(longest, [&] {
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
        work();
    });
    measure(longest, [&] {
        view.resize(500, 700);
        work();
    });
    return longest;
}

} // namespace

Json longestPauses(int less)
{
    FormulaService formulas(QApplication::font());
    formulas.warmUp();
    Json said = Json::object();
    for (const test::HostileText &each : test::hostileTexts(less))
        said[each.name] = longestPause(each.text, formulas);
    return said;
}

} // namespace touchstone::benchmark
