#!/bin/sh
# Makes the workplace from a bare Debian 12 or later with Python 3.11, git and make: a virtual environment in
# .venv with the locked packages, and Qt's system libraries. Does nothing when all of it is there already.
# Usage: tools/prepare.sh run|dev|bench
set -eu
cd "$(dirname "$0")/.."
kind=${1:-dev}
python=${PYTHON:-python3}

qt="libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 \
libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon0 \
libxkbcommon-x11-0"
peers="libpango-1.0-0 libpangoft2-1.0-0"  # WeasyPrint, which the benchmarks measure against
screen="at-spi2-core dbus python3-pyatspi python3-xlib xvfb"

system_packages() {
    missing=""
    for package in $1; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    command -v apt-get >/dev/null 2>&1 || { echo "Install the counterparts of:$missing" >&2; return 0; }
    if [ "$(id -u)" = 0 ]; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    elif sudo -n true 2>/dev/null; then
        sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    else
        echo "Kör den här raden en gång och försök igen (run this once, then try again):" >&2
        echo "  sudo apt-get install$missing" >&2
        return "$2"
    fi
}

if command -v dpkg-query >/dev/null 2>&1; then
    system_packages "$qt" 1
    [ "$kind" = run ] || system_packages "$screen" 0
    [ "$kind" != bench ] || system_packages "$peers" 0 || echo "Without them one benchmark is skipped." >&2
    "$python" -c "import ensurepip, venv" 2>/dev/null || system_packages "python3-venv" 1
fi

[ "$kind" != bench ] || kind=dev
lock="requirements/$kind.lock"
stamp=".venv/.$(cat "$lock" pyproject.toml | sha256sum | cut -c1-16)-$kind"
[ -e "$stamp" ] && exit 0
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed." >&2; exit 1; }
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/build.lock
.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
touch "$stamp"
