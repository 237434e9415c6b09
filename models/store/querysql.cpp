// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "querysql.h"

#include "marks.h"

#include <algorithm>

namespace touchstone {

namespace {

using Term = Query::Term;

class Builder
{
public:
    Builder(AnnotatorId annotator, const std::vector<Source> &sources)
        : m_annotator(std::to_string(annotator.value))
        , m_sources(sources)
    {
        m_sql.where = "p.visible=1";
    }

    void add(const Term &term)
    {
        if (term.field == Term::Field::Text) {
            addText(term);
            return;
        }
        if (term.field == Term::Field::Key && !term.negated) {
            m_sql.keys.push_back(parameter(likePattern(term.value)));
            return;
        }
        const std::string condition = conditionOf(term);
        m_sql.where += term.negated ? " AND NOT (" + condition + ")" : " AND " + condition;
    }

    QuerySql take() { return std::move(m_sql); }

private:
    std::string parameter(std::string value)
    {
        m_sql.values.push_back(std::move(value));
        return "?" + std::to_string(m_sql.values.size());
    }

    std::string conditionOf(const Term &term)
    {
        switch (term.field) {
        case Term::Field::State:
            return stateCondition(term.value);
        case Term::Field::Decision:
            return decisionCondition(term.value);
        case Term::Field::Source:
            return sourceCondition(term.value);
        case Term::Field::Tag:
            return "p.id IN (SELECT prompt_id FROM tag WHERE name=" + parameter(term.value) + ")";
        case Term::Field::Key:
            return "p.key LIKE " + parameter(likePattern(term.value)) + " ESCAPE '!'";
        case Term::Field::Flag:
            return term.value == "no" ? "p.id NOT IN (SELECT prompt_id FROM flag)"
                                      : "p.id IN (SELECT prompt_id FROM flag)";
        case Term::Field::Has:
            return hasCondition(term.value);
        case Term::Field::Verdict:
            return verdictCondition(term.value);
        case Term::Field::Words: {
            const char *sign = term.comparison == Term::Comparison::Less      ? "<"
                               : term.comparison == Term::Comparison::Greater ? ">"
                                                                              : "=";
            return std::string("max(p.human_words, p.teacher_words)") + sign + "CAST("
                   + parameter(term.value) + " AS INTEGER)";
        }
        case Term::Field::Text:
            break;
        }
        return "1";
    }

    [[nodiscard]] std::string mine(const std::string &condition) const
    {
        return "p.id IN (SELECT prompt_id FROM decision WHERE annotator_id=" + m_annotator
               + (condition.empty() ? "" : " AND " + condition) + ")";
    }

    [[nodiscard]] std::string stateCondition(const std::string &value) const
    {
        if (value == "open")
            return "NOT EXISTS(SELECT 1 FROM decision d WHERE d.annotator_id=" + m_annotator
                   + " AND d.prompt_id=p.id)";
        if (value == "drafted")
            return mine("outcome=0");
        if (value == "skipped")
            return mine("outcome=5");
        return mine("outcome NOT IN (0,5)");
    }

    [[nodiscard]] std::string sideCondition(const std::string &kinds) const
    {
        return "p.id IN (SELECT d.prompt_id FROM decision d JOIN response r ON r.id=CASE d.outcome "
               "WHEN 1 THEN d.left_id "
               "WHEN 2 THEN d.right_id END JOIN source s ON s.id=r.source_id WHERE d.annotator_id="
               + m_annotator + " AND s.kind IN (" + kinds + "))";
    }

    [[nodiscard]] std::string decisionCondition(const std::string &value) const
    {
        if (value == "human")
            return sideCondition("0");
        if (value == "teacher")
            return sideCondition("1,2");
        if (value == "any")
            return mine("outcome NOT IN (0,5)");
        if (value == "bad")
            return mine("outcome=6");
        if (value == "reference")
            return mine("outcome=7");
        const auto outcome = outcomeFromName(value);
        return mine("outcome=" + std::to_string(static_cast<int>(outcome.value_or(Outcome::None))));
    }

    /// For LIKE, which takes ASCII letters for the same in both cases.
    static std::string likePattern(const std::string &text)
    {
        std::string pattern = "%";
        for (const char c : text) {
            if (c == '%' || c == '_' || c == '!')
                pattern += '!';
            pattern += c;
        }
        return pattern + "%";
    }

    [[nodiscard]] std::string sourceCondition(const std::string &name) const
    {
        const auto source =
            std::find_if(m_sources.begin(), m_sources.end(),
                         [&name](const Source &known) { return known.name == name; });
        if (source == m_sources.end())
            return "0";
        if (source->id.value <= marks::LastSource)
            return anyOf(std::int64_t{1} << (source->id.value + marks::SourceShift));
        return "EXISTS(SELECT 1 FROM response r WHERE r.prompt_id=p.id AND r.active=1 AND "
               "r.source_id="
               + std::to_string(source->id.value) + ")";
    }

    static std::string anyOf(std::int64_t bits)
    {
        return "(p.marks & " + std::to_string(bits) + ")<>0";
    }

    /// `which`: a condition on the labels of steps.
    [[nodiscard]] std::string markCondition(const std::string &which) const
    {
        const std::string mine = " WHERE annotator_id=" + m_annotator;
        return "p.id IN (SELECT prompt_id FROM response WHERE active=1 AND id IN ("
               "SELECT response_id FROM step_mark"
               + mine + which + " UNION SELECT response_id FROM first_error" + mine
               + " UNION SELECT response_id FROM error_span" + mine + "))";
    }

