// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// Matrices, and sums and products of matrices that are written out.
#include "structure.h"

namespace touchstone::reading {

namespace {

using Kind = Answer::Kind;

/// Of the rows and of the columns of what is worked out.
constexpr std::size_t LargestSide = 6;

std::size_t rowsOf(const Answer &matrix)
{
    return matrix.columns == 0 ? 0 : matrix.items.size() / matrix.columns;
}

bool isPlain(const Answer &item)
{
    return item.kind == Kind::Scalar && item.label.empty() && item.unit.sort == Unit::Sort::None;
}

/// True where it can be added and multiplied.
bool isWorkable(const Answer &matrix)
{
    return matrix.columns <= LargestSide && rowsOf(matrix) <= LargestSide
           && std::all_of(matrix.items.begin(), matrix.items.end(), isPlain);
}

Answer scaled(const exact::Expression &factor, Answer matrix)
{
    for (Answer &item : matrix.items)
        item.value = exact::joined(exact::Op::Multiply, factor, item.value);
    return matrix;
}

std::optional<Answer> sumOf(Answer left, const Answer &right, bool minus)
{
    if (left.columns != right.columns || left.items.size() != right.items.size())
        return {};
    for (std::size_t i = 0; i < left.items.size(); ++i) {
        exact::Expression &value = left.items[i].value;
        const exact::Expression &other = right.items[i].value;
        value =
            minus ? exact::difference(value, other) : exact::joined(exact::Op::Add, value, other);
    }
    return left;
}

std::optional<Answer> productOf(const Answer &left, const Answer &right)
{
    if (left.columns != rowsOf(right))
        return {};
    Answer made;
    made.kind = Kind::Matrix;
    made.columns = right.columns;
    for (std::size_t row = 0; row < rowsOf(left); ++row) {
        for (std::size_t column = 0; column < right.columns; ++column) {
            Answer item;
            for (std::size_t i = 0; i < left.columns; ++i) {
                exact::Expression product =
                    exact::joined(exact::Op::Multiply, left.items[row * left.columns + i].value,
                                  right.items[i * right.columns + column].value);
                item.value = i == 0 ? std::move(product)
                                    : exact::joined(exact::Op::Add, item.value, product);
            }
            made.items.push_back(std::move(item));
        }
    }
    return made;
}

} // namespace

/// A matrix, or a sum of products of matrices, each of which may begin with a number.
Structure::Read Structure::matrices(std::size_t begin, std::size_t end)
{
    if (Read one = matrix(begin, end))
        return one;
    bool any = false;
    for (std::size_t i = begin; i < end && !any; ++i)
        any = m_tokens[i].isCommand("begin");
    if (!any)
        return {};
    Parts terms =
        split(begin, end, [](const Token &token) { return token.is("+") || token.is("-"); });
    // -A is nothing minus A.
    if (terms.size() > 1 && terms.front().begin == terms.front().end)
        terms.erase(terms.begin());
    Read sum;
    for (const Part &term : terms) {
        Read next = matrixProduct(term.begin, term.end);
        if (!next)
            return {};
        const bool minus = term.separator == "-";
        if (!sum && minus) {
            exact::Expression one;
            one.addNumber("1");
            one.add(exact::Op::Negative, one.root());
            sum = scaled(one, *std::move(next));
        } else if (!sum) {
            sum = std::move(next);
        } else if (!(sum = sumOf(*std::move(sum), *next, minus))) {
            return {};
        }
    }
    return sum;
}

/// 2AB, \frac12 A, A \cdot B.
Structure::Read Structure::matrixProduct(std::size_t begin, std::size_t end)
{
    std::size_t at = begin;
    while (at < end && !m_tokens[at].isCommand("begin"))
        ++at;
    std::size_t behindFactor = at;
    if (behindFactor > begin && m_tokens[behindFactor - 1].is("*"))
        --behindFactor;
    Read factor;
    if (at > begin) {
        factor = scalar(begin, behindFactor);
        if (!factor || !isPlain(*factor))
            return {};
    }
    Read product;
    while (at < end) {
        if (product && m_tokens[at].is("*"))
            ++at;
        const std::size_t close = matrixEnd(at, end);
        Read next = close > at ? matrix(at, close) : Read{};
        if (!next || !isWorkable(*next))
            return {};
        product = product ? productOf(*product, *next) : std::move(next);
        if (!product)
            return {};
        at = close;
    }
    if (product && factor)
        product = scaled(factor->value, *std::move(product));
    return product;
}

/// Behind the \end{…} of the environment that begins at `begin`; `begin`: none does.
std::size_t Structure::matrixEnd(std::size_t begin, std::size_t end) const
{
    int depth = 0;
    if (begin >= end || !m_tokens[begin].isCommand("begin"))
        return begin;
    for (std::size_t i = begin; i < end; ++i) {
        depth += depthStep(i);
        if (depth == 0 && is(i, "}"))
            return i + 1;
    }
    return begin;
}

Structure::Read Structure::matrix(std::size_t begin, std::size_t end)
{
    const auto environment = [&](std::size_t at) -> std::string {
        std::string name;
        for (std::size_t i = at + 2; i < end && !is(i, "}"); ++i)
            name += m_tokens[i].text;
        return is(at + 1, "{") ? name : std::string{};
    };
    if (end - begin < 8 || !m_tokens[begin].isCommand("begin"))
        return {};
    const std::string name = environment(begin);
    // |…| is a determinant, which is not worked out.
    if (name != "pmatrix" && name != "bmatrix" && name != "matrix" && name != "array")
        return {};
    std::size_t first = begin + 2;
    while (first < end && !is(first, "}"))
        ++first;
    // \begin{array}{cc}
    if (name == "array" && is(first + 1, "{")) {
        while (first < end && !(is(first, "}") && !is(first + 1, "{")))
            ++first;
    }
    std::size_t last = end;
    while (last > first && !m_tokens[last - 1].isCommand("end"))
        --last;
    // Nothing stands behind \end{pmatrix}: its inverse is another matrix.
    std::size_t close = last;
    while (close < end && !is(close, "}"))
        ++close;
    if (last == first || environment(last - 1) != name || close + 1 != end)
        return {};
    --last;
    if (last > first + 1 && is(last - 1, "\\\\"))
        --last;
    Answer made;
    made.kind = Kind::Matrix;
    for (const Part &row :
         split(first + 1, last, [](const Token &token) { return token.is("\\\\"); })) {
        const Parts cells =
            split(row.begin, row.end, [](const Token &token) { return token.is("&"); });
        if (made.columns != 0 && made.columns != cells.size())
            return {};
        made.columns = cells.size();
        for (const Part &cell : cells) {
            Read item = scalar(cell.begin, cell.end);
            if (!item)
                return {};
            made.items.push_back(*std::move(item));
        }
    }
    return made;
}

} // namespace touchstone::reading
