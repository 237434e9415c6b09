// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "markdowndocument.h"

#include "markdownwriter.h"

#include <md4c.h>

namespace touchstone {
namespace {

constexpr unsigned Flags = MD_FLAG_NOHTMLBLOCKS | MD_FLAG_NOHTMLSPANS | MD_FLAG_TABLES
                           | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS
                           | MD_FLAG_NOINDENTEDCODEBLOCKS;

MarkdownWriter &writerOf(void *user)
{
    return *static_cast<MarkdownWriter *>(user);
}

int enterBlock(MD_BLOCKTYPE type, void *detail, void *user)
{
    writerOf(user).enterBlock(type, detail);
    return 0;
}

int leaveBlock(MD_BLOCKTYPE type, void *, void *user)
{
    writerOf(user).leaveBlock(type);
    return 0;
}

int enterSpan(MD_SPANTYPE type, void *detail, void *user)
{
    writerOf(user).enterSpan(type, detail);
    return 0;
}

int leaveSpan(MD_SPANTYPE type, void *, void *user)
{
    writerOf(user).leaveSpan(type);
    return 0;
}

int writeText(MD_TEXTTYPE type, const MD_CHAR *letters, MD_SIZE size, void *user)
{
    writerOf(user).text(type, {letters, size});
    return 0;
}

} // namespace

void appendMarkdown(QTextCursor &cursor, std::string_view markdown, const MarkdownTarget &target)
{
    const ProtectedText source = protectFormulas(markdown);
    MarkdownWriter writer(cursor, source, markdown, target);
    const MD_PARSER parser = {0,         Flags,     enterBlock, leaveBlock, enterSpan,
                              leaveSpan, writeText, nullptr,    nullptr};
    md_parse(source.text().data(), static_cast<MD_SIZE>(source.text().size()), &parser, &writer);
    writer.finish();
}

void appendPlain(QTextCursor &cursor,
                 std::string_view text,
                 const MarkdownTarget &target,
                 const QFont &font)
{
    const ProtectedText none;
    MarkdownWriter writer(cursor, none, text, target);
    writer.plain(font);
}

} // namespace touchstone
