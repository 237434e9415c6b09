// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "window.h"

int main(int argc, char *argv[])
{
    return touchstone::runWindow(argc, argv);
}
