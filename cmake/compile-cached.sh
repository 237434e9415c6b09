#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Touchstone authors
# Runs a compiler command through ccache, except for precompiled headers. gcc's are images of its memory:
# no two are alike, so objects would miss the cache for no reason, and one kept damaged breaks every build
# after it. They are made anew each time, with a checksum of the text they stand for, which is what ccache
# compares for the objects that use them.
#   compile-cached.sh CCACHE COMPILER ARGUMENT...
set -euo pipefail
ccache=$1
shift
case " $* " in
*" -x c++-header "*) ;;
*) exec "$ccache" "$@" ;;
esac

output=
text=()
for ((i = 1; i <= $#; ++i)); do
    case ${!i} in
    -o) ((++i)) && output=${!i} ;;
    # With it gcc would give the name of the image just made in place of the text.
    -MD | -fpch-preprocess) ;;
    -MT | -MF) ((++i)) ;;
    *) text+=("${!i}") ;;
    esac
done
"$@"
"${text[@]}" -E -dD -P -o - | sha256sum >"$output.sum"
