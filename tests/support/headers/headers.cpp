// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
// Nothing but the precompiled headers that the tests share, which need a program to belong to.
int main()
{
    return 0;
}
