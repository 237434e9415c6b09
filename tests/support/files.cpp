// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "files.h"

#include <QFile>
#include <QtEndian>

#include <array>

namespace touchstone::test {

namespace {

/// RFC 1952, section 8.
quint32 crc32(const QByteArray &bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> made{};
        for (quint32 n = 0; n < made.size(); ++n) {
            quint32 c = n;
            for (int bit = 0; bit < 8; ++bit)
                c = (c & 1) != 0 ? 0xedb88320U ^ (c >> 1) : c >> 1;
            made[n] = c;
        }
        return made;
    }();
    quint32 crc = 0xffffffffU;
    for (const char byte : bytes)
        crc = table[(crc ^ static_cast<unsigned char>(byte)) & 0xffU] ^ (crc >> 8);
    return crc ^ 0xffffffffU;
}

QByteArray littleEndian(quint32 number)
{
    QByteArray bytes(sizeof number, '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

} // namespace

QString writeFile(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("The test cannot write %s", qPrintable(path));
    return path;
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

QByteArray gzipped(const QByteArray &bytes)
{
    // Qt packs in zlib's frame (behind four bytes of its own); within it is what gzip holds.
    const QByteArray zlib = qCompress(bytes, 9);
    const QByteArray deflated = bytes.isEmpty() ? QByteArray("\x03\0", 2) : zlib.mid(6).chopped(4);
    QByteArray gzip("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
    return gzip + deflated + littleEndian(crc32(bytes))
           + littleEndian(static_cast<quint32>(bytes.size()));
}

} // namespace touchstone::test
