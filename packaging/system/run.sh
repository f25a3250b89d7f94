#!/usr/bin/env bash
# Boots a Debian, installs the package by the guide, and puts the service through failures, upgrades and attacks.
# Prints one line per check and ends with: N passed, N failed, N skipped. Usage: run.sh [--if-possible] [SCENARIO...]
# On a machine that cannot boot another it fails; with --if-possible it is skipped.
set -u
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=packaging/system/checks.sh
. packaging/system/checks.sh
# shellcheck source=packaging/system/machine.sh
. packaging/system/machine.sh
# shellcheck source=packaging/system/service.sh
. packaging/system/service.sh
# shellcheck source=packaging/system/guide.sh
. packaging/system/guide.sh

if_possible=
if [ "${1:-}" = --if-possible ]; then
    shift
    if_possible=yes
fi

# Prints the reason why this machine cannot boot another; nothing if it can.
lack() {
    [ "$(id -u)" -eq 0 ] || { echo "it needs root"; return; }
    local tool
    for tool in systemd-nspawn debootstrap ip nsenter node dpkg-deb; do
        command -v "$tool" >/dev/null || { echo "it needs $tool"; return; }
    done
    unshare --mount --net --pid --fork true 2>/dev/null || { echo "it needs namespaces"; return; }
}

# cannot REASON: ends the test, which could not run.
cannot() {
    if [ -n "$if_possible" ]; then
        skip "the system test: $1"
    else
        failed=$((failed + 1))
        echo "FAIL  the system test cannot run: $1"
    fi
    finish
    exit
}

finish() {
    echo "== Done after $SECONDS s"
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
}

reason=$(lack)
[ -z "$reason" ] || cannot "$reason"

work=$(mktemp -d /var/tmp/elysia-system.XXXXXX)
mounts=()
nets=()
trap tidy EXIT
trap 'exit 130' INT TERM

deb=out/elysia-avatar_$(packaging/version.sh)_amd64.deb
if [ ! -e "$deb" ] || [ -n "$(find Elysia.Daemon packaging elysia.service Directory.Build.props -type f \
    ! -path '*/obj/*' ! -path '*/bin/*' ! -path 'packaging/system/*' -newer "$deb" -print -quit)" ]; then
    { packaging/publish.sh && packaging/deb.sh; } >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
fi

base || cannot "no Debian could be made from this machine's package sources"

if [ $# -eq 0 ]; then
    set -- packaging/system/scenarios/*.sh
fi
for scenario in "$@"; do
    echo "== $(sed -n '2s/^# //p' "$scenario") (after $SECONDS s)"
    # shellcheck source=/dev/null
    . "$scenario"
done
finish
