# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Touchstone authors
# Where KaTeX comes from: the folder that KATEX_DIR names, else Debian's libjs-katex and fonts-katex, else
# npm, which fetches what cmake/katex/package-lock.json pins into the build tree. Without any of them
# formulas show as their source. Nothing of KaTeX is in this repository.
set(KATEX_DIR "" CACHE PATH "Folder with katex.js, contrib/mhchem.js and fonts/, such as KaTeX's dist")

set(KATEX_FONTS
    AMS-Regular Caligraphic-Bold Caligraphic-Regular Fraktur-Bold Fraktur-Regular Main-Bold Main-BoldItalic
    Main-Italic Main-Regular Math-BoldItalic Math-Italic SansSerif-Bold SansSerif-Italic SansSerif-Regular
    Script-Regular Size1-Regular Size2-Regular Size3-Regular Size4-Regular Typewriter-Regular)

function(touchstone_find_katex)
    set(built "${CMAKE_BINARY_DIR}/katex")
    if(KATEX_DIR)
        set(folders "${KATEX_DIR}")
        set(only NO_DEFAULT_PATH)
    else()
        set(folders /usr/share/javascript/katex "${built}/node_modules/katex/dist")
        set(only)
        if(NOT EXISTS /usr/share/javascript/katex/katex.js
           AND NOT EXISTS "${built}/node_modules/katex/dist/katex.js")
            find_program(NPM_PROGRAM npm)
            if(NPM_PROGRAM)
                file(COPY "${PROJECT_SOURCE_DIR}/cmake/katex/package.json"
                    "${PROJECT_SOURCE_DIR}/cmake/katex/package-lock.json" DESTINATION "${built}")
                execute_process(COMMAND "${NPM_PROGRAM}" ci --ignore-scripts --no-audit --no-fund
                    WORKING_DIRECTORY "${built}" OUTPUT_QUIET)
            endif()
        endif()
    endif()
    find_file(katex_js katex.js PATHS ${folders} ${only} NO_CACHE)
    find_file(katex_mhchem mhchem.js PATHS ${folders} PATH_SUFFIXES contrib ${only} NO_CACHE)
    find_path(katex_fonts KaTeX_Main-Regular.ttf
        PATHS ${folders} /usr/share/fonts/truetype/katex PATH_SUFFIXES fonts ${only} NO_CACHE)
    if(NOT katex_js OR NOT katex_mhchem OR NOT katex_fonts)
        message(WARNING "KaTeX was not found: formulas will show as their source. Install libjs-katex and "
            "fonts-katex or npm, or name its folder with -DKATEX_DIR=.")
        set(katex_js)
    else()
        message(STATUS "KaTeX: ${katex_js}")
    endif()
    set(katex_js "${katex_js}" PARENT_SCOPE)
    set(katex_mhchem "${katex_mhchem}" PARENT_SCOPE)
    set(katex_fonts "${katex_fonts}" PARENT_SCOPE)
endfunction()

# Puts KaTeX's scripts and fonts into the target as :/katex/…, where they were found.
function(touchstone_embed_katex target)
    touchstone_find_katex()
    if(NOT katex_js)
        return()
    endif()
    set(files "${katex_js}" "${katex_mhchem}")
    foreach(font IN LISTS KATEX_FONTS)
        list(APPEND files "${katex_fonts}/KaTeX_${font}.ttf")
    endforeach()
    foreach(file IN LISTS files)
        get_filename_component(name "${file}" NAME)
        set_source_files_properties("${file}" PROPERTIES QT_RESOURCE_ALIAS "${name}")
    endforeach()
    qt_add_resources(${target} katex PREFIX /katex FILES ${files})
endfunction()
