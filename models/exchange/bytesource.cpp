// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "bytesource.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <vector>
#include <zlib.h>

namespace touchstone {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("touchstone::ByteSource", text);
}

class PlainSource final : public ByteSource
{
public:
    explicit PlainSource(std::unique_ptr<QFile> file)
        : ByteSource(std::move(file))
    {}
    Result<std::size_t> read(char *bytes, std::size_t size) override
    {
        return readFile(bytes, size);
    }
    [[nodiscard]] bool isCompressed() const override { return false; }
};

class GzipSource final : public ByteSource
{
public:
    explicit GzipSource(std::unique_ptr<QFile> file)
        : ByteSource(std::move(file))
        , m_packed(1 << 18)
    {
        inflateInit2(&m_stream, 16 + MAX_WBITS);
    }
    ~GzipSource() override { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(GzipSource)

    [[nodiscard]] bool isCompressed() const override { return true; }

    Result<std::size_t> read(char *bytes, std::size_t size) override
    {
        m_stream.next_out = reinterpret_cast<Bytef *>(bytes);
        m_stream.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1 << 30));
        const uInt wanted = m_stream.avail_out;
        while (m_stream.avail_out == wanted) {
            if (m_stream.avail_in == 0) {
                TRY_ASSIGN(const std::size_t got, readFile(m_packed.data(), m_packed.size()));
                if (got == 0)
                    return atEnd();
                m_stream.next_in = reinterpret_cast<Bytef *>(m_packed.data());
                m_stream.avail_in = static_cast<uInt>(got);
            }
            const int code = inflate(&m_stream, Z_NO_FLUSH);
            m_inMember = code != Z_STREAM_END;
            if (code == Z_STREAM_END)
                inflateReset(&m_stream); // another member may follow
            else if (code != Z_OK && code != Z_BUF_ERROR)
                return broken();
        }
        const auto got = static_cast<std::size_t>(wanted - m_stream.avail_out);
        m_unpacked += static_cast<std::int64_t>(got);
        if (m_unpacked > LargeAnyway && m_unpacked / MostPacked > position())
            return bomb();
        return got;
    }

private:
    /// Text packs by a factor of 10, rows that repeat themselves by 100; the method's limit, which
    /// only files made to fill disks and memory come near, is 1,032.
    static constexpr std::int64_t MostPacked = 500;
    static constexpr std::int64_t LargeAnyway = std::int64_t{1} << 28;

    [[nodiscard]] Error bomb() const
    {
        return {
            Error::Code::BadInput,
            tr("The compressed file grows to more than %1 times its size; it holds no rows that "
               "anybody wrote. Unpack it yourself where it should be read all the same.")
                .arg(MostPacked)};
    }

    Result<std::size_t> atEnd()
    {
        if (m_inMember)
            return broken();
        return std::size_t{0};
    }
    [[nodiscard]] Error broken() const
    {
        return {
            Error::Code::BadInput,
            tr("The compressed file is damaged or cut off after %1 of its bytes; fetch it again.")
                .arg(position())};
    }

    z_stream m_stream = {};
    std::vector<char> m_packed;
    std::int64_t m_unpacked = 0;
    bool m_inMember = true;
};

} // namespace

Result<std::unique_ptr<ByteSource>> ByteSource::open(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{Error::Code::NotFound, tr("There is no file %1.").arg(path)};
    if (info.isDir())
        return Error{Error::Code::BadInput, tr("%1 is a folder; choose a file in it.").arg(path)};
    if (!info.isFile())
        return Error{Error::Code::BadInput,
                     tr("%1 is no plain file; write what it gives to one.").arg(path)};
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error{Error::Code::Io, tr("%1 cannot be read: %2.").arg(path, file->errorString())};
    if (file->size() == 0)
        return Error{Error::Code::BadInput, tr("%1 is empty.").arg(path)};
    std::array<char, 2> magic{};
    const bool gzipped =
        file->peek(magic.data(), 2) == 2 && magic[0] == '\x1f' && magic[1] == '\x8b';
    if (gzipped)
        return std::unique_ptr<ByteSource>(std::make_unique<GzipSource>(std::move(file)));
    return std::unique_ptr<ByteSource>(std::make_unique<PlainSource>(std::move(file)));
}

ByteSource::ByteSource(std::unique_ptr<QFile> file)
    : m_file(std::move(file))
    , m_size(m_file->size())
{}

Result<std::size_t> ByteSource::readFile(char *bytes, std::size_t size)
{
    const std::int64_t left = m_size - m_position;
    const std::int64_t wanted = std::min<std::int64_t>(left, static_cast<std::int64_t>(size));
    if (wanted == 0)
        return std::size_t{0};
    const qint64 got = m_file->read(bytes, wanted);
    if (got <= 0) {
        return Error{
            Error::Code::Io,
            got == 0 ? tr("%1 became shorter while it was read; import it again.")
                           .arg(m_file->fileName())
                     : tr("%1 cannot be read: %2.").arg(m_file->fileName(), m_file->errorString())};
    }
    m_position += got;
    m_hash.add({bytes, static_cast<std::size_t>(got)});
    return static_cast<std::size_t>(got);
}

Result<std::string> ByteSource::sha256()
{
    std::vector<char> rest(1 << 18);
    while (true) {
        TRY_ASSIGN(const std::size_t got, readFile(rest.data(), rest.size()));
        if (got == 0)
            return m_hash.finishHex();
    }
}

} // namespace touchstone