    /// `value`: as in the query, with the side before it.
    [[nodiscard]] std::string verdictCondition(std::string_view value) const
    {
        std::int64_t side = marks::AllVerdicts;
        std::string sources = "1";
        std::int64_t present = marks::Human | marks::Teacher | marks::Edited;
        if (const std::string_view human = "human:"; value.starts_with(human)) {
            value.remove_prefix(human.size());
            side = marks::HumanVerdicts;
            sources = "s.kind=0";
            present = marks::Human;
        } else if (const std::string_view teacher = "teacher:"; value.starts_with(teacher)) {
            value.remove_prefix(teacher.size());
            side = marks::TeacherVerdicts;
            sources = "s.kind<>0";
            present = marks::Teacher | marks::Edited;
        }
        // The index may hold responses that were taken back, so these are looked at as well.
        const std::string touched =
            "SELECT prompt_id FROM overrule WHERE annotator_id=" + m_annotator;
        const std::string overruled =
            "(p.id IN (" + touched
            + ") AND EXISTS(SELECT 1 FROM response r JOIN source s ON s.id=r.source_id JOIN "
              "overrule o ON o.response_id=r.id AND o.annotator_id="
            + m_annotator + " WHERE r.prompt_id=p.id AND r.active=1 AND " + sources + "))";
        if (value == "overruled")
            return overruled;
        const std::optional<Standing> standing = standingInQuery(value);
        if (!standing)
            return "(" + anyOf(side) + " OR " + overruled + ")";
        const std::string number = std::to_string(static_cast<int>(*standing));
        // The bits say what the machine says; where a person has a say, each response is looked at.
        const std::string looked =
            "EXISTS(SELECT 1 FROM response r JOIN source s ON s.id=r.source_id LEFT JOIN verdict v "
            "ON v.response_id=r.id LEFT JOIN overrule o ON o.response_id=r.id AND o.annotator_id="
            + m_annotator + " WHERE r.prompt_id=p.id AND r.active=1 AND " + sources
            + " AND coalesce(o.standing, " + marks::standingSql("v.verdict") + ")=" + number + ")";
        return "((" + anyOf(side & marks::verdictBits(*standing)) + " AND (p.id NOT IN (" + touched
               + ") OR " + looked + ")) OR (" + anyOf(present) + " AND p.id IN (" + touched
               + " AND standing=" + number + ") AND " + looked + "))";
    }

    [[nodiscard]] std::string hasCondition(const std::string &value) const
    {
        if (value == "marks")
            return markCondition({});
        if (value == "choice")
            return "p.id IN (SELECT prompt_id FROM response WHERE active=1 AND id IN (SELECT "
                   "response_id FROM chosen WHERE choice_id=(SELECT id FROM choice WHERE active=1 "
                   "AND finished=1)))";
        if (value == "error")
            return markCondition(" AND value<0");
        if (value == "reference")
            return anyOf(marks::Reference);
        if (value == "both")
            return anyOf(marks::Human) + " AND " + anyOf(marks::Teacher);
        if (value == "human")
            return anyOf(marks::Human);
        if (value == "teacher")
            return anyOf(marks::Teacher);
        if (value == "edit")
            return anyOf(marks::Edited);
        if (value == "truncated")
            return anyOf(std::int64_t{Truncated} << marks::FlagShift);
        if (value == "unterminated")
            return anyOf(std::int64_t{UnterminatedThink} << marks::FlagShift);
        return anyOf(std::int64_t{EmptyReasoning | EmptyAnswer} << marks::FlagShift);
    }

    void addText(const Term &term)
    {
        std::string quoted = "\"";
        const bool prefix = !term.phrase && term.value.size() > 1 && term.value.back() == '*';
        const std::string_view words(term.value.data(), term.value.size() - (prefix ? 1 : 0));
        for (const char c : words) {
            quoted += c;
            if (c == '"')
                quoted += c;
        }
        quoted += prefix ? "\"*" : "\"";
        if (term.negated)
            m_sql.notMatch.push_back(quoted);
        else
            m_sql.match += (m_sql.match.empty() ? "" : " AND ") + quoted;
    }

    std::string m_annotator;
    const std::vector<Source> &m_sources;
    QuerySql m_sql;
};

} // namespace

QuerySql toSql(const Query &query, AnnotatorId annotator, const std::vector<Source> &sources)
{
    Builder builder(annotator, sources);
    for (const Term &term : query.terms)
        builder.add(term);
    return builder.take();
}

std::string orderOf(const Query &query)
{
    const std::string direction = query.descending ? " DESC" : "";
    switch (query.sort) {
    case Query::Sort::Key:
        return "p.key" + direction;
    case Query::Sort::PromptWords:
        return "p.words" + direction + ", p.id" + direction;
    case Query::Sort::HumanWords:
        return "p.human_words" + direction + ", p.id" + direction;
    case Query::Sort::TeacherWords:
        return "p.teacher_words" + direction + ", p.id" + direction;
    case Query::Sort::State:
    case Query::Sort::Decided:
        return {};
    case Query::Sort::Import:
        break;
    }
    return "p.id" + direction;
}

} // namespace touchstone
