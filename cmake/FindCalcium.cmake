# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Touchstone authors
# Calcium::Calcium: exact numbers, with FLINT, Arb, Antic, MPFR and GMP below it. From FLINT 3 on one
# library; before it several, of which Debian calls Arb flint-arb.
find_path(Calcium_INCLUDE_DIR NAMES flint/ca.h calcium.h PATH_SUFFIXES calcium)
set(Calcium_LIBRARIES "")
set(Calcium_MISSING "")
set(calcium_names calcium antic flint-arb flint mpfr gmp)
if(EXISTS "${Calcium_INCLUDE_DIR}/flint/ca.h")
    set(calcium_names flint mpfr gmp)
endif()
foreach(name IN LISTS calcium_names)
    set(spellings ${name})
    if(name STREQUAL "flint-arb")
        list(APPEND spellings arb)
    endif()
    find_library(Calcium_${name}_LIBRARY NAMES ${spellings})
    mark_as_advanced(Calcium_${name}_LIBRARY)
    list(APPEND Calcium_LIBRARIES "${Calcium_${name}_LIBRARY}")
    list(APPEND Calcium_MISSING Calcium_${name}_LIBRARY)
endforeach()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Calcium REQUIRED_VARS Calcium_INCLUDE_DIR ${Calcium_MISSING})
if(Calcium_FOUND AND NOT TARGET Calcium::Calcium)
    add_library(Calcium::Calcium INTERFACE IMPORTED)
    # FLINT's headers name each other without their folder in some versions.
    find_path(Calcium_FLINT_INCLUDE_DIR NAMES flint/flint.h)
    target_include_directories(Calcium::Calcium SYSTEM INTERFACE
        "${Calcium_INCLUDE_DIR}" "${Calcium_FLINT_INCLUDE_DIR}")
    target_link_libraries(Calcium::Calcium INTERFACE ${Calcium_LIBRARIES})
endif()
mark_as_advanced(Calcium_INCLUDE_DIR Calcium_FLINT_INCLUDE_DIR)
