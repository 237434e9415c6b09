// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "fences.h"

#include <algorithm>

namespace touchstone {

namespace {
constexpr auto None = std::string_view::npos;
} // namespace

std::size_t afterFence(std::string_view source, std::size_t lineBegin)
{
    std::size_t mark = source.find_first_not_of(" \t", lineBegin);
    if (mark == None || (source[mark] != '`' && source[mark] != '~'))
        return lineBegin;
    const char fence = source[mark];
    const std::size_t after = std::min(source.find_first_not_of(fence, mark), source.size());
    const std::size_t length = after - mark;
    std::size_t line = source.find('\n', after);
    if (length < 3 || (fence == '`' && source.substr(after, line - after).find('`') != None))
        return lineBegin;
    while (line != None) {
        mark = source.find_first_not_of(" \t", ++line);
        if (mark == None)
            break;
        const std::size_t stop = std::min(source.find_first_not_of(fence, mark), source.size());
        line = source.find('\n', mark);
        const std::size_t rest = source.find_first_not_of(" \t\r", stop);
        if (stop - mark >= length && (rest == None || rest == line))
            return line == None ? source.size() : line + 1;
    }
    return source.size();
}

} // namespace touchstone
