// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include <base/hash.h>
#include <base/result.h>

#include <QFile>
#include <QString>

#include <memory>

namespace touchstone {

/// The bytes of a file, unpacked where it is gzipped (by its first bytes, not its name). A file
/// that grows while it is read ends where it ended when it was opened; one that shrinks is an
/// error.
class ByteSource
{
public:
    static Result<std::unique_ptr<ByteSource>> open(const QString &path);
    virtual ~ByteSource() = default;

    /// At most `size` bytes; 0 at the end.
    virtual Result<std::size_t> read(char *bytes, std::size_t size) = 0;
    [[nodiscard]] virtual bool isCompressed() const = 0;
    /// Of the file as it lies on the disk.
    [[nodiscard]] std::int64_t position() const { return m_position; }
    [[nodiscard]] std::int64_t size() const { return m_size; }
    /// SHA-256 of the bytes on the disk, in hexadecimal digits; reads what is left. Once.
    Result<std::string> sha256();

protected:
    explicit ByteSource(std::unique_ptr<QFile> file);
    Result<std::size_t> readFile(char *bytes, std::size_t size);

private:
    std::unique_ptr<QFile> m_file;
    std::int64_t m_size = 0;
    std::int64_t m_position = 0;
    Sha256 m_hash;
};

} // namespace touchstone
