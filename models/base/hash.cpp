// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "hash.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

namespace touchstone {

// Qt's own SHA-256 does without the processor's instructions and takes five times as long, which an
// export of a million rows feels.
Sha256Digest sha256(std::string_view bytes)
{
    Sha256Digest digest;
    SHA256(reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(), digest.data());
    return digest;
}

struct Sha256::Context
{
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    Context() { EVP_DigestInit_ex(md, EVP_sha256(), nullptr); }
    ~Context() { EVP_MD_CTX_free(md); }
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;
};

Sha256::Sha256()
    : m_context(std::make_unique<Context>())
{}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes)
{
    EVP_DigestUpdate(m_context->md, bytes.data(), bytes.size());
}

std::string Sha256::finishHex()
{
    Sha256Digest digest;
    unsigned int size = 0;
    EVP_DigestFinal_ex(m_context->md, digest.data(), &size);
    return toHex(digest.data(), size);
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
