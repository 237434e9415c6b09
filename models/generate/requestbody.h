// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "chat.h"

#include <base/result.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace touchstone {

/// What a request may ask of a teacher. Fails with BadInput naming the parameter and its bounds.
Result<> checkRequest(const TeacherProfile &profile, const ChatRequest &request);

/// Whether the profile lets a parameter be sent.
bool isSupported(const TeacherProfile &profile, std::string_view parameter);

/// The sampling without what the profile says is never sent.
Sampling supportedSampling(const TeacherProfile &profile, const Sampling &sampling);

/// An assistant's turn without its reasoning between tags: no teacher wants it back.
std::string withoutReasoning(std::string_view content);

/// A JSON object that is written member by member; the last of two with one name is not written.
class ObjectWriter final
{
public:
    ObjectWriter &raw(std::string_view name, std::string_view json);
    ObjectWriter &text(std::string_view name, std::string_view value);
    ObjectWriter &number(std::string_view name, double value);
    ObjectWriter &whole(std::string_view name, std::int64_t value);
    ObjectWriter &flag(std::string_view name, bool value);
    ObjectWriter &texts(std::string_view name, const std::vector<std::string> &values);
    ObjectWriter &messages(std::string_view name, const std::vector<Message> &messages);
    /// Members of a JSON object, by name and as they stand.
    ObjectWriter &members(const std::vector<std::pair<std::string, std::string>> &members);
    std::string end() &&;

private:
    void begin(std::string_view name);

    std::string m_text = "{";
    std::vector<std::string> m_names;
};

} // namespace touchstone
