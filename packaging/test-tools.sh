#!/bin/sh
# Installs what the tests need from Debian, or names what is missing.
set -eu

missing=
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
# Korean screenshots need Korean letters.
fc-list :lang=ko 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
if [ -n "${ELYSIA_SYSTEM_TEST:-}" ] && [ "$(id -u)" -eq 0 ]; then
    command -v systemd-nspawn >/dev/null 2>&1 || missing="$missing systemd-container"
    command -v debootstrap >/dev/null 2>&1 || missing="$missing debootstrap"
    command -v ip >/dev/null 2>&1 || missing="$missing iproute2"
fi
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing what the tests need:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # Package lists may be absent or old on a fresh machine.
    apt-get update -qq
    # shellcheck disable=SC2086 # one word per package
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi

echo "The tests need these Debian packages:$missing" >&2
echo "Install them: sudo apt-get install$missing" >&2
exit 1
