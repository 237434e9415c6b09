// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#include "commandline.h"

#include <base/heap.h>

#include <QCoreApplication>

#include <csignal>

int main(int argc, char *argv[])
{
    // A file that may grow no further is an error like a full disk, not the program's end.
    std::signal(SIGXFSZ, SIG_IGN);
    touchstone::keepFreedMemory();
    QCoreApplication application(argc, argv);
    return touchstone::runCommandLine(application.arguments());
}
