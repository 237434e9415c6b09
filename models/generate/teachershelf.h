// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/result.h>
#include <record/teacher.h>

#include <QString>

#include <string_view>
#include <vector>

namespace touchstone {

/// The teachers to choose from: those that come with the program and those that a person keeps as
/// JSON, a file each, in one folder. A person's own stands in place of a shipped one of its name.
class TeacherShelf final
{
public:
    /// The folder need not be there.
    explicit TeacherShelf(QString folder);

    /// "touchstone/teachers" in the person's folder for settings, for the window and the command
    /// line alike.
    static QString standardFolder();

    /// Reads the folder anew. A file that is no profile is passed over: its teacher is not there,
    /// and complaints() says why. Fails with Io where the folder cannot be read.
    Result<> load();
    /// In the order of their labels.
    [[nodiscard]] const std::vector<TeacherProfile> &teachers() const { return m_teachers; }
    /// A sentence for each file that load() passed over, with its name.
    [[nodiscard]] const std::vector<QString> &complaints() const { return m_complaints; }
    /// Null: there is none of that name. Valid until the shelf changes.
    [[nodiscard]] const TeacherProfile *find(std::string_view name) const;
    /// One of that name comes with the program.
    [[nodiscard]] static bool isShipped(std::string_view name);
    /// One of that name is a person's own.
    [[nodiscard]] bool isOwn(std::string_view name) const;

    /// Keeps a person's own, in place of another of its name. The file is written whole or not at
    /// all. Fails with BadInput where the profile is wrong, with Io where it cannot be written.
    Result<> save(const TeacherProfile &profile);
    /// Removes a person's own; a shipped one of its name shows again. Fails with NotFound where
    /// there is none, with Io where it cannot be removed.
    Result<> remove(std::string_view name);

private:
    [[nodiscard]] QString fileOf(std::string_view name) const;
    void readFile(const QString &path);
    void put(TeacherProfile profile);

    QString m_folder;
    std::vector<TeacherProfile> m_teachers;
    std::vector<std::string> m_own;
    std::vector<QString> m_complaints;
};

} // namespace touchstone
