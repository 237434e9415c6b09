// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "hash.h"

#include <openssl/evp.h>

namespace touchstone {

namespace {

/// Looked up once: OpenSSL's one-shot functions do it at every call, which takes longer than the
/// hash of a short text, and an import takes four of those a row. It is never given back.
const EVP_MD *algorithm()
{
    static const EVP_MD *const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return fetched ? fetched : EVP_sha256();
}

} // namespace

// Qt's own SHA-256 does without the processor's instructions and takes five times as long, which an
// export of a million rows feels.
struct Sha256::Context
{
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    Context() { begin(); }
    ~Context() { EVP_MD_CTX_free(md); }
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;

    void begin() { EVP_DigestInit_ex(md, algorithm(), nullptr); }
    Sha256Digest finish()
    {
        Sha256Digest digest;
        EVP_DigestFinal_ex(md, digest.data(), nullptr);
        return digest;
    }
};

Sha256Digest sha256(std::string_view bytes)
{
    thread_local Sha256 sum;
    return sum.digestOf(bytes);
}

Sha256::Sha256()
    : m_context(std::make_unique<Context>())
{}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes)
{
    EVP_DigestUpdate(m_context->md, bytes.data(), bytes.size());
}

Sha256Digest Sha256::digestOf(std::string_view bytes)
{
    m_context->begin();
    add(bytes);
    return m_context->finish();
}

std::string Sha256::finishHex()
{
    const Sha256Digest digest = m_context->finish();
    return toHex(digest.data(), digest.size());
}

std::string toHex(const std::uint8_t *bytes, std::size_t size)
{
    constexpr char Digits[] = "0123456789abcdef";
    std::string hex(size * 2, '0');
    for (std::size_t i = 0; i < size; ++i) {
        hex[2 * i] = Digits[bytes[i] >> 4];
        hex[2 * i + 1] = Digits[bytes[i] & 15];
    }
    return hex;
}

} // namespace touchstone
