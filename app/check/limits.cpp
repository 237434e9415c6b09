// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "limits.h"

#include <sys/resource.h>

namespace touchstone::check {

namespace {

constexpr rlim_t MostSeconds = 60;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool IsSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool IsSanitized = true;
#else
constexpr bool IsSanitized = false;
#endif
#else
constexpr bool IsSanitized = false;
#endif

} // namespace

void limitMemory(std::size_t memory)
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    const rlimit most{memory, memory};
    if (!IsSanitized)
        ::setrlimit(RLIMIT_AS, &most);
}

void allowSomeSeconds()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    rlimit seconds{};
    ::getrlimit(RLIMIT_CPU, &seconds);
    // The limit is one for the whole life of the process, so it is moved along.
    seconds.rlim_cur =
        static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + MostSeconds;
    ::setrlimit(RLIMIT_CPU, &seconds);
}

} // namespace touchstone::check
