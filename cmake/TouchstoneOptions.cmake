# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Touchstone authors
# How every target of the project is compiled: one interface target, no global flags.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release)
endif()
# Assertions of ours stay on in every build type but Release.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC_PATH_PREFIX OFF)
set(CMAKE_BUILD_WITH_INSTALL_RPATH OFF)
include(GNUInstallDirs)
set(CMAKE_INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}/touchstone")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Precompiled headers need the sloppiness; the base directory makes clones share objects.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env
        "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
        "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=true CCACHE_PCH_EXTSUM=true
        "${CMAKE_CURRENT_LIST_DIR}/compile-cached.sh" "${CCACHE_PROGRAM}")
endif()

add_library(touchstone_options INTERFACE)
# Many small programs are linked for the tests: mold takes a third of the time. What is installed has the
# system's own linker.
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND NOT CMAKE_BUILD_TYPE STREQUAL "Release")
    target_link_options(touchstone_options INTERFACE -fuse-ld=mold)
endif()
target_compile_features(touchstone_options INTERFACE cxx_std_20)
target_compile_definitions(touchstone_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_STRICT_ITERATORS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(touchstone_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor
    -Wcast-qual -Winvalid-pch -fpch-preprocess)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    # Optimising, gcc 12 loses sight of a std::string's heap and calls sound appends out of bounds
    # (GCC PR 105329 and 105651); the dev build keeps these warnings.
    target_compile_options(touchstone_options INTERFACE
        -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-maybe-uninitialized)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(touchstone_options INTERFACE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS)
endif()
if(TOUCHSTONE_SANITIZE)
    target_compile_options(touchstone_options INTERFACE
        -fsanitize=${TOUCHSTONE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(touchstone_options INTERFACE -fsanitize=${TOUCHSTONE_SANITIZE})
endif()
