// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "window.h"

#include <base/heap.h>

int main(int argc, char *argv[])
{
    touchstone::keepFreedMemory();
    return touchstone::runWindow(argc, argv);
}
