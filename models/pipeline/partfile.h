// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "exportplan.h"

#include <base/hash.h>
#include <base/result.h>

#include <QFile>
#include <QString>
#include <QStringList>

#include <string>
#include <string_view>

namespace touchstone {

/// A file that is there whole or not at all: written beside its place under another name, moved
/// when all is on the disk, removed where that does not happen, as are folders made for it.
class PartFile final
{
    Q_DISABLE_COPY_MOVE(PartFile)

public:
    explicit PartFile(QString path);
    ~PartFile();

    Result<> open();
    Result<> write(std::string_view bytes);
    /// Everything on the disk (fsync), still under the other name.
    Result<> close();
    /// Moves it to its place, where it replaces what was there.
    Result<> publish();
    /// Valid after close(); rows are the caller's to count.
    [[nodiscard]] const ExportedFile &summary() const { return m_summary; }
    void countRow() { ++m_summary.rows; }

private:
    [[nodiscard]] Error failed(const QString &why) const;
    Result<> makeFolder();

    QFile m_file;
    QString m_path;
    QStringList m_madeFolders; ///< the innermost last
    Sha256 m_hash;
    ExportedFile m_summary;
    bool m_published = false;
};

} // namespace touchstone
