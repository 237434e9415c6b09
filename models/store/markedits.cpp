// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "markedits.h"

#include "storeprivate.h"
#include "uidbytes.h"

namespace touchstone::markedits {

namespace {

int numberOf(TextPart part)
{
    return static_cast<int>(part);
}

std::int64_t numberOf(std::size_t byte)
{
    return static_cast<std::int64_t>(byte);
}

void bindPlace(sql::Statement &statement, const TextPlace &place, AnnotatorId annotator)
{
    statement.args(place.response.value, annotator.value, numberOf(place.part),
                   numberOf(place.byte));
}

Result<std::optional<ErrorSpan>> readSpan(StorePrivate &store, const Uid &uid)
{
    TRY_ASSIGN(sql::Statement * read,
               store.run("SELECT response_id, part, byte, end_byte, type, note FROM error_span "
                         "WHERE uid=?1"));
    read->reset();
    read->bindBlob(1, bytesOf(uid));
    TRY_ASSIGN(const bool there, read->step());
    if (!there)
        return std::optional<ErrorSpan>{};
    ErrorSpan span;
    span.uid = uid;
    span.place = {ResponseId{read->integer(0)}, static_cast<TextPart>(read->integer(1)),
                  static_cast<std::size_t>(read->integer(2))};
    span.end = static_cast<std::size_t>(read->integer(3));
    span.type = read->string(4);
    span.note = read->string(5);
    read->reset();
    return std::optional<ErrorSpan>(std::move(span));
}

} // namespace

Result<Edit> perform(StorePrivate &store, const SetStepCut &edit)
{
    TRY_ASSIGN(sql::Statement * read,
               store.run("SELECT begins FROM step_cut WHERE response_id=?1 AND annotator_id=?2 AND "
                         "part=?3 AND byte=?4"));
    bindPlace(*read, edit.place, edit.annotator);
    TRY_ASSIGN(const bool there, read->step());
    SetStepCut inverse = edit;
    inverse.begins = there ? std::optional<bool>(read->integer(0) != 0) : std::nullopt;
    read->reset();
    TRY_ASSIGN(sql::Statement * write,
               edit.begins ? store.run("INSERT INTO step_cut VALUES(?1, ?2, ?3, ?4, ?5) ON "
                                       "CONFLICT DO UPDATE SET begins=?5")
                           : store.run("DELETE FROM step_cut WHERE response_id=?1 AND "
                                       "annotator_id=?2 AND part=?3 AND byte=?4"));
    bindPlace(*write, edit.place, edit.annotator);
    if (edit.begins)
        write->bind(5, std::int64_t{*edit.begins ? 1 : 0});
    TRY(write->run());
    return Edit{inverse};
}

Result<Edit> perform(StorePrivate &store, const SetStepMark &edit)
{
    TRY_ASSIGN(sql::Statement * read,
               store.run("SELECT end_byte, value FROM step_mark WHERE response_id=?1 AND "
                         "annotator_id=?2 AND part=?3 AND byte=?4"));
    bindPlace(*read, edit.place, edit.annotator);
    TRY_ASSIGN(const bool there, read->step());
    SetStepMark inverse = edit;
    inverse.value.reset();
    if (there)
        inverse.value = StepMark{edit.place, static_cast<std::size_t>(read->integer(0)),
                                 static_cast<int>(read->integer(1))};
    read->reset();
    TRY_ASSIGN(sql::Statement * write,
               edit.value ? store.run("INSERT INTO step_mark VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON "
                                      "CONFLICT DO UPDATE SET end_byte=?5, value=?6")
                          : store.run("DELETE FROM step_mark WHERE response_id=?1 AND "
                                      "annotator_id=?2 AND part=?3 AND byte=?4"));
    bindPlace(*write, edit.place, edit.annotator);
    if (edit.value)
        write->bind(5, numberOf(edit.value->end)).bind(6, std::int64_t{edit.value->value});
    TRY(write->run());
    return Edit{inverse};
}

Result<Edit> perform(StorePrivate &store, const SetFirstError &edit)
{
    TRY_ASSIGN(sql::Statement * read,
               store.run("SELECT byte FROM first_error WHERE response_id=?1 AND annotator_id=?2 "
                         "AND part=?3"));
    read->args(edit.response.value, edit.annotator.value, numberOf(edit.part));
    TRY_ASSIGN(const bool there, read->step());
    SetFirstError inverse = edit;
    inverse.byte.reset();
    if (there)
        inverse.byte = static_cast<std::size_t>(read->integer(0));
    read->reset();
    TRY_ASSIGN(sql::Statement * write,
               edit.byte ? store.run("INSERT INTO first_error VALUES(?1, ?2, ?3, ?4) ON CONFLICT "
                                     "DO UPDATE SET byte=?4")
                         : store.run("DELETE FROM first_error WHERE response_id=?1 AND "
                                     "annotator_id=?2 AND part=?3"));
    write->args(edit.response.value, edit.annotator.value, numberOf(edit.part));
    if (edit.byte)
        write->bind(4, numberOf(*edit.byte));
    TRY(write->run());
    return Edit{inverse};
}

Result<Edit> perform(StorePrivate &store, const SetErrorSpan &edit)
{
    TRY_ASSIGN(const std::optional<ErrorSpan> before, readSpan(store, edit.span));
    if (!edit.value) {
        TRY_ASSIGN(sql::Statement * remove, store.run("DELETE FROM error_span WHERE uid=?1"));
        remove->reset();
        remove->bindBlob(1, bytesOf(edit.span));
        TRY(remove->run());
        return Edit{SetErrorSpan{edit.span, edit.annotator, before}};
    }
    const ErrorSpan &value = *edit.value;
    TRY_ASSIGN(sql::Statement * write,
               store.run("INSERT INTO error_span VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON "
                         "CONFLICT DO UPDATE SET response_id=?2, part=?4, byte=?5, end_byte=?6, "
                         "type=?7, note=?8"));
    write->reset();
    write->bindBlob(1, bytesOf(edit.span))
        .bind(2, value.place.response.value)
        .bind(3, edit.annotator.value)
        .bind(4, std::int64_t{numberOf(value.place.part)})
        .bind(5, numberOf(value.place.byte))
        .bind(6, numberOf(value.end))
        .bind(7, std::string_view(value.type))
        .bind(8, std::string_view(value.note));
    TRY(write->run());
    return Edit{SetErrorSpan{edit.span, edit.annotator, before}};
}

Result<Edit> perform(StorePrivate &store, const SetPin &edit)
{
    // One row for a pin, whichever side was left when it was set.
    const auto &[first, second] = std::minmax(edit.pin.one, edit.pin.other);
    TRY_ASSIGN(sql::Statement * write,
               edit.present
                   ? store.run("INSERT INTO pin VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO "
                               "NOTHING")
                   : store.run("DELETE FROM pin WHERE response_id=?1 AND annotator_id=?2 AND "
                               "part=?3 AND byte=?4 AND other_id=?5 AND other_part=?6 AND "
                               "other_byte=?7"));
    bindPlace(*write, first, edit.annotator);
    write->bind(5, second.response.value)
        .bind(6, std::int64_t{numberOf(second.part)})
        .bind(7, numberOf(second.byte));
    TRY(write->run());
    const bool changed = store.database->changedRows() > 0;
    return Edit{SetPin{edit.pin, edit.annotator, changed ? !edit.present : edit.present}};
}

Result<Edit> perform(StorePrivate &store, const SetErrorTypes &edit)
{
    TRY_ASSIGN(const ErrorTypes before, readErrorTypes(store));
    TRY_ASSIGN(
        sql::Statement * write,
        store.run("INSERT INTO error_types VALUES(1, ?1) ON CONFLICT DO UPDATE SET names=?1"));
    const std::string text = dumpJson(Json(edit.types.names));
    TRY(write->args(text).run());
    return Edit{SetErrorTypes{before}};
}

} // namespace touchstone::markedits
