# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Touchstone authors
# What the project needs from Debian 12, in one place, for scripts/run, scripts/test and .ci/run to
# source. install_packages installs what is missing and asks for nothing where all is there.

build_packages=(
    g++ cmake ninja-build ccache pkg-config git ca-certificates
    qt6-base-dev qt6-svg-dev qt6-declarative-dev
    libjs-katex fonts-katex # formulas: embedded when the program is built
    qtkeychain-qt6-dev # the system's key store, for keys of teachers
    libmd4c-dev libmd4c-html0-dev # the second because the first one's CMake file names it
    libsqlite3-dev libsimdjson-dev nlohmann-json3-dev zlib1g-dev libssl-dev libcurl4-openssl-dev
    libcalcium-dev libantic-dev libflint-arb-dev libflint-dev libmpfr-dev libgmp-dev # exact comparison of answers
    # Qt is built against these, and its own packages only suggest them.
    libgl1-mesa-dev
)
# A window and its words: the platform plugins' libraries, SVG icons, fonts for every script in the sample.
window_packages=(libqt6svg6 libqt6qml6 libqt6keychain1 fonts-inter fonts-dejavu-core fonts-noto-core fonts-noto-cjk)
test_packages=(xvfb xauth python3)
ci_packages=(clang-format libclang-rt-14-dev mold)
# node runs the server that tests/peer asks. Where it came from elsewhere, as npm with it, Debian's would be refused.
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    ci_packages+=(nodejs npm)
fi

install_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        echo "Missing: ${missing[*]}. This system has no apt-get; install their counterparts by its own package manager." >&2
        return 1
    fi
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || { echo "Missing: ${missing[*]}. Installing them needs root or sudo." >&2; return 1; }
        as_root=(sudo)
    fi
    echo "Installing ${missing[*]}" >&2
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}
