#!/usr/bin/env bash
# Boots a Debian, installs the package as the guide says, and tests crashes, upgrades, backups and attacks.
# Prints one line a check and closes with: N passed, N failed, N skipped. Usage: run.sh [SCENARIO...]
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

# Why this machine cannot boot another; empty when it can.
lack() {
    [ "$(id -u)" -eq 0 ] || { echo "it needs root"; return; }
    local tool
    for tool in systemd-nspawn debootstrap ip nsenter node dpkg-deb; do
        command -v "$tool" >/dev/null || { echo "it needs $tool"; return; }
    done
    unshare --mount --net --pid --fork true 2>/dev/null || { echo "it needs namespaces"; return; }
}

finish() {
    echo "== Done after $SECONDS s"
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
}

reason=$(lack)
if [ -n "$reason" ]; then
    skip "the system test: $reason"
    finish
    exit
fi

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

if ! base; then
    skip "the system test: no Debian could be made from this machine's package sources"
    finish
    exit
fi

if [ $# -eq 0 ]; then
    set -- packaging/system/scenarios/*.sh
fi
for scenario in "$@"; do
    echo "== $(sed -n '2s/^# //p' "$scenario") (after $SECONDS s)"
    # shellcheck source=/dev/null
    . "$scenario"
done
finish
