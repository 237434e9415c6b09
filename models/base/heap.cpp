// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "heap.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace touchstone {

void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int Block = 32 * 1024 * 1024;
    mallopt(M_MMAP_THRESHOLD, Block);
    mallopt(M_TRIM_THRESHOLD, 2 * Block);
#endif
}

} // namespace touchstone
