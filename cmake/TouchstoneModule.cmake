# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Touchstone authors

# touchstone_module(NAME [DEPENDS module…] [LINK library…] [PUBLIC_LINK library…] [NO_MOC])
#
# One folder is one module and one shared library, made of every .cpp below the folder. DEPENDS is the
# module's line of the table in ARCHITECTURE.md; tests/architecture_test reads the same lines and holds
# every #include to them. LINK is private: a library's header never shows in a module's own headers.
function(touchstone_module name)
    cmake_parse_arguments(arg "NO_MOC" "" "DEPENDS;LINK;PUBLIC_LINK" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS
        "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.h")
    set(target touchstone_${name})
    add_library(${target} SHARED ${sources})
    set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
    add_library(touchstone::${name} ALIAS ${target})
    set(depends ${arg_DEPENDS})
    list(TRANSFORM depends PREPEND touchstone::)
    target_include_directories(${target} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(${target}
        PUBLIC touchstone_options Qt6::Core ${depends} ${arg_PUBLIC_LINK}
        PRIVATE ${arg_LINK})
    if(NOT arg_NO_MOC)
        set_target_properties(${target} PROPERTIES AUTOMOC ON)
    endif()
    target_precompile_headers(${target} PRIVATE
        <algorithm> <functional> <memory> <optional> <string> <string_view> <variant> <vector>
        <QObject> <QString>)
    install(TARGETS ${target} LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}/touchstone")
endfunction()
