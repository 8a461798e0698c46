#!/bin/sh
# Fetches what making and testing installers needs: system tools with apt, the rest locked in tools.lock into a
# virtual environment of its own (packaging/build/tools). Does nothing when all of it is there already.
# Usage: packaging/prepare.sh windows|windows-test|linux|linux-test
set -eu
cd "$(dirname "$0")/.."
tools=packaging/build/tools

case ${1:?} in
    windows) wanted="binutils-mingw-w64-x86-64 faketime gcc-mingw-w64-x86-64-win32 mingw-w64-x86-64-dev msitools nsis \
osslsigncode wixl" ;;
    windows-test) wanted="binutils-mingw-w64-x86-64 gcc-mingw-w64-x86-64-win32 mingw-w64-x86-64-dev openssl wine wine64 \
xauth xvfb" ;;
    # The libraries are looked up by dpkg-shlibdeps, which writes what the package depends on.
    linux) wanted="binutils dpkg-dev libbrotli1 libcups2 libdbus-1-3 libegl1 libfontconfig1 libfreetype6 libgl1 \
libglib2.0-0 libgssapi-krb5-2 libwayland-client0 libwayland-cursor0 libwayland-egl1 libx11-6 libx11-xcb1 \
libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 \
libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxcb1 \
libxkbcommon-x11-0 libxkbcommon0 libzstd1" ;;
    linux-test) wanted="appstream desktop-file-utils lintian mmdebstrap" ;;
    *) echo "Usage: packaging/prepare.sh windows|windows-test|linux|linux-test" >&2; exit 2 ;;
esac

missing=""
for package in $wanted; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then root=""; elif sudo -n true 2>/dev/null; then root="sudo"; else
        echo "Kör den här raden en gång och försök igen (run this once, then try again):" >&2
        echo "  sudo apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
    $root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

stamp="$tools/.$(sha256sum packaging/tools.lock | cut -c1-16)"
[ -e "$stamp" ] && exit 0
[ -x "$tools/bin/python" ] || "${PYTHON:-python3}" -m venv "$tools"
"$tools/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r packaging/tools.lock
touch "$stamp"
