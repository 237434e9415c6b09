// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Touchstone authors
#pragma once

#include "../format.h"

/// Every format of rows, one file each; registry.cpp lists them.
namespace touchstone::formats {

const ImportFormat &gsm8k();
const ImportFormat &math();
const ImportFormat &zeroEval();
const ImportFormat &thinkPairs();
const ImportFormat &responseRows();
const ImportFormat &messages();
const ImportFormat &shareGpt();
const ImportFormat &alpaca();
const ImportFormat &trl();

} // namespace touchstone::formats
