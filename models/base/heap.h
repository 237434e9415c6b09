// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

namespace touchstone {

/// Keeps up to 64 MB that were freed instead of giving them back to the system and asking for them
/// again at the next transaction or page of text, which costs a page fault for each 4 kB. The
/// limits are those that glibc comes to by itself where a program frees a block of 32 MB
/// (mallopt(3), M_MMAP_THRESHOLD). First thing in main(); nothing elsewhere than with glibc.
void keepFreedMemory();

} // namespace touchstone
